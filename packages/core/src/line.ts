/**
 * A waiting line: first come, first served, and whoever's signal aborts leaves it at once.
 *
 * @since 0.1.0
 */
import { type TransportError, transportError } from './error.js'
import type { HttpRequest } from './http.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

export interface Line {
  /** Stands in line. `true` once let in, `false` when the signal aborts before. */
  readonly wait: (signal: AbortSignal | undefined) => Promise<boolean>
  /** Lets the first one in; `false` when nobody waits. */
  readonly admit: () => boolean
  readonly size: () => number
}

// -------------------------------------------------------------------------------------
// constructors
// -------------------------------------------------------------------------------------

/** Joining, being let in and leaving take the same time however long the line is. */
export const line = (): Line => {
  const head: Place = { enter: () => undefined }
  let last = head
  let size = 0
  const remove = (place: Place): void => {
    if (place.before !== undefined) place.before.after = place.after
    if (place.after === undefined) last = place.before ?? head
    else place.after.before = place.before
    size -= 1
  }
  const join = (enter: () => void): Place => {
    const place: Place = { before: last, enter }
    last.after = place
    last = place
    size += 1
    return place
  }
  return {
    wait: (signal) =>
      new Promise((resolve) => {
        if (signal?.aborted === true) return resolve(false)
        const leave = (): void => {
          remove(place)
          resolve(false)
        }
        const place = join(() => {
          signal?.removeEventListener('abort', leave)
          resolve(true)
        })
        signal?.addEventListener('abort', leave, { once: true })
      }),
    admit: () => {
      const first = head.after
      if (first === undefined) return false
      remove(first)
      first.enter()
      return true
    },
    size: () => size
  }
}

/** What a request gets that left the line before its turn. */
export const abortedInLine = ({ method, url }: HttpRequest): TransportError =>
  transportError({ reason: 'aborted', sent: false, method, url, detail: 'it still waited for its turn' })

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

interface Place {
  before?: Place | undefined
  after?: Place | undefined
  readonly enter: () => void
}
