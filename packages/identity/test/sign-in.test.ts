import { inspect } from 'node:util'

import {
  call,
  endpoints,
  type OpenStackError,
  type RequestEvent,
  type Service,
  type ServiceRequest
} from '@openstack-ts/core'
import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'

import {
  applicationCredential,
  type CloudOptions,
  memoryTokenStore,
  none,
  password,
  signIn,
  token,
  type TokenStore,
  totp
} from '../src/index.js'
import { catalog, clockAt, cloudInMemory, json, project, scripted, tokenAnswer } from './scripted.js'

const authUrl = 'https://keystone.example/v3'
const user = { name: 'demo', domain: { name: 'Default' } }
const auth = password({ user, password: 'planted' })
const runtime = `node/${process.versions.node}`

const setUp = (
  more: Partial<CloudOptions> = {},
  ...[serve, options]: Partial<[Parameters<typeof cloudInMemory>[1], Parameters<typeof cloudInMemory>[2]]>
) => {
  const clock = clockAt()
  const memory = cloudInMemory(clock, serve, options)
  const events: Array<RequestEvent> = []
  const onEvent = (event: RequestEvent) => events.push(event)
  return {
    clock,
    events,
    memory,
    cloud: signIn({ transport: memory.transport, authUrl, auth, clock, onEvent, ...more })
  }
}

const request = (path: string, more: Partial<ServiceRequest> = {}): ServiceRequest => ({
  method: 'GET',
  path,
  headers: {},
  context: { service: 'compute', operation: 'Server.list', route: path },
  ...more
})

const send = (service: Service, path = '/servers', more: Partial<ServiceRequest> = {}) =>
  service.send(request(path, more))()

/** Lets everything run that is not waiting for the network. */
const turn = () => new Promise((resolve) => setImmediate(resolve))

const status = (answer: E.Either<OpenStackError, { readonly status: number }>): unknown =>
  E.isRight(answer) ? answer.right.status : answer.left

describe('laziness', () => {
  test('nothing is asked until a call is run', () => {
    const { cloud, memory } = setUp()
    cloud.compute.send(request('/servers'))
    expect(cloud.compute).toBe(cloud.compute)
    expect(memory.transport.requests).toEqual([])
  })

  test('a call signs in and goes out', async () => {
    const { cloud, memory } = setUp()
    expect(status(await send(cloud.compute))).toBe(200)
    expect(memory.transport.lines()).toEqual([
      'POST https://keystone.example/v3/auth/tokens',
      'GET https://cloud.example/compute/v2.1/servers'
    ])
    expect(memory.transport.requests[1]?.headers).toEqual({
      Accept: 'application/json',
      'User-Agent': `openstack-ts/0.0.0 ${runtime}`,
      'X-Auth-Token': 'token-1'
    })
  })

  test('own headers, the application’s name, a global request id', async () => {
    const { cloud, memory } = setUp({ userAgent: 'my-app/1', globalRequestId: 'req-7' })
    await send(cloud.compute, '/servers', { headers: { Accept: 'text/plain', 'OpenStack-API-Version': 'compute 2.9' } })
    expect(memory.transport.requests[1]?.headers).toEqual({
      Accept: 'text/plain',
      'OpenStack-API-Version': 'compute 2.9',
      'User-Agent': `my-app/1 openstack-ts/0.0.0 ${runtime}`,
      'X-Auth-Token': 'token-1',
      'X-Openstack-Request-Id': 'req-7'
    })
    expect(memory.transport.requests[0]?.headers['User-Agent']).toBe(`my-app/1 openstack-ts/0.0.0 ${runtime}`)
  })
})

