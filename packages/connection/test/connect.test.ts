import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import type { LookupFunction } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { exchange, get, list, type RequestEvent, systemClock, toPromise } from '@openstack-ts/core'
import { isLeft, isRight } from 'fp-ts/lib/Either.js'

import { connect as connectPage } from '../src/browser.js'
import { connect, openConnection } from '../src/index.js'
import { scriptedCloud, type ScriptedCloud, Thing, tokenAnswer, tokenOf, wire } from './scripted-cloud.js'

let home: string
let cloud: ScriptedCloud
const variables = { ...process.env }

beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'connect-'))
  cloud = await scriptedCloud()
})

afterEach(async () => {
  process.env = { ...variables }
  rmSync(home, { recursive: true, force: true })
  await cloud.close()
})

const cloudsFile = (more = ''): string => {
  const file = join(home, 'clouds.yaml')
  const auth = `{auth_url: '${cloud.origin}/identity/v3', username: u, password: p, user_domain_id: d, project_id: p1}`
  writeFileSync(file, `clouds:\n  here:\n    auth: ${auth}\n    compute_default_microversion: '2.10'\n${more}`)
  process.env['OS_CLIENT_CONFIG_FILE'] = file
  return file
}

const one = get(Thing)({ thingId: '1' })

describe('connect', () => {
  test('reads clouds.yaml, asks nothing, and signs in with the first call', async () => {
    cloudsFile()
    await using connection = await connect({ cloud: 'here' })
    expect(cloud.requests).toEqual([])
    expect(connection.config).toMatchObject({ name: 'here', source: { kind: 'file' } })
    expect(await one(connection)()).toEqual({ _tag: 'Right', right: { id: '1', name: 'one' } })
    expect(await connection.access()).toMatchObject({ right: { user: { name: 'u' }, project: { id: 'p1' } } })
    expect(cloud.counts).toEqual({ auth: 1, discovery: 1, call: 1 })
  })

  test('a cloud that does not exist is an error that names those that do', async () => {
    cloudsFile()
    const error = { _tag: 'ConfigError', clouds: ['here'] }
    expect(await openConnection({ cloud: 'there' })()).toMatchObject({ left: error })
    await expect(connect({ cloud: 'there' })).rejects.toMatchObject({ name: 'OpenStackFailure', error })
  })

  test('overrides win over the file, and a given configuration over everything', async () => {
    cloudsFile()
    const overrides = { auth: { project_id: 'p2' }, region_name: 'R' }
    const other = await connect({ cloud: 'here', overrides })
    expect(other.config.identity).toMatchObject({ scope: { project: { id: 'p2' } }, region: 'R' })
    const given = await connect({ cloud: 'there', config: cloud.config(), overrides: { auth_type: 'nonsense' } })
    expect(given.config.source.kind).toBe('arguments')
    await Promise.all([other.close(), given.close()])
  })

  test('what the configuration noticed is at hand', async () => {
    cloudsFile()
    process.env['OS_REGION_NAME'] = 'elsewhere'
    await using connection = await connect({ cloud: 'here' })
    expect(connection.config.warnings).toEqual([expect.stringContaining('OS_REGION_NAME is not used')])
  })

  test.each(['cacert', 'cert', 'key'])(
    '%s that cannot be read is an error that names setting and file',
    async (key) => {
      const missing = join(home, 'missing.pem')
      const config = cloud.config({ [key]: missing })
      expect(await openConnection({ config })()).toMatchObject({
        left: {
          _tag: 'ConfigError',
          key,
          file: missing,
          message: expect.stringMatching(new RegExp(`^${key} .*missing`))
        }
      })
    }
  )

  test('a certificate that is none is an error of the first call that names the option, not what the file holds', async () => {
    const file = join(home, 'ca.pem')
    const { privateKey } = generateKeyPairSync('ed25519')
    writeFileSync(file, privateKey.export({ type: 'pkcs8', format: 'pem' }))
    const settings = { cert: file, auth_type: 'none', auth: { endpoint: 'https://127.0.0.1:9/v2.1' } }
    await using connection = await connect({ config: cloud.config(settings) })
    const answer = await one(connection)()
    expect(answer).toMatchObject({ left: { reason: 'tls', message: expect.stringContaining('cert') } })
    expect(JSON.stringify(answer)).not.toContain('PRIVATE KEY')
  })

  test('speaks the microversion of the file, of the connection, of the call: the nearest wins', async () => {
    cloudsFile()
    const spoken = async (options: object, call: object = {}): Promise<string | undefined> => {
      await using connection = await connect({ cloud: 'here', ...options })
      const { meta } = await toPromise(exchange(Thing.endpoints.get)({ thingId: '1' }, call)(connection))
      expect(cloud.requests.at(-1)).toContain(`OpenStack-API-Version: compute ${meta.microversion}\r\n`)
      return meta.microversion
    }
    expect(await spoken({})).toBe('2.10')
    expect(await spoken({ microversions: { compute: '2.20' } })).toBe('2.20')
    expect(await spoken({ microversions: { compute: 'latest' } })).toBe('2.50')
    expect(await spoken({ microversions: { compute: '2.20' } }, { microversion: '2.30' })).toBe('2.30')
  })

  test('a microversion that the cloud lacks is refused before anything but the discovery is sent', async () => {
    await using connection = await connect({ config: cloud.config(), microversions: { compute: '2.101' } })
    expect(await one(connection)()).toMatchObject({ left: { _tag: 'MicroversionError' } })
    expect(cloud.counts.call).toBe(0)
  })

  test('says who is asking, and under which global request id', async () => {
    const globalRequestId = 'req-6f0c6a2c-7a8e-4f38-8d9f-1d5f4c7b9a31'
    await using connection = await connect({ config: cloud.config(), userAgent: 'my-app/1.2', globalRequestId })
    await one(connection)()
    for (const request of cloud.requests) {
      expect(request).toMatch(/^User-Agent: my-app\/1\.2 openstack-ts\/\S+ node\/\S+\r$/m)
      expect(request).toContain(`X-Openstack-Request-Id: ${globalRequestId}\r\n`)
    }
  })
})

