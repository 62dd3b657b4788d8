/**
 * Waiting: a call is repeated until what it answers is what was waited for. Passing trouble is lived through, a
 * deadline and an abort are not.
 *
 * @since 0.1.0
 */
import * as E from 'fp-ts/lib/Either.js'

import { type Clock, systemClock } from './clock.js'
import { isRecord } from './codec.js'
import { type OpenStackError, transportError, waitError } from './error.js'
import { isNotFound, isTransient } from './error-guards.js'
import type { Call } from './operation.js'
import type { Cloud, Service, ServiceType } from './service.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

export interface WaitOptions<A> {
  /** Whether this is what was waited for. */
  readonly until: (a: A) => boolean
  /** Why it will never come, where that can be seen: the message of the error. */
  readonly fails?: (a: A) => string | undefined
  /**
   * Milliseconds for the whole wait; 10 minutes where nothing is said. No look begins after the deadline; one that is
   * under way by then is ended, but has a second at least.
   */
  readonly timeout?: number
  /** Milliseconds between the first looks (1,000), growing by half each time up to `atMost` (15,000). */
  readonly every?: number
  readonly atMost?: number
  /** Called after each look. */
  readonly onLook?: (a: A) => void
  /** Ends the wait, and the look that is under way. */
  readonly signal?: AbortSignal
  readonly clock?: Clock
}

export interface WaitGoneOptions<A> extends Omit<WaitOptions<A>, 'until'> {
  /** Whether this counts as gone too; by default, what has the status `deleted`, in any case. */
  readonly until?: (a: A) => boolean
}

// -------------------------------------------------------------------------------------
// operations
// -------------------------------------------------------------------------------------

/**
 * Repeats a call until its answer will do.
 *
 * @example
 * import { Server } from '@openstack-ts/compute'
 * import { get, wait } from '@openstack-ts/core'
 *
 * wait(get(Server)({ serverId: '79edaa44' }), {
 *   until: ({ status }) => status === 'ACTIVE',
 *   fails: ({ status }) => (status === 'ERROR' ? 'the server went to ERROR' : undefined)
 * })
 */
export const wait =
  <S extends ServiceType, A>(look: Call<S, A>, options: WaitOptions<A>): Call<S, A> =>
  (cloud) =>
  () =>
    watch(looking(look, cloud), options, (seen) => E.isRight(seen) && options.until(seen.right))

/**
 * Repeats a call until it answers 404, or something that counts as gone.
 *
 * @example
 * assert.deepStrictEqual(await waitGone(get(Server)({ serverId: 'gone' }))(cloud)(), E.right(undefined))
 */
export const waitGone =
  <S extends ServiceType, A>(look: Call<S, A>, options: WaitGoneOptions<A> = {}): Call<S, void> =>
  (cloud) =>
  async () => {
    const { until = isDeleted } = options
    const gone = await watch(looking(look, cloud), options, (seen) =>
      E.isLeft(seen) ? isNotFound(seen.left) : until(seen.right)
    )
    return E.isLeft(gone) && !isNotFound(gone.left) ? gone : E.right(undefined)
  }

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

/** What a look may take, and what ends it. */
interface Limits {
  readonly milliseconds: number
  readonly signal: AbortSignal | undefined
}

type Look<A> = (limits: Limits) => Promise<E.Either<OpenStackError, A>>

const watch = async <A>(
  look: Look<A>,
  options: WaitGoneOptions<A>,
  done: (seen: E.Either<OpenStackError, A>) => boolean
): Promise<E.Either<OpenStackError, A>> => {
  const { atMost = 15_000, clock = systemClock, every = 1000, signal, timeout = 600_000 } = options
  const deadline = clock.now() + timeout
  let last: A | undefined
  for (let pause = every; ; pause = Math.min(pause * 1.5, atMost)) {
    if (signal?.aborted === true) return E.left(aborted)
    const seen = await look({ milliseconds: Math.max(deadline - clock.now(), leastLook), signal })
    if (E.isRight(seen)) options.onLook?.(seen.right)
    if (done(seen)) return seen
    if (E.isLeft(seen) && !isTransient(seen.left)) return seen
    if (E.isRight(seen)) {
      last = seen.right
      const why = options.fails?.(seen.right)
      if (why !== undefined) return E.left(waitError({ message: why, reason: 'failed', last }))
    }
    const left = deadline - clock.now()
    if (left <= 0) return E.left(late(timeout, last, E.isLeft(seen) ? seen.left : undefined))
    await clock.sleep(Math.min(Math.max(pause, askedFor(seen)), left), signal)
  }
}

/** What the last look has, when it begins at the deadline. */
const leastLook = 1000

/** For how long the service asks to be left alone. */
const askedFor = (seen: E.Either<OpenStackError, unknown>): number =>
  E.isLeft(seen) && seen.left._tag === 'HttpError' ? (seen.left.retryAfter ?? 0) * 1000 : 0

/** Every request of a look gets the limits; an abort ends the look even where a request does not heed it. */
const looking =
  <S extends ServiceType, A>(look: Call<S, A>, cloud: Cloud<S>): Look<A> =>
  (limits) => {
    const pending = look(withLimits(cloud, limits))()
    const { signal } = limits
    if (signal === undefined) return pending
    return new Promise((resolve, reject) => {
      const end = (): void => resolve(E.left(aborted))
      signal.addEventListener('abort', end, { once: true })
      void pending.then(resolve, reject).finally(() => signal.removeEventListener('abort', end))
    })
  }

/** The same cloud, whose requests have limits. Its services are made when they are asked for, and so are these. */
const withLimits = <S extends ServiceType>(cloud: Cloud<S>, limits: Limits): Cloud<S> =>
  new Proxy({} as Cloud<S>, {
    get: (_, name: S) => {
      const service: Service | undefined = cloud[name]
      return service === undefined ? service : limited(service, limits)
    }
  })

const limited = (service: Service, { milliseconds, signal }: Limits): Service => ({
  ...service,
  limit: (own = milliseconds, given = signal) => service.limit?.(Math.min(own, milliseconds), given),
  send: (request) =>
    service.send({
      ...request,
      ...(signal === undefined || request.signal !== undefined ? {} : { signal }),
      timeout: Math.min(request.timeout ?? milliseconds, milliseconds)
    })
})

const isDeleted = (seen: unknown): boolean =>
  isRecord(seen) && typeof seen['status'] === 'string' && seen['status'].toLowerCase() === 'deleted'

const aborted = transportError({ reason: 'aborted', sent: false, method: 'GET', url: 'wait' })

const late = (timeout: number, last: unknown, cause: OpenStackError | undefined): OpenStackError =>
  waitError({
    message: `What was waited for did not come within ${timeout / 1000} s${cause === undefined ? '' : `: ${cause.message}`}`,
    reason: 'timeout',
    ...(last === undefined ? {} : { last }),
    ...(cause === undefined ? {} : { cause })
  })
