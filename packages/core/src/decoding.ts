/**
 * Which way values are read. Code is generated where that is allowed; where it is not (a strict
 * Content-Security-Policy, some edge workers), the table is walked. Every way accepts the same and answers the same.
 *
 * @since 0.1.0
 */
import type * as t from 'io-ts'

import type { Fast } from './fast.js'
import { generate } from './generate.js'
import { interpret } from './interpret.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

/** By generated code, by walking the table, or by plain io-ts, the slow way. */
export type Decoding = 'generated' | 'interpreted' | 'plain'

// -------------------------------------------------------------------------------------
// operations
// -------------------------------------------------------------------------------------

let decoding: Decoding | undefined

/**
 * Chooses how answers are read, for the whole program: `interpreted` keeps it from ever generating code.
 *
 * @example
 * decodeBy('interpreted')
 */
export const decodeBy = (way: Decoding): void => {
  decoding = way
}

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

/** @internal */
export const decodesFast = (): boolean => decoding !== 'plain'

/** @internal The fast decoder of a codec, made when first wanted. */
export const fastOf = (codec: t.Any): Fast => {
  decoding ??= mayGenerate() ? 'generated' : 'interpreted'
  const made = decoding === 'generated' ? generated : interpreted
  const known = made.get(codec)
  if (known !== undefined) return known
  const decode = decoding === 'generated' ? generate(codec, fastOf) : interpret(codec, fastOf)
  made.set(codec, decode)
  return decode
}

const generated = new WeakMap<t.Any, Fast>()
const interpreted = new WeakMap<t.Any, Fast>()

/** Asked once, on the first decode. */
const mayGenerate = (): boolean => {
  try {
    // oxlint-disable-next-line typescript/no-implied-eval -- the only way to ask
    return new Function('return true')() === true
  } catch {
    return false
  }
}
