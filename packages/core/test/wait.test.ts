import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'

import {
  type Call,
  type Clock,
  type Cloud,
  exchange,
  get,
  httpError,
  type OpenStackError,
  required,
  requestError,
  resource,
  type ServiceRequest,
  transportError,
  wait,
  waitGone
} from '../src/index.js'

type Seen = string | OpenStackError

const http = (status: number): OpenStackError =>
  httpError({ status, service: 'compute', operation: 'x', method: 'GET', route: '', path: '/x', requestIds: [] })
const tls = transportError({ reason: 'tls', sent: false, method: 'GET', url: 'https://nova/' })

/** A call that sees one thing after the other, the last one for ever. */
const seeing = (...seen: ReadonlyArray<Seen>) => {
  let looks = 0
  const look: Call<'compute', string> = () => async () => {
    const now = seen[Math.min(looks++, seen.length - 1)] as Seen
    return typeof now === 'string' ? E.right(now) : E.left(now)
  }
  return { look, looks: () => looks }
}

const clockOf = (): Clock & { readonly slept: Array<number> } => {
  const slept: Array<number> = []
  return { slept, now: () => slept.reduce((a, b) => a + b, 0), sleep: async (ms) => void slept.push(ms) }
}

const cloud = {} as never
const until = (status: string): boolean => status === 'ACTIVE'

it('looks until it sees what was waited for, and tells of each look', async () => {
  const { look, looks } = seeing('BUILD', http(503), 'BUILD', 'ACTIVE')
  const seen: Array<string> = []
  const waited = wait(look, { until, onLook: (status) => void seen.push(status), clock: clockOf() })
  expect(await waited(cloud)()).toEqual(E.right('ACTIVE'))
  expect(looks()).toBe(4)
  expect(seen).toEqual(['BUILD', 'BUILD', 'ACTIVE'])
})

it('pauses longer each time, up to a bound', async () => {
  const clock = clockOf()
  const statuses = Array.from({ length: 8 }, () => 'BUILD')
  await wait(seeing(...statuses, 'ACTIVE').look, { until, clock })(cloud)()
  expect(clock.slept).toEqual([1000, 1500, 2250, 3375, 5062.5, 7593.75, 11390.625, 15000])
  const own = clockOf()
  await wait(seeing('BUILD', 'BUILD', 'BUILD', 'ACTIVE').look, { until, clock: own, every: 10, atMost: 12 })(cloud)()
  expect(own.slept).toEqual([10, 12, 12])
})

it('gives up at the deadline, after a last look, and says what it saw', async () => {
  const clock = clockOf()
  const { look, looks } = seeing('BUILD', http(503))
  expect(await wait(look, { until, clock, every: 2000, timeout: 3000 })(cloud)()).toEqual(
    E.left({
      _tag: 'WaitError',
      message: 'What was waited for did not come within 3 s: compute answered 503 to GET /x',
      reason: 'timeout',
      last: 'BUILD',
      cause: http(503)
    })
  )
  expect(clock.slept).toEqual([2000, 1000])
  expect(looks()).toBe(3)
})

it('says neither what it never saw nor trouble that has passed', async () => {
  const blind = await wait(seeing(http(503)).look, { until, clock: clockOf(), timeout: 5 })(cloud)()
  expect(blind).toMatchObject({ left: { cause: { status: 503 } } })
  expect(blind).not.toHaveProperty('left.last')
  const clear = await wait(seeing(http(503), 'BUILD').look, { until, clock: clockOf(), timeout: 5 })(cloud)()
  expect(clear).toMatchObject({ left: { last: 'BUILD', message: 'What was waited for did not come within 0.005 s' } })
  expect(clear).not.toHaveProperty('left.cause')
})

it('waits ten minutes where nothing is said', async () => {
  const clock = clockOf()
  await wait(seeing('BUILD').look, { until, clock })(cloud)()
  expect(clock.now()).toBe(600_000)
})

it.each([http(404), http(403), http(501), tls, requestError({ message: 'm', operation: 'o' })])(
  'ends with trouble that will not pass: $message',
  async (error) => {
    const { look, looks } = seeing('BUILD', error)
    expect(await wait(look, { until, clock: clockOf() })(cloud)()).toEqual(E.left(error))
    expect(looks()).toBe(2)
  }
)

it('ends with the reason why it will never come', async () => {
  const fails = (status: string): string | undefined => (status === 'ERROR' ? 'it broke' : undefined)
  expect(await wait(seeing('BUILD', 'ERROR').look, { until, fails, clock: clockOf() })(cloud)()).toEqual(
    E.left({ _tag: 'WaitError', message: 'it broke', reason: 'failed', last: 'ERROR' })
  )
  // What is there is there, whatever else may be said of it.
  const both = wait(seeing('ACTIVE').look, { until, fails: () => 'never', clock: clockOf() })
  expect(await both(cloud)()).toEqual(E.right('ACTIVE'))
})

it('makes no look once aborted, and sleeps no longer', async () => {
  const before = seeing('BUILD')
  expect(await wait(before.look, { until, signal: AbortSignal.abort() })(cloud)()).toMatchObject({
    left: { _tag: 'TransportError', reason: 'aborted', sent: false }
  })
  expect(before.looks()).toBe(0)
  const controller = new AbortController()
  const { look, looks } = seeing('BUILD')
  const started = Date.now()
  const waiting = wait(look, { until, signal: controller.signal, every: 60_000, atMost: 60_000 })(cloud)()
  setImmediate(() => controller.abort())
  expect(await waiting).toMatchObject({ left: { reason: 'aborted' } })
  expect(Date.now() - started).toBeLessThan(1000)
  expect(looks()).toBe(1)
})

