/**
 * Discovery: where a service's API is, and which microversions it speaks.
 *
 * Documents are asked for without a token. Of the links in them only the path is believed: behind a proxy the host is
 * often wrong, and a token must not follow a lie. An answer is kept for as long as the cloud is used; a failure for ten
 * seconds, so that a broken service is asked once and not before every call.
 *
 * @since 0.1.0
 */
import {
  type Clock,
  decodeError,
  httpError,
  type OpenStackError,
  type Listener,
  requestIdsOf,
  type ServiceType,
  type Transport,
  transportError,
  type VersionsDiscovered
} from '@openstack-ts/core'
import * as E from 'fp-ts/lib/Either.js'

import { type Question, remembered, singleFlight } from './single-flight.js'
import { type ApiVersion, readVersions } from './version-document.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

/** The versions that are listed at a URL. */
export interface Discovery {
  (
    service: ServiceType,
    url: string,
    signal?: AbortSignal
  ): Promise<E.Either<OpenStackError, ReadonlyArray<ApiVersion>>>
}

export interface DiscoveryOptions {
  readonly transport: Transport
  readonly clock: Clock
  readonly headers: Readonly<Record<string, string>>
  readonly onEvent: Listener
}

/** Milliseconds. */
const failuresKept = 10_000

// -------------------------------------------------------------------------------------
// constructors
// -------------------------------------------------------------------------------------

/** A discovery that remembers what it was told. */
export const discovery = (options: DiscoveryOptions): Discovery => {
  const known = new Map<string, Question<ReadonlyArray<ApiVersion>>>()
  return (service, url, signal) => {
    const key = `${service} ${url}`
    const question = known.get(key) ?? ask(options, service, url)
    known.set(key, question)
    return question(signal)
  }
}

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

const ask = (options: DiscoveryOptions, service: ServiceType, url: string): Question<ReadonlyArray<ApiVersion>> => {
  const { clock, onEvent } = options
  const givenUp = (): OpenStackError => transportError({ reason: 'aborted', sent: false, method: 'GET', url })
  const asked = async (signal: AbortSignal): Promise<E.Either<OpenStackError, ReadonlyArray<ApiVersion>>> => {
    const start = clock.now()
    const answer = await fetchVersions(options, { service, url, signal })
    const now = clock.now()
    const event = { _tag: 'VersionsDiscovered', at: now, service, url, duration: now - start } as const
    if (E.isLeft(answer)) onEvent({ ...event, error: answer.left })
    else onEvent({ ...event, ...microversionsOf(answer.right) })
    return answer
  }
  return remembered(singleFlight(asked, givenUp), { badFor: failuresKept, clock })
}

const microversionsOf = ([newest]: ReadonlyArray<ApiVersion>): Pick<VersionsDiscovered, 'microversions'> =>
  newest?.microversions === undefined ? {} : { microversions: newest.microversions }

const fetchVersions = async (
  { headers, transport }: DiscoveryOptions,
  { service, signal, url }: { readonly service: ServiceType; readonly url: string; readonly signal: AbortSignal }
): Promise<E.Either<OpenStackError, ReadonlyArray<ApiVersion>>> => {
  const context = { service, operation: 'discovery', route: '/' }
  const answer = await transport({ method: 'GET', url, headers, signal, context })()
  if (E.isLeft(answer)) return answer
  const { status } = answer.right
  const requestIds = requestIdsOf(answer.right.headers)
  const operation = `the version discovery of ${service} at ${url}`
  if (status === 200 || status === 300) {
    const versions = readVersions(answer.right, operation)
    if (E.isLeft(versions) || versions.right.length > 0) return versions
    const facts = { path: '', expected: 'at least one usable version', actual: 'none', operation, requestIds }
    return E.left(decodeError(facts))
  }
  const path = new URL(url).pathname
  const detail = 'its versions cannot be discovered, so that no call can be made'
  return E.left(
    httpError({ status, detail, service, operation: 'discovery', method: 'GET', route: '/', path, requestIds })
  )
}
