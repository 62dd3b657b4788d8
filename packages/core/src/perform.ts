/**
 * One request and its answer: which microversion it speaks, what is sent, and what the answer says. Internal, but for what
 * callers may want of it.
 *
 * @since 0.1.0
 */
import * as E from 'fp-ts/lib/Either.js'

import { type DecodeError, type OpenStackError, requestError, transportError } from './error.js'
import { httpErrorOf } from './fault.js'
import type { HttpResponse, RequestHeaders } from './http.js'
import { type Microversion, type MicroversionPolicy, type MicroversionRange, negotiate } from './microversion.js'
import { type AnyEndpoint, type Asked, requestOf } from './request.js'
import type { Service, ServiceRequest } from './service.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

/** What one call may want otherwise than the connection has it. */
export interface CallOptions {
  /** Exactly this microversion, or the newest both sides know. */
  readonly microversion?: MicroversionPolicy
  /** Ends the call, its retries and its waiting. */
  readonly signal?: AbortSignal
  /** Milliseconds for the whole call, retries included. */
  readonly timeout?: number
  /** Headers to add: a global request id (`X-Openstack-Request-Id`), say. */
  readonly headers?: RequestHeaders
}

/** @internal What one call is made of, beside its endpoint. */
export interface Given<A> {
  readonly input: unknown
  readonly options: CallOptions
  readonly cursor?: Asked['cursor']
  readonly read: Read<A>
}

/** @internal What is made of a 2xx answer. */
export interface Read<A> {
  (endpoint: AnyEndpoint, response: HttpResponse, version: Microversion | undefined): E.Either<DecodeError, A>
}

// -------------------------------------------------------------------------------------
// operations
// -------------------------------------------------------------------------------------

type Performed<A> = Promise<E.Either<OpenStackError, A>>

/** @internal One request, and what is read of its answer. */
export const perform = <A>(
  endpoint: AnyEndpoint,
  given: Given<A>,
  cloud: Readonly<Record<string, Service>>
): Performed<A> => {
  const service = cloud[endpoint.service]
  if (service === undefined) return Promise.resolve(E.left(noService(endpoint)))
  const known = service.known?.()
  return known === undefined
    ? first(endpoint, given, service)
    : ask(endpoint, given, { service, microversions: known.microversions })
}

/** The first call signs in, finds the service and asks it for its microversions, which takes time of its own. */
const first = async <A>(endpoint: AnyEndpoint, given: Given<A>, service: Service): Performed<A> => {
  const { options } = given
  const limit = service.limit?.(options.timeout, options.signal)
  const signal = limit?.signal ?? options.signal
  const offered =
    endpoint.microversion === undefined
      ? unversioned
      : await unlessAborted(service.microversions(), endpoint.name, signal)
  const limited = signal === undefined ? given : { ...given, options: { ...options, signal } }
  const answer = E.isLeft(offered) ? offered : await ask(endpoint, limited, { service, microversions: offered.right })
  limit?.end()
  return limit !== undefined && E.isLeft(answer) ? E.left(limit.explain(answer.left)) : answer
}

const unversioned = E.right(undefined)

interface Asking {
  readonly service: Service
  readonly microversions: MicroversionRange | undefined
}

/** One async function, for each step of a pipeline would cost as much as all the rest. */
const ask = async <A>(
  endpoint: AnyEndpoint,
  { cursor = [], input, options, read }: Given<A>,
  { microversions, service }: Asking
): Performed<A> => {
  const version = agreed(endpoint, microversions, options.microversion ?? service.policy)
  if (E.isLeft(version)) return version
  const request = requestOf(endpoint, { input: input as Asked['input'], version: version.right, cursor })
  if (E.isLeft(request)) return request
  const response = await service.send(withOptions(request.right, options))()
  if (E.isLeft(response)) return response
  const { status } = response.right
  return status < 200 || status > 299
    ? E.left(httpErrorOf(request.right, response.right))
    : read(endpoint, response.right, version.right)
}

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

interface Agreement {
  readonly offered: MicroversionRange
  readonly policy: MicroversionPolicy
  readonly version: E.Either<OpenStackError, Microversion>
}

const agreements = new WeakMap<AnyEndpoint, Agreement>()

/** The microversion of a call: none where one side has none. The last agreement holds as long as both say the same. */
const agreed = (
  endpoint: AnyEndpoint,
  offered: MicroversionRange | undefined,
  policy: MicroversionPolicy
): E.Either<OpenStackError, Microversion | undefined> => {
  if (endpoint.microversion === undefined || offered === undefined) return unversioned
  const last = agreements.get(endpoint)
  if (last?.offered === offered && last.policy === policy) return last.version
  const { microversion, name, since, until } = endpoint
  const version = negotiate({
    feature: name,
    known: microversion ?? offered.max,
    lifetime: { ...(since === undefined ? {} : { since }), ...(until === undefined ? {} : { until }) },
    offered,
    policy
  })
  agreements.set(endpoint, { offered, policy, version })
  return version
}

/** Discovery is shared by all calls, so one caller's abort ends that caller's waiting, not the discovery. */
const unlessAborted = <A>(
  pending: Promise<E.Either<OpenStackError, A>>,
  operation: string,
  signal: AbortSignal | undefined
): Promise<E.Either<OpenStackError, A>> => {
  if (signal === undefined) return pending
  return new Promise((resolve) => {
    const abort = (): void =>
      resolve(E.left(transportError({ reason: 'aborted', sent: false, method: 'GET', url: operation })))
    if (signal.aborted) abort()
    signal.addEventListener('abort', abort, { once: true })
    void pending.then(resolve).finally(() => signal.removeEventListener('abort', abort))
  })
}

const withOptions = (request: ServiceRequest, { headers, signal, timeout }: CallOptions): ServiceRequest => {
  if (headers === undefined && signal === undefined && timeout === undefined) return request
  const { base, body, context, headers: own, method, path } = request
  return {
    method,
    path,
    headers: headers === undefined ? own : { ...headers, ...own },
    body,
    base,
    context,
    signal,
    timeout
  }
}

const noService = ({ name, service }: AnyEndpoint): OpenStackError =>
  requestError({ message: `${name} needs a cloud with ${service}; this one has no such service`, operation: name })
