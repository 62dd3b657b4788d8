/**
 * A Nova in memory: its routes, and what happens to a request before one of them answers it.
 *
 * @see https://docs.openstack.org/api-ref/compute/
 * @since 0.1.0
 */
import { type Clock, existsAt, type Lifetime, type Method } from '@openstack-ts/core'
import * as E from 'fp-ts/lib/Either.js'

import { listFlavors, listFlavorsInDetail, showFlavor } from './flavors.js'
import { listActions, showAction } from './instance-actions.js'
import type { Keystone } from './keystone.js'
import {
  badRequest,
  hasRole,
  negotiated,
  notAllowed,
  type NovaCall,
  novaFault,
  type NovaHandler,
  type NovaSettings,
  projectIdOf,
  serverOf,
  versionHeaders
} from './nova-call.js'
import { choices, versionDocument, versionsDocument } from './nova-versions.js'
import type { Random } from './random.js'
import { runAction } from './server-actions.js'
import { createServer, deleteServer } from './server-create.js'
import { listServers, listServersInDetail } from './server-list.js'
import { serverRecord } from './server-record.js'
import type { Store } from './store.js'
import { additional, refusedQuery } from './query.js'
import { jsonAnswer, readRecord, unrouted, type WireAnswer, type WireRequest, withHeaders } from './wire.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

export interface NovaOptions {
  readonly clock: Clock
  readonly random: Random
  readonly store: Store
  readonly settings: NovaSettings
  readonly keystone: Keystone
}

/** A route that is declared: what a fault's `route` is compared with. */
export interface NovaRoute extends Lifetime {
  readonly method: Method
  /** `/servers/{serverId}` */
  readonly path: string
  readonly handle: NovaHandler
}

// -------------------------------------------------------------------------------------
// routes
// -------------------------------------------------------------------------------------

const showServer: NovaHandler = (call) => {
  const found = serverOf(call)
  if (E.isLeft(found)) return found.left
  if (!hasRole(call.who, 'reader')) return notAllowed('os_compute_api:servers:show')
  const unknown = { checks: {}, single: true, unknown: additional }
  const strict = existsAt({ since: '2.102' })(call.version)
  const wrong = strict ? refusedQuery(call.request.url.searchParams, unknown) : undefined
  return wrong ?? jsonAnswer(200, { server: serverRecord(call, 'alone')(found.right) })
}

export const novaRoutes: ReadonlyArray<NovaRoute> = [
  { method: 'GET', path: '/servers', handle: listServers },
  { method: 'POST', path: '/servers', handle: createServer },
  { method: 'GET', path: '/servers/detail', handle: listServersInDetail },
  { method: 'GET', path: '/servers/{serverId}', handle: showServer },
  { method: 'DELETE', path: '/servers/{serverId}', handle: deleteServer },
  { method: 'POST', path: '/servers/{serverId}/action', handle: runAction },
  { method: 'GET', path: '/servers/{serverId}/os-instance-actions', handle: listActions },
  { method: 'GET', path: '/servers/{serverId}/os-instance-actions/{requestId}', handle: showAction },
  { method: 'GET', path: '/flavors', handle: listFlavors },
  { method: 'GET', path: '/flavors/detail', handle: listFlavorsInDetail },
  { method: 'GET', path: '/flavors/{flavorId}', handle: showFlavor }
]

// -------------------------------------------------------------------------------------
// constructors
// -------------------------------------------------------------------------------------

/** Answers a request whose path begins behind `/compute`. */
export const nova =
  (options: NovaOptions) =>
  (request: WireRequest, path: string): WireAnswer => {
    const { settings } = options
    if (path === '' || path === '/') return versionsDocument(request, settings)
    const [, root, ...rest] = path.split('/')
    if (root !== 'v2.1') return choices(request, path)
    const requestId = `req-${options.random.uuid()}`
    const ids = { 'x-openstack-request-id': requestId, 'x-compute-request-id': requestId }
    if (rest.join('') === '')
      return withHeaders(versionDocument(request, settings), { ...ids, ...versionHeaders('2.1') })
    return withHeaders(authorized(options, request, { segments: rest, requestId }), ids)
  }

