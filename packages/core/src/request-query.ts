/**
 * The query string of a request.
 *
 * @since 0.1.0
 */
import { isRecord } from './codec.js'
import type { QueryRest, Row } from './field.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

/** @internal Query parameters, in order, repeated where a list was given. */
export type Query = ReadonlyArray<readonly [string, string]>

// -------------------------------------------------------------------------------------
// operations
// -------------------------------------------------------------------------------------

/** @internal */
export const queryOf = (
  rows: ReadonlyArray<Row>,
  rest: QueryRest | undefined,
  input: Readonly<Record<string, unknown>>
): Query => {
  const query: Array<readonly [string, string]> = []
  const say = (name: string, encoded: unknown): void => {
    for (const one of Array.isArray(encoded) ? encoded : [encoded]) query.push([name, String(one)])
  }
  for (const { always, codec, name, wire } of rows) {
    if (always === true || input[name] !== undefined) say(wire, codec.encode(input[name]))
  }
  const open = rest === undefined ? undefined : input[rest.name]
  if (rest === undefined || !isRecord(open)) return query
  for (const key of Object.keys(open)) say(`${rest.prefix ?? ''}${key}`, rest.codec.encode(open[key]))
  return query
}

/** @internal Our own parameters, but for those that a cursor says otherwise. */
export const replaceNamed = (query: Query, cursor: Query): Query =>
  cursor.length === 0 ? query : [...query.filter(([name]) => !cursor.some(([other]) => other === name)), ...cursor]

/** @internal */
export const queryText = (query: Query): string =>
  query.length === 0 ? '' : `?${query.map(([name, value]) => `${encode(name)}=${encode(value)}`).join('&')}`

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

/** A lone surrogate becomes U+FFFD, as in `URLSearchParams`. */
const encode = (text: string): string =>
  encodeURIComponent(text.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd'))
