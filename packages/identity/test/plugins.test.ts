import type { HttpRequest, HttpResponse, OpenStackError } from '@openstack-ts/core'
import * as E from 'fp-ts/lib/Either.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import * as fc from 'fast-check'

import {
  access,
  adminToken,
  applicationCredential,
  type AuthPlugin,
  authPlugin,
  continueWith,
  httpBasic,
  multifactor,
  none,
  oauth1,
  oidcAccessToken,
  oidcClientCredentials,
  password,
  receiptOf,
  type Scope,
  signIn,
  token,
  totp
} from '../src/index.js'
import { clockAt, json, scripted, tokenAnswer } from './scripted.js'

const clock = clockAt()
const authUrl = 'https://keystone.example/v3'
const user = { name: 'demo', domain: { name: 'Default' } }
const demo = password({ user, password: 'planted' })

const consumer = oauth1({ consumerKey: 'c', consumerSecret: 'planted', accessKey: 'a', accessSecret: 'planted too' })

const bodyOf = (request: HttpRequest | undefined) =>
  typeof request?.body === 'string' ? JSON.parse(request.body) : undefined

const setUp = (auth: AuthPlugin, scope?: Scope, answer: () => HttpResponse = () => tokenAnswer(clock, 'token-1')) => {
  const transport = scripted(answer)
  const cloud = signIn({ transport, authUrl, auth, clock, ...(scope === undefined ? {} : { scope }) })
  const body = () => bodyOf(transport.requests[0])
  return { cloud, transport, body }
}

const failure = async (auth: AuthPlugin, answer: () => HttpResponse, scope?: Scope): Promise<OpenStackError> => {
  const answered = await setUp(auth, scope, answer).cloud.access()
  if (E.isRight(answered)) throw new Error('a refusal was expected')
  return answered.left
}

describe('what Keystone is sent', () => {
  const named = { name: 'demo', domain: { name: 'Default' } }
  test.each<[string, AuthPlugin, unknown]>([
    ['password', demo, { methods: ['password'], password: { user: { ...named, password: 'planted' } } }],
    [
      'password by id',
      password({ user: { id: 'u1' }, password: 'planted' }),
      { methods: ['password'], password: { user: { id: 'u1', password: 'planted' } } }
    ],
    ['token', token({ token: 't' }), { methods: ['token'], token: { id: 't' } }],
    ['a token from elsewhere', token({ token: async () => 't' }), { methods: ['token'], token: { id: 't' } }],
    [
      'application credential by id',
      applicationCredential({ id: 'a', secret: 's' }),
      { methods: ['application_credential'], application_credential: { id: 'a', secret: 's' } }
    ],
    [
      'application credential by name',
      applicationCredential({ name: 'a', user: { id: 'u1' }, secret: 's' }),
      { methods: ['application_credential'], application_credential: { name: 'a', user: { id: 'u1' }, secret: 's' } }
    ],
    ['OAuth 1 consumer', consumer, { methods: ['oauth1'], oauth1: {} }],
    [
      'passcode',
      totp({ user, passcode: () => '123456' }),
      { methods: ['totp'], totp: { user: { ...named, passcode: '123456' } } }
    ],
    [
      'several factors',
      multifactor([demo, totp({ user, passcode: '123456' })]),
      {
        methods: ['password', 'totp'],
        password: { user: { ...named, password: 'planted' } },
        totp: { user: { ...named, passcode: '123456' } }
      }
    ]
  ])('%s', async (_, auth, identity) => {
    const { body, cloud, transport } = setUp(auth)
    expect(await cloud.access()).toMatchObject({ _tag: 'Right' })
    expect(body()).toEqual({ auth: { identity } })
    expect(transport.requests[0]).toMatchObject({ method: 'POST', context: { operation: 'auth', confidential: true } })
  })

  test.each<[Scope, unknown]>([
    [{ project: { id: 'p' } }, { project: { id: 'p' } }],
    [{ project: { name: 'p', domain: { id: 'd' } } }, { project: { name: 'p', domain: { id: 'd' } } }],
    [{ domain: { name: 'd' } }, { domain: { name: 'd' } }],
    [{ system: 'all' }, { system: { all: true } }],
    [{ trust: 't' }, { 'OS-TRUST:trust': { id: 't' } }],
    ['unscoped', 'unscoped']
  ])('scope %j', async (scope, wire) => {
    const { body, cloud } = setUp(demo, scope)
    await cloud.access()
    expect(body().auth.scope).toEqual(wire)
  })

  test.each<[string, AuthPlugin, boolean]>([
    ['a password', demo, true],
    ['a token', token({ token: 't' }), true],
    ['an application credential', applicationCredential({ id: 'a', secret: 's' }), true],
    ['a passcode', totp({ user, passcode: '123456' }), false],
    ['an OAuth 1 consumer, whose nonce is good once', consumer, false],
    ['a passcode among others', multifactor([demo, totp({ user, passcode: '123456' })]), false],
    ['a receipt', continueWith('r', [demo]), false],
    ['several that are', multifactor([demo, token({ token: 't' })]), true]
  ])('%s: whether it may be sent again', async (_, auth, repeatable) => {
    const { cloud, transport } = setUp(auth)
    await cloud.access()
    expect(transport.requests[0]?.context).toMatchObject({ repeatable })
  })

  test.each([
    ['an application credential', applicationCredential({ id: 'a', secret: 's' })],
    ['an OAuth 1 consumer', consumer]
  ])('%s takes no scope', async (_, auth) => {
    const { cloud, transport } = setUp(auth, { project: { id: 'p' } })
    expect(await cloud.access()).toMatchObject({ left: { message: expect.stringContaining('takes no scope') } })
    expect(transport.requests).toEqual([])
  })
})

