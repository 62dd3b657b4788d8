/**
 * What happens between the SDK and the clouds, told as plain records to one function.
 *
 * Labels (service, operation, route, method, microversion, status) are bounded: ids stand only in `url`, and secrets
 * nowhere.
 *
 * @since 0.1.0
 */
import { type Either, isLeft, left } from 'fp-ts/lib/Either.js'

import { type Clock, systemClock } from './clock.js'
import { type OpenStackError, type TransportError, transportError } from './error.js'
import { requestIdsOf } from './fault.js'
import type { HttpRequest, HttpResponse, Method, Policy, RequestContext } from './http.js'
import type { Microversion, MicroversionRange } from './microversion.js'
import { isSecretName, redactHeaders, redactText, redactUrl, secretsOf, strike } from './redact.js'
import type { RetryNotice } from './retry.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

export type RequestEvent =
  RequestStarted | RequestRetried | RequestEnded | TokenRenewed | TokenStoreFailed | VersionsDiscovered

/** What all events of one request have in common. */
export interface RequestFacts {
  /** The same on all events of one call, and on no other's. */
  readonly call: string
  /** Milliseconds since 1970. */
  readonly at: number
  readonly service: string
  /** `ServerAction.get` */
  readonly operation: string
  /** `/servers/{serverId}/os-instance-actions` */
  readonly route: string
  readonly method: Method
  readonly microversion?: Microversion
  /** With its ids, without its secrets. For logs; as a label it is unbounded. */
  readonly url: string
}

/** A message as it went over the wire, without its secrets; only where the observer asked for it. */
export interface Message {
  readonly headers: Readonly<Record<string, string>>
  /** Absent where there is none, where it is a stream or bytes, and where the request is confidential. */
  readonly body?: string
}

export interface RequestStarted extends RequestFacts {
  readonly _tag: 'RequestStarted'
  /** Of the body: characters of a text, bytes otherwise; absent for a stream. */
  readonly size?: number
  readonly message?: Message
}

/** One try failed in a way that may pass; another one follows after a pause. */
export interface RequestRetried extends RequestFacts {
  readonly _tag: 'RequestRetried'
  /** Which try failed: 1 is the first. */
  readonly tried: number
  /** Milliseconds until the next. */
  readonly pause: number
  /** Seconds that the service asked for. */
  readonly retryAfter?: number
  readonly status?: number
  readonly error?: TransportError
}

/** Of a streamed answer: its head is there. */
export interface RequestEnded extends RequestFacts {
  readonly _tag: 'RequestEnded'
  /** Milliseconds since the start. */
  readonly duration: number
  /** Retries that `onRetry` told of. */
  readonly retries: number
  /** What was answered, unless nothing was. */
  readonly status?: number
  /** Why there was no answer. */
  readonly error?: TransportError
  /** Under which the service logged it. */
  readonly requestIds: ReadonlyArray<string>
  /** Of the answer's body: bytes as its `Content-Length` says, else characters; absent for a stream. */
  readonly size?: number
  readonly message?: Message
}

/** A token was asked for. `identity` tells of it. */
export interface TokenRenewed {
  readonly _tag: 'TokenRenewed'
  /** Milliseconds since 1970. */
  readonly at: number
  /** There was none, it was about to expire, or a service refused it. */
  readonly reason: 'first' | 'expiring' | 'refused'
  readonly from: 'keystone' | 'store'
  /** Milliseconds. */
  readonly duration: number
  readonly error?: OpenStackError
}

/** A token store failed, and the call went on without it. `identity` tells of it. */
export interface TokenStoreFailed {
  readonly _tag: 'TokenStoreFailed'
  /** Milliseconds since 1970. */
  readonly at: number
  readonly operation: 'get' | 'set' | 'delete'
  readonly message: string
}

/** A service was asked for its versions. `identity` tells of it. */
export interface VersionsDiscovered {
  readonly _tag: 'VersionsDiscovered'
  /** Milliseconds since 1970. */
  readonly at: number
  readonly service: string
  readonly url: string
  /** Milliseconds. */
  readonly duration: number
  readonly microversions?: MicroversionRange
  readonly error?: OpenStackError
}

/** Hears of everything. What it throws, or a promise of its that rejects, is dropped: it cannot break a call. */
export interface Listener {
  (event: RequestEvent): void
}

export interface ObserveOptions {
  /** Adds headers, or headers and bodies, to the events of start and end. Costs time; for debugging. */
  readonly messages?: 'headers' | 'bodies'
  readonly clock?: Clock
}

/** A policy, with what `retry` needs to tell it of retries. */
export interface Observer extends Policy {
  readonly onRetry: (notice: RetryNotice) => void
}

// -------------------------------------------------------------------------------------
// constructors
// -------------------------------------------------------------------------------------

/**
 * Tells the listener of every request. It stands outermost, so that one start and one end go with each call; hand its
 * `onRetry` to `retry` to hear of the tries in between.
 *
 * @example
 * const watch = observe((event) => console.log(event._tag, event))
 * const watched = pipe(transport, retry({ onRetry: watch.onRetry }), watch)
 */
