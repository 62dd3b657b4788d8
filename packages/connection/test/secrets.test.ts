/**
 * No secret is ever printed: thirty are planted where a cloud, a configuration and a caller keep theirs, and everything
 * that can be printed is: events with bodies, errors and their stacks, connections, configurations, accesses, plugins.
 */
import { inspect } from 'node:util'

import { type ConfigRecord, resolveCloud } from '@openstack-ts/config'
import { create, get, list, type OpenStackError, OpenStackFailure, type RequestEvent } from '@openstack-ts/core'
import type { Script } from '@openstack-ts/testing'
import { isLeft } from 'fp-ts/lib/Either.js'

import { connect } from '../src/index.js'
import { scriptedCloud, type ScriptedCloud, type Scripts, Thing, tokenAnswer, tokenOf, wire } from './scripted-cloud.js'

let planted = 0
/** What must not be seen: of a secret, the part that no service can quote in another spelling. */
const secrets: Array<string> = []
const secret = (what: string): string => {
  const made = `S3CRET-${what}-${(planted += 1)}-of-mine`
  secrets.push(made)
  return made
}
/** One that stands in a body, where all is allowed: services quote it escaped in one way or another. */
const odd = (what: string): string => `‹'"&ü %${secret(what)}%<'"\\`

const password = odd('password')
const echoed = odd('echoed-password')
const token = secret('token')
const secondToken = secret('second-token')
const givenToken = secret('given-token')
const adminToken = secret('admin-token')
const basic = odd('basic-password')
const applicationSecret = odd('application-secret')
const passcode = secret('passcode')
const receipt = secret('receipt')
const oidcSecret = odd('client-secret')
const accessToken = secret('access-token')
const cookie = secret('cookie')
const adminPass = odd('admin-pass')
const answeredPass = odd('answered-admin-pass')
const userData = odd('user-data')
const privateKey = odd('private-key')
const answeredKey = odd('answered-private-key')
const consoleToken = secret('console-token')
const locationToken = secret('location-token')
const urlPassword = secret('url-password')
const changedPassword = odd('change-password')
const imagePassword = odd('original-password')
const serviceToken = secret('service-token')
const nextToken = secret('next-token')
const oauthSecret = odd('oauth-secret')
const unknownKey = odd('unknown-auth-key')
const faultKey = secret('fault-private-key')
const htmlToken = secret('html-token')
const clientAssertion = secret('client-assertion')

/** What went over the wire, either way: the proof that each secret was there to be told. */
const wires: Array<string> = []

const coreOf = (text: string): string => secrets.find((each) => text.includes(each)) ?? text

/** Everything that was printed, and whence. */
const printed: Array<readonly [whence: string, text: string]> = []

const print = (whence: string, value: unknown): void => {
  const ways: ReadonlyArray<() => string> = [
    () => inspect(value, { depth: Infinity, maxArrayLength: null, maxStringLength: null }),
    () => inspect(value),
    () => JSON.stringify(value) ?? '',
    () => String(value),
    () => (value instanceof Error ? (value.stack ?? '') : '')
  ]
  for (const way of ways) printed.push([whence, way()])
}

const printError = (whence: string, error: OpenStackError): void => {
  print(whence, error)
  print(`${whence}, thrown`, new OpenStackFailure(error))
}

const answers: Readonly<Record<string, string>> = {
  create: wire(
    202,
    {
      thing: {
        id: '1',
        adminPass: answeredPass,
        private_key: answeredKey,
        OS_pw: 'x',
        original_password: imagePassword
      }
    },
    { 'Set-Cookie': `session=${cookie}`, 'X-Openstack-Request-Id': 'req-1' }
  ),
  console: wire(200, {
    thing: { id: '1', url: `http://h/vnc.html?path=%3Ftoken%3D${consoleToken}` },
    token: { id: nextToken }
  }),
  bad: wire(
    400,
    {
      badRequest: {
        message: `Invalid adminPass ${adminPass}, user_data '${userData}', key ${JSON.stringify(privateKey)}`
      }
    },
    { 'X-Echo': `adminPass=${encodeURIComponent(adminPass)}` }
  ),
  moved: wire(302, '', { Location: `http://evil.invalid/?token=${locationToken}` }),
  garbled: wire(200, `{"thing": {"id": 1, "private_key": "${faultKey}"}}`),
  html: wire(200, `<html><a href="/x?token=${htmlToken}">x</a></html>`)
}

