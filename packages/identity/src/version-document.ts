/**
 * Version documents: what a service says of its API versions, in every form that services have found for it.
 *
 * @see https://docs.openstack.org/api-guide/compute/versions.html
 * @see https://specs.openstack.org/openstack/api-sig/guidelines/microversion_specification.html#version-discovery
 * @since 0.1.0
 */
import {
  decodeError,
  type DecodeError,
  type HttpResponse,
  isMicroversion,
  type MicroversionRange
} from '@openstack-ts/core'
import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'

import { readJson } from './json.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

/** One version of an API. */
export interface ApiVersion {
  readonly major: number
  readonly minor: number
  /** Where it says it is; only the path is to be believed. */
  readonly self?: string
  /** Absent where it has no microversions. */
  readonly microversions?: MicroversionRange
}

const Entry = t.type({ id: t.string })

type Json = Readonly<Record<string, unknown>>

// -------------------------------------------------------------------------------------
// conversions
// -------------------------------------------------------------------------------------

/** The usable versions of a document, newest first: experimental ones are left out, and those without an id. */
export const readVersions = (
  { headers, text }: Pick<HttpResponse, 'headers' | 'text'>,
  operation: string
): E.Either<DecodeError, ReadonlyArray<ApiVersion>> => {
  const reading = { expected: 'a version document', operation, requestIds: [] }
  const body = readJson(t.UnknownRecord, text, reading)
  if (E.isLeft(body)) return body
  const entries = entriesOf(body.right)
  if (entries === undefined) {
    const keys = Object.keys(body.right).slice(0, 5).join(', ')
    return E.left(decodeError({ ...reading, path: '', actual: `an object of ${keys === '' ? 'nothing' : keys}` }))
  }
  const versions = entries.flatMap((entry) => readVersion(entry, headers))
  return E.right([...versions].sort((a, b) => b.major - a.major || b.minor - a.minor))
}

/** The newest version of a major, or exactly the one that a URL names. */
export const pickVersion = (
  versions: ReadonlyArray<ApiVersion>,
  wanted: { readonly major: number; readonly minor?: number }
): ApiVersion | undefined => {
  const same = versions.filter(({ major }) => major === wanted.major)
  return same.find(({ minor }) => minor === wanted.minor) ?? same[0]
}

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

const usable: ReadonlyArray<string> = ['current', 'supported', 'stable', 'deprecated']

const isRecord = (u: unknown): u is Json => typeof u === 'object' && u !== null && !Array.isArray(u)

const records = (u: ReadonlyArray<unknown>): ReadonlyArray<Json> => u.filter(isRecord)

/** `{version: {}}`, `{versions: []}`, `{versions: {values: []}}`, or the version itself. */
const entriesOf = (body: Json): ReadonlyArray<Json> | undefined => {
  const { version, versions } = body
  if (isRecord(version)) return [version]
  if (Array.isArray(versions)) return records(versions)
  if (isRecord(versions) && Array.isArray(versions['values'])) return records(versions['values'])
  return Entry.is(body) ? [body] : undefined
}

const readVersion = (entry: Json, headers: HttpResponse['headers']): ReadonlyArray<ApiVersion> => {
  const { id, status } = entry
  const numbers = typeof id === 'string' ? /^v?(\d+)(?:\.(\d+))?$/.exec(id) : null
  if (numbers === null) return []
  if (typeof status === 'string' && !usable.includes(status.toLowerCase())) return []
  const self = selfOf(entry['links'])
  const microversions = rangeOf(entry, headers)
  return [
    {
      major: Number(numbers[1]),
      minor: Number(numbers[2] ?? 0),
      ...(self === undefined ? {} : { self }),
      ...(microversions === undefined ? {} : { microversions })
    }
  ]
}

const selfOf = (links: unknown): string | undefined => {
  const self = Array.isArray(links) ? records(links).find(({ rel }) => rel === 'self') : undefined
  const href = self?.['href']
  return typeof href === 'string' ? href : undefined
}

/** `max_version` is what some services call `version`; an empty text means none. A bare document may say it in headers. */
const rangeOf = (entry: Json, headers: HttpResponse['headers']): MicroversionRange | undefined => {
  const min = entry['min_version'] ?? headerOf(headers, 'minimum')
  const max = entry['max_version'] ?? entry['version'] ?? headerOf(headers, 'maximum')
  if (typeof min !== 'string' || typeof max !== 'string') return undefined
  return isMicroversion(min) && isMicroversion(max) ? { min, max } : undefined
}

/** `x-openstack-ironic-api-minimum-version`. */
const headerOf = (headers: HttpResponse['headers'], end: 'minimum' | 'maximum'): string | undefined => {
  const name = Object.keys(headers).find(
    (header) => header.startsWith('x-openstack-') && header.endsWith(`-api-${end}-version`)
  )
  return name === undefined ? undefined : headers[name]
}
