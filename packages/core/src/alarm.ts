/**
 * Timers for deadlines, which hardly ever come due: setting one and clearing it for each call would cost as much as the
 * rest of a deadline. Internal.
 *
 * @since 0.1.0
 */
import { type Clock, systemClock } from './clock.js'
import { roster } from './roster.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

/**
 * Runs `wake` once, at `due` (milliseconds since 1970), unless the answered function is called before. An alarm that looks
 * round meanwhile runs `look` each time.
 */
export interface Alarm {
  (due: number, wake: () => void, look: () => void): () => void
}

// -------------------------------------------------------------------------------------
// constructors
// -------------------------------------------------------------------------------------

/**
 * With a timer for each; or, `shared`, with one for all, which looks round once a second for as long as anybody is there.
 * It keeps no program running.
 */
export const alarm = (clock: Clock, { shared = false }: { readonly shared?: boolean } = {}): Alarm => {
  if (clock !== systemClock) return (due, wake) => sleeping(clock, due, wake)
  return shared ? sharedTimer() : ownTimer
}

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

/** What timers can hold: 24.8 days. Anything longer is no deadline. */
const longest = 2 ** 31 - 1

const nothing = (): void => undefined

const ownTimer: Alarm = (due, wake) => {
  const milliseconds = due - systemClock.now()
  if (milliseconds > longest) return nothing
  const timer = setTimeout(wake, milliseconds)
  return () => clearTimeout(timer)
}

const sleeping = (clock: Clock, due: number, wake: () => void): (() => void) => {
  const milliseconds = due - clock.now()
  if (milliseconds > longest) return nothing
  const stop = new AbortController()
  void clock.sleep(milliseconds, stop.signal).then(() => (stop.signal.aborted ? undefined : wake()))
  return () => stop.abort()
}

interface Waiting {
  readonly due: number
  readonly wake: () => void
  readonly look: () => void
  place: number
}

const second = 1000

const sharedTimer = (): Alarm => {
  const waiting = roster<Waiting>()
  let next = Infinity
  let timer: ReturnType<typeof setTimeout> | undefined
  const ringAt = (time: number): void => {
    next = time
    clearTimeout(timer)
    timer = setTimeout(ring, time - systemClock.now())
    // In a browser it is a number.
    if (typeof timer === 'object') timer.unref()
  }
  const ring = (): void => {
    const now = systemClock.now()
    let soonest = now + second
    next = soonest
    waiting.each((one) => {
      if (one.due > now) {
        soonest = Math.min(soonest, one.due)
        one.look()
      } else {
        waiting.leave(one.place, one)
        one.wake()
      }
    })
    if (waiting.size() > 0) ringAt(soonest)
    else next = Infinity
  }
  return (due, wake, look) => {
    const now = systemClock.now()
    if (due < next) ringAt(Math.min(due, now + second))
    const one: Waiting = { due, wake, look, place: -1 }
    one.place = waiting.enter(one)
    return () => void waiting.leave(one.place, one)
  }
}