describe('settings of the network', () => {
  const tls = { verify: false, cacert: '/nowhere/ca.pem', force_ipv4: true }
  const transport = () => () => new Promise<never>(() => undefined)

  test('that a transport of one’s own cannot heed are warned of, in a browser too', async () => {
    const ofOwn = await connect({ config: cloud.config(tls), transport })
    const words = (why: string) => `cacert, verify, force_ipv4 of cloud defaults is not used: ${why}`
    expect(ofOwn.config.warnings).toContain(words('the transport that was given sees to its connections itself'))
    const ofPage = await connectPage({ config: cloud.config(tls) })
    expect(ofPage.config.warnings).toContain(words('a browser sees to its connections itself'))
    expect((await connect({ config: cloud.config(), transport })).config.warnings).toEqual([])
    expect((await connectPage({ config: cloud.config() })).config.warnings).toEqual([])
  })

  test('of `node` lie over those of the configuration', async () => {
    const asked: Array<string> = []
    const lookup: LookupFunction = (host, _, done) => {
      asked.push(host)
      done(null, [{ address: '127.0.0.1', family: 4 }])
    }
    const there = `http://keystone.invalid:${cloud.port}/identity/v3`
    const config = cloud.config({ auth: { auth_url: there }, force_ipv4: true })
    await using connection = await connect({ config, node: { lookup } })
    expect(isRight(await connection.access())).toBe(true)
    expect(asked).toEqual(['keystone.invalid'])
  })

  test('a proxy of the environment is asked, and `proxy: {}` is the way around it', async () => {
    process.env['http_proxy'] = 'http://no-such-proxy.invalid:3128'
    process.env['no_proxy'] = ''
    await using lost = await connect({ config: cloud.config(), retry: false })
    expect(isLeft(await lost.access())).toBe(true)
    await using direct = await connect({ config: cloud.config(), node: { proxy: {} } })
    expect(isRight(await direct.access())).toBe(true)
  })
})

