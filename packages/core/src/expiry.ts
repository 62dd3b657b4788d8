/**
 * An abort signal that fires when its time is up or its parent aborts: what deadlines are made of.
 *
 * Making a signal costs more than all other policies together, so calls that begin within the same moment share one.
 *
 * @since 0.1.0
 */
import { alarm, type Alarm } from './alarm.js'
import { type Clock, systemClock } from './clock.js'
import { roster } from './roster.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

export interface Expiry {
  readonly signal: AbortSignal
  /** Whether it was the time that ran out, rather than the parent that aborted. */
  readonly expired: () => boolean
  /**
   * Lets a call in, and answers its place: from the first one on the time runs, and the parents are listened to. `end` runs
   * on abort.
   */
  readonly enter: (end: () => void) => number
  /** Lets it out: after the last one there is neither timer nor listener. */
  readonly leave: (place: number, end: () => void) => void
  /** As `enter` and `leave`, for what belongs to a call that is in already. */
  readonly listen: (end: () => void) => () => void
  /** Fires now, as if the parent had aborted. */
  readonly abort: () => void
  /** Sets another time, for those who share it with nobody; `Infinity` stops the timer. */
  readonly reset: (due: number) => void
}

// -------------------------------------------------------------------------------------
// constructors
// -------------------------------------------------------------------------------------

/** Fires at `first` (milliseconds since 1970), by the given clock. */
export const expiry = (first: number, parents: ReadonlyArray<AbortSignal>, clock: Clock): Expiry =>
  pooled(first, parents, { set: alarm(clock), lingers: false, most: Infinity })

/**
 * Signals that fire so many milliseconds after they are asked for, or when `until` aborts: never early, and late by at
 * most a fiftieth and 100 ms, because those that ask within that span under the same parent share them, a few each.
 */
export const expiries = (
  milliseconds: number,
  clock: Clock,
  until?: AbortSignal
): ((parent: AbortSignal | undefined) => Expiry) => {
  const length = Math.min(milliseconds / 50, 100)
  const set = alarm(clock, { shared: true })
  const spans = new WeakMap<AbortSignal, Span>()
  let orphans: Span | undefined
  const begin = (parent: AbortSignal | undefined, now: number): Span => {
    const parents = [parent, until].filter((signal) => signal !== undefined)
    const manner = { set, lingers: clock === systemClock && parents.every((signal) => own.has(signal)), most: 5 }
    const span: Span = {
      end: now + length,
      made: [],
      next: 0,
      more: () => pooled(span.end + milliseconds, parents, manner)
    }
    if (parent === undefined) orphans = span
    else spans.set(parent, span)
    return span
  }
  return (parent) => {
    const now = clock.now()
    const last = parent === undefined ? orphans : spans.get(parent)
    return roomIn(last !== undefined && now < last.end && now >= last.end - length ? last : begin(parent, now))
  }
}

/**
 * Runs `end` when a signal aborts, unless the answered function is called before. For transports: on the signals of our
 * own deadlines it costs less than a listener.
 *
 * @example
 * const leave = onAbort(signal, () => console.log('ended by its caller'))
 * await transport(request)()
 * leave()
 */
export const onAbort = (signal: AbortSignal, end: () => void): (() => void) => {
  const expiry = own.get(signal)
  if (expiry !== undefined) return expiry.listen(end)
  signal.addEventListener('abort', end, { once: true })
  return () => signal.removeEventListener('abort', end)
}

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

interface Manner {
  readonly set: Alarm
  /** Whether it stays armed without calls until the alarm looks round: arming costs more than a call does. */
  readonly lingers: boolean
  /** Calls at a time: Node warns of more than ten listeners on a signal, and a transport may want two. */
  readonly most: number
}

interface Pooled extends Expiry {
  readonly hasRoom: () => boolean
}

/** Long, because all that can happen shares what has happened so far. */
const pooled = (first: number, parents: ReadonlyArray<AbortSignal>, { most, set, ...manner }: Manner): Pooled => {
  const controller = new AbortController()
  const ends = roster<() => void>()
  let { lingers } = manner
  let calls = 0
  let due = first
  let ended: 'expired' | 'aborted' | undefined
  let disarm: (() => void) | undefined
  let unlink: ReadonlyArray<() => void> | undefined
  const finish = (): void => {
    if (controller.signal.aborted) return
    controller.abort(ended === 'expired' ? undefined : parents.find(({ aborted }) => aborted)?.reason)
    ended ??= 'aborted'
    ends.each((end) => end())
    settleDown()
  }
  const expire = (): void => {
    ended ??= 'expired'
    finish()
  }
  const settleDown = (): void => {
    lingers = false
    rest()
  }
  const link = (): void => {
    disarm = set(due, expire, settleDown)
    unlink = parents.map((parent) => onAbort(parent, finish))
    if (parents.some(({ aborted }) => aborted)) finish()
  }
  const rest = (): void => {
    if (lingers || ends.size() > 0) return
    disarm?.()
    for (const drop of unlink ?? []) drop()
    disarm = undefined
    unlink = undefined
  }
  const enter = (end: () => void): number => {
    const place = ends.enter(end)
    if (unlink === undefined) link()
    return place
  }
  const made: Pooled = {
    signal: controller.signal,
    expired: () => ended === 'expired',
    hasRoom: () => ended === undefined && calls < most,
    abort: finish,
    enter: (end) => {
      calls += 1
      return enter(end)
    },
    leave: (place, end) => {
      if (ends.leave(place, end)) calls -= 1
      rest()
    },
    listen: (end) => {
      const place = enter(end)
      return () => {
        ends.leave(place, end)
        rest()
      }
    },
    reset: (next) => {
      if (ended !== undefined) return
      due = next
      disarm?.()
      disarm = set(due, expire, settleDown)
    }
  }
  own.set(controller.signal, made)
  return made
}

/** What is handed out within one span. */
interface Span {
  readonly end: number
  readonly made: Array<Pooled>
  readonly more: () => Pooled
  /** Where to look for room. */
  next: number
}

const roomIn = (span: Span): Expiry => {
  const { made, more } = span
  for (let tried = 0; tried < made.length; tried++, span.next++) {
    const one = made[span.next % made.length]
    if (one?.hasRoom() === true) return one
  }
  const further = more()
  span.next = made.push(further) - 1
  return further
}

/** Ours know each other, and need no listeners between them. */
const own = new WeakMap<AbortSignal, Expiry>()