it('pauses for as long as the service asks', async () => {
  const clock = clockOf()
  const busy = (retryAfter: number): OpenStackError => ({ ...(http(503) as object), retryAfter }) as OpenStackError
  await wait(seeing(busy(30), busy(0), 'ACTIVE').look, { until, clock })(cloud)()
  expect(clock.slept).toEqual([30_000, 1500])
  const late = clockOf()
  await wait(seeing(busy(3600)).look, { until, clock: late, timeout: 5000 })(cloud)()
  expect(late.slept).toEqual([5000])
})

describe('a look that is under way', () => {
  const Thing = resource({
    name: 'Thing',
    service: 'compute',
    path: '/things',
    keys: {},
    id: 'id',
    operations: { get: 'GET' },
    fields: { id: required('id', t.string) }
  })
  const look = get(Thing)({ id: 'a' })
  /** A service that never answers, whatever the signal says. */
  const deaf = () => {
    const asked: Array<ServiceRequest> = []
    const cloud: Cloud<'compute'> = Object.freeze({
      compute: {
        microversions: async () => E.right(undefined),
        policy: 'latest' as const,
        send: (request: ServiceRequest) => () => {
          asked.push(request)
          return new Promise<never>(() => undefined)
        }
      }
    })
    return { asked, cloud }
  }

  it('is ended by an abort, at once', async () => {
    const { asked, cloud } = deaf()
    const controller = new AbortController()
    const waiting = wait(look, { until: () => true, signal: controller.signal })(cloud)()
    const gone = waitGone(look, { signal: controller.signal })(cloud)()
    await new Promise((resolve) => setImmediate(resolve))
    const started = Date.now()
    controller.abort()
    expect(await waiting).toMatchObject({ left: { _tag: 'TransportError', reason: 'aborted' } })
    expect(await gone).toMatchObject({ left: { _tag: 'TransportError', reason: 'aborted' } })
    expect(Date.now() - started).toBeLessThan(50)
    expect(asked.map(({ signal }) => signal?.aborted)).toEqual([true, true])
  })

  it('has what is left of the time, or its own timeout where that is shorter', async () => {
    const asked: Array<ServiceRequest> = []
    const { compute } = deaf().cloud
    const answering: Cloud<'compute'> = {
      compute: {
        ...compute,
        send: (request) => async () => {
          asked.push(request)
          return E.right({ status: 200, headers: {}, text: '{"id":"a"}' })
        }
      }
    }
    const clock = clockOf()
    await wait(look, { until: () => false, clock, every: 2000, timeout: 4500 })(answering)()
    expect(asked.map(({ timeout }) => timeout)).toEqual([4500, 2500, 1000])
    const own = exchange(Thing.endpoints.get)({ id: 'a' }, { timeout: 700, signal: new AbortController().signal })
    await wait(own, { until: () => true, clock: clockOf(), signal: new AbortController().signal })(answering)()
    expect(asked[3]).toMatchObject({ timeout: 700 })
  })

  it('is bounded also where it has to sign in first', async () => {
    const asked: Array<readonly [number | undefined, AbortSignal | undefined]> = []
    const { compute } = deaf().cloud
    const signingIn: Cloud<'compute'> = {
      compute: {
        ...compute,
        known: () => undefined,
        limit: (milliseconds, signal) => {
          asked.push([milliseconds, signal])
          return undefined
        },
        send: () => async () => E.right({ status: 200, headers: {}, text: '{"id":"a"}' })
      }
    }
    const { signal } = new AbortController()
    await wait(look, { until: () => false, clock: clockOf(), every: 2000, timeout: 2500, signal })(signingIn)()
    expect(asked.map(([milliseconds]) => milliseconds)).toEqual([2500, 1000, 1000])
    expect(asked.every(([, given]) => given === signal)).toBe(true)
  })
})

describe('waiting for the end of something', () => {
  it('ends with what counts as gone', async () => {
    const deleted: Call<'compute', object> = () => async () => E.right({ status: 'Deleted' })
    expect(await waitGone(deleted, { clock: clockOf() })(cloud)()).toEqual(E.right(undefined))
    const { look, looks } = seeing('ACTIVE', 'SOFT_DELETED')
    const until = (status: string): boolean => status === 'SOFT_DELETED'
    expect(await waitGone(look, { until, clock: clockOf() })(cloud)()).toEqual(E.right(undefined))
    expect(looks()).toBe(2)
  })

  it('ends with a 404, whatever was before', async () => {
    const { look, looks } = seeing('ACTIVE', http(503), 'DELETING', http(404))
    expect(await waitGone(look, { clock: clockOf() })(cloud)()).toEqual(E.right(undefined))
    expect(looks()).toBe(4)
  })

  it.each<[string, Seen, object]>([
    ['trouble', http(403), { _tag: 'HttpError', status: 403 }],
    ['the deadline', 'ACTIVE', { _tag: 'WaitError', reason: 'timeout', last: 'ACTIVE' }],
    ['what rules it out', 'ERROR', { _tag: 'WaitError', reason: 'failed', message: 'stuck' }]
  ])('or with %s', async (_, seen, error) => {
    const fails = (status: string): string | undefined => (status === 'ERROR' ? 'stuck' : undefined)
    expect(await waitGone(seeing(seen).look, { fails, clock: clockOf() })(cloud)()).toMatchObject({ left: error })
  })
})
