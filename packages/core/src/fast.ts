/**
 * Decoding without bookkeeping. Internal: who declares resources never sees it.
 *
 * io-ts allocates a context entry, a context array and an `Either` for every property, even of valid input. A `Fast`
 * decoder answers the value itself, or `Miss`; only after a `Miss` is the input decoded again, slowly, to learn why.
 *
 * @since 0.1.0
 */
import { isLeft } from 'fp-ts/lib/Either.js'
import type * as t from 'io-ts'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

/** @internal One symbol for every copy of this package in a program. */
export const Miss: unique symbol = Symbol.for('@openstack-ts/core/Miss')

/** @internal */
export interface Fast {
  (input: unknown): unknown
}

/** @internal Makes the decoders of the codecs within a codec. */
export interface Nested {
  (codec: t.Any): Fast
}

// -------------------------------------------------------------------------------------
// constructors
// -------------------------------------------------------------------------------------

/** @internal Any codec at all, by its own `validate`. */
export const byValidate =
  (codec: t.Any): Fast =>
  (input) => {
    const result = codec.validate(input, [])
    return isLeft(result) ? Miss : result.right
  }
