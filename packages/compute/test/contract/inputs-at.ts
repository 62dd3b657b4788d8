/**
 * What a call may take at a microversion, by its types: the rows that are there then, all the way down, and of each the
 * values that there are then. Where a type says `text` or `number`, Nova's schema says which texts and numbers.
 */
import {
  existsAt,
  type Field,
  type Fields,
  kindOf,
  type Lifetime,
  type Microversion,
  type Rest
} from '@openstack-ts/core'
import { type AnyEndpoint, arbitraryOf } from '@openstack-ts/testing'
import * as fc from 'fast-check'
import type * as t from 'io-ts'

import { alternatives, dictionaryOf, instanceOf, isSchema, type Patterns, type Schema } from './json-schema.js'
import { rowsAt } from './rows-at.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

/** What Nova's schemas say of a body and of a query. */
export interface Bounds {
  readonly body?: unknown
  readonly query?: unknown
  readonly patterns: Patterns
}

/** Where in the types and in the schemas we are. */
interface Place {
  readonly version: Microversion
  readonly patterns: Patterns
  /** What the schema takes here: one of these. */
  readonly takes: ReadonlyArray<Schema>
}

// -------------------------------------------------------------------------------------
// constructors
// -------------------------------------------------------------------------------------

export const inputsAt = (
  { body, headers, path, query }: AnyEndpoint,
  version: Microversion,
  bounds: Bounds
): fc.Arbitrary<Readonly<Record<string, unknown>>> => {
  const at = (schema: unknown): Place => ({ version, patterns: bounds.patterns, takes: alternatives(schema) })
  const whole = at(bounds.body)
  const inside = body?.key === undefined ? whole : under(whole, body.key)
  const rows = Object.entries(body?.fields ?? {})
  const parts = [
    tableOf({ ...query, ...headers }, undefined, itemsOf(at(bounds.query))),
    tableOf(Object.fromEntries(rows.filter(([, { beside }]) => beside !== true)), body?.rest, inside),
    tableOf(Object.fromEntries(rows.filter(([, { beside }]) => beside === true)), undefined, whole)
  ]
  const parameters = Object.fromEntries([...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => [name, `a-${name}`]))
  return fc.tuple(...parts).map((all) => Object.assign({}, ...all, parameters) as Readonly<Record<string, unknown>>)
}

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

/** What is taken under a name. */
const under = (place: Place, name: string): Place => {
  const takes = place.takes.flatMap(({ additionalProperties, patternProperties, properties }) => {
    if (isSchema(properties) && name in properties) return alternatives(properties[name])
    if (isSchema(patternProperties)) return Object.values(patternProperties).flatMap(alternatives)
    return alternatives(additionalProperties)
  })
  return { ...place, takes }
}

/** Nova reads a query as lists of texts; what is said of a text stands one deeper. */
const itemsOf = (place: Place): Place => {
  const { properties, ...rest } = place.takes[0] ?? {}
  if (!isSchema(properties)) return place
  const items = Object.entries(properties).map(([name, one]) => [name, isSchema(one) ? one['items'] : one])
  return { ...place, takes: [{ ...rest, properties: Object.fromEntries(items) as Schema }] }
}

const ofType = ({ takes }: Place, ...types: ReadonlyArray<string>): ReadonlyArray<Schema> =>
  takes.filter(({ type }) => types.includes(String(type)))

/** One of what several schemas make; what the type alone says where there are none. */
const oneOf = (
  schemas: ReadonlyArray<Schema>,
  make: (schema: Schema) => fc.Arbitrary<unknown>,
  codec: t.Any
): fc.Arbitrary<unknown> => (schemas.length === 0 ? arbitraryOf(codec, 'value') : fc.oneof(...schemas.map(make)))

const valueOf = (codec: t.Any, place: Place): fc.Arbitrary<unknown> => {
  const kind = kindOf(codec)
  const make = (schema: Schema) => instanceOf(schema, place.patterns)
  switch (kind._tag) {
    case 'text':
      return oneOf([...ofType(place, 'string'), ...enumerated(place)], make, codec)
    case 'number':
      return numberOf(codec, place)
    case 'union':
      return fc.oneof(
        ...kind.members.filter((one) => existsAt(one as Lifetime)(place.version)).map((one) => valueOf(one, place))
      )
    case 'list':
      return listOf(kind.item, place)
    case 'dictionary':
      return keysOf(place, valueOf(kind.item, under(place, '')))
    case 'table':
      return tableOf(kind.fields, kind.rest, place)
    case 'unknown':
      return oneOf(place.takes, make, codec)
    default:
      return namedOf(codec, place)
  }
}