describe('what Keystone says', () => {
  test('a receipt: what is missing, and how to go on', async () => {
    const body = {
      receipt: { methods: ['password'], expires_at: '2026-11-23T13:00:00.000000Z', user: { id: 'u1' } },
      required_auth_methods: [
        ['password', 'totp'],
        ['password', 'custom', 'other']
      ]
    }
    const error = await failure(demo, () => json(401, body, { 'openstack-auth-receipt': 'planted-receipt' }))
    expect(error).toEqual({
      _tag: 'AuthError',
      message: 'Keystone wants more than password to sign in: also totp, or custom and other',
      status: 401,
      requestIds: [],
      missing: [['totp'], ['custom', 'other']]
    })
    expect(receiptOf(error)).toBe('planted-receipt')
    const {
      body: sent,
      cloud,
      transport
    } = setUp(continueWith(receiptOf(error) ?? '', [totp({ user, passcode: '123456' })]))
    await cloud.access()
    expect(transport.requests[0]?.headers['Openstack-Auth-Receipt']).toBe('planted-receipt')
    expect(sent().auth.identity.methods).toEqual(['totp'])
  })

  test('there is no receipt of another error', async () => {
    expect(receiptOf(await failure(demo, () => json(401, {})))).toBeUndefined()
  })

  test.each([
    [400, 'AuthError', 'Keystone refused the sign-in by password (status 400): bad *** here (request req-9)'],
    [403, 'AuthError', 'Keystone refused the sign-in by password (status 403): bad *** here (request req-9)'],
    [404, 'AuthError', 'No Keystone v3 answers at https://keystone.example/v3/auth/tokens (status 404): bad *** here'],
    [302, 'AuthError', 'No Keystone v3 answers at https://keystone.example/v3/auth/tokens (status 302): bad *** here'],
    [429, 'HttpError', 'identity answered 429 to POST /v3/auth/tokens: bad *** here (request req-9)'],
    [503, 'HttpError', 'identity answered 503 to POST /v3/auth/tokens: bad *** here (request req-9)']
  ])('%i is an %s', async (status, tag, message) => {
    const body = { error: { code: status, message: 'bad planted here', title: 'Bad' } }
    const error = await failure(demo, () => json(status, body, { 'x-openstack-request-id': 'req-9' }))
    expect(error).toMatchObject({ _tag: tag, status, message: expect.stringContaining(message) })
  })

  test('a refusal that quotes a secret in any spelling is not quoted', async () => {
    const secret = `‹'"&ü %planted%<'"`
    const quoted = [secret, JSON.stringify(secret), encodeURIComponent(secret)]
    const html = secret
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('"', '&quot;')
      .replaceAll("'", '&#x27;')
    const ascii = JSON.stringify(secret).replace('‹', '\\u2039').replace('ü', '\\u00fc')
    for (const way of [...quoted, html, ascii]) {
      const body = { error: { code: 401, message: `bad ${way} here`, title: 'Bad' } }
      const error = await failure(password({ user, password: secret }), () => json(401, body))
      expect(error.message).toMatch(/: bad "?\*\*\*"? here/)
    }
  })

  test('both ids under which a refusal was logged are told', async () => {
    const headers = { 'x-openstack-request-id': 'req-1', 'x-compute-request-id': 'req-2' }
    expect(await failure(demo, () => json(401, {}, headers))).toMatchObject({ requestIds: ['req-1', 'req-2'] })
  })

  test('a yes that cannot be read', async () => {
    const ok = tokenAnswer(clock, 'token-1')
    expect(await failure(demo, () => ({ ...ok, headers: {} }))).toMatchObject({ path: 'the header X-Subject-Token' })
    expect(await failure(demo, () => ({ ...ok, text: '<html>' }))).toMatchObject({ actual: 'a page of HTML' })
    expect(await failure(demo, () => ({ ...ok, text: '{"token":{}}' }))).toMatchObject({
      _tag: 'DecodeError',
      path: expect.stringContaining('token.'),
      actual: 'missing'
    })
  })

  test('any answer at all is an access or an error, never a throw', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 200, max: 599 }),
        fc.jsonValue(),
        fc.boolean(),
        async (status, body, receipt) => {
          const headers = { 'x-subject-token': 't', ...(receipt ? { 'openstack-auth-receipt': 'r' } : {}) }
          for (const answer of [
            body,
            { token: body },
            { error: body },
            { receipt: body, required_auth_methods: body }
          ]) {
            const { cloud } = setUp(demo, undefined, () => json(status, answer, headers))
            expect(['Left', 'Right']).toContain((await cloud.access())._tag)
          }
        }
      )
    )
  })

  test('what a caller’s own function throws', async () => {
    const passcode = async () => {
      throw new Error('the phone is off')
    }
    expect(await failure(totp({ user, passcode }), () => json(500, {}))).toMatchObject({
      _tag: 'AuthError',
      message: 'The sign-in by totp failed before Keystone was asked: the phone is off'
    })
  })
})

