/**
 * Requests over WHATWG fetch, for browsers, workers, Deno, Bun and Node. On Node, `transport-node-http` makes small calls
 * at a quarter of the cost, and says more exactly what failed.
 *
 * @see https://fetch.spec.whatwg.org
 * @since 0.1.0
 */
import {
  type HttpRequest,
  type HttpResponse,
  type ResponseHeaders,
  type Transport,
  type TransportError,
  transportError
} from '@openstack-ts/core'
import * as E from 'fp-ts/lib/Either.js'

import { type Failure, failureOf } from './failure.js'
import { toFetchBody } from './request-body.js'
import { readPieces, readText } from './response-body.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

export interface FetchTransportOptions {
  /** Default: the `fetch` that is global when a request is sent. */
  readonly fetch?: typeof globalThis.fetch
  /**
   * Where a request really goes. OpenStack sends no CORS headers, so a page asks its own origin, which passes requests
   * on: `(url) => url.replace('https://cloud.example:8774', '/compute')`. Errors name the URL before.
   */
  readonly rewrite?: (url: string) => string
  /** Whether cookies go along, as a proxy with a sign-in of its own may want. Default: as fetch does. */
  readonly credentials?: 'omit' | 'same-origin' | 'include'
  /** The longest body that `text` may hold, in bytes after decompression; default 256 MiB. Streams have no limit. */
  readonly maxBodyBytes?: number
}

// -------------------------------------------------------------------------------------
// constructors
// -------------------------------------------------------------------------------------

/**
 * @example
 * const transport = fetchTransport()
 * const answer = await transport({ method: 'GET', url: 'https://cloud.example/identity/v3', headers: {} })()
 */
export const fetchTransport = (options: FetchTransportOptions | typeof globalThis.fetch = {}): Transport => {
  const settings = typeof options === 'function' ? { fetch: options } : options
  return (request) => () => exchange(settings, request)
}

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

type Answer = E.Either<TransportError, HttpResponse>

/** One async function for all of it: each further one would cost more than what it does. */
const exchange = async (settings: FetchTransportOptions, request: HttpRequest): Promise<Answer> => {
  const { fetch = globalThis.fetch, maxBodyBytes = 256 * 1024 * 1024 } = settings
  const { body, method, signal, streamed } = request
  const target = signal?.aborted === true ? endedBefore : prepared(settings, request)
  if (typeof target !== 'string') return failed(request, target)
  let response: Response
  try {
    // Called as a plain function: a browser's fetch refuses to be anyone's method.
    response = await fetch(target, initOf(settings, request, body && (await toFetchBody(body))))
  } catch (cause) {
    return failed(request, failureOf(cause))
  }
  if (response.type === 'opaqueredirect' || response.status === 0) return failed(request, hiddenRedirect)
  const { status } = response
  const headers = headersOf(response.headers)
  if (streamed === true) {
    return E.right({ status, headers, text: '', stream: readPieces(response, (what) => failed(request, what).left) })
  }
  const text = await readText(response, method === 'HEAD' ? Infinity : maxBodyBytes)
  return typeof text === 'string' ? E.right({ status, headers, text }) : failed(request, text)
}

const endedBefore: Failure = { reason: 'aborted', sent: false }

/** Not `unknown`, which is tried again: the next answer would be the same redirect. */
const hiddenRedirect: Failure = {
  reason: 'malformed',
  detail: 'the service answered with a redirect, which a browser neither shows nor may follow with a token',
  sent: true
}

/** Where to, or why not: fetch would drop line breaks in a URL without a word. */
const prepared = ({ rewrite }: FetchTransportOptions, { headers, url }: HttpRequest): string | Failure => {
  const fault = faultOf(url) ?? headerFault(headers)
  if (fault !== undefined) return { reason: 'malformed', detail: fault, sent: false }
  try {
    return rewrite === undefined ? url : rewrite(url)
  } catch (cause) {
    return { reason: 'malformed', detail: '`rewrite` threw', sent: false, cause }
  }
}

const faultOf = (url: string): string | undefined => {
  if (unprintable.test(url)) return 'the URL holds a space or control character'
  if (!/^https?:\/\//i.test(url) || !URL.canParse(url)) return 'the URL is not an absolute one of http: or https:'
  // Before the path, an @ ends a user's name.
  return /^\w+:[/\\]+[^/\\?#]*@/.test(url) ? 'the URL holds a user name or password' : undefined
}

const headerFault = (headers: HttpRequest['headers']): string | undefined => {
  for (const [name, value] of Object.entries(headers)) {
    if (!token.test(name)) return `${JSON.stringify(name)} is no name of a header`
    if (!fieldValue.test(value)) return `the header ${name} holds a character that HTTP does not allow`
  }
  return undefined
}

// oxlint-disable-next-line no-control-regex -- control characters are what is looked for
const unprintable = /[\u0000-\u0020\u007f]/
const token = /^[\w!#$%&'*+.^`|~-]+$/
const fieldValue = /^[\t\u0020-\u007e\u0080-\u00ff]*$/

/** `duplex` is what fetch asks for beside a stream, and TypeScript does not know yet. */
interface Init extends RequestInit {
  readonly duplex?: 'half'
}

const initOf = (
  { credentials }: FetchTransportOptions,
  { headers, method, signal }: HttpRequest,
  body: RequestInit['body'] | undefined
): Init => ({
  method,
  headers,
  redirect: 'manual',
  ...(body === undefined ? {} : { body, duplex: 'half' as const }),
  ...(hasCache ? { cache: 'no-store' as const } : {}),
  ...(credentials === undefined ? {} : { credentials }),
  ...(signal === undefined ? {} : { signal })
})

/** A browser would answer from its cache what only the service knows; some workers refuse to be asked not to. */
const hasCache = typeof Request === 'function' && 'cache' in Request.prototype

const headersOf = (headers: Headers): ResponseHeaders => {
  const joined = Object.fromEntries(headers)
  // Several cookies come one by one, everything else is joined already.
  return 'set-cookie' in joined ? { ...joined, 'set-cookie': headers.getSetCookie().join(', ') } : joined
}

const failed = ({ method, signal, url }: HttpRequest, failure: Failure): E.Left<TransportError> => {
  const told = signal?.aborted === true ? { ...failure, reason: 'aborted' as const, cause: signal.reason } : failure
  return { _tag: 'Left', left: transportError({ ...told, method, url, sent: told.sent ?? true }) }
}
