/**
 * A clock that is set by hand: servers become ACTIVE and tokens expire when a test says so.
 *
 * @since 0.1.0
 */
import type { Clock } from '@openstack-ts/core'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

export interface ManualClock extends Clock {
  /** Lets so many milliseconds go by, and wakes who has slept long enough. */
  readonly advance: (milliseconds: number) => void
}

// -------------------------------------------------------------------------------------
// constructors
// -------------------------------------------------------------------------------------

/** Stands at the given moment, milliseconds since 1970; at 2026-01-01T00:00:00Z by default. */
export const manualClock = (start: number = Date.UTC(2026, 0, 1)): ManualClock => {
  let now = start
  const sleepers = new Set<{ readonly until: number; readonly wake: () => void }>()
  return {
    now: () => now,
    advance: (milliseconds) => {
      now += milliseconds
      for (const { until, wake } of sleepers) if (until <= now) wake()
    },
    sleep: (milliseconds, signal) =>
      new Promise((resolve) => {
        const wake = (): void => {
          sleepers.delete(sleeper)
          signal?.removeEventListener('abort', wake)
          resolve()
        }
        const sleeper = { until: now + milliseconds, wake }
        if (milliseconds <= 0 || signal?.aborted === true) return resolve()
        sleepers.add(sleeper)
        signal?.addEventListener('abort', wake, { once: true })
      })
  }
}
