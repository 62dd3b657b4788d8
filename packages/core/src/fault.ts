/**
 * What a service says when it says no. Each service has its own words; all of them are read here.
 *
 * @since 0.1.0
 */
import { isRecord } from './codec.js'
import { httpError, type HttpError } from './error.js'
import type { HttpResponse, ResponseHeaders } from './http.js'
import { secretsOf, strike } from './redact.js'
import { retryAfterOf } from './retry-after.js'
import type { ServiceRequest } from './service.js'

// -------------------------------------------------------------------------------------
// operations
// -------------------------------------------------------------------------------------

/** The error of an answer outside 2xx. Secrets of the request that the service echoes are struck out. */
export const httpErrorOf = (request: ServiceRequest, response: HttpResponse, now = Date.now()): HttpError => {
  const { detail, fault } = faultOf(response.text)
  const { operation, route, service } = request.context
  const secrets = typeof request.body === 'string' ? secretsOf(request.body) : []
  const words = detail === undefined ? undefined : short(strike(detail, secrets))
  const retryAfter = retryAfterOf(response.headers, now)
  return httpError({
    status: response.status,
    service,
    operation,
    method: request.method,
    route,
    path: request.path,
    requestIds: requestIdsOf(response.headers),
    ...(fault === undefined ? {} : { fault }),
    ...(words === undefined || words === '' ? {} : { detail: words }),
    ...(retryAfter === undefined ? {} : { retryAfter })
  })
}

/**
 * The ids under which the service logged a request.
 *
 * @example
 * assert.deepStrictEqual(requestIdsOf({ 'x-openstack-request-id': 'req-8eb28d4a' }), ['req-8eb28d4a'])
 */
export const requestIdsOf = (headers: ResponseHeaders): ReadonlyArray<string> => {
  const id = headers['x-openstack-request-id']
  const own = headers['x-compute-request-id']
  if (id === undefined) return own === undefined ? [] : [own]
  return own === undefined || own === id ? [id] : [id, own]
}

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

interface Fault {
  readonly fault?: string
  readonly detail?: string
}

/**
 * Nova and Cinder: `{"itemNotFound": {"message": …}}`. Keystone: `{"error": {"title": …, "message": …}}`, and Heat, with
 * a `type` instead. Neutron: `{"NeutronError": {"type": …, "message": …}}`. Placement: `{"errors": [{"title": …,
 * "detail": …}]}`. Ironic: JSON within JSON under `error_message`. Octavia: `{"faultcode": …, "faultstring": …}`.
 * Designate: `{"type": …, "message": …}`. Barbican: `{"title": …, "description": …}`. Proxies and Glance: a page of HTML.
 */
const faultOf = (text: string): Fault => {
  const body = parsed(text)
  if (!isRecord(body)) return { detail: typeof body === 'string' ? body : plain(text) }
  const first = Array.isArray(body['errors']) ? body['errors'][0] : undefined
  if (isRecord(first)) return said(first)
  if (isRecord(body['error'])) return said(body['error'])
  const nested = body['error_message']
  const inner = typeof nested === 'string' ? (parsed(nested) ?? nested) : nested
  if (isRecord(inner)) return said(inner)
  if (typeof inner === 'string') return { detail: inner }
  for (const [fault, value] of Object.entries(body)) {
    if (isRecord(value) && typeof value['message'] === 'string') return { fault, ...said(value) }
  }
  return said(body)
}

const said = (record: Readonly<Record<string, unknown>>): Fault => {
  const fault = firstText(record, ['title', 'type', 'faultcode'])
  const detail = firstText(record, ['message', 'detail', 'faultstring', 'description'])
  return { ...(fault === undefined ? {} : { fault }), ...(detail === undefined ? {} : { detail }) }
}

const firstText = (record: Readonly<Record<string, unknown>>, names: ReadonlyArray<string>): string | undefined =>
  names.map((name) => record[name]).find((value): value is string => typeof value === 'string')

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const plain = (text: string): string =>
  text
    .slice(0, 10_000)
    .replace(/<(style|script|title)[^>]*>[\s\S]*?<\/\1>/gi, ' ')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()

const short = (text: string): string => (text.length <= 500 ? text : `${text.slice(0, 499)}…`)
