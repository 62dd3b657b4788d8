/**
 * One request to the fake Nova, understood: who asks, in which dialect, with what body; and the ways to say no.
 *
 * @see https://docs.openstack.org/api-guide/compute/faults.html
 * @since 0.1.0
 */
import { existsAt, isMicroversion, type Microversion } from '@openstack-ts/core'
import * as E from 'fp-ts/lib/Either.js'

import { impliedRoles, type RoleName } from './account.js'
import type { Grant } from './grant.js'
import type { Server } from './model.js'
import type { Random } from './random.js'
import type { Store } from './store.js'
import { jsonAnswer, type JsonRecord, type WireAnswer, type WireRequest } from './wire.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

/** What a cloud is like, beside what it holds. */
export interface NovaSettings {
  readonly min: Microversion
  readonly max: Microversion
  /** The most items of a page. */
  readonly maxLimit: number
  readonly hosts: ReadonlyArray<string>
  /** MiB: a flavor that wants more finds no host. */
  readonly hostMemory: number
  /** How long work takes, as a multiple of what is usual; 0 for at once. */
  readonly pace: number
}

export interface NovaCall {
  readonly request: WireRequest
  readonly requestId: string
  readonly version: Microversion
  readonly who: Grant
  /** Path parameters. */
  readonly params: Readonly<Record<string, string>>
  readonly body: JsonRecord | undefined
  /** Of links: `http://host/compute/v2.1`, with the project where the request named it. */
  readonly self: string
  readonly bookmark: string
  /** Microseconds since 1970. */
  readonly now: number
  readonly store: Store
  readonly settings: NovaSettings
  readonly random: Random
}

export interface NovaHandler {
  (call: NovaCall): WireAnswer
}

// -------------------------------------------------------------------------------------
// constructors
// -------------------------------------------------------------------------------------

const names: Readonly<Record<number, string>> = {
  400: 'badRequest',
  401: 'unauthorized',
  403: 'forbidden',
  404: 'itemNotFound',
  409: 'conflictingRequest',
  413: 'overLimit',
  415: 'badMediaType',
  429: 'overLimit',
  501: 'notImplemented',
  503: 'serviceUnavailable'
}

export const novaFault = (code: number, message: string, more: JsonRecord = {}): WireAnswer =>
  jsonAnswer(code, { [names[code] ?? 'computeFault']: { code, message, ...more } }, charset)

export const badRequest = (message: string): WireAnswer => novaFault(400, message)

export const noSuchServer = (id: string): WireAnswer => novaFault(404, `Instance ${id} could not be found.`)

export const notAllowed = (rule: string): WireAnswer => novaFault(403, `Policy doesn't allow ${rule} to be performed.`)

// -------------------------------------------------------------------------------------
// queries
// -------------------------------------------------------------------------------------

export const isSince = (since: Microversion, { version }: Pick<NovaCall, 'version'>): boolean =>
  existsAt({ since })(version)

/** A role in a project; Nova takes no other scope. */
export const hasRole = ({ scope }: Grant, role: RoleName): boolean =>
  scope._tag === 'Project' && impliedRoles(scope.role).includes(role)

export const isAdmin = ({ who }: Pick<NovaCall, 'who'>): boolean => hasRole(who, 'admin')

export const projectIdOf = ({ scope }: Grant): string | null => (scope._tag === 'Project' ? scope.project.id : null)

/** The server of a path, unless it is not there for this caller: Nova does not tell the two apart. */
export const serverOf = (call: NovaCall, options = { deleted: false }): E.Either<WireAnswer, Server> => {
  const id = call.params['serverId'] ?? ''
  const found = call.store.server(id, call.now)
  if (found === undefined || (found.deletedAt !== null && !options.deleted)) return E.left(noSuchServer(id))
  return isAdmin(call) || found.projectId === projectIdOf(call.who) ? E.right(found) : E.left(noSuchServer(id))
}

/**
 * The version that a request speaks: from the new header, else the old one, else 2.1. Left are the answers to a version
 * that cannot be read (400) or is not offered (406).
 */
export const negotiated = (
  { headers }: WireRequest,
  { max, min }: NovaSettings
): E.Either<WireAnswer, Microversion> => {
  const asked = ownVersion(headers['openstack-api-version']) ?? headers['x-openstack-nova-api-version']
  if (asked === undefined) return E.right('2.1')
  if (asked === 'latest') return E.right(max)
  if (!isMicroversion(asked)) {
    return E.left(badRequest(`API Version String ${asked} is of invalid format. Must be of format MajorNum.MinorNum.`))
  }
  if (existsAt({ since: min, until: max })(asked)) return E.right(asked)
  const message = `Version ${asked} is not supported by the API. Minimum is ${min} and maximum is ${max}.`
  const refused = novaFault(406, message)
  return E.left({ ...refused, headers: { ...refused.headers, ...versionHeaders(asked) } })
}

export const versionHeaders = (version: string) => ({
  'openstack-api-version': `compute ${version}`,
  'x-openstack-nova-api-version': version,
  vary: 'OpenStack-API-Version, X-OpenStack-Nova-API-Version'
})

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

const charset = { 'content-type': 'application/json; charset=UTF-8' }

/** Out of `volume 3.1, compute 2.60`. */
const ownVersion = (header: string | undefined): string | undefined =>
  header
    ?.split(',')
    .map((part) => part.trim().split(/\s+/))
    .find(([service, version]) => service === 'compute' && version !== undefined)?.[1]
