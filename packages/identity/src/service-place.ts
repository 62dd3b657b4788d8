/**
 * Where one service of a cloud is, found with its first call and remembered.
 *
 * @since 0.1.0
 */
import type { Clock, OpenStackError, ServiceType, Transport } from '@openstack-ts/core'
import * as E from 'fp-ts/lib/Either.js'

import type { Access } from './access.js'
import type { Interface } from './catalog.js'
import type { ServiceOptions } from './cloud-options.js'
import type { Discovery } from './discovery.js'
import { endpointUrl } from './endpoint-url.js'
import { locate, type Place } from './place.js'
import { majorOf, serviceFacts } from './service-facts.js'
import type { Session } from './session.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

export type Answer<A> = Promise<E.Either<OpenStackError, A>>

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

export interface FindPlace {
  /** At once, where it is known. */
  (access: Access): Place | undefined
  readonly ask: (access: Access, signal?: AbortSignal) => Answer<Place>
}

// -------------------------------------------------------------------------------------
// constructors
// -------------------------------------------------------------------------------------

export const placeFinder = (parts: ServiceParts): FindPlace => {
  let known: Place | undefined
  const ask = async (access: Access, signal?: AbortSignal): Answer<Place> => {
    const { discover, options, type } = parts
    const url = endpointUrl(access, parts)
    if (E.isLeft(url)) return url
    const major = majorWanted(type, options)
    const found = await locate(url.right, { service: type, major, project: access.project?.id, discover, signal })
    if (E.isRight(found)) known = found.right
    return found
  }
  return Object.assign(() => known, { ask })
}

// -------------------------------------------------------------------------------------
// queries
// -------------------------------------------------------------------------------------

/** The major version that is spoken: the one that is told, or the one that the type stands for. */
export const majorWanted = (type: ServiceType, { apiVersion, serviceType }: ServiceOptions): number => {
  const told = apiVersion === undefined ? Number.NaN : Number.parseInt(apiVersion.replace(/^v/, ''), 10)
  if (!Number.isNaN(told)) return told
  return (serviceType === undefined ? undefined : majorOf(serviceType)) ?? serviceFacts[type].major
}
