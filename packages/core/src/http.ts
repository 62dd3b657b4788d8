/**
 * The seam between the SDK and the network: plain requests, plain answers, and one function from the one to the other.
 *
 * @since 0.1.0
 */
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'

import type { TransportError } from './error.js'
import type { Microversion } from './microversion.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'HEAD'

/** Header names in any case; one value each. */
export type RequestHeaders = Readonly<Record<string, string>>

/** Header names in lower case; the values of a repeated header are joined by `, `. */
export type ResponseHeaders = Readonly<Record<string, string>>

export type RequestBody = string | Uint8Array | AsyncIterable<Uint8Array>

/** What the request is for, so that policies and observers can speak of it without its ids. */
export interface RequestContext {
  /** `compute`, `identity`, … */
  readonly service: string
  /** `ServerAction.get`, or `auth` and `discovery` for the SDK's own requests. */
  readonly operation: string
  /** The path template, e.g. `/servers/{serverId}/os-instance-actions`: bounded, unlike paths. */
  readonly route: string
  readonly microversion?: Microversion
  /** Whether the body or the answer may hold secrets throughout, as signing in does: nothing of it is shown. */
  readonly confidential?: boolean
  /** Whether doing it twice does no more than doing it once, whatever its method: asking for a token, say. */
  readonly repeatable?: boolean
  /** Names one call among others: the outermost `observe` gives it, and it ties the events of a call together. */
  readonly call?: string
}

export interface HttpRequest {
  readonly method: Method
  /** Absolute. */
  readonly url: string
  readonly headers: RequestHeaders
  readonly body?: RequestBody | undefined
  readonly signal?: AbortSignal | undefined
  /** Milliseconds until the connection stands; adapters that cannot tell (fetch) leave it to the other deadlines. */
  readonly connectTimeout?: number | undefined
  /** Ask for `stream` instead of `text`. */
  readonly streamed?: boolean | undefined
  readonly context?: RequestContext | undefined
}

export interface HttpResponse {
  readonly status: number
  readonly headers: ResponseHeaders
  /** The whole body as UTF-8; empty where there is none, and when a stream was asked for. */
  readonly text: string
  /** The body in pieces, only when the request asked for it; throws a `TransportError` value where it breaks. */
  readonly stream?: AsyncIterable<Uint8Array>
}

/**
 * Sends one request and reads its whole answer. Every status is an answer; only silence is an error. An adapter never
 * retries, follows a redirect, logs or throws: `transportContract` in `testing` holds it to that.
 */
export interface Transport {
  (request: HttpRequest): TaskEither<TransportError, HttpResponse>
}

/** Something done to a transport: a deadline, a retry, an observer. Composed with `pipe`. */
export interface Policy {
  (transport: Transport): Transport
}
