/**
 * What a caller hands in, held against the table before anything is sent: unknown names, wrong types, and values that
 * the negotiated microversion does not have. TypeScript says the same earlier; JavaScript callers and newer clouds
 * need to hear it here.
 *
 * @since 0.1.0
 */
import type * as t from 'io-ts'

import { dictionary, isRecord } from './codec.js'
import { type MicroversionError, microversionError, requestError, type RequestError } from './error.js'
import { type Field, type Fields, optional, type Rest } from './field.js'
import { kindOf } from './kind.js'
import { existsAt, isOlderThan, type Lifetime, type Microversion } from './microversion.js'
import { nearest } from './nearest.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

/** @internal Where in an input we are, and what it is held against. */
export interface Place {
  readonly operation: string
  /** `undefined` where the service has no microversions. */
  readonly version: Microversion | undefined
  /** `networks[0].`: what stands before a name; empty at the top. */
  readonly prefix: string
}

/** @internal */
export type InputError = RequestError | MicroversionError

type Input = Readonly<Record<string, unknown>>

// -------------------------------------------------------------------------------------
// operations
// -------------------------------------------------------------------------------------

/** @internal What a record is held against, made once for each table. */
export interface Rules {
  readonly names: ReadonlyArray<string>
  readonly rows: ReadonlyMap<string, Field<unknown>>
  /** Those that must be said, or must be at some microversions. */
  readonly wanted: ReadonlyArray<readonly [string, Field<unknown>]>
  /** Those of which at least one must be said. */
  readonly some: ReadonlyArray<string>
}

/** @internal `others` are names that are no rows: the parameters of a path. */
export const rulesOf = (
  fields: Fields,
  others: ReadonlyArray<string> = [],
  some: ReadonlyArray<string> = []
): Rules => {
  const rows = Object.entries(fields).filter(([, { always }]) => always !== true)
  return {
    names: [...others, ...rows.map(([name]) => name)],
    rows: new Map(rows),
    wanted: rows.filter(([, { neededSince, presence }]) => presence === 'required' || neededSince !== undefined),
    some
  }
}

/** @internal A table with what it keeps of the rest as a row like any other. */
export const withRest = (fields: Fields, rest: Rest | undefined): Fields =>
  rest === undefined ? fields : { ...fields, [rest.name]: optional(rest.name, dictionary(rest.codec)) }

/** @internal What is wrong with a record; `undefined` for nothing. */
export const checkRecord = (place: Place, rules: Rules, input: Input): InputError | undefined => {
  for (const name of Object.keys(input)) {
    const value = input[name]
    if (value === undefined) continue
    const row = rules.rows.get(name)
    if (row === undefined && !rules.names.includes(name)) return unknownName(place, rules, name)
    const problem = row === undefined ? undefined : checkGiven(place, row, { name, value })
    if (problem !== undefined) return problem
  }
  for (const [name, row] of rules.wanted) {
    const problem = input[name] === undefined ? checkMissing(under(place, name), row) : undefined
    if (problem !== undefined) return problem
  }
  const { some } = rules
  return some.length === 0 || some.some((name) => input[name] !== undefined) ? undefined : needsSome(place, some)
}

// -------------------------------------------------------------------------------------
// rows
// -------------------------------------------------------------------------------------

const under = (place: Place, name: string): Place => ({ ...place, prefix: place.prefix + name })

const unknownName = ({ operation, prefix }: Place, { names, rows }: Rules, unknown: string): RequestError => {
  const onTheWire = [...rows].find(([, { wire }]) => wire === unknown)
  const near = onTheWire?.[0] ?? nearest(unknown, names)
  const hint = near === undefined ? `it takes ${names.join(', ') || 'nothing'}` : `did you mean ${near}?`
  return requestError({
    message: `${operation} takes no ${prefix}${unknown}: ${hint}`,
    operation,
    parameter: prefix + unknown,
    ...(near === undefined ? {} : { nearest: near })
  })
}

const checkGiven = (
  place: Place,
  row: Field<unknown>,
  { name, value }: { readonly name: string; readonly value: unknown }
): InputError | undefined => {
  const { codec } = row
  const everywhere = row.since === undefined && row.until === undefined && row.except === undefined
  if (everywhere && isSimple(codec) && codec.is(value)) return undefined
  const at = under(place, name)
  return checkLifetime(at, row) ?? checkValue(at, codec, value)
}

