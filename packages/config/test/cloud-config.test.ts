import { inspect } from 'node:util'

import * as E from 'fp-ts/lib/Either.js'

import { concealed } from '../src/cloud-config.js'
import { load } from './resolve-case.js'

const secrets = Array.from({ length: 9 }, (_, index) => `hunter${index}`)

const files = {
  'work/clouds.yaml': `
clouds:
  c:
    auth_type: v3multifactor
    auth:
      auth_url: https://c.example/v3
      user_id: u1
      password: hunter1
      passcode: hunter2
      token: hunter3
      auth_methods: [v3password, v3totp, v3token]
      consumer_key: hunter4
      application_credential_secret: hunter5
    statsd_url: https://me:hunter0@c.example
    statsd_password: hunter6
    cache: {arguments: {auth_token: hunter7, secrets: [hunter8]}}
`
}

describe('CloudConfig', () => {
  it('shows no secret, however it is printed', async () => {
    const result = await load({ name: '', files, expected: {} })
    const config = E.getOrElseW((error) => {
      throw error
    })(result)
    const prints = [config.raw, config.raw['auth'], config.raw['cache']].flatMap((value) => [
      JSON.stringify(value),
      inspect(value, { depth: 9, showHidden: true })
    ])
    const whole = [JSON.stringify(config), inspect(config, { depth: 9 })]
    for (const secret of secrets) for (const text of [...prints, ...whole]) expect(text).not.toContain(secret)
    expect(JSON.stringify(config.raw)).toContain('"user_id":"u1"')
    expect(config.raw['statsd_password']).toBe('hunter6')
  })

  it.each([
    ['auth: {auth_url: "https://me:hunter0@c.example/v3", user_id: u, password: p}', 'auth_url'],
    [
      'auth: {auth_url: "https://c.example", username: u, password: p, user_domain_id: d}\n    compute_endpoint_override: "http://me:hunter0@c.example"',
      'compute_endpoint_override'
    ]
  ])('takes no password before a host: %s', async (entry, key) => {
    const result = await load({
      name: '',
      files: { 'work/clouds.yaml': `clouds:\n  c:\n    ${entry}\n` },
      expected: {}
    })
    expect(result).toMatchObject({ left: { key, message: expect.stringContaining('they belong under auth') } })
    expect(JSON.stringify(result)).not.toContain('hunter0')
  })

  it('keeps the values at hand', () => {
    const record = concealed({
      auth: { password: 'x', username: 'me' },
      networks: [{ name: 'n', api_key: 1, secret: 'x' }]
    })
    expect(record['auth']).toEqual({ password: 'x', username: 'me' })
    expect(JSON.parse(JSON.stringify(record))).toEqual({
      auth: { password: '***', username: 'me' },
      networks: [{ name: 'n', api_key: 1, secret: '***' }]
    })
  })
})