describe('limits', () => {
  /** The most requests under way at once, and how long all took, where each takes so many milliseconds. */
  const flood = async (settings: object, services: ReadonlyArray<'compute' | 'image'> = ['compute']) => {
    let now = 0
    let most = 0
    const busy = await scriptedCloud({
      call: async ({ say }) => {
        most = Math.max(most, (now += 1))
        await systemClock.sleep(15)
        now -= 1
        await say(wire(200, { thing: { id: '1' } }))
      }
    })
    await using connection = await connect({ config: busy.config({ ...settings }) })
    await one(connection)()
    most = 0
    const start = performance.now()
    const context = { operation: 'test', route: '/x' }
    const answers = await Promise.all(
      Array.from({ length: 24 }, (_, i) => {
        const service = services[i % services.length] ?? 'compute'
        const request = { method: 'GET' as const, path: `/x/${i}`, headers: {}, context: { ...context, service } }
        return connection[service].send(request)()
      })
    )
    const took = performance.now() - start
    await busy.close()
    expect(answers.every(isRight)).toBe(true)
    return { most, took }
  }

  test('concurrency n means n', async () => {
    expect((await flood({ concurrency: 3 })).most).toBe(3)
    expect((await flood({ concurrency: 1 })).most).toBe(1)
  })

  test('over the whole stack: services that have retries of their own count as well', async () => {
    expect((await flood({ concurrency: 4, image_status_code_retries: 5 }, ['compute', 'image'])).most).toBe(4)
  })

  test('of one service is its own', async () => {
    expect((await flood({ concurrency: { compute: 2 } })).most).toBe(2)
    expect((await flood({ concurrency: { image: 2 } })).most).toBeGreaterThan(4)
    expect((await flood({ concurrency: { compute: 2, image: 3 } }, ['compute', 'image'])).most).toBe(5)
  })

  test('a rate spaces requests', async () => {
    const { took } = await flood({ rate_limit: 100 })
    expect(took).toBeGreaterThan(220)
  })

  test.each([
    [{ compute_status_code_retries: 0 }, {}, 1],
    [{ compute_status_code_retries: 2 }, {}, 3],
    [{ compute_status_code_retries: 2 }, { retry: { tries: 2, base: 1 } }, 2],
    [{ compute_status_code_retries: 2 }, { retry: false as const }, 1],
    [{ status_code_retries: 1 }, {}, 2],
    [{ image_status_code_retries: 9 }, { retry: { base: 1, cap: 1 } }, 4]
  ])('%j, beside %j, makes %i requests of one that meets 503', async (settings, options, requests) => {
    const failing = await scriptedCloud({ call: ({ say }) => void say(wire(503, {})) })
    const config = failing.config({ status_code_retry_delay: 0.001, ...settings })
    await using connection = await connect({ config, ...options })
    expect(await one(connection)()).toMatchObject({ left: { status: 503 } })
    expect(failing.counts.call).toBe(requests)
    await failing.close()
  })

  test.each([
    [{ compute_connect_retries: 1 }, 'reset', 2],
    [{ compute_connect_retries: 1 }, '503', 4],
    [{ compute_status_code_retries: 0 }, 'reset', 4],
    [{ compute_status_code_retries: 5, compute_connect_retries: 0 }, 'reset', 1],
    [{ compute_status_code_retries: 5, compute_connect_retries: 0 }, '503', 6]
  ])('%j counts a %s apart: %i requests', async (settings, trouble, requests) => {
    const failing = await scriptedCloud({
      call: ({ reset, say }) => (trouble === 'reset' ? reset() : void say(wire(503, {})))
    })
    const delays = { connect_retry_delay: 0.001, status_code_retry_delay: 0.001 }
    await using connection = await connect({ config: failing.config({ ...delays, ...settings }) })
    expect(isLeft(await one(connection)())).toBe(true)
    // A reset of a kept-alive connection costs one more.
    expect(failing.counts.call - requests).toBeLessThanOrEqual(trouble === 'reset' ? 1 : 0)
    expect(failing.counts.call).toBeGreaterThanOrEqual(requests)
    await failing.close()
  })

  test('api_timeout bounds each try, and the deadlines of the call win', async () => {
    const silent = await scriptedCloud({ call: () => undefined })
    const said = async (options: object): Promise<string> => {
      await using connection = await connect({ config: silent.config({ api_timeout: 0.2 }), retry: false, ...options })
      const answer = await one(connection)()
      return isLeft(answer) ? answer.left.message : 'ok'
    }
    expect(await said({})).toContain('200 ms for one try')
    expect(await said({ deadlines: { try: 100 } })).toContain('100 ms for one try')
    expect(await said({ deadlines: { total: 150 } })).toContain('150 ms for the whole call')
    await silent.close()
  })
})

