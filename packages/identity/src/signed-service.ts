/**
 * A service of a signed-in cloud: its place is found on the first call, and every request carries the token there and
 * nowhere else.
 *
 * @since 0.1.0
 */
import {
  configError,
  type HttpRequest,
  type HttpResponse,
  isMicroversion,
  type MicroversionPolicy,
  type OpenStackError,
  requestError,
  type RequestHeaders,
  type Service,
  type ServiceRequest,
  type ServiceType,
  strike,
  within,
  type Within
} from '@openstack-ts/core'
import * as E from 'fp-ts/lib/Either.js'

import type { Access } from './access.js'
import type { ServiceOptions } from './cloud-options.js'
import type { Place } from './place.js'
import { type Answer, type FindPlace, placeFinder, type ServiceParts } from './service-place.js'
import { serviceVersions } from './service-versions.js'

// -------------------------------------------------------------------------------------
// constructors
// -------------------------------------------------------------------------------------

export const signedService = (parts: ServiceParts): Service => {
  const { options, type } = parts
  if (options.disabled !== undefined) return disabledService(type, options.disabled)
  const find = placeFinder(parts)
  const send = sender(parts, find)
  const limit = limiter(parts)
  const versions = serviceVersions(parts, find)
  return Object.freeze({
    limit,
    microversions: () => versions.ask(),
    known: () => {
      const access = parts.session.current()
      return access === undefined || find(access) === undefined ? undefined : versions.known()
    },
    policy: policyOf(options),
    send: (request: ServiceRequest) => () =>
      request.timeout === undefined
        ? send(request, request.signal)
        : bounded(limit(request.timeout, request.signal), (signal) => send(request, signal ?? request.signal))
  })
}

const limiter =
  ({ clock, timeout }: ServiceParts): NonNullable<Service['limit']> =>
  (milliseconds = timeout, signal) =>
    milliseconds === Infinity ? undefined : within(milliseconds, signal, clock)

/** Whatever a limit cuts short is a timeout. */
const bounded = async <A>(
  limit: Within | undefined,
  run: (signal: AbortSignal | undefined) => Answer<A>
): Answer<A> => {
  const answer = await run(limit?.signal)
  limit?.end()
  return limit !== undefined && E.isLeft(answer) ? E.left(limit.explain(answer.left)) : answer
}

// -------------------------------------------------------------------------------------
// sending
// -------------------------------------------------------------------------------------

/** A call that is signed in, and knows its place, costs one promise, a look at the clock and a string. */
const sender = (parts: ServiceParts, find: FindPlace) => {
  const { session } = parts
  const dispatch = dispatcher(parts)
  const prepare = async (request: ServiceRequest, signal: AbortSignal | undefined): Answer<HttpResponse> => {
    const access = await session.access(signal)
    if (E.isLeft(access)) return access
    const known = find(access.right)
    const place = known === undefined ? await find.ask(access.right, signal) : E.right(known)
    return E.isLeft(place) ? place : dispatch({ access: access.right, place: place.right, request, signal })
  }
  return (request: ServiceRequest, signal: AbortSignal | undefined): Answer<HttpResponse> => {
    const wrong = refuse(request)
    if (wrong !== undefined) return Promise.resolve(E.left(wrong))
    const access = session.current()
    const place = access && find(access)
    return access === undefined || place === undefined
      ? prepare(request, signal)
      : dispatch({ access, place, request, signal })
  }
}

interface Sent {
  readonly access: Access
  readonly place: Place
  readonly request: ServiceRequest
  readonly signal: AbortSignal | undefined
}

