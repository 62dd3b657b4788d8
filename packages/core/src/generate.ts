/**
 * Fast decoders as generated code: one function per struct, with every name in it. Internal.
 *
 * Only declarations reach the source, as JSON strings; what services send never does. Reading a property by a constant
 * name is what makes it several times as fast as walking the table.
 *
 * @since 0.1.0
 */
import type * as t from 'io-ts'

import { type Dictionary, put } from './codec.js'
import {
  byValidate,
  type Fast,
  isDictionary,
  isIdentity,
  isList,
  isTable,
  isUnion,
  Miss,
  type Nested,
  type TableCodec,
  tagOf
} from './fast.js'
import { leftOver, type Row, rowsOf } from './field.js'

// -------------------------------------------------------------------------------------
// constructors
// -------------------------------------------------------------------------------------

/** @internal */
export const generate = (codec: t.Any, nested: Nested): Fast => {
  const scope = scopeOf(nested)
  const body = isTable(codec) ? tableBody(scope, codec) : `${read(scope, codec, 'u')}\nreturn u`
  return scope.compile(`return function decode(u) {\n${body}\n}`)
}

/** The names that generated code may use: fresh variables, and values bound when the function is made. */
interface Scope {
  readonly nested: Nested
  readonly fresh: () => string
  readonly bind: (value: unknown) => string
  readonly compile: (source: string) => Fast
}

const scopeOf = (nested: Nested): Scope => {
  const bound = new Map<string, unknown>([['Miss', Miss]])
  let variables = 0
  return {
    nested,
    fresh: () => `v${variables++}`,
    bind: (value) => {
      const name = `c${bound.size}`
      bound.set(name, value)
      return name
    },
    compile: (source) => new Function(...bound.keys(), source)(...bound.values()) as Fast
  }
}

const name = (text: string): string => JSON.stringify(text)

// -------------------------------------------------------------------------------------
// tables
// -------------------------------------------------------------------------------------

const tableBody = (scope: Scope, codec: TableCodec): string => {
  const rows = rowsOf(codec.fields)
  const required = rows.filter(({ presence }) => presence === 'required').map((row) => ({ row, v: scope.fresh() }))
  const optional = rows.filter(({ presence }) => presence === 'optional').map((row) => ({ row, v: scope.fresh() }))
  return [
    `if (typeof u !== 'object' || u === null || Array.isArray(u)) return Miss`,
    ...required.map(({ row, v }) => `let ${v} = u[${name(row.wire)}]\n${read(scope, row.codec, v)}`),
    `const o = { ${required.map(({ row, v }) => `${name(row.name)}: ${v}`).join(', ')} }`,
    ...optional.map(
      ({ row, v }) =>
        `let ${v} = u[${name(row.wire)}]\n` +
        `if (${v} !== undefined) {\n${read(scope, row.codec, v)}\no[${name(row.name)}] = ${v}\n}`
    ),
    ...restBody(scope, codec, rows),
    `return o`
  ].join('\n')
}

const restBody = (scope: Scope, { rest }: TableCodec, rows: ReadonlyArray<Row>): ReadonlyArray<string> => {
  if (rest === undefined) return []
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
  if (isUnion(codec)) return readUnion(scope, codec, v)
  if (isList(codec)) return readList(scope, codec, v)
  if (isDictionary(codec)) return readDictionary(scope, codec, v)
  return `${v} = ${scope.bind(decoderOf(scope, codec))}(${v})\nif (${v} === Miss) return Miss`
}

/** A condition that holds when a variable is of a codec whose decoding answers its input. */
const check = (scope: Scope, codec: t.Any, v: string): string => {
  switch (tagOf(codec)) {
    case 'StringType':
      return `typeof ${v} === 'string'`
    case 'NumberType':
      return `typeof ${v} === 'number'`
    case 'BooleanType':
      return `typeof ${v} === 'boolean'`
    case 'NullType':
      return `${v} === null`
    case 'UnknownType':
      return 'true'
    case 'LiteralType':
      return `${v} === ${JSON.stringify((codec as t.LiteralC<string>).value)}`
    case 'UnionType':
      return `(${(codec as t.UnionC<[t.Any, t.Any]>).types.map((member) => check(scope, member, v)).join(' || ')})`
    default:
      return `${scope.bind(codec.is)}(${v})`
  }
}

/** The first member that accepts wins, as in io-ts. */
const readUnion = (scope: Scope, codec: t.UnionType<Array<t.Any>>, v: string): string => {
  const decided = scope.fresh()
  const members = inOrder(codec.types).map((member) => {
    if (isIdentity(member)) return `if (${check(scope, member, v)}) break ${decided}`
    const x = scope.fresh()
    const decode = scope.bind(decoderOf(scope, member))
    return `const ${x} = ${decode}(${v})\nif (${x} !== Miss) { ${v} = ${x}; break ${decided} }`
  })
  return `${decided}: {\n${members.join('\n')}\nreturn Miss\n}`
}

/** `null` first, which neither a table nor a list accepts: cheaper, and never another answer. */
const inOrder = (types: ReadonlyArray<t.Any>): ReadonlyArray<t.Any> => {
  const isNull = (type: t.Any): boolean => tagOf(type) === 'NullType'
  return types.every((type) => isNull(type) || isTable(type) || isList(type))
    ? [...types.filter(isNull), ...types.filter((type) => !isNull(type))]
    : types
}

const readList = (scope: Scope, codec: t.ArrayType<t.Any>, v: string): string => {
  const [items, i, item] = [scope.fresh(), scope.fresh(), scope.fresh()]
  return [
    `if (!Array.isArray(${v})) return Miss`,
    `const ${items} = new Array(${v}.length)`,
    `for (let ${i} = 0; ${i} < ${items}.length; ${i}++) {`,
    `let ${item} = ${v}[${i}]`,
    read(scope, codec.type, item),
    `${items}[${i}] = ${item}`,
    `}`,
    `${v} = ${items}`
  ].join('\n')
}

const readDictionary = (scope: Scope, { item }: Dictionary<unknown, unknown>, v: string): string => {
  const [record, key, value] = [scope.fresh(), scope.fresh(), scope.fresh()]
  return [
    `if (typeof ${v} !== 'object' || ${v} === null || Array.isArray(${v})) return Miss`,
    `const ${record} = {}`,
    `for (const ${key} of Object.keys(${v})) {`,
    `let ${value} = ${v}[${key}]`,
    read(scope, item, value),
    `${scope.bind(put)}(${record}, ${key}, ${value})`,
    `}`,
    `${v} = ${record}`
  ].join('\n')
}

const decoderOf = (scope: Scope, codec: t.Any): Fast =>
  isTable(codec) || isDictionary(codec) || isUnion(codec) || isList(codec) ? scope.nested(codec) : byValidate(codec)
