/**
 * What a codec is, as a closed set: for everything that walks declarations rather than values.
 *
 * @since 0.1.0
 */
import * as t from 'io-ts'

import type { Fields, Rest } from './field.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

export type Kind =
  | { readonly _tag: 'text' | 'number' | 'boolean' | 'null' | 'unknown' }
  | { readonly _tag: 'literal'; readonly value: string | number | boolean }
  /** A closed set of texts. */
  | { readonly _tag: 'keys'; readonly keys: ReadonlyArray<string> }
  | { readonly _tag: 'union'; readonly members: ReadonlyArray<t.Any> }
  | { readonly _tag: 'list'; readonly item: t.Any }
  | { readonly _tag: 'dictionary'; readonly item: t.Any }
  | { readonly _tag: 'table'; readonly fields: Fields; readonly rest?: Rest }
  /** Known by its name alone: `Timestamp`, `Int`, a codec of somebody's own. */
  | { readonly _tag: 'other' }

// -------------------------------------------------------------------------------------
// queries
// -------------------------------------------------------------------------------------

/**
 * By tag, not by `instanceof`: a program may hold two copies of io-ts.
 *
 * @example
 * assert.deepStrictEqual(kindOf(t.readonlyArray(t.string)), { _tag: 'list', item: t.string })
 */
export const kindOf = (codec: t.Any): Kind => {
  const parts = codec as Parts
  switch (parts._tag) {
    case 'StringType':
      return { _tag: 'text' }
    case 'NumberType':
      return { _tag: 'number' }
    case 'BooleanType':
      return { _tag: 'boolean' }
    case 'NullType':
      return { _tag: 'null' }
    case 'UnknownType':
      return { _tag: 'unknown' }
    case 'LiteralType':
      return { _tag: 'literal', value: parts.value }
    case 'KeyofType':
      return { _tag: 'keys', keys: Object.keys(parts.keys) }
    case 'UnionType':
      return { _tag: 'union', members: parts.types }
    case 'ArrayType':
    case 'ReadonlyArrayType':
      return { _tag: 'list', item: parts.type }
    case 'Dictionary':
      return { _tag: 'dictionary', item: parts.item }
    case 'Struct':
      return { _tag: 'table', fields: parts.fields, ...(parts.rest === undefined ? {} : { rest: parts.rest }) }
    default:
      return { _tag: 'other' }
  }
}

/** Whether decoding answers its very input. */
export const isIdentity = (codec: t.Any): boolean => codec.encode === t.identity

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

/** What io-ts and core keep in their codecs, of which each has its own part. */
interface Parts extends t.Any {
  readonly _tag?: string
  readonly value: string | number | boolean
  readonly keys: object
  readonly types: ReadonlyArray<t.Any>
  readonly type: t.Any
  readonly item: t.Any
  readonly fields: Fields
  readonly rest?: Rest
}
