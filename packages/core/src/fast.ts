/**
 * Decoding without bookkeeping. Internal: who declares resources never sees it.
 *
 * io-ts allocates a context entry, a context array and an `Either` for every property, even of valid input. A `Fast`
 * decoder answers the value itself, or `Miss`; only after a `Miss` is the input decoded again, slowly, to learn why.
 *
 * @since 0.1.0
 */
import { isLeft } from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'

import type { Dictionary } from './codec.js'
import type { Fields, Rest } from './field.js'

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

/** @internal What decoding needs to know of a struct. */
export type TableCodec = t.Any & { readonly fields: Fields; readonly rest?: Rest }

// -------------------------------------------------------------------------------------
// kinds
// -------------------------------------------------------------------------------------

/** @internal Tags, not `instanceof`: a program may hold two copies of io-ts. */
export const tagOf = (codec: t.Any): string => String((codec as { readonly _tag?: unknown })._tag)

/** @internal Whether decoding answers its very input. */
export const isIdentity = (codec: t.Any): boolean => codec.encode === t.identity

/** @internal */
export const isTable = (codec: t.Any): codec is TableCodec => tagOf(codec) === 'Struct'

/** @internal */
export const isDictionary = (codec: t.Any): codec is Dictionary<unknown, unknown> => tagOf(codec) === 'Dictionary'

/** @internal */
export const isList = (codec: t.Any): codec is t.ArrayType<t.Any> => /^(Readonly)?ArrayType$/.test(tagOf(codec))

/** @internal */
export const isUnion = (codec: t.Any): codec is t.UnionType<Array<t.Any>> => tagOf(codec) === 'UnionType'

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