/** Whether what `is` says of a value is all there is to say. */
const isSimple = (codec: t.Any): boolean => {
  const known = simple.get(codec)
  if (known !== undefined) return known
  const { since, until } = codec as Lifetime
  const is = since === undefined && until === undefined && !/union|table|list|dictionary/.test(kindOf(codec)._tag)
  simple.set(codec, is)
  return is
}

const simple = new WeakMap<t.Any, boolean>()

const checkMissing = ({ operation, prefix, version }: Place, row: Field<unknown>): InputError | undefined => {
  const needed = row.neededSince
  const missing =
    needed !== undefined && version !== undefined && !isOlderThan(needed)(version) && existsAt(row)(version)
  if (row.presence === 'optional' && !missing) return undefined
  const why = missing ? ` from microversion ${needed} on` : ''
  return requestError({ message: `${operation} needs ${prefix}${why}`, operation, parameter: prefix })
}

const needsSome = ({ operation, prefix }: Place, some: ReadonlyArray<string>): RequestError => {
  const names = some.map((name) => prefix + name).join(' or ')
  return requestError({ message: `${operation} needs ${names}`, operation, parameter: names })
}

const checkLifetime = (
  { operation, prefix, version }: Place,
  life: Lifetime & Pick<Field<unknown>, 'except'>
): InputError | undefined => {
  if (version === undefined) return undefined
  const hole = life.except !== undefined && existsAt({ since: life.except[0], until: life.except[1] })(version)
  if (existsAt(life)(version) && !hole) return undefined
  const { since, until } = life
  const needs = { ...(since === undefined ? {} : { since }), ...(until === undefined ? {} : { until }) }
  return microversionError({ feature: `${prefix} of ${operation}`, needs, policy: version })
}

// -------------------------------------------------------------------------------------
// values
// -------------------------------------------------------------------------------------

const checkValue = (place: Place, codec: t.Any, value: unknown): InputError | undefined => {
  const living = codec as Lifetime
  if ((living.since !== undefined || living.until !== undefined) && codec.is(value)) {
    const problem = checkLifetime(under(place, ` ${JSON.stringify(value)}`), living)
    if (problem !== undefined) return problem
  }
  const kind = kindOf(codec)
  if (kind._tag === 'union') return checkUnion(place, kind.members, value)
  if (kind._tag === 'table' && isRecord(value)) {
    return checkRecord(under(place, '.'), rulesOf(withRest(kind.fields, kind.rest)), value)
  }
  if (kind._tag === 'list' && Array.isArray(value)) {
    return first(value, (item, i) => checkValue(under(place, `[${i}]`), kind.item, item))
  }
  if (kind._tag === 'dictionary' && isRecord(value)) {
    return first(Object.keys(value), (key) => checkValue(under(place, `.${key}`), kind.item, value[key]))
  }
  return codec.is(value) ? undefined : misfit(place, codec.name, value)
}

/** The first member that takes the value; else the complaint of the one that comes nearest. */
const checkUnion = (place: Place, members: ReadonlyArray<t.Any>, value: unknown): InputError | undefined => {
  const problems: Array<{ readonly member: t.Any; readonly problem: InputError }> = []
  for (const member of members) {
    const problem = checkValue(place, member, value)
    if (problem === undefined) return undefined
    problems.push({ member, problem })
  }
  const near =
    problems.find(({ problem }) => problem._tag === 'MicroversionError') ??
    problems.find(({ member }) => member.is(value)) ??
    problems.find(({ member }) => kindOf(member)._tag === 'table' && isRecord(value))
  return near?.problem ?? misfit(place, members.map(({ name }) => name).join(' or '), value)
}

const misfit = ({ operation, prefix }: Place, expected: string, value: unknown): RequestError =>
  requestError({
    message: `${prefix} of ${operation} should be ${expected}, but is ${described(value)}`,
    operation,
    parameter: prefix
  })

/** What a value is, without saying the value: it may be a password. */
const described = (value: unknown): string => {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'a list'
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`
}

const first = <A, B>(items: ReadonlyArray<A>, f: (a: A, i: number) => B | undefined): B | undefined => {
  for (const [i, item] of items.entries()) {
    const found = f(item, i)
    if (found !== undefined) return found
  }
  return undefined
}