/** Sends with the token, and once more with a new one where it is refused. */
const dispatcher = (parts: ServiceParts) => {
  const { session, transport } = parts
  const limit = limiter(parts)
  const headersWith = headersOf(parts.headers)
  const once = (sent: Sent): Answer<HttpResponse> => transport(signed(sent, headersWith(sent.access, sent.request)))()
  const renewing = ({ access, signal, ...sent }: Sent, refused: E.Either<OpenStackError, HttpResponse>) =>
    bounded(limit(sent.request.timeout, signal), async (limited = signal) => {
      const renewed = await session.renew(access, limited)
      if (E.isLeft(renewed)) return renewed
      const { right: fresh } = renewed
      if (fresh.token === access.token) return unquoted(refused, access)
      return unquoted(await once({ ...sent, access: fresh, signal: limited }), fresh)
    })
  return (sent: Sent): Answer<HttpResponse> =>
    once(sent).then((answer) => {
      if (E.isLeft(answer) || answer.right.status < 400) return answer
      return answer.right.status === 401 && !isStream(sent.request.body)
        ? renewing(sent, answer)
        : unquoted(answer, sent.access)
    })
}

/** A no without the token that the service may quote in it. */
const unquoted = <E>(answer: E.Either<E, HttpResponse>, { headers }: Access): E.Either<E, HttpResponse> => {
  if (E.isLeft(answer) || answer.right.status < 400) return answer
  const text = strike(answer.right.text, Object.values(headers))
  return text === answer.right.text ? answer : E.right({ ...answer.right, text })
}

const isStream = (body: ServiceRequest['body']): boolean =>
  body !== undefined && typeof body !== 'string' && !(body instanceof Uint8Array)

/** All headers of a request. Those that are frozen will be the same with the next call, and so is what is made of them. */
const headersOf = (common: RequestHeaders) => {
  const known = new WeakMap<RequestHeaders, { readonly token: RequestHeaders; readonly all: RequestHeaders }>()
  return ({ headers: token }: Access, { headers: own }: ServiceRequest): RequestHeaders => {
    const last = known.get(own)
    if (last?.token === token) return last.all
    const all = { ...common, ...own, ...token }
    if (Object.isFrozen(own)) known.set(own, { token, all: Object.freeze(all) })
    return all
  }
}

const signed = ({ place, request, signal }: Sent, headers: RequestHeaders): HttpRequest => {
  const { base, body, context, method, path, streamed } = request
  const below = base === 'root' ? place.root : place.endpoint
  const slash = path === '' || path.startsWith('/') || path.startsWith('?') ? '' : '/'
  return { method, url: below + slash + path, headers, body, signal, streamed, context }
}

// -------------------------------------------------------------------------------------
// refusing
// -------------------------------------------------------------------------------------

/** What a URL parser would drop or turn: whitespace, control characters, backslashes; and a fragment. */
// eslint-disable-next-line no-control-regex -- they are what is looked for
const foreign = /[\u0000-\u0020\\#\u007f]/

/** `.` and `..`, encoded or not, would lead out of the service. */
const dots = /(?:^|\/)(?:\.|%2e){1,2}(?:\/|$)/i

const refuse = ({ context, headers, path }: ServiceRequest): OpenStackError | undefined => {
  const { operation } = context
  const end = path.indexOf('?')
  if (foreign.test(path) || dots.test(end === -1 ? path : path.slice(0, end))) {
    const message = `${operation} was given the path ${JSON.stringify(path)}, which would lead elsewhere`
    return requestError({ message, operation, parameter: 'path' })
  }
  for (const name in headers) {
    const lower = name.toLowerCase()
    if (lower === 'x-auth-token' || lower === 'authorization') {
      const message = `${operation} was given the header ${name}, which only signing in may set`
      return requestError({ message, operation, parameter: name })
    }
  }
  return undefined
}

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

const disabledService = (type: ServiceType, reason: string): Service => {
  const error = configError({ message: `The service ${type} is disabled for this cloud: ${reason}` })
  const never = async (): Promise<E.Either<OpenStackError, never>> => E.left(error)
  return Object.freeze({ microversions: never, policy: 'latest', send: () => never })
}

/** `2.60` as an API version pins a microversion; `2.0` and `2` do not. */
const policyOf = ({ apiVersion, microversion }: ServiceOptions): MicroversionPolicy => {
  if (microversion !== undefined) return microversion
  const pinned = apiVersion !== undefined && isMicroversion(apiVersion) && !apiVersion.endsWith('.0')
  return pinned ? apiVersion : 'latest'
}