describe('renewal', () => {
  test('two minutes before the end, and not before', async () => {
    const { clock, cloud, events, memory } = setUp()
    await send(cloud.compute)
    clock.advance(3_600_000 - 120_001)
    await send(cloud.compute)
    expect(memory.tokens()).toBe(1)
    clock.advance(1)
    await send(cloud.compute)
    await turn()
    expect(memory.tokens()).toBe(2)
    expect(events.map((event) => (event._tag === 'TokenRenewed' ? event.reason : event._tag))).toEqual([
      'first',
      'expiring'
    ])
  })

  test('a token that lives for less than that is kept for half of its life', async () => {
    const { clock, cloud, memory } = setUp({}, undefined, { lives: 60_000 })
    await send(cloud.compute)
    clock.advance(29_999)
    await send(cloud.compute)
    expect(memory.tokens()).toBe(1)
    clock.advance(1)
    await send(cloud.compute)
    await turn()
    expect(memory.tokens()).toBe(2)
  })

  test('while the old token lives nobody waits for the new one; once it has ended, all do', async () => {
    const clock = clockAt()
    const gate: { open?: () => void } = {}
    let given = 0
    const transport = scripted(async ({ method }) => {
      if (method !== 'POST') return json(200, {})
      if (given > 0) await new Promise<void>((resolve) => (gate.open = resolve))
      return tokenAnswer(clock, `token-${(given += 1)}`)
    })
    const cloud = signIn({ transport, authUrl, auth, clock })
    const used = () =>
      transport.requests.filter(({ method }) => method === 'GET').map((sent) => sent.headers['X-Auth-Token'])
    await send(cloud.compute)
    clock.advance(3_600_000 - 60_000)
    await Promise.all([send(cloud.compute), send(cloud.compute), cloud.access()])
    expect(used()).toEqual(['token-1', 'token-1', 'token-1'])
    clock.advance(60_000)
    const late = [send(cloud.compute), send(cloud.compute)]
    await turn()
    expect(used()).toHaveLength(3)
    gate.open?.()
    expect((await Promise.all(late)).map(status)).toEqual([200, 200])
    expect(used().slice(3)).toEqual(['token-2', 'token-2'])
    expect(transport.requests.filter(({ method }) => method === 'POST')).toHaveLength(2)
  })

  test('a refusal while the new token is on its way waits for that one', async () => {
    const clock = clockAt()
    const gate: { open?: () => void } = {}
    let given = 0
    const transport = scripted(async ({ headers, method }) => {
      if (method !== 'POST') return json(headers['X-Auth-Token'] === `token-${given}` && given === 2 ? 200 : 401, {})
      if (given > 0) await new Promise<void>((resolve) => (gate.open = resolve))
      return tokenAnswer(clock, `token-${(given += 1)}`)
    })
    const cloud = signIn({ transport, authUrl, auth, clock })
    await cloud.access()
    clock.advance(3_600_000 - 60_000)
    const call = send(cloud.compute)
    await turn()
    gate.open?.()
    expect(status(await call)).toBe(200)
    expect(given).toBe(2)
  })

  test('a refused renewal is told of, tried again ten seconds later, and an error once the token has ended', async () => {
    const clock = clockAt()
    let known = true
    const events: Array<RequestEvent> = []
    const transport = scripted(({ method }) =>
      method !== 'POST'
        ? json(200, {})
        : known
          ? tokenAnswer(clock, 'token-1')
          : json(401, { error: { message: 'no' } })
    )
    const cloud = signIn({ transport, authUrl, auth, clock, onEvent: (event) => events.push(event) })
    await send(cloud.compute)
    known = false
    clock.advance(3_600_000 - 60_000)
    for (let second = 0; second < 20; second++) {
      expect(status(await send(cloud.compute))).toBe(200)
      await turn()
      clock.advance(1000)
    }
    expect(events.flatMap((event) => ('error' in event ? [event.error?._tag] : []))).toEqual(['AuthError', 'AuthError'])
    clock.advance(40_000)
    expect(status(await send(cloud.compute))).toMatchObject({ _tag: 'AuthError' })
  })

  test('by the time since it came: a clock that is a day ahead renews no more often', async () => {
    const keystone = clockAt()
    const mine = clockAt(keystone.now() + 86_400_000)
    const memory = cloudInMemory(keystone)
    const cloud = signIn({ transport: memory.transport, authUrl, auth, clock: mine })
    await send(cloud.compute)
    await send(cloud.compute)
    expect(memory.tokens()).toBe(1)
  })

  test('a thousand callers with a token that has ended: one renewal, none lost', async () => {
    const { clock, cloud, memory } = setUp()
    await send(cloud.compute)
    clock.advance(4_000_000)
    const answers = await Promise.all(Array.from({ length: 1000 }, () => send(cloud.compute)))
    expect(answers.map(status)).toEqual(Array(1000).fill(200))
    expect(memory.tokens()).toBe(2)
  })

  test('a thousand refusals, in whatever order they come: one renewal, none lost', async () => {
    const { cloud, memory } = setUp({}, async () => {
      for (let turns = Math.floor(Math.random() * 20); turns > 0; turns--) await Promise.resolve()
      return json(200, {})
    })
    await send(cloud.compute)
    memory.revoke()
    const answers = await Promise.all(Array.from({ length: 1000 }, () => send(cloud.compute)))
    expect(answers.map(status)).toEqual(Array(1000).fill(200))
    expect(memory.tokens()).toBe(2)
    expect(memory.refused()).toBe(1000)
  })

  test('late refusals of a token that was renewed meanwhile cause no renewal', async () => {
    const { cloud, memory } = setUp()
    await send(cloud.compute)
    memory.revoke()
    await send(cloud.compute)
    expect(memory.tokens()).toBe(2)
    await send(cloud.compute)
    expect(memory.tokens()).toBe(2)
  })

  test('a caller that gives up does not end the renewal of the others; when all have, it ends', async () => {
    const clock = clockAt()
    const gate: { open?: () => void } = {}
    const transport = scripted(async ({ method }) => {
      if (method !== 'POST') return json(200, {})
      await new Promise<void>((resolve) => (gate.open = resolve))
      return tokenAnswer(clock, 'token-1')
    })
    const cloud = signIn({ transport, authUrl, auth, clock })
    const [one, other] = [new AbortController(), new AbortController()]
    const calls = [one, other].map(({ signal }) => send(cloud.compute, '/servers', { signal }))
    await Promise.resolve()
    one.abort()
    expect(status(await (calls[0] as (typeof calls)[0]))).toMatchObject({ _tag: 'TransportError', reason: 'aborted' })
    gate.open?.()
    expect(status(await (calls[1] as (typeof calls)[0]))).toBe(200)
    const alone = signIn({ transport, authUrl, auth, clock })
    const last = new AbortController()
    expect(transport.requests).toHaveLength(2)
    const call = send(alone.compute, '/servers', { signal: last.signal })
    await turn()
    last.abort()
    expect(status(await call)).toMatchObject({ reason: 'aborted' })
    expect(transport.requests.at(-1)?.signal?.aborted).toBe(true)
    expect(transport.requests).toHaveLength(3)
  })

  test('a token that still lives serves on while Keystone is away', async () => {
    const clock = clockAt()
    let away = false
    const transport = scripted(({ method }) =>
      method !== 'POST' ? json(200, {}) : away ? undefined : tokenAnswer(clock, 'token-1')
    )
    const cloud = signIn({ transport, authUrl, auth, clock })
    await send(cloud.compute)
    away = true
    clock.advance(3_600_000 - 60_000)
    expect(status(await send(cloud.compute))).toBe(200)
    await turn()
    expect(status(await send(cloud.compute))).toBe(200)
    await turn()
    expect(transport.requests.filter(({ method }) => method === 'POST')).toHaveLength(2)
    clock.advance(60_000)
    expect(status(await send(cloud.compute))).toMatchObject({ _tag: 'TransportError', reason: 'refused' })
  })
})

