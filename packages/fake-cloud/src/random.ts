/**
 * Chance that repeats itself: the same seed gives the same ids, fleets and faults, on every machine.
 *
 * @since 0.1.0
 */

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

export interface Random {
  /** From 0 up to, not including, 1. */
  readonly next: () => number
  /** A whole number from 0 up to, not including, `below`. */
  readonly int: (below: number) => number
  readonly chance: (probability: number) => boolean
  /** The list must hold something. */
  readonly pick: <A>(list: readonly [A, ...ReadonlyArray<A>]) => A
  readonly hex: (digits: number) => string
  /** A version 4 UUID, by its looks. */
  readonly uuid: () => string
}

// -------------------------------------------------------------------------------------
// constructors
// -------------------------------------------------------------------------------------

/** Mulberry32: small, quick, and even enough for a fake. */
export const random = (seed: number): Random => {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
  const int = (below: number): number => Math.floor(next() * below)
  const word = (): string => int(4294967296).toString(16).padStart(8, '0')
  const hex = (digits: number): string => {
    let text = ''
    while (text.length < digits) text += word()
    return text.slice(0, digits)
  }
  const uuid = (): string => {
    const d = hex(32)
    const variant = '89ab'.charAt(int(4))
    return `${d.slice(0, 8)}-${d.slice(8, 12)}-4${d.slice(13, 16)}-${variant}${d.slice(17, 20)}-${d.slice(20)}`
  }
  return { next, int, chance: (p) => next() < p, pick: (list) => list[int(list.length)] ?? list[0], hex, uuid }
}

/** One seed out of several numbers and texts (FNV-1a). */
export const seedOf = (...parts: ReadonlyArray<number | string>): number => {
  let hash = 0x811c9dc5
  for (const part of parts) {
    const text = `${part};`
    for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  }
  return hash >>> 0
}