/** A scripted cloud whose wire is kept. */
const listenedTo = (scripts: Required<Pick<Scripts, 'auth' | 'call'>>): Promise<ScriptedCloud> => {
  const heard =
    (script: Script): Script =>
    (peer) => {
      wires.push(peer.request, ...(peer.request.match(/(?<=^authorization: Basic ).*/gim) ?? []).map(atob))
      return script({
        ...peer,
        say: (bytes) => {
          wires.push(String(bytes))
          return peer.say(bytes)
        }
      })
    }
  return scriptedCloud({ auth: heard(scripts.auth), call: heard(scripts.call) })
}

/** One sign-in after the other: what it asks, what is called then. */
const visit = async (whence: string, settings: ConfigRecord, auth: string | undefined): Promise<void> => {
  const cloud = await listenedTo({
    auth: ({ index, say }) =>
      void say(
        auth ??
          tokenAnswer(cloud.origin, index === 0 ? token : secondToken).replace(
            /\r\n\r\n/,
            `\r\nSet-Cookie: a=${cookie}\r\n\r\n`
          )
      ),
    call: ({ request, say }) => {
      const known = /things\/(\w+)/.exec(request)?.[1] ?? (request.startsWith('POST') ? 'create' : 'console')
      const isBad = request.includes('"name":"bad"')
      const shown = `token ${tokenOf({ request })} refused, ${/^authorization: (.*)\r$/im.exec(request)?.[1]}`
      const echoes = { 'X-Echo': shown, 'WWW-Authenticate': `Keystone error="${shown}"` }
      return void say(answers[isBad ? 'bad' : known] ?? wire(401, { error: { message: shown } }, echoes))
    }
  })
  const { origin } = cloud
  const placed: ConfigRecord = JSON.parse(JSON.stringify(settings).replaceAll('ORIGIN', origin))
  const resolved = resolveCloud({}, { overrides: placed })
  if (isLeft(resolved)) {
    printError(`${whence}: config`, resolved.left)
    return cloud.close()
  }
  const events: Array<RequestEvent> = []
  const options = {
    config: resolved.right,
    observe: (event: RequestEvent) => void events.push(event),
    messages: 'bodies' as const,
    retry: { base: 1 }
  }
  print(`${whence}: options`, options)
  const connection = await connect(options)
  const calls = [
    create(Thing)({ name: 'good', adminPass, userData, privateKey }),
    create(Thing)({ name: 'bad', adminPass, userData, privateKey }),
    list(Thing)({ tag: `a&token=${nextToken}` }),
    ...['moved', 'garbled', 'html', 'refused'].map((thingId) => get(Thing)({ thingId })),
    get(Thing)({ thingId: 'moved' }, { headers: { 'X-Service-Token': serviceToken, Cookie: `a=${cookie}` } })
  ]
  for (const [index, call] of calls.entries()) {
    const answer = await call(connection)()
    if (isLeft(answer)) printError(`${whence}: call ${index}`, answer.left)
    else if (index > 0) print(`${whence}: answer ${index}`, answer.right)
  }
  print(`${whence}: connection`, connection)
  print(`${whence}: config`, resolved.right)
  print(`${whence}: raw`, resolved.right.raw)
  print(`${whence}: plugin`, resolved.right.identity.auth)
  const access = await connection.access()
  print(`${whence}: access`, access)
  const other = connection.asProject({ id: 'p2' })
  print(`${whence}: other project`, other)
  const moved = await other.access()
  if (isLeft(moved)) printError(`${whence}: other project`, moved.left)
  print(`${whence}: service`, connection.compute)
  const revoked = await connection.revoke()
  if (isLeft(revoked)) printError(`${whence}: revoke`, revoked.left)
  await connection.close()
  for (const event of events)
    print(`${whence}: event ${event._tag} ${'operation' in event ? event.operation : ''}`, event)
  await cloud.close()
}

const user = { auth_url: 'ORIGIN/identity/v3', username: 'u', user_domain_id: 'default', project_id: 'p' }
const refused = (words: string): string => wire(401, { error: { code: 401, title: 'Unauthorized', message: words } })