describe('without Keystone', () => {
  const endpoint = 'http://ironic.example:6385/v1'
  const context = { service: 'baremetal', operation: 'Node.list', route: '/nodes' }
  const sent = async (auth: AuthPlugin) => {
    const transport = scripted(() => json(200, {}))
    const cloud = signIn({ transport, auth, clock })
    await cloud.baremetal.send({ method: 'GET', path: '/nodes', headers: {}, context })()
    const [first] = transport.requests
    const { Accept: _, 'User-Agent': __, ...rest } = first?.headers ?? {}
    return { url: first?.url, ...rest }
  }

  test('nothing, a name and a password, a token', async () => {
    const url = `${endpoint}/nodes`
    expect(await sent(none({ endpoint }))).toEqual({ url })
    expect(await sent(adminToken({ endpoint, token: 't' }))).toEqual({ url, 'X-Auth-Token': 't' })
    const authorization = `Basic ${Buffer.from('jürgen:pä:ß').toString('base64')}`
    expect(await sent(httpBasic({ endpoint, username: 'jürgen', password: 'pä:ß' }))).toEqual({
      url,
      Authorization: authorization
    })
  })

  test('an endpoint override is for one service', async () => {
    const transport = scripted(() => json(200, {}))
    const services = { baremetal: { endpointOverride: 'http://other.example/v1' } }
    const cloud = signIn({ transport, auth: none({ endpoint }), clock, services })
    await cloud.baremetal.send({ method: 'GET', path: '/nodes', headers: {}, context })()
    expect(transport.lines()).toEqual(['GET http://other.example/v1/nodes'])
  })
})