describe('refusals', () => {
  test('a second 401 is the answer', async () => {
    const { cloud, memory } = setUp({}, () => json(401, {}))
    expect(status(await send(cloud.compute))).toBe(401)
    expect(memory.tokens()).toBe(2)
    expect(memory.transport.requests).toHaveLength(4)
  })

  test('a 403 never renews', async () => {
    const { cloud, memory } = setUp({}, () => json(403, {}))
    expect(status(await send(cloud.compute))).toBe(403)
    expect(memory.tokens()).toBe(1)
  })

  test('a streamed body is never sent twice', async () => {
    const { cloud, memory } = setUp()
    await send(cloud.compute)
    memory.revoke()
    const body = (async function* () {
      yield new Uint8Array([1])
    })()
    expect(status(await send(cloud.compute, '/x', { method: 'PUT', body }))).toBe(401)
    expect(memory.tokens()).toBe(1)
  })

  test('a bytes body is sent again, with the new token', async () => {
    const { cloud, memory } = setUp()
    await send(cloud.compute)
    memory.revoke()
    const body = new Uint8Array([1])
    expect(status(await send(cloud.compute, '/servers', { method: 'POST', body }))).toBe(200)
    expect(memory.transport.requests.at(-1)).toMatchObject({ body, headers: { 'X-Auth-Token': 'token-2' } })
  })

  test('headers that are frozen are put together once, and again for the new token', async () => {
    const { cloud, memory } = setUp()
    const headers = Object.freeze({ Accept: 'application/json', 'X-Mine': 'm' })
    for (let i = 0; i < 2; i++) await send(cloud.compute, '/servers', { headers })
    memory.revoke()
    expect(status(await send(cloud.compute, '/servers', { headers }))).toBe(200)
    const sent = memory.transport.requests.filter(({ url }) => url.endsWith('/servers')).map((one) => one.headers)
    expect(sent.map((one) => one['X-Auth-Token'])).toEqual(['token-1', 'token-1', 'token-1', 'token-2'])
    expect([sent[1] === sent[0], sent[3]?.['X-Mine']]).toEqual([true, 'm'])
  })

  test('a token that cannot be renewed: the error says so', async () => {
    const clock = clockAt()
    let alive = true
    const transport = scripted(({ method }) =>
      method === 'POST' && alive ? tokenAnswer(clock, 't') : json(401, { error: { message: 'The token has expired.' } })
    )
    const cloud = signIn({ transport, authUrl, auth: token({ token: 'given' }), clock })
    await cloud.access()
    alive = false
    expect(status(await send(cloud.compute))).toMatchObject({
      _tag: 'AuthError',
      message: 'Keystone refused the sign-in by token (status 401): The token has expired.'
    })
  })

  test('wrong credentials are asked about once a second, however many calls wait or come after', async () => {
    const clock = clockAt()
    const transport = scripted(() => json(401, { error: { message: 'no' } }))
    const cloud = signIn({ transport, authUrl, auth, clock })
    const answers = await Promise.all(Array.from({ length: 100 }, () => send(cloud.compute)))
    expect(new Set(answers.map(status)).size).toBe(1)
    await send(cloud.compute)
    expect(transport.requests).toHaveLength(1)
    clock.advance(1000)
    await send(cloud.compute)
    expect(transport.requests).toHaveLength(2)
  })

  test('without Keystone there is nothing to renew: a 401 is the answer', async () => {
    const transport = scripted(() => json(401, {}))
    const cloud = signIn({ transport, auth: none({ endpoint: 'http://ironic.example/v1' }), clock: clockAt() })
    expect(status(await send(cloud.baremetal, '/nodes'))).toBe(401)
    expect(transport.lines()).toEqual(['GET http://ironic.example/v1/nodes'])
  })
})

