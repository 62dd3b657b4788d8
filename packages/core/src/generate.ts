/**
 * Fast decoders as generated code: one function per table, with every name in it. Internal.
 *
 * Only declarations reach the source, as JSON strings; what services send never does. Reading a property by a constant
 * name is what makes it several times as fast as walking the table.
 *
 * @since 0.1.0
 */
import type * as t from 'io-ts'

import { put } from './codec.js'
import { combinations, wordSize } from './combinations.js'
import { byValidate, type Fast, Miss, type Nested } from './fast.js'
import { type Fields, leftOver, type Rest, type Row, rowsOf } from './field.js'
import { isIdentity, kindOf } from './kind.js'

// -------------------------------------------------------------------------------------
// constructors
// -------------------------------------------------------------------------------------

/** @internal */
export const generate = (codec: t.Any, nested: Nested): Fast => {
  const scope = scopeOf(nested)
  const kind = kindOf(codec)
  const body = kind._tag === 'table' ? table(scope, kind.fields, kind.rest) : `${read(scope, codec, 'u')}\nreturn u`
  return scope.compile(`return function decode(u) {\n${body}\n}`)
}

/** The names that generated code may use: fresh variables, and values bound when the function is made. */
interface Scope {
  readonly nested: Nested
  readonly fresh: () => string
  readonly bind: (value: unknown) => string
  /** A variable that keeps its value from one decode to the next. */
  readonly keep: () => string
  readonly compile: (source: string) => Fast
}

const scopeOf = (nested: Nested): Scope => {
  const bound = new Map<string, unknown>([['Miss', Miss]])
  const kept: Array<string> = []
  let variables = 0
  return {
    nested,
    keep: () => {
      const variable = `k${kept.length}`
      kept.push(variable)
      return variable
    },
    fresh: () => `v${variables++}`,
    bind: (value) => {
      const name = `c${bound.size}`
      bound.set(name, value)
      return name
    },
    compile: (source) => {
      const kepts = kept.map((variable) => `let ${variable}\n`).join('')
      // oxlint-disable-next-line typescript/no-implied-eval -- generating code is what this file is for
      return new Function(...bound.keys(), kepts + source)(...bound.values()) as Fast
    }
  }
}

const name = (text: string): string => JSON.stringify(text)

// -------------------------------------------------------------------------------------
// tables
// -------------------------------------------------------------------------------------

const table = (scope: Scope, fields: Fields, rest: Rest | undefined): string => {
  const rows = rowsOf(fields)
  const cells = rows.map((row) => ({ row, v: scope.fresh() }))
  const optional = cells.filter(({ row }) => row.presence === 'optional').map(({ v }) => v)
  const marks = optional.length === 0 ? [] : times(Math.ceil(optional.length / wordSize), scope.fresh)
  return [
    `if (typeof u !== 'object' || u === null || Array.isArray(u)) return Miss`,
    ...marks.map((word) => `let ${word} = 0`),
    ...cells.flatMap(({ row: { codec, presence, wire }, v }) => {
      const check = read(scope, codec, v)
      const n = optional.indexOf(v)
      const mark = `${marks[Math.floor(n / wordSize)]} |= ${2 ** (n % wordSize)}`
      const value = `let ${v} = u[${name(wire)}]`
      return presence === 'required' ? [value, check] : [value, `if (${v} !== undefined) {\n${check}\n${mark}\n}`]
    }),
    ...(rest === undefined && rows.every(isKept) ? [`if (${scope.bind(hasOnly)}(u, ${present(cells)})) return u`] : []),
    `const o = ${objectOf(scope, cells, marks)}`,
    ...(rest === undefined ? [] : remaining(scope, rest, rows)),
    `return o`
  ].join('\n')
}

/** Whether a row's value remains where it is, as it is. */
const isKept = ({ codec, name: own, wire }: Row): boolean => own === wire && isIdentity(codec)

/** How many of the rows are there. */
const present = (cells: ReadonlyArray<Cell>): string => cells.map(({ v }) => `(${v} === undefined ? 0 : 1)`).join(' + ')

/** Whether an object has so many properties, and so none that its table does not know. */
const hasOnly = (u: object, count: number): boolean => {
  let left = count
  for (const _ in u) left -= 1
  return left === 0
}

const times = <A>(n: number, f: () => A): ReadonlyArray<A> => Array.from({ length: n }, f)

interface Cell {
  readonly row: Row
  readonly v: string
}

/**
 * An object literal, which is made in one piece, where adding property by property makes and drops ever larger ones. Each
 * combination of optional rows has a literal of its own, and items tend to have the one of the item before.
 */
const objectOf = (scope: Scope, cells: ReadonlyArray<Cell>, marks: ReadonlyArray<string>): string => {
  if (marks.length === 0) return `{ ${cells.map(({ row, v }) => `${name(row.name)}: ${v}`).join(', ')} }`
  const choose = scope.bind(combinations(cells.map(({ row }) => row)))
  const make = scope.keep()
  const last = marks.map(() => scope.keep())
  const differs = marks.map((word, i) => `${word} !== ${last[i]}`).join(' || ')
  const remember = marks.map((word, i) => `${last[i]} = ${word}`).join(', ')
  const makeNow = `${differs} ? (${remember}, ${make} = ${choose}(${marks.join(', ')})) : ${make}`
  return `(${makeNow})(${cells.map(({ v }) => v).join(', ')})`
}

