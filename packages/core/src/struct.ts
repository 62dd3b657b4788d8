/**
 * `struct`: a codec for one JSON object, written as a table. It is an ordinary io-ts codec: nest it, list it, unite it.
 *
 * @since 0.1.0
 */
import { isLeft } from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'

import { isRecord, put } from './codec.js'
import { decodesFast, fastOf } from './decoding.js'
import { encodeRows, type Table } from './encode-rows.js'
import { Miss } from './fast.js'
import { type Fields, leftOver, type Rest, type RestOf, rowsOf, type StructOf } from './field.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

/** The codec of a table. */
export interface Struct<F extends Fields, A = StructOf<F>> extends t.Type<A, Readonly<Record<string, unknown>>> {
  readonly _tag: 'Struct'
  readonly fields: F
  readonly rest?: Rest
}

// -------------------------------------------------------------------------------------
// constructors
// -------------------------------------------------------------------------------------

/**
 * @example
 * import { required, since, struct } from '@openstack-ts/core'
 * import { right } from 'fp-ts/lib/Either.js'
 * import * as t from 'io-ts'
 *
 * const Event = struct('Event', {
 *   event: required('event', t.string),
 *   hostId: since('2.62', 'hostId', t.string)
 * })
 *
 * assert.deepStrictEqual(Event.decode({ event: 'compute_stop_instance' }), right({ event: 'compute_stop_instance' }))
 */
export const struct: {
  <const F extends Fields>(name: string, fields: F): Struct<F>
  <const F extends Fields, const R extends Rest>(name: string, fields: F, rest: R): Struct<F, StructOf<F> & RestOf<R>>
} = <F extends Fields, A>(name: string, fields: F, rest?: Rest): Struct<F, A> => {
  const table: Table = { rows: rowsOf(fields), rest }
  const codec: Struct<F, A> = Object.assign(
    new t.Type<A, Readonly<Record<string, unknown>>>(
      name,
      (u): u is A => describes(table, u),
      (u, context) => {
        const value = decodesFast() ? fastOf(codec)(u) : Miss
        return value === Miss ? (explain(table, u, context) as t.Validation<A>) : t.success(value as A)
      },
      (a) => encodeRows(table, a as Readonly<Record<string, unknown>>)
    ),
    { _tag: 'Struct' as const, fields },
    rest === undefined ? {} : { rest }
  )
  return codec
}

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

const describes = ({ rest, rows }: Table, u: unknown): boolean =>
  isRecord(u) &&
  rows.every(({ codec, name, presence }) => (u[name] === undefined && presence === 'optional') || codec.is(u[name])) &&
  (rest === undefined || describesRest(rest, u[rest.name]))

const describesRest = ({ codec, optional }: Rest, kept: unknown): boolean =>
  kept === undefined ? optional === true : isRecord(kept) && Object.values(kept).every(codec.is)

/** The slow way, with contexts: what is wrong, and where. */
const explain = ({ rest, rows }: Table, u: unknown, context: t.Context): t.Validation<unknown> => {
  if (!isRecord(u)) return t.failure(u, context)
  const errors: t.Errors = []
  const read = (wire: string, codec: t.Any): unknown => {
    const result = codec.validate(u[wire], t.appendContext(context, wire, codec, u[wire]))
    if (isLeft(result)) errors.push(...result.left)
    return isLeft(result) ? undefined : result.right
  }
  const output: Record<string, unknown> = {}
  for (const { codec, name, presence, wire } of rows) {
    if (u[wire] !== undefined || presence === 'required') output[name] = read(wire, codec)
  }
  if (rest !== undefined) {
    const kept: Record<string, unknown> = {}
    for (const wire of leftOver(rows, u)) put(kept, wire, read(wire, rest.codec))
    output[rest.name] = kept
  }
  return errors.length > 0 ? t.failures(errors) : t.success(output)
}
