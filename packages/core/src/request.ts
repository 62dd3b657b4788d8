/**
 * From an endpoint and what a caller hands in to the request a service is sent.
 *
 * @since 0.1.0
 */
import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'

import { isRecord, put } from './codec.js'
import { checkRecord, type InputError, type Rules, rulesOf, withRest } from './check-input.js'
import type { BodySpec, EndpointSpec } from './endpoint.js'
import { requestError, type RequestError } from './error.js'
import { type Fields, required, type Rest, type Row, rowsOf } from './field.js'
import type { RequestContext, RequestHeaders } from './http.js'
import { jsonPatch } from './json-patch.js'
import type { Microversion } from './microversion.js'
import { microversionHeaders } from './microversion.js'
import type { ServiceRequest } from './service.js'
import { struct } from './struct.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

/** @internal Query parameters, in order, repeated where a list was given. */
export type Query = ReadonlyArray<readonly [string, string]>

/** @internal An endpoint at run time, whatever its types. */
export type AnyEndpoint = EndpointSpec & { readonly name: string }

type Input = Readonly<Record<string, unknown>>

/** @internal What one request is made of, beside its endpoint. */
export interface Asked {
  readonly input: Input
  /** `undefined` where the service has no microversions. */
  readonly version: Microversion | undefined
  /** Query parameters that replace those of the same names: where in a collection to go on. */
  readonly cursor: Query
}

// -------------------------------------------------------------------------------------
// operations
// -------------------------------------------------------------------------------------

/** @internal Checks the input and builds the request. */
export const requestOf = (endpoint: AnyEndpoint, asked: Asked): E.Either<InputError, ServiceRequest> => {
  const { cursor, input, version } = asked
  const plan = planOf(endpoint)
  if (!isRecord(input)) return E.left(notOneObject(endpoint.name))
  const problem = checkRecord({ operation: endpoint.name, version, prefix: '' }, plan.rules, input)
  if (problem !== undefined) return E.left(problem)
  const path = expand(plan, endpoint.name, input)
  if (E.isLeft(path)) return path
  const { base, body, method } = endpoint
  const query = queryText(replaceNamed(queryOf(plan.query, input), cursor))
  const { context, headers } = spokenOf(endpoint, plan, version)
  const request = { method, path: path.right + query, headers: withAttributes(headers, plan, input), context }
  // By `assign`: adding a property to a spread costs more than all the rest.
  if (body !== undefined) {
    const text = jsonOf(bodyOf(body, plan, input))
    if (text === undefined) return E.left(notJson(endpoint.name))
    Object.assign(request, { body: text })
  }
  return E.right(base === undefined ? request : Object.assign(request, { base }))
}

const notOneObject = (operation: string): RequestError =>
  requestError({ message: `${operation} takes one object`, operation })

const notJson = (operation: string): RequestError =>
  requestError({
    message: `${operation} takes what JSON can hold: no bigint, and nothing that holds itself`,
    operation
  })

const jsonOf = (body: unknown): string | undefined => {
  try {
    return JSON.stringify(body)
  } catch {
    return undefined
  }
}

// -------------------------------------------------------------------------------------
// plan
// -------------------------------------------------------------------------------------

/** What is worth finding out once per endpoint. */
interface Plan {
  /** Text and parameter names in turn, beginning with text. */
  readonly path: ReadonlyArray<string>
  readonly parameters: ReadonlyArray<string>
  /** The parameter that may be a number. */
  readonly numbers: string | undefined
  readonly query: ReadonlyArray<Row>
  readonly headers: ReadonlyArray<Row>
  readonly body: ReadonlyArray<Row>
  readonly rules: Rules
  /** What all requests at one microversion have in common; they are few. */
  readonly spoken: Map<Microversion | undefined, Spoken>
}

interface Spoken {
  readonly headers: RequestHeaders
  readonly context: RequestContext
}

const plans = new WeakMap<AnyEndpoint, Plan>()

const planOf = (endpoint: AnyEndpoint): Plan => {
  const known = plans.get(endpoint)
  if (known !== undefined) return known
  const path = endpoint.path.split(/\{(\w+)\}/)
  const parameters = path.filter((_, i) => i % 2 === 1)
  const sent = sentOf(endpoint.body ?? {})
  const plan: Plan = {
    path,
    parameters,
    numbers: endpoint.numbers,
    query: rowsOf(endpoint.query ?? {}),
    headers: rowsOf(endpoint.headers ?? {}),
    body: rowsOf(endpoint.body?.fields ?? {}),
    rules: rulesOf({ ...endpoint.query, ...endpoint.headers, ...sent }, parameters),
    spoken: new Map()
  }
  plans.set(endpoint, plan)
  return plan
}

/** What callers say of a body: its rows and the rest, or, of a patch, the item before and after. */
const sentOf = ({ fields = {}, patch, rest }: BodySpec): Fields => {
  if (patch === undefined) return withRest(fields, rest)
  const { encode, is, name, validate } =
    rest === undefined ? struct('an item', fields) : struct('an item', fields, rest)
  // Taken as a whole: what an older microversion answered may stand beside what this one has.
  const item = required('item', new t.Type<unknown, unknown>(name, is, validate, (a) => encode(a as never)))
  return { before: item, after: item }
}