describe('time limits', () => {
  test('of one call, signing in included', async () => {
    const clock = clockAt()
    const transport = scripted(() => new Promise(() => {}))
    const cloud = signIn({ transport, authUrl, auth, clock })
    const call = send(cloud.compute, '/servers', { timeout: 5000 })
    await Promise.resolve()
    clock.advance(5000)
    expect(status(await call)).toMatchObject({ _tag: 'TransportError', reason: 'timeout' })
  })

  const things = endpoints(
    {
      name: 'Thing',
      service: 'compute',
      microversion: '2.104',
      method: 'GET',
      path: '/things',
      answer: { codec: t.unknown }
    },
    { get: {} }
  )

  test.each([
    ['while signing in', (url: string) => !url.endsWith('/auth/tokens')],
    ['while asking for microversions', (url: string) => url.endsWith('/auth/tokens')],
    ['while the service answers', (url: string) => !url.endsWith('/things')]
  ])('of a call that is stuck %s: its own, or else the cloud’s', async (_, answers) => {
    for (const [options, timeout] of [
      [{ timeout: 5000 }, 9000],
      [{}, 5000]
    ] as const) {
      const clock = clockAt()
      const version = { id: 'v2.1', status: 'CURRENT', version: '2.104', min_version: '2.1', links: [] }
      const transport = scripted(({ url }) =>
        !answers(url)
          ? new Promise<never>(() => undefined)
          : url.endsWith('/auth/tokens')
            ? tokenAnswer(clock, 'token-1')
            : json(200, { version })
      )
      const answer = call(things.get)({}, options)(signIn({ transport, authUrl, auth, clock, timeout }))()
      for (let i = 0; i < 40; i++) await turn()
      clock.advance(5000)
      expect(await answer).toMatchObject({ left: { reason: 'timeout', message: expect.stringContaining('5 s') } })
    }
  })

  test('of asking for access, and of revoking', async () => {
    const clock = clockAt()
    let silent = true
    const transport = scripted(() => (silent ? new Promise<never>(() => undefined) : tokenAnswer(clock, 'token-1')))
    const cloud = signIn({ transport, authUrl, auth, clock })
    const limited = cloud.access({ timeout: 5000 })
    await turn()
    clock.advance(5000)
    expect(await limited).toMatchObject({ left: { reason: 'timeout', message: expect.stringContaining('5 s') } })
    const controller = new AbortController()
    const given = cloud.access({ signal: controller.signal })
    await turn()
    controller.abort()
    expect(await given).toMatchObject({ left: { reason: 'aborted' } })
    silent = false
    expect(await cloud.access({ timeout: 5000 })).toMatchObject({ right: { user: { name: 'demo' } } })
    silent = true
    const revoked = cloud.revoke({ timeout: 5000 })
    await turn()
    clock.advance(5000)
    expect(await revoked).toMatchObject({ left: { reason: 'timeout', method: 'DELETE' } })
  })

  test('the caller’s own abort is not called a timeout', async () => {
    const { cloud } = setUp({}, () => new Promise<never>(() => {}))
    await cloud.access()
    const caller = new AbortController()
    const call = send(cloud.compute, '/servers', { timeout: 5000, signal: caller.signal })
    await Promise.resolve()
    caller.abort()
    expect(status(await call)).toMatchObject({ reason: 'aborted' })
  })

  test('an aborted signal sends nothing', async () => {
    const { cloud, memory } = setUp()
    expect(status(await send(cloud.compute, '/servers', { signal: AbortSignal.abort() }))).toMatchObject({
      reason: 'aborted'
    })
    expect(memory.transport.requests).toEqual([])
  })
})

