/**
 * A service of a signed-in cloud: its place is found on the first call, and every request carries the token there and
 * nowhere else.
 *
 * @since 0.1.0
 */
import {
  type Clock,
  configError,
  type HttpRequest,
  type HttpResponse,
  type MicroversionPolicy,
  isMicroversion,
  type MicroversionRange,
  type OpenStackError,
  requestError,
  type RequestHeaders,
  type Service,
  type ServiceRequest,
  type ServiceType,
  strike,
  type Transport,
  transportError,
  within,
  type Within
} from '@openstack-ts/core'
import * as E from 'fp-ts/lib/Either.js'

import type { Access } from './access.js'
import { findEndpoint, type Interface } from './catalog.js'
import type { ServiceOptions } from './cloud-options.js'
import type { Discovery } from './discovery.js'
import { fillTemplate, locate, type Place } from './place.js'
import { majorOf, serviceFacts } from './service-facts.js'
import type { Session } from './session.js'
import { singleFlight } from './single-flight.js'
import { pickVersion } from './version-document.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

type Answer<A> = Promise<E.Either<OpenStackError, A>>

export interface ServiceParts {
  readonly type: ServiceType
  readonly options: ServiceOptions
  readonly region: string | undefined
  readonly interfaces: ReadonlyArray<Interface>
  readonly session: Session
  readonly discover: Discovery
  readonly transport: Transport
  readonly clock: Clock
  /** Milliseconds for a call that says nothing, where it has more to do than to send one request. */
  readonly timeout: number
  /** What every request carries beside the token. */
  readonly headers: Readonly<Record<string, string>>
}

// -------------------------------------------------------------------------------------
// constructors
// -------------------------------------------------------------------------------------

