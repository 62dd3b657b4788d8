/**
 * Which microversions one service of a cloud offers, asked once and remembered.
 *
 * @since 0.1.0
 */
import { type MicroversionRange, type OpenStackError, type Service, transportError } from '@openstack-ts/core'
import * as E from 'fp-ts/lib/Either.js'

import type { Place } from './place.js'
import { serviceFacts } from './service-facts.js'
import { type Answer, type FindPlace, majorWanted, type ServiceParts } from './service-place.js'
import { singleFlight } from './single-flight.js'
import { pickVersion } from './version-document.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

export interface Versions {
  readonly ask: () => Answer<MicroversionRange | undefined>
  readonly known: NonNullable<Service['known']>
}

// -------------------------------------------------------------------------------------
// constructors
// -------------------------------------------------------------------------------------

export const serviceVersions = (parts: ServiceParts, find: FindPlace): Versions => {
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

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

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