describe('services', () => {
  test('a disabled one says why', async () => {
    const { cloud, memory } = setUp({ services: { image: { disabled: 'not bought' } } })
    expect(status(await send(cloud.image))).toMatchObject({
      _tag: 'ConfigError',
      message: 'The service image is disabled for this cloud: not bought'
    })
    expect(await cloud.image.microversions()).toMatchObject({ left: { _tag: 'ConfigError' } })
    expect(memory.transport.requests).toEqual([])
  })

  test('any that the authority lists, under its older name in the catalog', async () => {
    const services = [
      { ...catalog[0], type: 'infra-optim' },
      { ...catalog[0], type: 'workflowv2' }
    ]
    const { cloud, memory } = setUp({}, undefined, { services })
    expect(status(await send(cloud['resource-optimization'], '/audits'))).toMatchObject({ _tag: 'DecodeError' })
    expect(status(await send(cloud.workflow, '/workflows'))).toBe(200)
    expect(memory.transport.lines().at(-1)).toBe('GET https://cloud.example/compute/v2.1/workflows')
    expect(Object.keys(cloud)).toEqual(
      expect.arrayContaining(['accelerator', 'workflow', 'container-infrastructure-management'])
    )
  })

  test('one that the catalog lacks: the error says what it has', async () => {
    const { cloud } = setUp()
    expect(status(await send(cloud.dns))).toMatchObject({
      _tag: 'EndpointNotFound',
      available: expect.arrayContaining(['compute public RegionOne'])
    })
  })

  test('an endpoint override, with what the token says filled in', async () => {
    const services = { compute: { endpointOverride: 'http://mine.example/$(user_id)s/v2.1/%(project_id)s' } }
    const { cloud, memory } = setUp({ services })
    await send(cloud.compute)
    expect(memory.transport.lines().at(-1)).toBe(`GET http://mine.example/u1/v2.1/${project}/servers`)
  })

  test('an override that asks for what the token does not say', async () => {
    const { cloud } = setUp({ services: { compute: { endpointOverride: 'http://mine.example/%(moon)s' } } })
    expect(status(await send(cloud.compute))).toMatchObject({
      _tag: 'ConfigError',
      message: 'The endpoint http://mine.example/%(moon)s needs %(moon)s, which this sign-in does not have'
    })
  })

  test('the policy: pinned for the service, or by its API version', () => {
    const services = {
      compute: { apiVersion: '2.60' },
      placement: { microversion: '1.10' },
      'block-storage': { apiVersion: '3' },
      'shared-file-system': { apiVersion: '2.0' }
    } as const
    const { cloud } = setUp({ services })
    expect(cloud.compute.policy).toBe('2.60')
    expect(cloud.placement.policy).toBe('1.10')
    expect(cloud['block-storage'].policy).toBe('latest')
    expect(cloud['shared-file-system'].policy).toBe('latest')
  })
})