describe('asProject', () => {
  test('signs in for the other project, over the same transport and with the discovery that was made', async () => {
    const tokens: Array<string | undefined> = []
    const two = await scriptedCloud({
      call: (peer) => {
        tokens.push(tokenOf(peer))
        return void peer.say(wire(200, { thing: { id: '1' } }))
      }
    })
    await using connection = await connect({ config: two.config() })
    const other = connection.asProject({ id: 'p2' })
    await one(connection)()
    await one(other)()
    await one(connection)()
    expect(tokens).toEqual(['token-1', 'token-2', 'token-1'])
    expect(two.counts.discovery).toBe(1)
    const [, second] = two.requests.filter((request) => request.startsWith('POST /identity'))
    expect(second).toContain('"scope":{"project":{"id":"p2"}}')
    await two.close()
  })

  test('ends with the connection it came from, which outlives it', async () => {
    const connection = await connect({ config: cloud.config() })
    const [first, second] = [connection.asProject({ id: 'p2' }), connection.asProject({ id: 'p3' })]
    await one(second)()
    await first.close()
    expect(await one(first)()).toMatchObject({ left: { _tag: 'AuthError' } })
    expect(isRight(await one(connection)())).toBe(true)
    await connection.close()
    expect(await one(second)()).toMatchObject({ left: { reason: 'aborted' } })
  })
})

describe('close', () => {
  test('ends what is under way, asleep and in line, soon; a second time does nothing', async () => {
    const slow = await scriptedCloud({
      call: ({ request, say }) =>
        request.includes('/sleepy') ? void say(wire(503, {}, { 'Retry-After': 30 })) : undefined
    })
    const connection = await connect({ config: slow.config({ concurrency: 2 }) })
    await connection.access()
    const ids = ['sleepy', 'silent', 'silent', 'in-line', 'in-line']
    const answers = Promise.all(ids.map((thingId) => get(Thing)({ thingId })(connection)()))
    await systemClock.sleep(60)
    const start = performance.now()
    await connection.close()
    const ended = await answers
    expect(performance.now() - start).toBeLessThan(100)
    for (const answer of ended) expect(answer).toMatchObject({ left: { _tag: 'TransportError', reason: 'aborted' } })
    const sent = slow.requests.length
    await connection.close()
    expect(await one(connection)()).toMatchObject({
      left: { _tag: 'AuthError', message: expect.stringContaining('closed') }
    })
    expect(await connection.access()).toMatchObject({ left: { _tag: 'AuthError' } })
    await systemClock.sleep(30)
    expect(slow.requests.length).toBe(sent)
    await slow.close()
  })

  test('ends a sign-in that is under way', async () => {
    const slow = await scriptedCloud({ auth: () => undefined })
    const connection = await connect({ config: slow.config() })
    const answer = one(connection)()
    await systemClock.sleep(30)
    await connection.close()
    expect(isLeft(await answer)).toBe(true)
    await slow.close()
  })

  test('ends calls over a transport that was given, and leaves that open', async () => {
    const connection = await connect({ config: cloud.config(), transport: () => () => new Promise(() => undefined) })
    const answer = one(connection)()
    await systemClock.sleep(5)
    await connection.close()
    expect(isLeft(await answer)).toBe(true)
  })

  test('comes by itself with `await using`', async () => {
    let kept
    {
      await using connection = await connect({ config: cloud.config() })
      kept = connection
      await one(connection)()
    }
    expect(await one(kept)()).toMatchObject({ left: { _tag: 'AuthError' } })
    await systemClock.sleep(20)
    expect(cloud.open()).toBe(0)
  })

  test('revoke ends the token at Keystone; the next call signs in again', async () => {
    const revoked: Array<string> = []
    const two = await scriptedCloud({
      call: ({ request, say }) => {
        if (!request.startsWith('DELETE')) return void say(wire(200, { thing: { id: '1' } }))
        revoked.push(request)
        return void say('HTTP/1.1 204 No Content\r\n\r\n')
      }
    })
    await using connection = await connect({ config: two.config() })
    await one(connection)()
    expect(isRight(await connection.revoke())).toBe(true)
    expect(revoked[0]).toContain('X-Subject-Token: token-1')
    expect(isRight(await one(connection)())).toBe(true)
    expect(two.counts.auth).toBe(2)
    await two.close()
  })
})

