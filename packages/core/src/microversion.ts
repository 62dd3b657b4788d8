/**
 * Microversions: the dialect a client and a service agree on, e.g. `2.84`. They are text, never numbers: `2.10` is
 * younger than `2.9`.
 *
 * @see https://docs.openstack.org/api-guide/compute/microversions.html
 * @since 0.1.0
 */
import * as E from 'fp-ts/lib/Either.js'
import * as Ordering from 'fp-ts/lib/Ord.js'

import { type MicroversionError, microversionError } from './error.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

/** `major.minor`, compared as two numbers. */
export type Microversion = `${number}.${number}`

/** What a service offers, both ends included. */
export interface MicroversionRange {
  readonly min: Microversion
  readonly max: Microversion
}

/** When something exists: from `since` on (or always), up to and including `until` (or still). */
export interface Lifetime {
  readonly since?: Microversion
  readonly until?: Microversion
}

/** What a caller asks for: the newest both sides know, or exactly one. */
export type MicroversionPolicy = 'latest' | Microversion

// -------------------------------------------------------------------------------------
// instances
// -------------------------------------------------------------------------------------

const parts = new Map<string, number>()

/** One number that sorts as the version does; versions are few, so each is read once. */
const rank = (version: Microversion): number => {
  const known = parts.get(version)
  if (known !== undefined) return known
  const [major, minor] = version.split('.')
  const value = Number(major) * 1e6 + Number(minor)
  if (parts.size < 1000) parts.set(version, value)
  return value
}

export const Ord: Ordering.Ord<Microversion> = Ordering.fromCompare((a, b) => {
  const difference = rank(a) - rank(b)
  return difference < 0 ? -1 : difference > 0 ? 1 : 0
})

// -------------------------------------------------------------------------------------
// queries
// -------------------------------------------------------------------------------------

/**
 * Whether a text is a microversion, as in a header or a configuration file.
 *
 * @example
 * assert.deepStrictEqual([isMicroversion('2.104'), isMicroversion('latest')], [true, false])
 */
export const isMicroversion = (text: string): text is Microversion => /^\d{1,6}\.\d{1,6}$/.test(text)

/**
 * Reads as a sentence: `isOlderThan('2.62')('2.1')`.
 *
 * @example
 * assert.deepStrictEqual([isOlderThan('2.62')('2.9'), isOlderThan('2.62')('2.104')], [true, false])
 */
export const isOlderThan =
  (wanted: Microversion) =>
  (version: Microversion): boolean =>
    rank(version) < rank(wanted)

/**
 * Whether something with this lifetime exists at a version.
 *
 * @example
 * assert.deepStrictEqual(existsAt({ since: '2.6', until: '2.43' })('2.10'), true)
 */
export const existsAt =
  ({ since, until }: Lifetime) =>
  (version: Microversion): boolean =>
    (since === undefined || rank(version) >= rank(since)) && (until === undefined || rank(version) <= rank(until))

const older = (a: Microversion, b: Microversion | undefined): Microversion =>
  b === undefined || rank(a) <= rank(b) ? a : b

/** What one call knows of versions before it asks. */
export interface Negotiation {
  /** What is asked for, as an error names it: `ServerAction.list`. */
  readonly feature: string
  /** The newest microversion the declaration was written against. */
  readonly known: Microversion
  readonly lifetime: Lifetime
  readonly offered: MicroversionRange
  readonly policy: MicroversionPolicy
}

/**
 * The highest version that both sides know, the endpoint exists at and the policy allows; a `MicroversionError` where
 * there is none. A pinned version newer than the declaration is spoken as it is: the caller knows more than we do.
 *
 * @example
 * const spoken = negotiate({
 *   feature: 'Server.get',
 *   known: '2.104',
 *   lifetime: {},
 *   offered: { min: '2.1', max: '2.96' },
 *   policy: 'latest'
 * })
 *
 * assert.deepStrictEqual(spoken, E.right('2.96'))
 */
export const negotiate = (terms: Negotiation): E.Either<MicroversionError, Microversion> => {
  const { lifetime, offered, policy } = terms
  const wanted = policy === 'latest' ? older(older(terms.known, offered.max), lifetime.until) : policy
  const speakable = rank(wanted) >= rank(offered.min) && rank(wanted) <= rank(offered.max)
  return speakable && existsAt(lifetime)(wanted)
    ? E.right(wanted)
    : E.left(microversionError({ feature: terms.feature, needs: lifetime, offered, policy }))
}

// -------------------------------------------------------------------------------------
// headers
// -------------------------------------------------------------------------------------

/** The names under which services hear of microversions, where they differ from the service type. */
const spoken: Readonly<Record<string, string>> = {
  'block-storage': 'volume',
  'shared-file-system': 'shared-file-system'
}

/** The headers of before 2.27, which old services alone understand. */
const legacy: Readonly<Record<string, string>> = {
  compute: 'X-OpenStack-Nova-API-Version',
  baremetal: 'X-OpenStack-Ironic-API-Version',
  'shared-file-system': 'X-OpenStack-Manila-API-Version'
}

/**
 * The request headers that ask a service for a version. Each service is sent its own: Cinder refuses Nova's.
 *
 * @example
 * assert.deepStrictEqual(microversionHeaders('block-storage', '3.70'), { 'OpenStack-API-Version': 'volume 3.70' })
 */
export const microversionHeaders = (service: string, version: Microversion): Readonly<Record<string, string>> => {
  const old = legacy[service]
  const headers = { 'OpenStack-API-Version': `${spoken[service] ?? service} ${version}` }
  return old === undefined ? headers : { ...headers, [old]: version }
}