describe('where services are', () => {
  test('as the catalog, an override and the configuration say, whether they are there or not', async () => {
    const services = {
      image: { endpointOverride: 'https://i.example/%(project_id)s' },
      network: { disabled: 'nobody needs it' }
    }
    const { cloud, memory } = setUp({ services })
    expect(await cloud.endpoint('compute')).toEqual(E.right('https://cloud.example/compute/v2.1'))
    expect(await cloud.endpoint('block-storage')).toEqual(E.right(`https://cloud.example/volume/v3/${project}`))
    expect(await cloud.endpoint('image')).toEqual(E.right(`https://i.example/${project}`))
    expect(await cloud.endpoint('network')).toMatchObject({ left: { message: expect.stringContaining('nobody') } })
    expect(await cloud.endpoint('workflow')).toMatchObject({ left: { _tag: 'EndpointNotFound' } })
    const types = ['compute', 'image', 'network', 'workflow'] as const
    const there = await Promise.all(types.map((type) => cloud.has(type)))
    expect(there).toEqual([true, true, false, false].map((each) => E.right(each)))
    expect(memory.transport.requests).toHaveLength(1)
  })

  test('a sign-in that fails is no answer', async () => {
    const transport = scripted(() => json(401, {}))
    const cloud = signIn({ transport, authUrl, auth, clock: clockAt() })
    expect(await cloud.has('compute')).toMatchObject({ left: { _tag: 'AuthError' } })
    expect(await signIn({ transport, auth }).has('compute')).toMatchObject({ left: { key: 'auth_url' } })
    const fixed = signIn({ transport, auth: none({ endpoint: 'http://ironic.example/v1' }), clock: clockAt() })
    expect(await fixed.endpoint('baremetal')).toEqual(E.right('http://ironic.example/v1'))
  })
})

