/**
 * An abort signal that fires when its time is up or its parent aborts: what deadlines are made of.
 *
 * Making a signal costs more than all other policies together, so calls that begin within the same moment share one.
 *
 * @since 0.1.0
 */
import { type Clock, systemClock } from './clock.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

export interface Expiry {
  readonly signal: AbortSignal
  /** Whether it was the time that ran out, rather than the parent that aborted. */
  readonly expired: () => boolean
  /** Counts a call in: from the first one on there is a timer and, on the parent, a listener. `end` runs on abort. */
  readonly enter: (end: () => void) => void
  /** Counts a call out: after the last one there is neither. */
  readonly leave: (end: () => void) => void
  /** Fires now, as if the parent had aborted. */
  readonly abort: () => void
  /** Sets another time, for those who share it with nobody; `Infinity` stops the timer. */
  readonly reset: (due: number) => void
  /** How many are counted in. */
  readonly size: () => number
}

// -------------------------------------------------------------------------------------
// constructors
// -------------------------------------------------------------------------------------

/** Fires at `first` (milliseconds since 1970), by the given clock. */
export const expiry = (first: number, parent: AbortSignal | undefined, clock: Clock): Expiry => {
  const controller = new AbortController()
  const calls = new Set<() => void>()
  let due = first
  let expired = false
  let disarm: (() => void) | undefined
  let linked = false
  const finish = (): void => {
    if (controller.signal.aborted) return
    controller.abort(expired ? undefined : parent?.reason)
    disarm?.()
    for (const end of calls) end()
  }
  const expire = (): void => {
    if (controller.signal.aborted) return
    expired = true
    finish()
  }
  const outer = parent === undefined ? undefined : own.get(parent)
  const made: Expiry = {
    signal: controller.signal,
    expired: () => expired,
    abort: finish,
    enter: (end) => {
      calls.add(end)
      disarm ??= after(due - clock.now(), expire, clock)
      if (parent === undefined || linked) return
      linked = true
      if (parent.aborted) finish()
      else if (outer === undefined) parent.addEventListener('abort', finish, { once: true })
      else outer.enter(finish)
    },
    leave: (end) => {
      if (!calls.delete(end) || calls.size > 0) return
      disarm?.()
      disarm = undefined
      if (outer === undefined) parent?.removeEventListener('abort', finish)
      else outer.leave(finish)
      linked = false
    },
    reset: (next) => {
      if (controller.signal.aborted) return
      due = next
      disarm?.()
      disarm = after(due - clock.now(), expire, clock)
    },
    size: () => calls.size
  }
  own.set(controller.signal, made)
  return made
}

/**
 * Signals that fire so many milliseconds after they are asked for: never early, and late by at most a fiftieth and
 * 100 ms, because those that ask within that span under the same parent get the same one, a few at a time.
 */
export const expiries = (milliseconds: number, clock: Clock): ((parent: AbortSignal | undefined) => Expiry) => {
  const span = Math.min(milliseconds / 50, 100)
  const orphans = {}
  const recent = new WeakMap<object, Recent>()
  return (parent) => {
    const now = clock.now()
    const known = recent.get(parent ?? orphans)
    if (known !== undefined && now >= known.start && now < known.start + span) {
      for (let tried = 0; tried < 8; tried++, known.next++) {
        const shared = known.shared[known.next % known.shared.length]
        if (shared !== undefined && isOpen(shared)) return shared
      }
      const further = expiry(known.start + span + milliseconds, parent, clock)
      known.next = known.shared.push(further) - 1
      return further
    }
    const shared = expiry(now + span + milliseconds, parent, clock)
    recent.set(parent ?? orphans, { start: now, shared: [shared], next: 0 })
    return shared
  }
}

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

/** What was handed out within one span. Those in front were filled first, and so are the first to have room again. */
interface Recent {
  readonly start: number
  readonly shared: Array<Expiry>
  /** Where to look for room. */
  next: number
}

const isOpen = ({ signal, size }: Expiry): boolean => !signal.aborted && size() < most

/** Ours know each other, and need no listeners between them. */
const own = new WeakMap<AbortSignal, Expiry>()

/** Node warns of more than ten listeners on a signal, and a transport may want two. */
const most = 5

/** What timers can hold: 24.8 days. Anything longer is no deadline. */
const longest = 2 ** 31 - 1

/** Runs `wake` once, unless the answered function is called before. */
const after = (milliseconds: number, wake: () => void, clock: Clock): (() => void) => {
  if (milliseconds > longest) return () => undefined
  if (clock === systemClock) {
    const timer = setTimeout(wake, milliseconds)
    return () => clearTimeout(timer)
  }
  const stop = new AbortController()
  void clock.sleep(milliseconds, stop.signal).then(() => (stop.signal.aborted ? undefined : wake()))
  return () => stop.abort()
}
