/**
 * Query strings, checked as Nova's schemas do: times, patterns, booleans, unknown names.
 *
 * @see https://docs.openstack.org/api-ref/compute/
 * @since 0.1.0
 */
import { Timestamp, toEpochMicros } from '@openstack-ts/core'
import * as E from 'fp-ts/lib/Either.js'

import { badRequest } from './nova-call.js'
import type { WireAnswer } from './wire.js'

// -------------------------------------------------------------------------------------
// queries
// -------------------------------------------------------------------------------------

/** What a schema says of one parameter: the end of the sentence that refuses the value, or nothing. */
export interface Check {
  (value: string): string | undefined
}

export const isLimit: Check = (value) =>
  value === '' ? `'' is too short` : /^[0-9]*$/.test(value) ? undefined : `'${value}' does not match '^[0-9]*$'`

export const isDateTime: Check = (value) =>
  readMoment(value) === undefined ? `'${value}' is not a 'date-time'` : undefined

/** Python's regular expressions are nearly ours; what neither can read is refused by both. */
export const isPattern: Check = (value) => (patternOf(value) === undefined ? `'${value}' is not a 'regex'` : undefined)

export const isAnything: Check = () => undefined

/** `[api]` times: a date, with or without a time, seconds, a fraction, a zone; UTC where none is given. */
export const readMoment = (value: string): number | undefined => {
  const parts = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(:\d\d(?:\.\d+)?)?(Z|[+-]\d\d(?::?\d\d)?)?)?$/.exec(value)
  if (parts === null) return undefined
  const [, day = '', minutes = '00:00', seconds = ':00', zone = ''] = parts
  const timestamp = `${day}T${minutes}${seconds}${/^[+-]\d\d$/.test(zone) ? `${zone}:00` : zone}`
  return Timestamp.is(timestamp) ? toEpochMicros(timestamp) : undefined
}

export const patternOf = (value: string): RegExp | undefined => {
  try {
    // As Nova has it on MySQL: a bar stands for itself.
    return value === '' ? undefined : new RegExp(value.replaceAll('|', String.raw`\|`), 'i')
  } catch {
    return undefined
  }
}

const yes = ['1', 't', 'true', 'on', 'y', 'yes', '']
const no = ['0', 'f', 'false', 'off', 'n', 'no']
const acceptable = "'0', '1', 'f', 'false', 'n', 'no', 'off', 'on', 't', 'true', 'y', 'yes'"

/** A boolean as oslo reads it; nothing after the name is true. */
export const readBoolean = (value: string): E.Either<WireAnswer, boolean> => {
  const word = value.trim().toLowerCase()
  if (yes.includes(word)) return E.right(true)
  return no.includes(word)
    ? E.right(false)
    : E.left(badRequest(`Unrecognized value '${value}', acceptable values are: ${acceptable}`))
}

export interface Schema {
  readonly checks: Readonly<Record<string, Check>>
  /** Whether each name may stand there once only. */
  readonly single: boolean
  /** How unknown names are refused; absent: they are not. */
  readonly unknown?: (name: string) => string
}

/** The first thing that is wrong with a query, or nothing. */
export const refusedQuery = (query: URLSearchParams, schema: Schema): WireAnswer | undefined => {
  for (const name of new Set(query.keys())) {
    const check = schema.checks[name]
    if (check === undefined) {
      if (schema.unknown !== undefined) return badRequest(schema.unknown(name))
      continue
    }
    const values = query.getAll(name)
    const wrong = schema.single && values.length > 1 ? `${pythonList(values)} is too long` : firstOf(values, check)
    if (wrong !== undefined) {
      const shown = schema.single && values.length > 1 ? pythonList(values) : values[0]
      return badRequest(`Invalid input for query parameters ${name}. Value: ${shown}. ${wrong}`)
    }
  }
  return undefined
}

export const additional = (name: string): string => `Additional properties are not allowed ('${name}' was unexpected)`

/** One page, and the query of the next where this one is full. */
export interface PageOf<A> {
  readonly items: ReadonlyArray<A>
  readonly next?: string
}

/** What comes behind the marker, cut at `limit` and at the service's own maximum. */
export const pageOf = <A>(
  items: ReadonlyArray<A>,
  query: URLSearchParams,
  options: { readonly maxLimit: number; readonly idOf: (item: A) => string; readonly from: number }
): PageOf<A> => {
  const asked = query.getAll('limit').at(-1)
  const limit = Math.min(asked === undefined ? options.maxLimit : Number(asked), options.maxLimit)
  const page = items.slice(options.from, options.from + limit)
  const last = page.at(-1)
  if (last === undefined || page.length < limit) return { items: page }
  const next = new URLSearchParams()
  for (const name of [...new Set([...query.keys(), 'marker'])].sort()) {
    next.set(name, name === 'marker' ? options.idOf(last) : ([...query.getAll(name)].sort().at(-1) ?? ''))
  }
  return { items: page, next: next.toString() }
}

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

const pythonList = (values: ReadonlyArray<string>): string => `[${values.map((value) => `'${value}'`).join(', ')}]`

const firstOf = (values: ReadonlyArray<string>, check: Check): string | undefined => {
  for (const value of values) {
    const wrong = check(value)
    if (wrong !== undefined) return wrong
  }
  return undefined
}
