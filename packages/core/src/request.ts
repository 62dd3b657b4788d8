/**
 * From an endpoint and what a caller hands in to the request a service is sent.
 *
 * @since 0.1.0
 */
import * as E from 'fp-ts/lib/Either.js'

import { checkRecord, type InputError, type Rules, rulesOf, withRest } from './check-input.js'
import { isRecord } from './codec.js'
import type { EndpointSpec } from './endpoint.js'
import { requestError, type RequestError } from './error.js'
import { type Row, rowsOf } from './field.js'
import type { RequestContext, RequestHeaders } from './http.js'
import type { Microversion } from './microversion.js'
import { microversionHeaders } from './microversion.js'
import { bodyOf, type BodyPlan, bodyPlanOf, jsonOf, saidOf } from './request-body.js'
import { type Query, queryOf, queryText, replaceNamed } from './request-query.js'
import type { ServiceRequest } from './service.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

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
  const { base, method } = endpoint
  const query = queryText(replaceNamed(queryOf(plan.query, endpoint.queryRest, input), cursor))
  const { context, headers } = spokenOf(endpoint, plan, version)
  const body = plan.body === undefined ? undefined : jsonOf(bodyOf(plan.body, input))
  if (body === undefined && plan.body !== undefined) return E.left(notJson(endpoint.name))
  return E.right({
    method,
    path: path.right + query,
    headers: withAttributes(headers, plan, input),
    body,
    base,
    context
  })
}

const notOneObject = (operation: string): RequestError =>
  requestError({ message: `${operation} takes one object`, operation })

const notJson = (operation: string): RequestError =>
  requestError({
    message: `${operation} takes what JSON can hold: no bigint, and nothing that holds itself`,
    operation
  })

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
  readonly body: BodyPlan | undefined
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
  const { body, headers = {}, query = {}, queryRest } = endpoint
  const said = { ...withRest(query, queryRest), ...headers, ...saidOf(body ?? {}) }
  const plan: Plan = {
    path,
    parameters,
    numbers: endpoint.numbers,
    query: rowsOf(query),
    headers: rowsOf(headers),
    body: body === undefined ? undefined : bodyPlanOf(body),
    rules: rulesOf(said, parameters, body?.some),
    spoken: new Map()
  }
  plans.set(endpoint, plan)
  return plan
}

const spokenOf = (endpoint: AnyEndpoint, plan: Plan, version: Microversion | undefined): Spoken => {
  const known = plan.spoken.get(version)
  if (known !== undefined) return known
  const { body, name, path, service } = endpoint
  const spoken: Spoken = {
    // Frozen, so that whoever makes something of them may keep it.
    headers: Object.freeze({
      Accept: 'application/json',
      ...(version === undefined ? {} : microversionHeaders(service, version)),
      ...(body === undefined ? {} : { 'Content-Type': body.patch ?? 'application/json' })
    }),
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
// path and headers
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

const withAttributes = (headers: RequestHeaders, { headers: rows }: Plan, input: Input): RequestHeaders => {
  if (rows.length === 0) return headers
  const given = rows.filter(({ always, name }) => always === true || input[name] !== undefined)
  return {
    ...headers,
    ...Object.fromEntries(given.map(({ codec, name, wire }) => [wire, String(codec.encode(input[name]))]))
  }
}