export const signedService = (parts: ServiceParts): Service => {
  const { options, type } = parts
  if (options.disabled !== undefined) return disabledService(type, options.disabled)
  const find = placeFinder(parts)
  const send = sender(parts, find)
  const limit = limiter(parts)
  const versions = versionsAsked(parts, find)
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

interface FindPlace {
  /** At once, where it is known. */
  (access: Access): Place | undefined
  readonly ask: (access: Access, signal?: AbortSignal) => Answer<Place>
}

/** One async function per call, nothing but two reads of the clock and a string on the way. */
const sender = (parts: ServiceParts, find: FindPlace) => {
  const { headers, session, transport } = parts
  const limit = limiter(parts)
  return async (request: ServiceRequest, signal: AbortSignal | undefined): Answer<HttpResponse> => {
    const wrong = refuse(request)
    if (wrong !== undefined) return E.left(wrong)
    let access = session.current()
    if (access === undefined) {
      const signedIn = await session.access(signal)
      if (E.isLeft(signedIn)) return signedIn
      access = signedIn.right
    }
    let place = find(access)
    if (place === undefined) {
      const found = await find.ask(access, signal)
      if (E.isLeft(found)) return found
      place = found.right
    }
    const sent = { place, common: headers, request, signal }
    const answer = await transport(signed(sent, access))()
    if (E.isLeft(answer) || answer.right.status < 400) return answer
    if (answer.right.status !== 401 || isStream(request.body)) return unquoted(answer, access)
    return bounded(limit(request.timeout, signal), async (limited = signal) => {
      const renewed = await session.renew(access, limited)
      if (E.isLeft(renewed)) return renewed
      const { right: fresh } = renewed
      if (fresh.token === access.token) return unquoted(answer, access)
      return unquoted(await transport(signed({ ...sent, signal: limited }, fresh))(), fresh)
    })
  }
}

/** A no without the token that the service may quote in it. */
const unquoted = <E>(answer: E.Either<E, HttpResponse>, { headers }: Access): E.Either<E, HttpResponse> => {
  if (E.isLeft(answer) || answer.right.status < 400) return answer
  const text = strike(answer.right.text, Object.values(headers))
  return text === answer.right.text ? answer : E.right({ ...answer.right, text })
}

const isStream = (body: ServiceRequest['body']): boolean =>
  body !== undefined && typeof body !== 'string' && !(body instanceof Uint8Array)

interface Sent {
  readonly place: Place
  readonly common: RequestHeaders
  readonly request: ServiceRequest
  readonly signal: AbortSignal | undefined
}

/** The request with a token. By `assign`: adding properties to a spread costs more than all the rest of a call. */
const signed = ({ common, place, request, signal }: Sent, { headers: token }: Access): HttpRequest => {
  const { base, body, context, headers, method, path, streamed } = request
  const below = base === 'root' ? place.root : place.endpoint
  const slash = path === '' || path.startsWith('/') || path.startsWith('?') ? '' : '/'
  const sent = { method, url: below + slash + path, headers: Object.assign({}, common, headers, token), context }
  const plain = body === undefined && streamed === undefined && signal === undefined
  return plain ? sent : Object.assign(sent, defined(request, signal))
}

const defined = ({ body, streamed }: ServiceRequest, signal: AbortSignal | undefined) => ({
  ...(body === undefined ? {} : { body }),
  ...(streamed === undefined ? {} : { streamed }),
  ...(signal === undefined ? {} : { signal })
})

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
// finding
// -------------------------------------------------------------------------------------

const placeFinder = (parts: ServiceParts): FindPlace => {
  let known: Place | undefined
  const ask = async (access: Access, signal?: AbortSignal): Answer<Place> => {
    const { discover, options, type } = parts
    const url = urlOf(parts, access)
    if (E.isLeft(url)) return url
    const major = majorWanted(type, options)
    const found = await locate(url.right, { service: type, major, project: access.project?.id, discover, signal })
    if (E.isRight(found)) known = found.right
    return found
  }
  return Object.assign(() => known, { ask })
}

const urlOf = (parts: ServiceParts, access: Access): E.Either<OpenStackError, string> => {
  const { interfaces, options, region, type } = parts
  if (options.endpointOverride !== undefined) return fillTemplate(options.endpointOverride, access)
  if (access.endpoint !== undefined) return E.right(access.endpoint)
  const { serviceName, serviceType = type } = options
  return findEndpoint(access.catalog ?? [], {
    serviceType,
    interfaces: options.interfaces ?? interfaces,
    ...((options.region ?? region) === undefined ? {} : { region: options.region ?? region ?? '' }),
    ...(serviceName === undefined ? {} : { serviceName })
  })
}

const majorWanted = (type: ServiceType, { apiVersion, serviceType }: ServiceOptions): number => {
  const told = apiVersion === undefined ? Number.NaN : Number.parseInt(apiVersion.replace(/^v/, ''), 10)
  if (!Number.isNaN(told)) return told
  return (serviceType === undefined ? undefined : majorOf(serviceType)) ?? serviceFacts[type].major
}

/** `2.60` as an API version pins a microversion; `2.0` and `2` do not. */
const policyOf = ({ apiVersion, microversion }: ServiceOptions): MicroversionPolicy => {
  if (microversion !== undefined) return microversion
  const pinned = apiVersion !== undefined && isMicroversion(apiVersion) && !apiVersion.endsWith('.0')
  return pinned ? apiVersion : 'latest'
}

// -------------------------------------------------------------------------------------
// microversions
// -------------------------------------------------------------------------------------

interface Versions {
  readonly ask: () => Answer<MicroversionRange | undefined>
  readonly known: NonNullable<Service['known']>
}

const versionsAsked = (parts: ServiceParts, find: FindPlace): Versions => {
  const { session, type } = parts
  const none = { microversions: undefined }
  if (!serviceFacts[type].microversions) return { ask: async () => E.right(undefined), known: () => none }
  const givenUp = (): OpenStackError => transportError({ reason: 'aborted', sent: false, method: 'GET', url: type })
  const asked = async (signal: AbortSignal): Answer<MicroversionRange | undefined> => {
    const signedIn = await session.access(signal)
    if (E.isLeft(signedIn)) return signedIn
    const known = find(signedIn.right)
    const place = known === undefined ? await find.ask(signedIn.right, signal) : E.right(known)
    return E.isLeft(place) ? place : rangeAt(parts, place.right, signal)
  }
  const question = singleFlight(asked, givenUp)
  let known: { readonly microversions: MicroversionRange | undefined } | undefined
  return {
    known: () => known,
    ask: async () => {
      if (known !== undefined) return E.right(known.microversions)
      const answer = await question()
      if (E.isRight(answer)) known = { microversions: answer.right }
      return answer
    }
  }
}

/** The version's own document, and the list of versions where that is not to be had; trouble ends it at once. */
const rangeAt = async (
  { discover, options, type }: ServiceParts,
  place: Place,
  signal: AbortSignal
): Answer<MicroversionRange | undefined> => {
  if (place.version !== undefined) return E.right(place.version.microversions)
  const major = majorWanted(type, options)
  const minor = Number(/\/v\d+\.(\d+)$/.exec(place.versioned ?? '')?.[1] ?? 0)
  const own = `${place.versioned ?? place.root}/`
  const list = `${place.root}/`
  const candidates = serviceFacts[type].listedFirst === true ? [list, own] : [own, list]
  let first: E.Either<OpenStackError, never> | undefined
  for (const url of new Set(candidates)) {
    const versions = await discover(type, url, signal)
    if (E.isLeft(versions)) {
      if (!isElsewhere(versions.left)) return versions
      first = first ?? versions
      continue
    }
    const version = pickVersion(versions.right, { major, minor })
    if (version !== undefined) return E.right(version.microversions)
  }
  return first ?? E.right(undefined)
}

/** Whether another URL may know better: this one wants a token, is not there, or speaks of something else. */
const isElsewhere = (error: OpenStackError): boolean =>
  error._tag === 'DecodeError' || (error._tag === 'HttpError' && error.status < 500 && error.status !== 429)

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

const disabledService = (type: ServiceType, reason: string): Service => {
  const error = configError({ message: `The service ${type} is disabled for this cloud: ${reason}` })
  const never = async (): Promise<E.Either<OpenStackError, never>> => E.left(error)
  return Object.freeze({ microversions: never, policy: 'latest', send: () => never })
}