describe('OpenID Connect', () => {
  const federation = { identityProvider: 'our idp', protocol: 'openid' }
  const client = { ...federation, clientId: 'app', clientSecret: 'planted', scope: 'openid profile' }
  const federated = 'https://keystone.example/v3/OS-FEDERATION/identity_providers/our%20idp/protocols/openid/auth'
  const setUpBoth = (auth: AuthPlugin, scope?: Scope) => {
    let count = 0
    const transport = scripted(({ url }) =>
      url.startsWith('https://idp.example/.well-known')
        ? json(200, { issuer: 'https://idp.example', token_endpoint: 'https://idp.example/token' })
        : url === 'https://idp.example/token'
          ? json(200, { access_token: 'planted-access', token_type: 'Bearer' })
          : tokenAnswer(clock, `token-${++count}`)
    )
    return { transport, cloud: signIn({ transport, authUrl, auth, clock, ...(scope === undefined ? {} : { scope }) }) }
  }

  test('an access token is shown to Keystone, and its unscoped token exchanged', async () => {
    const auth = oidcAccessToken({ ...federation, accessToken: 'planted-access' })
    const { cloud, transport } = setUpBoth(auth, { project: { id: 'p' } })
    expect(await cloud.access()).toMatchObject({ right: { token: 'token-2' } })
    expect(transport.lines()).toEqual([`POST ${federated}`, `POST ${authUrl}/auth/tokens`])
    expect(transport.requests[0]?.headers['Authorization']).toBe('Bearer planted-access')
    expect(bodyOf(transport.requests[1])).toEqual({
      auth: { identity: { methods: ['token'], token: { id: 'token-1' } }, scope: { project: { id: 'p' } } }
    })
    expect(transport.requests[1]?.headers).not.toHaveProperty('Authorization')
  })

  test.each([undefined, 'unscoped'] as const)('scope %s: the first token is kept', async (scope) => {
    const { cloud, transport } = setUpBoth(oidcAccessToken({ ...federation, accessToken: async () => 'a' }), scope)
    expect(await cloud.access()).toMatchObject({ right: { token: 'token-1' } })
    expect(transport.requests).toHaveLength(1)
  })

  test.each([
    [{ tokenEndpoint: 'https://idp.example/token' }, []],
    [
      { discoveryEndpoint: 'https://idp.example/.well-known/openid-configuration' },
      ['GET https://idp.example/.well-known/openid-configuration']
    ]
  ])('client credentials by %j', async (endpoint, before) => {
    const { cloud, transport } = setUpBoth(oidcClientCredentials({ ...client, ...endpoint }))
    expect(await cloud.access()).toMatchObject({ right: { token: 'token-1' } })
    expect(transport.lines()).toEqual([...before, 'POST https://idp.example/token', `POST ${federated}`])
    expect(transport.requests.at(-2)).toMatchObject({
      body: 'grant_type=client_credentials&scope=openid+profile',
      headers: { Authorization: `Basic ${btoa('app:planted')}` },
      context: { confidential: true }
    })
  })

  test('a provider that refuses', async () => {
    const body = { error: 'invalid_client', error_description: 'planted is wrong' }
    const auth = oidcClientCredentials({ ...client, tokenEndpoint: 'https://idp.example/token?x=1' })
    expect(await failure(auth, () => json(401, body))).toMatchObject({
      _tag: 'AuthError',
      message: 'The OpenID provider at https://idp.example/token refused (status 401): invalid_client'
    })
    const found = oidcClientCredentials({ ...client, discoveryEndpoint: 'https://idp.example/x' })
    expect(await failure(found, () => json(404, {}))).toMatchObject({ _tag: 'AuthError', status: 404 })
    expect(await failure(found, () => json(200, {}))).toMatchObject({ _tag: 'DecodeError', path: 'token_endpoint' })
    expect(await failure(auth, () => json(200, {}))).toMatchObject({ _tag: 'DecodeError', path: 'access_token' })
  })
})

describe('a plugin of one’s own', () => {
  test('is one function with a name', async () => {
    const auth = authPlugin({ name: 'vault', cacheKey: 'me' }, ({ authUrl: url }) =>
      TE.right(
        access({ headers: { 'X-Auth-Token': `from ${url}` }, token: 'planted', endpoint: 'http://x.example/v2.1' })
      )
    )
    const { cloud, transport } = setUp(auth, undefined, () => json(200, {}))
    const context = { service: 'compute', operation: 'test', route: '/' }
    await cloud.compute.send({ method: 'GET', path: '/servers', headers: {}, context })()
    expect(transport.requests[0]).toMatchObject({ headers: { 'X-Auth-Token': `from ${authUrl}` } })
    expect(auth.name).toBe('vault')
  })
})
