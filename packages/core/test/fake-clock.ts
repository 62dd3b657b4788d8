/**
 * A clock that stands still until it is told to go on.
 */
import type { Clock } from '../src/clock.js'

export interface FakeClock extends Clock {
  /** Lets so many milliseconds pass, waking sleepers in order, and everything they lead to. */
  readonly advance: (milliseconds: number) => Promise<void>
  /** How many sleep now: 0 when no timer is left behind. */
  readonly sleepers: () => number
  /** How long was slept for, each time. */
  readonly slept: ReadonlyArray<number>
}

export const fakeClock = (start = Date.UTC(2026, 10, 23, 8, 36, 22)): FakeClock => {
  let now = start
  const slept: Array<number> = []
  const sleeping = new Set<{ readonly due: number; readonly wake: () => void }>()
  const advance = async (milliseconds: number): Promise<void> => {
    const end = now + milliseconds
    for (;;) {
      await settle()
      const next = [...sleeping].sort((a, b) => a.due - b.due)[0]
      if (next === undefined || next.due > end) break
      now = Math.max(now, next.due)
      next.wake()
    }
    now = Math.max(now, end)
    await settle()
  }
  return {
    now: () => now,
    sleep: (milliseconds, signal) =>
      new Promise((resolve) => {
        if (signal?.aborted === true) return resolve()
        slept.push(milliseconds)
        const wake = (): void => {
          sleeping.delete(sleeper)
          signal?.removeEventListener('abort', wake)
          resolve()
        }
        const sleeper = { due: now + milliseconds, wake }
        sleeping.add(sleeper)
        signal?.addEventListener('abort', wake, { once: true })
      }),
    advance,
    sleepers: () => sleeping.size,
    slept
  }
}

/** Lets everything happen that waits for no timer. */
export const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
