/**
 * Fast decoders that walk the table, for places that let no code be generated. Internal.
 *
 * Adding many properties to an object one by one turns it into a hash table, slow to make and slow for the caller. So
 * each combination of optional rows has a template with all its properties, and objects start as its copy.
 *
 * @since 0.1.0
 */
import type * as t from 'io-ts'

import { isRecord, put } from './codec.js'
import { byValidate, type Fast, Miss, type Nested } from './fast.js'
import { type Fields, leftOver, type Rest, type Row, rowsOf } from './field.js'
import { isIdentity, kindOf } from './kind.js'

// -------------------------------------------------------------------------------------
// constructors
// -------------------------------------------------------------------------------------

/** @internal */
export const interpret = (codec: t.Any, nested: Nested): Fast => {
  const kind = kindOf(codec)
  if (kind._tag === 'table') return table(kind.fields, kind.rest, nested)
  if (isIdentity(codec)) return checked(tester(codec))
  switch (kind._tag) {
    case 'list':
      return list(nested(kind.item))
    case 'union':
      return union(kind.members.map(nested))
    case 'dictionary':
      return dictionary(nested(kind.item))
    default:
      return byValidate(codec)
  }
}

// -------------------------------------------------------------------------------------
// tables
// -------------------------------------------------------------------------------------

interface Reader extends Row {
  readonly decode: Fast
}

/** The properties of one combination of rows, and the combinations with one row more. */
interface Shape {
  readonly template: Readonly<Record<string, unknown>>
  readonly with: Map<Row, Shape>
}

/** Parsed text has its properties in the object itself, however many they are. */
const filled = (names: ReadonlyArray<string>, value: unknown): Record<string, unknown> =>
  JSON.parse(JSON.stringify(Object.fromEntries(names.map((name) => [name, value])))) as Record<string, unknown>

const shapeOf = (names: ReadonlyArray<string>): Shape => {
  // Engines guess the kind of a property by what they saw in it: they have to see that it may be anything.
  for (const value of [0, 0.5, '', []]) filled(names, value)
  return { template: filled(names, null), with: new Map() }
}

const grown = (from: Shape, row: Row): Shape => {
  const known = from.with.get(row)
  if (known !== undefined) return known
  const made = shapeOf([...Object.keys(from.template), row.name])
  from.with.set(row, made)
  return made
}

const table = (fields: Fields, rest: Rest | undefined, nested: Nested): Fast => {
  const rows = rowsOf(fields)
  const readers: ReadonlyArray<Reader> = rows.map((row) => ({ ...row, decode: nested(row.codec) }))
  const required = shapeOf(rows.filter(({ presence }) => presence === 'required').map(({ name }) => name))
  const keep = rest === undefined ? undefined : remaining(rest, rows, nested)
  return (input) => {
    if (!isRecord(input)) return Miss
    const answer = fill(input, readers, required)
    return answer === Miss || keep === undefined ? answer : keep(input, answer as Record<string, unknown>)
  }
}

const fill = (input: Readonly<Record<string, unknown>>, readers: ReadonlyArray<Reader>, required: Shape): unknown => {
  const values: Array<unknown> = []
  let shape = required
  for (let i = 0; i < readers.length; i++) {
    const reader = readers[i] as Reader
    const value = input[reader.wire]
    if (value === undefined && reader.presence === 'optional') {
      values.push(Miss)
      continue
    }
    const decoded = reader.decode(value)
    if (decoded === Miss) return Miss
    values.push(decoded)
    if (reader.presence === 'optional') shape = grown(shape, reader)
  }
  const output = { ...shape.template }
  for (let i = 0; i < readers.length; i++) {
    if (values[i] !== Miss) output[(readers[i] as Reader).name] = values[i]
  }
  return output
}

const remaining = (rest: Rest, rows: ReadonlyArray<Row>, nested: Nested) => {
  const decode = nested(rest.codec)
  return (input: Readonly<Record<string, unknown>>, output: Record<string, unknown>): unknown => {
    const kept: Record<string, unknown> = {}
    for (const key of leftOver(rows, input)) {
      const value = decode(input[key])
      if (value === Miss) return Miss
      put(kept, key, value)
    }
    output[rest.name] = kept
    return output
  }
}

// -------------------------------------------------------------------------------------
// values
// -------------------------------------------------------------------------------------

type Test = (input: unknown) => boolean

const checked =
  (test: Test): Fast =>
  (input) =>
    test(input) ? input : Miss

/** Whether an input is of a codec whose decoding answers its input. */
const tester = (codec: t.Any): Test => {
  const kind = kindOf(codec)
  switch (kind._tag) {
    case 'text':
      return (input) => typeof input === 'string'
    case 'number':
      return (input) => typeof input === 'number'
    case 'boolean':
      return (input) => typeof input === 'boolean'
    case 'null':
      return (input) => input === null
    case 'union':
      return kind.members.map(tester).reduce((one, other) => (input) => one(input) || other(input))
    default:
      return codec.is
  }
}

const list =
  (item: Fast): Fast =>
  (input) => {
    if (!Array.isArray(input)) return Miss
    const output: Array<unknown> = []
    for (let i = 0; i < input.length; i++) {
      const value = item(input[i])
      if (value === Miss) return Miss
      output.push(value)
    }
    return output
  }

const union =
  (members: ReadonlyArray<Fast>): Fast =>
  (input) => {
    for (const member of members) {
      const value = member(input)
      if (value !== Miss) return value
    }
    return Miss
  }

const dictionary =
  (item: Fast): Fast =>
  (input) => {
    if (!isRecord(input)) return Miss
    const output: Record<string, unknown> = {}
    for (const key of Object.keys(input)) {
      const value = item(input[key])
      if (value === Miss) return Miss
      put(output, key, value)
    }
    return output
  }
