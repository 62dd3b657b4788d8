/**
 * Objects of a table by which of its optional rows are there, as generated code makes them. Internal.
 *
 * @since 0.1.0
 */
import type { Row } from './field.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

/** @internal Makes an object of one combination, from the values of all rows in their order. */
export interface Make {
  (...values: ReadonlyArray<unknown>): object
}

/** @internal How many optional rows one number tells of: few enough for it to stay a small integer. */
export const wordSize = 30

// -------------------------------------------------------------------------------------
// constructors
// -------------------------------------------------------------------------------------

/** @internal Chooses by the marks of the optional rows, `wordSize` to a number, in their order. */
export const combinations = (rows: ReadonlyArray<Row>): ((...marks: ReadonlyArray<number>) => Make) => {
  const made = new Map<string, Make>()
  return (...marks) => {
    const key = marks.join()
    const known = made.get(key)
    if (known !== undefined) return known
    const names = namesOf(rows, marks)
    // However many combinations a service comes up with, they neither fill the memory nor keep us compiling.
    if (made.size >= 200) return (...values) => byProperty(names, values)
    const make = inOnePiece(names)
    made.set(key, make)
    return make
  }
}

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

/** The name of each row, where it is there. */
type Names = ReadonlyArray<string | undefined>

const namesOf = (rows: ReadonlyArray<Row>, marks: ReadonlyArray<number>): Names => {
  let n = -1
  return rows.map(({ name, presence }) => {
    if (presence === 'required') return name
    n += 1
    return ((marks[Math.floor(n / wordSize)] ?? 0) & (2 ** (n % wordSize))) === 0 ? undefined : name
  })
}

const inOnePiece = (names: Names): Make => {
  const properties = names.flatMap((name, i) => (name === undefined ? [] : [`${JSON.stringify(name)}: v${i}`]))
  // oxlint-disable-next-line typescript/no-implied-eval -- names of a declaration, as JSON
  return new Function(...names.map((_, i) => `v${i}`), `return { ${properties.join(', ')} }`) as Make
}

const byProperty = (names: Names, values: ReadonlyArray<unknown>): object =>
  Object.fromEntries(names.flatMap((name, i) => (name === undefined ? [] : [[name, values[i]]])))