describe('observe', () => {
  test('hears of a whole call in order: sign-in, discovery, start, retry, renewal, end', async () => {
    const events: Array<RequestEvent> = []
    const flaky = await scriptedCloud({
      auth: ({ index, say }) => void say(tokenAnswer(flaky.origin, `token-${index + 1}`)),
      call: ({ index, say }) =>
        void say(
          wire([503, 401, 200][index] ?? 200, { thing: { id: '1' } }, { 'X-Openstack-Request-Id': `req-${index}` })
        )
    })
    await using connection = await connect({
      config: flaky.config(),
      observe: (event) => events.push(event),
      retry: { base: 1 }
    })
    await one(connection)()
    const told = events.map((event) => {
      if (event._tag === 'TokenRenewed') return `TokenRenewed ${event.reason}`
      return event._tag === 'VersionsDiscovered' || event._tag === 'TokenStoreFailed'
        ? event._tag
        : `${event._tag} ${event.operation}${event._tag === 'RequestEnded' ? ` ${event.status}` : ''}`
    })
    expect(told).toEqual([
      'RequestStarted auth',
      'RequestEnded auth 201',
      'TokenRenewed first',
      'RequestStarted discovery',
      'RequestEnded discovery 200',
      'VersionsDiscovered',
      'RequestStarted Thing.get',
      'RequestRetried Thing.get',
      'RequestEnded Thing.get 401',
      'RequestStarted auth',
      'RequestEnded auth 201',
      'TokenRenewed refused',
      'RequestStarted Thing.get',
      'RequestEnded Thing.get 200'
    ])
    const last = events.at(-1)
    expect(last).toMatchObject({ route: '/things/{thingId}', microversion: '2.50', requestIds: ['req-2'], retries: 0 })
    await flaky.close()
  })

  test('a listener that throws breaks nothing, and one’s own `onRetry` is called beside it', async () => {
    const flaky = await scriptedCloud({
      call: ({ index, say }) => void say(wire(index === 0 ? 503 : 200, { thing: { id: '1' } }))
    })
    let retries = 0
    await using connection = await connect({
      config: flaky.config(),
      observe: () => {
        throw new Error('listener')
      },
      retry: { base: 1, onRetry: () => (retries += 1) }
    })
    expect(isRight(await one(connection)())).toBe(true)
    expect(retries).toBe(1)
    await flaky.close()
  })

  test('shows messages where they are asked for', async () => {
    const events: Array<RequestEvent> = []
    await using connection = await connect({
      config: cloud.config(),
      observe: (event) => events.push(event),
      messages: 'bodies'
    })
    await list(Thing)({})(connection)()
    expect(events.at(-1)).toMatchObject({ message: { body: '{"thing":{"id":"1","name":"one"}}' } })
    expect(JSON.stringify(events)).not.toContain('token-1')
  })
})
