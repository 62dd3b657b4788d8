/**
 * Fast decoders of tables, row by row. Internal.
 *
 * Adding many properties to an object one by one turns it into a hash table, slow to make and slow for the caller. So
 * of a long table each combination of optional rows has a template with all its properties, and objects start as its copy.
 *
 * @since 0.1.0
 */
import { isRecord, put } from './codec.js'
import { type Fast, Miss, type Nested } from './fast.js'
import { type Fields, leftOver, type Rest, type Row, rowsOf } from './field.js'
import { bitOf, plainOf } from './plain.js'

// -------------------------------------------------------------------------------------
// constructors
// -------------------------------------------------------------------------------------

/** @internal */
export const interpretTable = (fields: Fields, rest: Rest | undefined, nested: Nested): Fast => {
  const rows = rowsOf(fields)
  const readers: ReadonlyArray<Reader> = rows.map((row) => ({
    ...row,
    decode: nested(row.codec),
    optional: row.presence === 'optional',
    plain: plainOf(row.codec)
  }))
  const fill = (readers.length > few ? byTemplate : oneByOne)(readers)
  const keep = rest === undefined ? undefined : remaining(rest, rows, nested)
  return (input) => {
    if (!isRecord(input)) return Miss
    const answer = fill(input)
    return answer === Miss || keep === undefined ? answer : keep(input, answer as Record<string, unknown>)
  }
}

/** Up to so many properties an object stays what it is, however they come. */
const few = 12

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

interface Reader extends Row {
  readonly decode: Fast
  readonly optional: boolean
  /** Which plain values it takes as they are; 0 where it takes others, and `decode` must be asked. */
  readonly plain: number
}

const read = ({ decode, plain }: Reader, value: unknown): unknown =>
  plain === 0 ? decode(value) : (bitOf(value) & plain) === 0 ? Miss : value

/** Adds the properties one by one. */
const oneByOne =
  (readers: ReadonlyArray<Reader>): Fast =>
  (input) => {
    const output: Record<string, unknown> = {}
    for (let i = 0; i < readers.length; i++) {
      const reader = readers[i] as Reader
      const value = (input as Readonly<Record<string, unknown>>)[reader.wire]
      if (value === undefined && reader.optional) continue
      const decoded = read(reader, value)
      if (decoded === Miss) return Miss
      output[reader.name] = decoded
    }
    return output
  }

/** Items tend to have the rows of the item before: each starts as if it did, and starts over where it does not. */
const byTemplate = (readers: ReadonlyArray<Reader>): Fast => {
  const differing = shapes(readers)
  let last = shapeOf(
    readers,
    readers.map(() => true)
  )
  return (input) => {
    let shape = last
    let output: Record<string, unknown> = { ...shape.template }
    for (let i = 0; i < readers.length; i++) {
      const reader = readers[i] as Reader
      const value = (input as Readonly<Record<string, unknown>>)[reader.wire]
      const there = value !== undefined || !reader.optional
      if (there !== shape.has[i]) {
        shape = shape.others[i] ?? differing(shape, i)
        output = moved(output, shape, readers.slice(0, i))
      }
      if (!there) continue
      const decoded = read(reader, value)
      if (decoded === Miss) return Miss
      output[reader.name] = decoded
    }
    last = shape
    return output
  }
}

/** What was read so far, in an object of another shape. */
const moved = (output: Record<string, unknown>, shape: Shape, done: ReadonlyArray<Reader>): Record<string, unknown> => {
  const other = { ...shape.template }
  for (const [i, { name }] of done.entries()) if (shape.has[i] === true) other[name] = output[name]
  return other
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
// shapes
// -------------------------------------------------------------------------------------

/** The properties of one combination of rows. */
interface Shape {
  readonly template: Readonly<Record<string, unknown>>
  /** Which rows are there, by position. */
  readonly has: ReadonlyArray<boolean>
  /** The combination that differs in the row at a position. */
  readonly others: Array<Shape | undefined>
}

/** Parsed text has its properties in the object itself, however many they are. */
const filled = (names: ReadonlyArray<string>, value: unknown): Record<string, unknown> =>
  JSON.parse(JSON.stringify(Object.fromEntries(names.map((name) => [name, value])))) as Record<string, unknown>

const shapeOf = (readers: ReadonlyArray<Reader>, has: ReadonlyArray<boolean>): Shape => {
  const names = readers.filter((_, i) => has[i] === true).map(({ name }) => name)
  // Engines guess the kind of a property by what they saw in it: they have to see that it may be anything.
  for (const value of [0, 0.5, '', []]) filled(names, value)
  return { template: filled(names, null), has, others: [] }
}

/** The shape that has one row more or less than another. However many a service comes up with, few are remembered. */
const shapes = (readers: ReadonlyArray<Reader>): ((from: Shape, at: number) => Shape) => {
  const made = new Map<string, Shape>()
  return (from, at) => {
    const has = from.has.map((there, i) => there !== (i === at))
    const key = has.join()
    const shape = made.get(key) ?? shapeOf(readers, has)
    if (made.size < 200) {
      made.set(key, shape)
      from.others[at] = shape
    }
    return shape
  }
}