/** How services quote what they were told. */
const quotes: ReadonlyArray<(text: string) => string> = [
  (text) => text,
  (text) => JSON.stringify(text),
  (text) => JSON.stringify(text).replace(/[^\x20-\x7e]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`),
  (text) => encodeURIComponent(text),
  (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;').replaceAll("'", '&#39;')
]

const visits: ReadonlyArray<readonly [string, ConfigRecord, string?]> = [
  ['password', { auth: { ...user, password } }],
  ...quotes.map((quote): (typeof visits)[number] => [
    'password refused',
    { auth: { ...user, password: echoed } },
    refused(`The password ${quote(echoed)} is wrong`)
  ]),
  ['token', { auth_type: 'v3token', auth: { auth_url: 'ORIGIN/identity/v3', token: givenToken, project_id: 'p' } }],
  [
    'token refused',
    { auth_type: 'v3token', auth: { auth_url: 'ORIGIN/identity/v3', token: givenToken, project_id: 'p' } },
    refused(`No token ${givenToken}`)
  ],
  [
    'application credential',
    {
      auth_type: 'v3applicationcredential',
      auth: {
        auth_url: 'ORIGIN/identity/v3',
        application_credential_id: 'a',
        application_credential_secret: applicationSecret
      }
    }
  ],
  ['totp', { auth_type: 'v3totp', auth: { ...user, passcode } }],
  [
    'receipt',
    { auth: { ...user, password } },
    wire(
      401,
      { receipt: { methods: ['password'] }, required_auth_methods: [['password', 'totp']] },
      { 'Openstack-Auth-Receipt': receipt }
    )
  ],
  [
    'http_basic',
    { auth_type: 'http_basic', auth: { endpoint: 'ORIGIN/compute/v2.1', username: 'u', password: basic } }
  ],
  ['admin_token', { auth_type: 'admin_token', auth: { endpoint: 'ORIGIN/compute/v2.1', token: adminToken } }],
  [
    'oidc',
    {
      auth_type: 'v3oidcclientcredentials',
      auth: {
        auth_url: 'ORIGIN/identity/v3',
        identity_provider: 'i',
        protocol: 'openid',
        client_id: 'c',
        client_secret: oidcSecret,
        access_token_endpoint: 'ORIGIN/things/moved',
        project_id: 'p'
      }
    }
  ],
  [
    'oidc access token',
    {
      auth_type: 'v3oidcaccesstoken',
      auth: {
        auth_url: 'ORIGIN/identity/v3',
        identity_provider: 'i',
        protocol: 'openid',
        access_token: accessToken,
        project_id: 'p'
      }
    }
  ],
  ['unknown type', { auth_type: 'v3nothing', auth: { ...user, password, client_assertion: clientAssertion } }],
  [
    'unknown key',
    { auth: { ...user, password, my_key: unknownKey, oauth_secret: oauthSecret }, change_password: changedPassword }
  ],
  ['url with a password', { auth: { ...user, auth_url: `http://me:${urlPassword}@127.0.0.1:9/v3`, password } }],
  ['wrong value', { auth: { ...user, password }, api_timeout: 'soon', compute_api_version: 'x' }]
]

test('none of thirty planted secrets is in anything that is printed', async () => {
  const logs = (['log', 'info', 'warn', 'error', 'debug'] as const).map((name) => jest.spyOn(console, name))
  for (const [whence, settings, auth] of visits) await visit(whence, settings, auth)
  expect(secrets.length).toBeGreaterThanOrEqual(30)
  expect(logs.map((spy) => spy.mock.calls)).toEqual(logs.map(() => []))
  for (const spy of logs) spy.mockRestore()
  const inHeaders = [basic, oidcSecret].map((each) => Buffer.from(`u:${each}`).toString('base64'))
  const found = printed.flatMap(([whence, text]) =>
    [...secrets, ...inHeaders].filter((each) => text.includes(each)).map((each) => `${each} in ${whence}`)
  )
  expect([...new Set(found)]).toEqual([])
  // Each was there to be told: on the wire, in an answer, or, where signing in has no use for it, in a configuration.
  const told = [...wires, JSON.stringify(visits)].join('\n')
  expect(secrets.filter((each) => !told.includes(each))).toEqual([])
  const unsent = [unknownKey, oauthSecret, changedPassword, clientAssertion, urlPassword].map(coreOf)
  expect(secrets.filter((each) => !wires.join('\n').includes(each)).toSorted()).toEqual(unsent.toSorted())
  // The recorder hears: bodies of both ways are among what was printed, with their secrets struck out.
  const all = printed.map(([, text]) => text).join('\n')
  expect(all).toContain('\\"adminPass\\":\\"***\\"')
  expect(printed.length).toBeGreaterThan(500)
}, 60_000)