const spokenOf = (endpoint: AnyEndpoint, plan: Plan, version: Microversion | undefined): Spoken => {
  const known = plan.spoken.get(version)
  if (known !== undefined) return known
  const { body, name, path, service } = endpoint
  const spoken: Spoken = {
    headers: {
      Accept: 'application/json',
      ...(version === undefined ? {} : microversionHeaders(service, version)),
      ...(body === undefined ? {} : { 'Content-Type': body.patch ?? 'application/json' })
    },
    context: {
      service,
      operation: name,
      route: path,
      ...(version === undefined ? {} : { microversion: version })
    }
  }
  plan.spoken.set(version, spoken)
  return spoken
}

// -------------------------------------------------------------------------------------
// path, query and headers
// -------------------------------------------------------------------------------------

const expand = ({ numbers, path }: Plan, operation: string, input: Input): E.Either<RequestError, string> => {
  let expanded = ''
  for (let i = 0; i < path.length; i++) {
    const part = path[i] as string
    if (i % 2 === 0) expanded += part
    else {
      const segment = segmentOf(input[part], part === numbers)
      if (segment === undefined) return E.left(noSegment(operation, part, part === numbers))
      expanded += segment
    }
  }
  return E.right(expanded)
}

/** One segment of a path, whatever is in it: `a/b?c` addresses the thing of that name, never another route. */
const segmentOf = (value: unknown, mayBeNumber: boolean): string | undefined => {
  if (mayBeNumber && Number.isSafeInteger(value)) return String(value)
  if (typeof value !== 'string' || /^\.{0,2}$/.test(value)) return undefined
  try {
    return encodeURIComponent(value)
  } catch {
    return undefined
  }
}

const noSegment = (operation: string, parameter: string, mayBeNumber: boolean): RequestError => {
  const what = `${mayBeNumber ? 'a whole number, or ' : ''}a text that is not empty, and neither "." nor ".."`
  return requestError({ message: `${operation} needs ${parameter}: ${what}`, operation, parameter })
}

const queryOf = (rows: ReadonlyArray<Row>, input: Input): Query => {
  const query: Array<readonly [string, string]> = []
  for (const { always, codec, name, wire } of rows) {
    if (always !== true && input[name] === undefined) continue
    const encoded: unknown = codec.encode(input[name])
    for (const one of Array.isArray(encoded) ? encoded : [encoded]) query.push([wire, String(one)])
  }
  return query
}

const replaceNamed = (query: Query, cursor: Query): Query =>
  cursor.length === 0 ? query : [...query.filter(([name]) => !cursor.some(([other]) => other === name)), ...cursor]

const queryText = (query: Query): string =>
  query.length === 0 ? '' : `?${query.map(([name, value]) => `${encode(name)}=${encode(value)}`).join('&')}`

/** A lone surrogate becomes U+FFFD, as in `URLSearchParams`. */
const encode = (text: string): string =>
  encodeURIComponent(text.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd'))

const withAttributes = (headers: RequestHeaders, { headers: rows }: Plan, input: Input): RequestHeaders => {
  if (rows.length === 0) return headers
  const given = rows.filter(({ always, name }) => always === true || input[name] !== undefined)
  return {
    ...headers,
    ...Object.fromEntries(given.map(({ codec, name, wire }) => [wire, String(codec.encode(input[name]))]))
  }
}

// -------------------------------------------------------------------------------------
// body
// -------------------------------------------------------------------------------------

const bodyOf = (spec: BodySpec, plan: Plan, input: Input): unknown => {
  if (spec.patch !== undefined) {
    const [was, is] = ['before', 'after'].map((name) => encodeItem(spec, plan, input[name] as Input))
    return jsonPatch(was as Input, is as Input)
  }
  const inside = encodeRows(
    plan.body.filter(({ beside }) => beside !== true),
    input
  )
  encodeRest(spec.rest, input, inside)
  if (spec.key === undefined) return inside
  const outside = encodeRows(
    plan.body.filter(({ beside }) => beside === true),
    input
  )
  const bare = Object.keys(inside).length === 0
  const empty = spec.empty === undefined && spec.fields === undefined ? null : spec.empty
  return { [spec.key]: bare && empty !== undefined ? empty : inside, ...outside }
}

const encodeItem = ({ rest }: BodySpec, plan: Plan, item: Input): Input => {
  const encoded = encodeRows(plan.body, item)
  encodeRest(rest, item, encoded)
  return encoded
}

const encodeRest = (rest: Rest | undefined, input: Input, body: Record<string, unknown>): void => {
  const kept = rest === undefined ? undefined : input[rest.name]
  if (rest === undefined || !isRecord(kept)) return
  for (const key of Object.keys(kept)) put(body, key, rest.codec.encode(kept[key]))
}

const encodeRows = (rows: ReadonlyArray<Row>, input: Input): Record<string, unknown> => {
  const body: Record<string, unknown> = {}
  for (const { always, codec, name, wire } of rows) {
    const value = always === true ? codec.encode(undefined) : input[name]
    if (value !== undefined) put(body, filled(wire, input), always === true ? value : codec.encode(value))
  }
  return body
}

/** `{key}` as a name on the wire stands for the parameter of that name. */
const filled = (wire: string, input: Input): string => (wire.startsWith('{') ? String(input[wire.slice(1, -1)]) : wire)