describe('other projects', () => {
  const bodies = (transport: { readonly requests: ReadonlyArray<{ readonly body?: unknown }> }) =>
    transport.requests.map(({ body }) => (typeof body === 'string' ? JSON.parse(body).auth : undefined))

  test('with the same credentials', async () => {
    const { cloud, memory } = setUp()
    await cloud.asProject({ id: 'p2' }).access()
    expect(bodies(memory.transport)).toMatchObject([
      { identity: { methods: ['password'] }, scope: { project: { id: 'p2' } } }
    ])
  })

  test('with the token, where a passcode works only once', async () => {
    const { cloud, memory } = setUp({ auth: totp({ user, passcode: '123456' }) })
    await cloud.asProject({ id: 'p2' }).access()
    expect(bodies(memory.transport)).toMatchObject([
      { identity: { methods: ['totp'] } },
      { identity: { methods: ['token'], token: { id: 'token-1' } }, scope: { project: { id: 'p2' } } }
    ])
  })

  test('where the first token was revoked, it is renewed first', async () => {
    const clock = clockAt()
    const known: Array<string> = []
    const transport = scripted(({ body }) => {
      const { identity } = JSON.parse(typeof body === 'string' ? body : '').auth
      if (identity.token !== undefined && identity.token.id !== known.at(-1))
        return json(404, { error: { message: 'Failed to validate token' } })
      known.push(`token-${known.length}`)
      return tokenAnswer(clock, known.at(-1) ?? '')
    })
    const cloud = signIn({ transport, authUrl, auth: totp({ user, passcode: '123456' }), clock })
    await cloud.access()
    known.push('another')
    expect(await cloud.asProject({ id: 'p2' }).access()).toMatchObject({ _tag: 'Right' })
    expect(transport.requests).toHaveLength(4)
  })

  test('an application credential reaches none', async () => {
    const { cloud, memory } = setUp({ auth: applicationCredential({ id: 'a', secret: 's' }) })
    const answer = await cloud.asProject({ id: 'p2' }).access()
    expect(answer).toMatchObject({ left: { _tag: 'AuthError' } })
    expect(memory.transport.requests).toEqual([])
  })

  test('versions are discovered once for all of them', async () => {
    const { cloud, memory } = setUp({}, () =>
      json(200, { version: { id: 'v2.1', min_version: '2.1', version: '2.93' } })
    )
    await cloud.compute.microversions()
    await cloud.asProject({ id: 'p2' }).compute.microversions()
    expect(memory.transport.lines().filter((line) => line.startsWith('GET'))).toHaveLength(1)
  })
})

describe('the end', () => {
  test('revoking ends the token at Keystone; a later call signs in again', async () => {
    const { cloud, memory } = setUp({}, ({ method }) => ({
      status: method === 'DELETE' ? 204 : 200,
      headers: {},
      text: ''
    }))
    expect(await cloud.revoke()).toEqual(E.right(undefined))
    expect(memory.transport.requests).toEqual([])
    await cloud.access()
    expect(await cloud.revoke()).toEqual(E.right(undefined))
    expect(memory.transport.requests.at(-1)).toMatchObject({
      method: 'DELETE',
      url: 'https://keystone.example/v3/auth/tokens',
      headers: { 'X-Auth-Token': 'token-1', 'X-Subject-Token': 'token-1' }
    })
    await send(cloud.compute)
    expect(memory.tokens()).toBe(2)
  })

  test('a closed cloud says so', async () => {
    const { cloud, memory } = setUp()
    await send(cloud.compute)
    cloud.close()
    expect(status(await send(cloud.compute))).toMatchObject({
      _tag: 'AuthError',
      message: expect.stringContaining('closed')
    })
    expect(memory.transport.requests).toHaveLength(2)
  })
})

