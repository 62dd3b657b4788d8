/**
 * Generated values of anything declared: what a service might send, what a caller might hold, and what neither should.
 *
 * @since 0.1.0
 */
import { type Fields, kindOf, type Rest } from '@openstack-ts/core'
import * as fc from 'fast-check'
import type * as t from 'io-ts'

import { changedAt, isObject, pathsOf, withKey } from './change.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

/** As JSON, under wire names; or decoded, under the names callers use. */
export type Side = 'wire' | 'value'

// -------------------------------------------------------------------------------------
// constructors
// -------------------------------------------------------------------------------------

/**
 * Whatever a codec accepts (`wire`) or answers (`value`). Throws an `Error` that names a codec it does not know: add it
 * here, or give the row a codec of core's.
 */
export const arbitraryOf = (codec: t.Any, side: Side = 'value'): fc.Arbitrary<unknown> => {
  const kind = kindOf(codec)
  switch (kind._tag) {
    case 'text':
      return fc.string()
    case 'number':
      return fc.oneof(fc.integer(), finite)
    case 'boolean':
      return fc.boolean()
    case 'null':
      return fc.constant(null)
    case 'unknown':
      return json
    case 'literal':
      return fc.constant(kind.value)
    case 'keys':
      return fc.constantFrom(...kind.keys)
    case 'union':
      return fc.oneof(...kind.members.map((member) => arbitraryOf(member, side)))
    case 'list':
      return fc.array(arbitraryOf(kind.item, side), { maxLength: 3 })
    case 'dictionary':
      return fc.dictionary(fc.string(), arbitraryOf(kind.item, side), { maxKeys: 3, noNullPrototype: true })
    case 'table':
      return tableOf(kind.fields, kind.rest, side)
    default:
      return named(codec.name, side)
  }
}

/** A timestamp in one of the ways services write them. */
export const timestamp: fc.Arbitrary<string> = fc
  .tuple(
    fc.date({ min: new Date(0), max: new Date(4e12), noInvalidDate: true }),
    fc.nat(999_999),
    fc.constantFrom('seconds', 'micros', 'space')
  )
  .map(([date, micros, form]) => {
    const seconds = date.toISOString().slice(0, 19)
    if (form === 'seconds') return `${seconds}Z`
    return form === 'micros' ? `${seconds}.${String(micros).padStart(6, '0')}` : seconds.replace('T', ' ')
  })

/** A JSON value with one thing in it changed: replaced, left out, or added, under names such as `__proto__` too. */
export const spoiled = (json: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc
    .tuple(
      json,
      fc.nat(),
      fc.jsonValue({ maxDepth: 2 }),
      fc.constantFrom('replace', 'remove', '__proto__', 'constructor', 'x')
    )
    .map(([value, at, other, how]) => spoil(value, at, { how, other }))

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

const json = fc.jsonValue({ maxDepth: 2 })

/** JSON writes -0 as 0. */
const finite = fc.double({ noNaN: true, noDefaultInfinity: true }).map((n) => (n === 0 ? 0 : n))

/** Codecs that have a name and no kind. */
const named = (name: string, side: Side): fc.Arbitrary<unknown> => {
  const list = fc.array(fc.stringMatching(/^[^,]+$/), { maxLength: 3 })
  switch (name) {
    case 'Timestamp':
      return timestamp
    case 'Integer':
    case 'Int':
      return fc.integer()
    case 'comma separated list':
      return side === 'value' ? list : list.map((items) => items.join(','))
    case 'UnknownRecord':
      return fc.dictionary(fc.string(), json, { maxKeys: 3, noNullPrototype: true })
    default:
      throw new Error(`No arbitrary is known for the codec ${name}`)
  }
}

const tableOf = (fields: Fields, rest: Rest | undefined, side: Side): fc.Arbitrary<unknown> => {
  const rows = Object.entries(fields)
    .filter(([, { always }]) => always !== true)
    .map(([name, { codec, presence, wire }]) => ({ key: side === 'wire' ? wire : name, codec, presence }))
  const required = rows.filter(({ presence }) => presence === 'required').map(({ key }) => key)
  const values = Object.fromEntries(rows.map(({ codec, key }) => [key, arbitraryOf(codec, side)]))
  const table = fc.record(values, { requiredKeys: required, noNullPrototype: true })
  if (rest === undefined) return table
  const declared = new Set(Object.values(fields).map(({ wire }) => wire))
  const key = fc.string().filter((text) => !declared.has(text))
  const others = fc.dictionary(key, arbitraryOf(rest.codec, side), { maxKeys: 3, noNullPrototype: true })
  return fc
    .tuple(table, others)
    .map(([known, more]) => (side === 'wire' ? { ...more, ...known } : { ...known, [rest.name]: more }))
}

/** Changes the `at`-th thing in a value, counted round. */
const spoil = (
  value: unknown,
  at: number,
  { how, other }: { readonly how: string; readonly other: unknown }
): unknown => {
  const paths = pathsOf(value)
  const path = paths[at % paths.length] ?? []
  return changedAt(value, path, (old) => {
    if (how === 'remove' && path.length > 0) return undefined
    if (how === 'replace' || how === 'remove' || !isObject(old)) return other
    const items: ReadonlyArray<unknown> | undefined = Array.isArray(old) ? old : undefined
    return items === undefined ? withKey(old, how, other) : [...items, other]
  })
}