export const observe = (listener: Listener, { clock = systemClock, messages }: ObserveOptions = {}): Observer => {
  const tell = quiet(listener)
  const retries = new Map<string, number>()
  const prefix = Math.random().toString(36).slice(2, 8)
  let calls = 0
  const policy: Policy = (transport) => (request) => async () => {
    const known = request.context?.call
    const call = known ?? `${prefix}-${(calls += 1)}`
    const context = request.context ?? unknownContext
    const labels = labelsOf(request, context, call)
    const at = clock.now()
    const start = started(at, labels, request)
    tell(messages === undefined ? start : { ...start, ...sent(request, messages) })
    const named = known === undefined ? { ...request, context: { call, ...context } } : request
    const over = (answer: Answer): Answer => {
      const now = clock.now()
      const tried = retries.size === 0 ? 0 : (retries.get(call) ?? 0)
      if (tried > 0) retries.delete(call)
      const end = ended({ at: now, duration: now - at, retries: tried }, labels, answer)
      tell(messages === undefined ? end : { ...end, ...seen(answer, request, messages) })
      return answer
    }
    // Whoever counts calls under way, or keeps a span for each, hears the end even of one that throws where it may not.
    try {
      return over(await transport(named)())
    } catch (cause) {
      over(left(thrown(request, cause)))
      throw cause
    }
  }
  return Object.assign(policy, {
    onRetry: ({ request, ...notice }: RetryNotice) => {
      const call = request.context?.call ?? ''
      if (call !== '') retries.set(call, notice.tried)
      const labels = labelsOf(request, request.context ?? unknownContext, call)
      tell({ _tag: 'RequestRetried', at: clock.now(), ...labels, ...notice })
    }
  })
}

/**
 * A listener that never throws: for whoever tells it of something, as `identity` does.
 *
 * @example
 * const listener = quiet(() => {
 *   throw new Error('no disk left')
 * })
 *
 * assert.doesNotThrow(() => listener({ _tag: 'TokenStoreFailed' } as never))
 */
export const quiet =
  (listener: Listener): Listener =>
  (event) => {
    try {
      const answer: unknown = listener(event)
      if (answer instanceof Promise) answer.catch(() => undefined)
    } catch {
      // The listener's trouble is not the caller's.
    }
  }

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

type Answer = Either<TransportError, HttpResponse>

type Messages = ObserveOptions['messages']

const unknownContext: RequestContext = { service: 'unknown', operation: 'unknown', route: 'unknown' }

type Labels = Omit<RequestFacts, 'at'>

const labelsOf = (
  { method, url }: HttpRequest,
  { microversion, operation, route, service }: RequestContext,
  call: string
): Labels =>
  microversion === undefined
    ? { call, service, operation, route, method, url: redactUrl(url) }
    : { call, service, operation, route, method, microversion, url: redactUrl(url) }

// In what follows a spread comes last: adding to one costs twenty times as much.

const started = (at: number, labels: Labels, { body }: HttpRequest): RequestStarted => {
  const _tag = 'RequestStarted'
  if (body === undefined) return { _tag, at, size: 0, ...labels }
  const counted = typeof body === 'string' || body instanceof Uint8Array
  return counted ? { _tag, at, size: body.length, ...labels } : { _tag, at, ...labels }
}

const ended = (
  { at, duration, retries }: Pick<RequestEnded, 'at' | 'duration' | 'retries'>,
  labels: Labels,
  answer: Answer
): RequestEnded => {
  const _tag = 'RequestEnded'
  if (isLeft(answer)) return { _tag, at, duration, retries, error: answer.left, requestIds: [], ...labels }
  const { headers, status, stream } = answer.right
  const requestIds = requestIdsOf(headers)
  return stream === undefined
    ? { _tag, at, duration, retries, status, requestIds, size: sizeOf(answer.right), ...labels }
    : { _tag, at, duration, retries, status, requestIds, ...labels }
}

const sizeOf = ({ headers, text }: HttpResponse): number => {
  const length = headers['content-length']
  return text === '' ? 0 : length === undefined || 'content-encoding' in headers ? text.length : Number(length)
}

const sent = (request: HttpRequest, messages: Messages): { readonly message: Message } => ({
  message: messageOf(request.headers, shownBody(request, request.body, messages))
})

const seen = (answer: Answer, request: HttpRequest, messages: Messages): { readonly message?: Message } => {
  if (isLeft(answer)) return {}
  const { headers, text } = answer.right
  const body = shownBody(request, text, messages)
  const told = typeof request.body === 'string' ? secretsOf(request.body) : []
  const secrets = [...secretHeaders(request.headers), ...secretHeaders(headers), ...told]
  const shown = messageOf(headers, body === undefined ? undefined : strike(body, secrets))
  return { message: { ...shown, headers: mapped(shown.headers, (value) => strike(value, secrets)) } }
}

/** With what follows `Basic` or `Bearer` alone, too: a service may quote it without. */
const secretHeaders = (headers: Readonly<Record<string, string>>): ReadonlyArray<string> =>
  Object.entries(headers).flatMap(([name, value]) => (isSecretName(name) ? [value, value.replace(/^\S+ +/, '')] : []))

const mapped = (
  headers: Readonly<Record<string, string>>,
  change: (value: string) => string
): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, change(value)]))

const thrown = ({ method, url }: HttpRequest, cause: unknown): TransportError =>
  transportError({ reason: 'unknown', detail: 'the transport threw', sent: true, method, url, cause })

const shownBody = ({ context }: HttpRequest, body: HttpRequest['body'], messages: Messages): string | undefined =>
  messages === 'bodies' && typeof body === 'string' && body !== '' && context?.confidential !== true
    ? redactText(body)
    : undefined

const messageOf = (headers: Readonly<Record<string, string>>, body: string | undefined): Message => ({
  headers: redactHeaders(headers),
  ...(body === undefined ? {} : { body })
})