test('closing ends a sign-in under way', async () => {
  const transport = scripted(() => new Promise(() => {}))
  const cloud = signIn({ transport, authUrl, auth, clock: clockAt() })
  const call = send(cloud.compute)
  await turn()
  cloud.close()
  expect(status(await call)).toMatchObject({ _tag: 'AuthError', message: expect.stringContaining('closed') })
})

describe('token stores', () => {
  test('two clouds share one token; a third, with another password, does not', async () => {
    const tokens = memoryTokenStore()
    const { clock, cloud, memory } = setUp({ tokens })
    const more = { transport: memory.transport, authUrl, clock, tokens }
    await send(cloud.compute)
    await send(signIn({ ...more, auth }).compute)
    expect(memory.tokens()).toBe(1)
    await send(signIn({ ...more, auth: password({ user, password: 'another' }) }).compute)
    expect(memory.tokens()).toBe(2)
  })

  test('a stored token that is refused is replaced; the others take the new one', async () => {
    const tokens = memoryTokenStore()
    const { clock, cloud, memory } = setUp({ tokens })
    const other = signIn({ transport: memory.transport, authUrl, clock, tokens, auth })
    await Promise.all([send(cloud.compute), send(other.compute)])
    const before = memory.tokens()
    memory.revoke()
    expect(status(await send(cloud.compute))).toBe(200)
    expect(status(await send(other.compute))).toBe(200)
    expect(memory.tokens()).toBe(before + 1)
  })

  test('keys show nothing; stored tokens that are about to end, or garbage, are of no use', async () => {
    const seen: Array<string> = []
    const garbage: TokenStore = {
      get: async () => '{"token": 7',
      set: async (key, _, expiresAt) => void seen.push(key, String(expiresAt)),
      delete: async () => {}
    }
    const { clock, cloud, memory } = setUp({ tokens: garbage })
    expect(status(await send(cloud.compute))).toBe(200)
    expect(seen).toEqual([expect.stringMatching(/^[0-9a-f]{64}$/), String(clock.now() + 3_600_000)])
    const tokens = memoryTokenStore()
    await signIn({ transport: memory.transport, authUrl, clock, tokens, auth }).access()
    clock.advance(3_600_000 - 120_000)
    await signIn({ transport: memory.transport, authUrl, clock, tokens, auth }).access()
    expect(memory.tokens()).toBe(3)
  })

  test('a store that fails is told of, and the call goes on', async () => {
    const broken = async () => {
      throw new Error('disk full')
    }
    const { clock, cloud, events } = setUp({ tokens: { get: broken, set: broken, delete: broken } })
    expect(status(await send(cloud.compute))).toBe(200)
    const told = { _tag: 'TokenStoreFailed', at: clock.now(), message: 'disk full' }
    expect(events.filter(({ _tag }) => _tag === 'TokenStoreFailed')).toEqual([
      { ...told, operation: 'get' },
      { ...told, operation: 'set' }
    ])
  })
})

describe('secrets', () => {
  test('no dump of a cloud, a plugin, an access, an event or an error shows one', async () => {
    const secrets = ['planted', 'token-1', 'gAAAA']
    const { cloud, events } = setUp()
    const access = await cloud.access()
    await send(cloud.compute)
    const failing = scripted(() =>
      json(401, { error: { message: 'Invalid password planted for demo' } }, { 'openstack-auth-receipt': '' })
    )
    const refused = await signIn({ transport: failing, authUrl, auth, clock: clockAt() }).access()
    const told: unknown = [cloud, cloud.compute, auth, access, events, refused]
    const dumps = [inspect(told, { depth: 9, showHidden: false }), JSON.stringify(told), String(told)].join('\n')
    for (const secret of secrets) expect(dumps).not.toContain(secret)
    expect(dumps).toContain('Invalid password *** for demo')
    expect(E.isRight(access) ? access.right.token : '').toBe('token-1')
  })

  test('an observer that throws ends no call', async () => {
    const onEvent = () => {
      throw new Error('observer')
    }
    const { cloud } = setUp({ onEvent })
    expect(status(await send(cloud.compute))).toBe(200)
  })
})
