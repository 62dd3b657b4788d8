/**
 * A limit on how many requests begin per second, for clouds that count them.
 *
 * @since 0.1.0
 */
import { left } from 'fp-ts/lib/Either.js'

import { type Clock, systemClock } from './clock.js'
import type { Policy } from './http.js'
import { abortedInLine, line } from './line.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

export interface RateLimitOptions {
  /** Requests per second; may be a fraction. */
  readonly perSecond: number
  /** How many may begin at once after a pause; 1 unless said otherwise, so that they are evenly spaced. */
  readonly burst?: number
  readonly clock?: Clock
}

// -------------------------------------------------------------------------------------
// constructors
// -------------------------------------------------------------------------------------

/**
 * At most `perSecond` requests begin per second, first come, first served; time that nobody used is not made up for
 * beyond `burst`. Whoever waits can be aborted at once, and takes nobody's turn. The limit belongs to the answered
 * policy: transports that it is applied to share it.
 *
 * Throws a `RangeError` on a rate that is not positive, and on a burst below 1.
 *
 * @example
 * const polite = pipe(transport, rateLimit({ perSecond: 10 }))
 */
export const rateLimit = ({ burst = 1, clock = systemClock, perSecond }: RateLimitOptions): Policy => {
  if (!(perSecond > 0)) throw new RangeError(`rateLimit: perSecond is ${perSecond}, but should be a positive number`)
  if (!(burst >= 1)) throw new RangeError(`rateLimit: burst is ${burst}, but should be at least 1`)
  const turn = turns({ interval: 1000 / perSecond, burst, clock })
  return (transport) => (request) => async () =>
    (await turn(request.signal)) ? transport(request)() : left(abortedInLine(request))
}

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

interface Pace {
  /** Milliseconds. */
  readonly interval: number
  readonly burst: number
  readonly clock: Clock
}

/** `true` when it is the caller's turn, `false` when its signal aborts before. */
const turns = ({ burst, clock, interval }: Pace): ((signal: AbortSignal | undefined) => Promise<boolean> | boolean) => {
  const waiting = line()
  // When the bucket is full again; never further ahead than it is deep, even where the machine's clock is set back.
  let full = -Infinity
  let pause: AbortController | undefined
  let serving = false
  const patience = (): number => {
    const now = clock.now()
    full = Math.min(full, now + burst * interval)
    return full - (burst - 1) * interval - now
  }
  const take = (): void => {
    full = Math.max(full, clock.now()) + interval
  }
  const serve = async (): Promise<void> => {
    serving = true
    while (waiting.size() > 0) {
      const milliseconds = patience()
      pause = new AbortController()
      if (milliseconds > 0) await clock.sleep(Math.ceil(milliseconds), pause.signal)
      else if (waiting.admit()) take()
    }
    serving = false
  }
  const stand = async (signal: AbortSignal | undefined): Promise<boolean> => {
    const admitted = waiting.wait(signal)
    if (!serving) void serve()
    const mine = await admitted
    // Nobody waits any more: no timer is left behind.
    if (waiting.size() === 0) pause?.abort()
    return mine
  }
  return (signal) => {
    if (waiting.size() > 0 || patience() > 0) return stand(signal)
    take()
    return true
  }
}