const remaining = (scope: Scope, rest: Rest, rows: ReadonlyArray<Row>): ReadonlyArray<string> => {
  const others = scope.bind((u: Readonly<Record<string, unknown>>) => leftOver(rows, u))
  return [
    `const rest = {}`,
    `for (const k of ${others}(u)) {`,
    `let x = u[k]`,
    read(scope, rest.codec, 'x'),
    `${scope.bind(put)}(rest, k, x)`,
    `}`,
    `o[${name(rest.name)}] = rest`
  ]
}

// -------------------------------------------------------------------------------------
// values
// -------------------------------------------------------------------------------------

/** Statements that check a variable and put the decoded value in its place, or answer `Miss`. */
const read = (scope: Scope, codec: t.Any, v: string): string => {
  if (isIdentity(codec)) return `if (!(${check(scope, codec, v)})) return Miss`
  const kind = kindOf(codec)
  switch (kind._tag) {
    case 'union':
      return union(scope, kind.members, v)
    case 'list':
      return list(scope, kind.item, v)
    case 'dictionary':
      return dictionary(scope, kind.item, v)
    default:
      return `${v} = ${scope.bind(decoderOf(scope, codec))}(${v})\nif (${v} === Miss) return Miss`
  }
}

/** A condition that holds when a variable is of a codec whose decoding answers its input. */
const check = (scope: Scope, codec: t.Any, v: string): string => {
  const kind = kindOf(codec)
  switch (kind._tag) {
    case 'text':
      return `typeof ${v} === 'string'`
    case 'number':
    case 'boolean':
      return `typeof ${v} === '${kind._tag}'`
    case 'null':
      return `${v} === null`
    case 'unknown':
      return 'true'
    case 'literal':
      return `${v} === ${JSON.stringify(kind.value)}`
    case 'union':
      return `(${kind.members.map((member) => check(scope, member, v)).join(' || ')})`
    default:
      return `${scope.bind(codec.is)}(${v})`
  }
}

/** The first member that accepts wins, as in io-ts. */
const union = (scope: Scope, members: ReadonlyArray<t.Any>, v: string): string => {
  const decided = scope.fresh()
  const tries = nullFirst(members).map((member) => {
    if (isIdentity(member)) return `if (${check(scope, member, v)}) break ${decided}`
    const x = scope.fresh()
    const decode = scope.bind(decoderOf(scope, member))
    return `const ${x} = ${decode}(${v})\nif (${x} !== Miss) { ${v} = ${x}; break ${decided} }`
  })
  return `${decided}: {\n${tries.join('\n')}\nreturn Miss\n}`
}

/** Neither a table nor a list accepts `null`: asking for it first is cheaper, and never another answer. */
const nullFirst = (members: ReadonlyArray<t.Any>): ReadonlyArray<t.Any> => {
  const kinds = members.map((member) => ({ member, kind: kindOf(member)._tag }))
  if (!kinds.every(({ kind }) => ['null', 'table', 'list'].includes(kind))) return members
  const nulls = kinds.filter(({ kind }) => kind === 'null')
  return [...nulls, ...kinds.filter(({ kind }) => kind !== 'null')].map(({ member }) => member)
}

const list = (scope: Scope, item: t.Any, v: string): string => {
  const [items, i, x] = [scope.fresh(), scope.fresh(), scope.fresh()]
  return [
    `if (!Array.isArray(${v})) return Miss`,
    `let ${items} = ${v}`,
    `for (let ${i} = 0; ${i} < ${v}.length; ${i}++) {`,
    `let ${x} = ${v}[${i}]`,
    read(scope, item, x),
    `if (${x} !== ${v}[${i}]) {`,
    `if (${items} === ${v}) ${items} = ${v}.slice()`,
    `${items}[${i}] = ${x}`,
    `}`,
    `}`,
    `${v} = ${items}`
  ].join('\n')
}

const dictionary = (scope: Scope, item: t.Any, v: string): string => {
  const [record, key, x] = [scope.fresh(), scope.fresh(), scope.fresh()]
  return [
    `if (typeof ${v} !== 'object' || ${v} === null || Array.isArray(${v})) return Miss`,
    `const ${record} = {}`,
    `for (const ${key} in ${v}) {`,
    `if (!Object.hasOwn(${v}, ${key})) continue`,
    `let ${x} = ${v}[${key}]`,
    read(scope, item, x),
    `${scope.bind(put)}(${record}, ${key}, ${x})`,
    `}`,
    `${v} = ${record}`
  ].join('\n')
}

const decoderOf = (scope: Scope, codec: t.Any): Fast =>
  kindOf(codec)._tag === 'other' ? byValidate(codec) : scope.nested(codec)
