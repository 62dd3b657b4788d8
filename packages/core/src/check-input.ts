/**
 * What a caller hands in, held against the table before anything is sent: unknown names, wrong types, and values that
 * the negotiated microversion does not have. TypeScript says the same earlier; JavaScript callers and newer clouds
 * need to hear it here.
 *
 * @since 0.1.0
 */
import type * as t from 'io-ts'

import { isRecord } from './codec.js'
import { type MicroversionError, microversionError, requestError, type RequestError } from './error.js'
import { isDictionary, isList, isTable, isUnion, type TableCodec } from './fast.js'
import { type Field, type Fields } from './field.js'
import { existsAt, isOlderThan, type Lifetime, type Microversion } from './microversion.js'
import { nearest } from './nearest.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

/** @internal What an input is held against. */
export interface Standard {
  readonly operation: string
  /** `undefined` where the service has no microversions. */
  readonly version: Microversion | undefined
}

/** @internal */
export type InputError = RequestError | MicroversionError

// -------------------------------------------------------------------------------------
// operations
// -------------------------------------------------------------------------------------

/** @internal What is wrong with a record, held against rows; `undefined` for nothing. */
export const checkRows = (
  standard: Standard,
  fields: Fields,
  input: Readonly<Record<string, unknown>>,
  at = ''
): InputError | undefined => {
  for (const [name, field] of Object.entries(fields)) {
    if (field.always === true) continue
    const problem = checkRow(standard, field, input[name], at + name)
    if (problem !== undefined) return problem
  }
  return undefined
}

/** @internal A name that no row has. */
export const checkNames = (
  { operation }: Standard,
  valid: ReadonlyArray<string>,
  input: Readonly<Record<string, unknown>>,
  at = ''
): InputError | undefined => {
  const unknown = Object.keys(input).find((name) => input[name] !== undefined && !valid.includes(name))
  if (unknown === undefined) return undefined
  const near = nearest(unknown, valid)
  const hint = near === undefined ? `it takes ${valid.join(', ') || 'nothing'}` : `did you mean ${near}?`
  return requestError({
    message: `${operation} takes no ${at}${unknown}: ${hint}`,
    operation,
    parameter: at + unknown,
    ...(near === undefined ? {} : { nearest: near })
  })
}

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

const checkRow = (standard: Standard, field: Field<unknown>, value: unknown, at: string): InputError | undefined => {
  const { operation, version } = standard
  if (value === undefined) {
    const needed = field.neededSince
    const missing = needed !== undefined && version !== undefined && !isOlderThan(needed)(version)
    if (field.presence === 'optional' && !missing) return undefined
    const why = missing ? ` from microversion ${needed} on` : ''
    return requestError({ message: `${operation} needs ${at}${why}`, operation, parameter: at })
  }
  return checkLifetime(standard, field, at) ?? checkValue(standard, field.codec, value, at)
}

const checkLifetime = (
  { operation, version }: Standard,
  life: Lifetime & Pick<Field<unknown>, 'except'>,
  at: string
): InputError | undefined => {
  if (version === undefined) return undefined
  const hole = life.except !== undefined && existsAt({ since: life.except[0], until: life.except[1] })(version)
  if (existsAt(life)(version) && !hole) return undefined
  const { since, until } = life
  const needs = { ...(since === undefined ? {} : { since }), ...(until === undefined ? {} : { until }) }
  return microversionError({ feature: `${at} of ${operation}`, needs, policy: version })
}

const checkValue = (standard: Standard, codec: t.Any, value: unknown, at: string): InputError | undefined => {
  const { since, until } = codec as Lifetime
  if (since !== undefined || until !== undefined) {
    const problem = checkLifetime(standard, codec as Lifetime, `${at} ${JSON.stringify(value)}`)
    if (problem !== undefined && codec.is(value)) return problem
  }
  if (isTable(codec) && isRecord(value)) return checkTable(standard, codec, value, at)
  if (isUnion(codec)) return checkUnion(standard, codec.types, value, at) ?? undefined
  if (isList(codec) && Array.isArray(value)) return first(value, (item, i) => checkValue(standard, codec.type, item, `${at}[${i}]`))
  if (isDictionary(codec) && isRecord(value)) {
    return first(Object.keys(value), (key) => checkValue(standard, codec.item, value[key], `${at}.${key}`))
  }
  return codec.is(value) ? undefined : misfit(standard, codec, value, at)
}

const checkTable = (
  standard: Standard,
  codec: TableCodec,
  value: Readonly<Record<string, unknown>>,
  at: string
): InputError | undefined => {
  const names = [...Object.keys(codec.fields), ...(codec.rest === undefined ? [] : [codec.rest.name])]
  return checkNames(standard, names, value, `${at}.`) ?? checkRows(standard, codec.fields, value, `${at}.`)
}

/** The first member that takes the value; else the complaint of the one that comes nearest. */
const checkUnion = (
  standard: Standard,
  types: ReadonlyArray<t.Any>,
  value: unknown,
  at: string
): InputError | undefined => {
  const problems: Array<{ readonly type: t.Any; readonly problem: InputError }> = []
  for (const type of types) {
    const problem = checkValue(standard, type, value, at)
    if (problem === undefined) return undefined
    problems.push({ type, problem })
  }
  const near =
    problems.find(({ problem }) => problem._tag === 'MicroversionError') ??
    problems.find(({ type }) => type.is(value)) ??
    problems.find(({ type }) => isTable(type) && isRecord(value))
  return near?.problem ?? misfit(standard, { name: types.map(({ name }) => name).join(' or ') }, value, at)
}

const misfit = (
  { operation }: Standard,
  { name }: Pick<t.Any, 'name'>,
  value: unknown,
  at: string
): RequestError => {
  const message = `${at} of ${operation} should be ${name}, but is ${kindOf(value)}`
  return requestError({ message, operation, parameter: at })
}

/** What a value is, without saying the value: it may be a password. */
const kindOf = (value: unknown): string =>
  value === null ? 'null' : Array.isArray(value) ? 'a list' : typeof value === 'object' ? 'an object' : `a ${typeof value}`

const first = <A, B>(items: ReadonlyArray<A>, f: (a: A, i: number) => B | undefined): B | undefined => {
  for (let i = 0; i < items.length; i++) {
    const found = f(items[i] as A, i)
    if (found !== undefined) return found
  }
  return undefined
}
