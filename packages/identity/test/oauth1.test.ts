import { oauth1, signIn } from '../src/index.js'
import { authorization } from '../src/oauth1.js'
import { clockAt, json, scripted } from './scripted.js'

/** The parameters of an `Authorization` header, decoded. */
const said = (header = ''): Readonly<Record<string, string>> =>
  Object.fromEntries(
    [...header.matchAll(/(\w+)="([^"]*)"/g)].map(([, name = '', value = '']) => [name, decodeURIComponent(value)])
  )

describe('the signature is the one of oauthlib 3.2.2', () => {
  test.each([
    [
      'https://keystone.example:5000/v3/auth/tokens',
      { consumerKey: 'c0nsumer key', consumerSecret: 's3cret/&', accessKey: 't0ken', accessSecret: 'hunter2!' },
      { timestamp: 1_795_593_600, nonce: 'n0nce~', signature: 'tBOaBUVCjT4qe8Zs6jwE4WmAxfw=' }
    ],
    [
      'http://KEYSTONE.example:80/identity/v3/auth/tokens',
      { consumerKey: 'c', consumerSecret: 'cs', accessKey: 'a', accessSecret: 'as' },
      { timestamp: 1, nonce: 'n', signature: 'jS+2if5D0vJnst8Qxh3PvthfJT0=' }
    ]
  ])('%s', async (url, credentials, { signature, ...once }) => {
    const header = await authorization(url, credentials, once)
    expect(header).toMatch(/^OAuth /)
    expect(said(header)).toEqual({
      oauth_consumer_key: credentials.consumerKey,
      oauth_nonce: once.nonce,
      oauth_signature: signature,
      oauth_signature_method: 'HMAC-SHA1',
      oauth_timestamp: String(once.timestamp),
      oauth_token: credentials.accessKey,
      oauth_version: '1.0'
    })
  })
})

test('each sign-in has a nonce of its own, as Keystone takes them; no error shows a secret that Keystone quotes', async () => {
  const transport = scripted(({ headers }) =>
    json(401, { error: { message: `no ${headers['Authorization']} with planted, planted-too` } })
  )
  const auth = oauth1({ consumerKey: 'c', consumerSecret: 'planted', accessKey: 'a', accessSecret: 'planted-too' })
  for (let i = 0; i < 2; i++) {
    const cloud = signIn({ transport, authUrl: 'https://keystone.example/v3', auth, clock: clockAt() })
    const answer = await cloud.access()
    expect(answer).toMatchObject({ left: { _tag: 'AuthError', status: 401 } })
    expect(JSON.stringify(answer)).not.toMatch(/planted|oauth_signature/)
  }
  const nonces = transport.requests.map(({ headers }) => said(headers['Authorization'])['oauth_nonce'])
  expect(new Set(nonces).size).toBe(2)
  for (const nonce of nonces) expect(nonce).toMatch(/^[0-9a-zA-Z]{20,30}$/)
})