/** Codecs that have a name and no kind. */
const namedOf = (codec: t.Any, place: Place): fc.Arbitrary<unknown> => {
  switch (codec.name) {
    case 'Integer':
    case 'Int':
      return numberOf(codec, place)
    case 'comma separated list':
      return fc.array(fc.stringMatching(/^[a-z]{1,8}$/), { minLength: 1, maxLength: 3 })
    default:
      return arbitraryOf(codec, 'value')
  }
}

/** Texts of which the schema gives a list, without saying that they are texts. */
const enumerated = ({ takes }: Place): ReadonlyArray<Schema> =>
  takes.flatMap(({ enum: values, type }) => {
    const texts = type === undefined && Array.isArray(values) ? values.filter((one) => typeof one === 'string') : []
    return texts.length === 0 ? [] : [{ enum: texts }]
  })

/** In a query numbers are digits. */
const numberOf = (codec: t.Any, place: Place): fc.Arbitrary<unknown> => {
  const numbers = ofType(place, 'integer', 'number')
  if (numbers.length > 0) return fc.oneof(...numbers.map((schema) => instanceOf(schema, place.patterns)))
  return oneOf(
    ofType(place, 'string'),
    ({ maximum, minimum }) => fc.integer({ min: Number(minimum ?? 0), max: Number(maximum ?? 10_000) }),
    codec
  )
}

const listOf = (item: t.Any, place: Place): fc.Arbitrary<unknown> => {
  const lists = ofType(place, 'array')
  // Of a query, where a list is one parameter many times.
  if (lists.length === 0) return fc.array(valueOf(item, place), { minLength: 1, maxLength: 3 })
  return fc.oneof(
    ...lists.map(({ items, maxItems, minItems, prefixItems, uniqueItems }) => {
      const first: unknown = Array.isArray(prefixItems) ? prefixItems[0] : items
      const value = valueOf(item, { ...place, takes: alternatives(first) })
      const minLength = Array.isArray(prefixItems) ? 1 : Number(minItems ?? 0)
      const maxLength = Array.isArray(prefixItems) ? 1 : Math.max(minLength, Math.min(Number(maxItems ?? 3), 3))
      const selector = (one: unknown): unknown => (uniqueItems === true ? JSON.stringify(one) : {})
      return fc.uniqueArray(value, { minLength, maxLength, selector })
    })
  )
}

/** A dictionary with keys that the schema takes. */
const keysOf = (place: Place, value: fc.Arbitrary<unknown>): fc.Arbitrary<object> => {
  const patterns = ofType(place, 'object').flatMap(({ patternProperties }) =>
    isSchema(patternProperties) ? Object.keys(patternProperties) : []
  )
  const inside = (): fc.Arbitrary<unknown> => value
  const tools = { inside, patterns: place.patterns }
  return fc.oneof(
    ...(patterns.length === 0 ? ['^[a-z]{1,8}$'] : patterns).map((pattern) => dictionaryOf(pattern, {}, tools))
  )
}

const tableOf = (fields: Fields, rest: Rest | undefined, place: Place): fc.Arbitrary<object> => {
  const rows = Object.entries(rowsAt(fields, place.version))
  const isWanted = ([, { presence }]: readonly [string, Field<unknown>]): boolean => presence === 'required'
  const values = rows.map(([name, { codec, wire }]) => [name, valueOf(codec, under(place, wire))] as const)
  const table = fc.record(Object.fromEntries(values), {
    requiredKeys: rows.filter(isWanted).map(([name]) => name),
    noNullPrototype: true
  })
  if (rest === undefined) return table
  const others = fc.option(keysOf(place, valueOf(rest.codec, under(place, ''))), { nil: undefined })
  return fc
    .tuple(table, others)
    .map(([known, more]) => ({ ...known, ...(more === undefined ? {} : { [rest.name]: more }) }))
}
