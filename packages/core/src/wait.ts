/**
 * Waiting: a call is repeated until what it answers is what was waited for. Passing trouble is lived through, a
 * deadline and an abort are not.
 *
 * @since 0.1.0
 */
import * as E from 'fp-ts/lib/Either.js'

import { type Clock, systemClock } from './clock.js'
import { isNotFound, isTransient, type OpenStackError, transportError, waitError } from './error.js'
import type { Call } from './operation.js'
import type { ServiceType } from './service.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

export interface WaitOptions<A> {
  /** Whether this is what was waited for. */
  readonly until: (a: A) => boolean
  /** Why it will never come, where that can be seen: the message of the error. */
  readonly fails?: (a: A) => string | undefined
  /** Milliseconds for the whole wait; 10 minutes where nothing is said. The last look is at the deadline. */
  readonly timeout?: number
  /** Milliseconds between the first looks (1,000), growing by half each time up to `atMost` (15,000). */
  readonly every?: number
  readonly atMost?: number
  /** Called after each look. */
  readonly onLook?: (a: A) => void
  readonly signal?: AbortSignal
  readonly clock?: Clock
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
    watch(look(cloud), options, (seen) => E.isRight(seen) && options.until(seen.right))

/** Repeats a call until it answers 404. */
export const waitGone =
  <S extends ServiceType, A>(look: Call<S, A>, options: Omit<WaitOptions<A>, 'until'> = {}): Call<S, void> =>
  (cloud) =>
  async () => {
    const gone = await watch(look(cloud), options, (seen) => E.isLeft(seen) && isNotFound(seen.left))
    return E.isLeft(gone) && !isNotFound(gone.left) ? gone : E.right(undefined)
  }

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

const watch = async <A>(
  look: () => Promise<E.Either<OpenStackError, A>>,
  options: Omit<WaitOptions<A>, 'until'>,
  done: (seen: E.Either<OpenStackError, A>) => boolean
): Promise<E.Either<OpenStackError, A>> => {
  const { atMost = 15_000, clock = systemClock, every = 1000, signal, timeout = 600_000 } = options
  const deadline = clock.now() + timeout
  let last: A | undefined
  let trouble: OpenStackError | undefined
  for (let pause = every; ; pause = Math.min(pause * 1.5, atMost)) {
    if (signal?.aborted === true) return E.left(aborted)
    const seen = await look()
    if (E.isRight(seen)) options.onLook?.(seen.right)
    if (done(seen)) return seen
    if (E.isLeft(seen) && !isTransient(seen.left)) return seen
    trouble = E.isLeft(seen) ? seen.left : undefined
    if (E.isRight(seen)) {
      last = seen.right
      const why = options.fails?.(seen.right)
      if (why !== undefined) return E.left(waitError({ message: why, reason: 'failed', last: seen.right }))
    }
    const left = deadline - clock.now()
    if (left <= 0) return E.left(late(timeout, last, trouble))
    await clock.sleep(Math.min(pause, left), signal)
  }
}

const aborted = transportError({ reason: 'aborted', sent: false, method: 'GET', url: 'wait' })

const late = (timeout: number, last: unknown, cause: OpenStackError | undefined): OpenStackError =>
  waitError({
    message: `What was waited for did not come within ${timeout / 1000} s${cause === undefined ? '' : `: ${cause.message}`}`,
    reason: 'timeout',
    ...(last === undefined ? {} : { last }),
    ...(cause === undefined ? {} : { cause })
  })
