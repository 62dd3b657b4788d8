/**
 * Where a listing has been, so that one that goes round in circles ends: in constant memory, however long it is, and
 * without changing, for a page may be asked for again.
 *
 * @since 0.1.0
 */

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

/** @internal */
export interface Trail {
  /** How many places there were. */
  readonly length: number
  /** The last few: most circles are small, and found at once. */
  readonly recent: ReadonlyArray<string>
  /** The place at the last power of two: a large circle comes back to one of these (Brent's way of finding them). */
  readonly landmark: string
}

/** @internal */
export const start: Trail = { length: 0, recent: [], landmark: '' }

// -------------------------------------------------------------------------------------
// operations
// -------------------------------------------------------------------------------------

/** @internal Whether we have been at a place, as far as is remembered. */
export const isOn = ({ landmark, length, recent }: Trail, place: string): boolean =>
  recent.includes(place) || (length > 0 && landmark === place)

/** @internal */
export const onwards = ({ landmark, length, recent }: Trail, place: string): Trail => ({
  length: length + 1,
  recent: [place, ...recent.slice(0, 15)],
  landmark: isPowerOfTwo(length + 1) ? place : landmark
})

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

const isPowerOfTwo = (count: number): boolean => Number.isInteger(Math.log2(count))