/** The template of a path behind `/compute/v2.1`, with or without a project: what faults and observers speak of. */
export const novaRouteOf = (method: Method, path: string): string | undefined => {
  const { segments } = withoutProject(path.split('/').slice(2))
  return match(method, segments)?.route.path
}

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

const authorized = (
  options: NovaOptions,
  request: WireRequest,
  { requestId, segments }: { readonly segments: ReadonlyArray<string>; readonly requestId: string }
): WireAnswer => {
  const who = options.keystone.grant(request.headers['x-auth-token'])
  if (who === undefined) return unauthorized(request)
  const found = withoutProject(segments)
  if (found.segments.join('') === '' && found.projectId !== undefined && segments.length === 2) {
    return withHeaders(versionDocument(request, options.settings), versionHeaders('2.1'))
  }
  const matched = match(request.method, found.segments)
  if (matched === undefined) return unrouted(request)
  const version = negotiated(request, options.settings)
  if (E.isLeft(version)) return version.left
  if (found.projectId !== undefined && found.projectId !== projectIdOf(who)) {
    return withHeaders(wrongProject(found.projectId, who), versionHeaders(version.right))
  }
  const base = `${request.url.origin}/compute`
  const project = found.projectId === undefined ? '' : `/${found.projectId}`
  const call: NovaCall = {
    request,
    requestId,
    version: version.right,
    who,
    params: matched.params,
    body: readRecord(request.body),
    self: `${base}/v2.1${project}`,
    bookmark: `${base}${project}`,
    now: options.clock.now() * 1000,
    store: options.store,
    settings: options.settings,
    random: options.random
  }
  return withHeaders(answered(call, matched.route), versionHeaders(version.right))
}

const answered = (call: NovaCall, { handle, since, until }: NovaRoute): WireAnswer => {
  const lifetime = { ...(since === undefined ? {} : { since }), ...(until === undefined ? {} : { until }) }
  if (!existsAt(lifetime)(call.version)) return novaFault(404, 'The resource could not be found.')
  const type = call.request.headers['content-type']
  if (call.request.method !== 'GET' && type !== undefined && !readable.test(type)) {
    return novaFault(415, 'Unsupported Content-Type')
  }
  return handle(call)
}

const readable = /^(application\/json|application\/vnd\.openstack\.compute\+json|text\/plain)\b/

/** As keystonemiddleware says it, before Nova has seen the request. */
const unauthorized = ({ url }: WireRequest): WireAnswer =>
  jsonAnswer(
    401,
    { error: { code: 401, title: 'Unauthorized', message: 'The request you have made requires authentication.' } },
    { 'www-authenticate': `Keystone uri="${url.origin}/identity"` }
  )

const wrongProject = (projectId: string, who: Parameters<typeof projectIdOf>[0]): WireAnswer =>
  badRequest(
    `Malformed request URL: URL's project_id '${projectId}' doesn't match Context's project_id '${projectIdOf(who) ?? 'None'}'`
  )

const withoutProject = (
  segments: ReadonlyArray<string>
): { readonly projectId?: string; readonly segments: ReadonlyArray<string> } => {
  const [first = '', ...rest] = segments
  return /^[0-9a-f-]{32,36}$/.test(first) ? { projectId: first, segments: rest } : { segments }
}

interface Matched {
  readonly route: NovaRoute
  readonly params: Readonly<Record<string, string>>
}

const patterns = new Map<string, ReadonlyArray<string>>()

const partsOf = (path: string): ReadonlyArray<string> => {
  const known = patterns.get(path) ?? path.split('/').slice(1)
  patterns.set(path, known)
  return known
}

const match = (method: Method, segments: ReadonlyArray<string>): Matched | undefined => {
  for (const route of novaRoutes) {
    const parts = route.method === method ? partsOf(route.path) : []
    if (parts.length !== segments.length) continue
    const fits = parts.every((part, i) => (part.startsWith('{') ? segments[i] !== '' : part === segments[i]))
    if (fits) return { route, params: paramsOf(parts, segments) }
  }
  return undefined
}

const paramsOf = (parts: ReadonlyArray<string>, segments: ReadonlyArray<string>) =>
  Object.fromEntries(
    parts.flatMap((part, i) => (part.startsWith('{') ? [[part.slice(1, -1), decoded(segments[i] ?? '')]] : []))
  )

const decoded = (segment: string): string => {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}
