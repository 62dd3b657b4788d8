/**
 * Time as a capability, so that waits, deadlines and token lifetimes are tested without waiting.
 *
 * @since 0.1.0
 */

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

export interface Clock {
  /** Milliseconds since 1970, UTC. */
  readonly now: () => number
  /** Resolves after so many milliseconds, or at once when the signal aborts; never rejects, leaves no timer behind. */
  readonly sleep: (milliseconds: number, signal?: AbortSignal) => Promise<void>
}

// -------------------------------------------------------------------------------------
// instances
// -------------------------------------------------------------------------------------

/** A timer set to more milliseconds goes off at once. */
const longest = 2 ** 31 - 1

/** The machine's own clock. */
export const systemClock: Clock = {
  now: Date.now,
  sleep: (milliseconds, signal) =>
    new Promise((resolve) => {
      if (signal?.aborted === true) return resolve()
      const wake = (): void => {
        clearTimeout(timer)
        signal?.removeEventListener('abort', wake)
        resolve()
      }
      let left = milliseconds
      const nap = (): ReturnType<typeof setTimeout> => {
        const slice = Math.min(left, longest)
        left -= slice
        return setTimeout(() => {
          if (left > 0) timer = nap()
          else wake()
        }, slice)
      }
      let timer = nap()
      signal?.addEventListener('abort', wake, { once: true })
    })
}
