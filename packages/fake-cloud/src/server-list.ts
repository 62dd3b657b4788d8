/**
 * `GET /servers` and `/servers/detail`: filters, order and pages.
 *
 * @see https://docs.openstack.org/api-ref/compute/#list-servers
 * @since 0.1.0
 */
import * as E from 'fp-ts/lib/Either.js'

import type { Server } from './model.js'
import {
  badRequest,
  hasRole,
  isAdmin,
  isSince,
  notAllowed,
  type NovaCall,
  novaFault,
  type NovaHandler,
  projectIdOf
} from './nova-call.js'
import { isAnything, isLimit, pageOf, readBoolean, readMoment, refusedQuery } from './query.js'
import { idleFilters, serverColumns, serverFilters } from './server-filter.js'
import { serverRecord, serverSummary } from './server-record.js'
import { jsonAnswer, type WireAnswer } from './wire.js'

// -------------------------------------------------------------------------------------
// operations
// -------------------------------------------------------------------------------------

export const listServers: NovaHandler = (call) => list(call, false)

export const listServersInDetail: NovaHandler = (call) => list(call, true)

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

const list = (call: NovaCall, inDetail: boolean): WireAnswer => {
  const rule = `os_compute_api:servers:${inDetail ? 'detail' : 'index'}`
  if (!hasRole(call.who, 'reader')) return notAllowed(rule)
  const query = call.request.url.searchParams
  const chosen = choose(call, query, rule)
  if (E.isLeft(chosen)) return chosen.left
  const marker = query.getAll('marker').at(-1)
  const from = marker === undefined ? 0 : chosen.right.findIndex(({ id }) => id === marker) + 1
  if (marker !== undefined && from === 0 && !isReachable(call, marker))
    return badRequest(`marker [${marker}] not found`)
  const options = { maxLimit: call.settings.maxLimit, idOf: ({ id }: Server) => id, from }
  const { items, next } = pageOf(chosen.right, query, options)
  const href = `${call.self}/servers${inDetail ? '/detail' : ''}?${next ?? ''}`
  const links = next === undefined ? {} : { servers_links: [{ rel: 'next', href }] }
  return jsonAnswer(200, {
    servers: items.map(inDetail ? serverRecord(call, 'listed') : serverSummary(call)),
    ...links
  })
}

const isReachable = (call: NovaCall, id: string): boolean => call.store.server(id, call.now) !== undefined

const choose = (call: NovaCall, query: URLSearchParams, rule: string): E.Either<WireAnswer, ReadonlyArray<Server>> => {
  const wrong = wrongQuery(call, query)
  if (wrong !== undefined) return E.left(wrong)
  const everywhere = readBoolean(query.has('all_tenants') ? (query.get('all_tenants') ?? '') : '0')
  if (E.isLeft(everywhere)) return everywhere
  if (everywhere.right && !isAdmin(call)) return E.left(notAllowed(`${rule}:get_all_tenants`))
  const projectId = projectIdOf(call.who)
  const used = filtersOf(call, query, everywhere.right)
  const deleted = whichDeleted(call, query)
  const chosen = call.store
    .servers(call.now)
    .filter(
      (server) =>
        (everywhere.right || server.projectId === projectId) &&
        deleted(server) &&
        used.every(({ filter, values }) => filter.keeps(values, server))
    )
  return E.right(sorted(chosen, query))
}

const paging = ['limit', 'marker', 'sort_key', 'sort_dir', 'all_tenants', 'deleted']

const wrongQuery = (call: NovaCall, query: URLSearchParams): WireAnswer | undefined => {
  const checks = {
    ...Object.fromEntries([...paging, ...idleFilters].map((name) => [name, isAnything])),
    ...Object.fromEntries(
      Object.entries(serverFilters)
        .filter(([, { since }]) => since === undefined || isSince(since, call))
        .map(([name, { check = isAnything }]) => [name, check])
    ),
    limit: isLimit
  }
  const unknown = (name: string): string => `'${name}' does not match any of the regexes: '^_'`
  const schema = { checks, single: false, ...(isSince('2.75', call) ? { unknown } : {}) }
  return refusedQuery(query, schema) ?? wrongStatus(call, query) ?? wrongSort(call, query) ?? wrongWindow(call, query)
}

const wrongWindow = (call: NovaCall, query: URLSearchParams): WireAnswer | undefined => {
  const locked = query.get('locked')
  if (locked !== null && isSince('2.73', call)) {
    const read = readBoolean(locked)
    if (E.isLeft(read)) return read.left
  }
  if (!isSince('2.66', call)) return undefined
  const since = readMoment(query.get('changes-since') ?? '') ?? -Infinity
  const before = readMoment(query.get('changes-before') ?? '') ?? Infinity
  return since > before
    ? badRequest('The value of changes-since must be less than or equal to changes-before.')
    : undefined
}

const statuses = new Set([
  'ACTIVE',
  'BUILD',
  'DELETED',
  'ERROR',
  'HARD_REBOOT',
  'MIGRATING',
  'PASSWORD',
  'PAUSED',
  'REBOOT',
  'REBUILD',
  'RESCUE',
  'RESIZE',
  'REVERT_RESIZE',
  'SHELVED',
  'SHELVED_OFFLOADED',
  'SHUTOFF',
  'SOFT_DELETED',
  'SUSPENDED',
  'UNKNOWN',
  'VERIFY_RESIZE'
])

const wrongStatus = (call: NovaCall, query: URLSearchParams): WireAnswer | undefined => {
  const asked = query.getAll('status').map((status) => status.toUpperCase())
  if (asked.includes('DELETED') && !isAdmin(call)) {
    return novaFault(403, 'Only administrators may list deleted instances')
  }
  return isSince('2.38', call) && asked.some((status) => !statuses.has(status))
    ? badRequest('Invalid status value')
    : undefined
}

const wrongSort = (call: NovaCall, query: URLSearchParams): WireAnswer | undefined => {
  for (const key of query.getAll('sort_key')) {
    if ((key === 'host' || key === 'node') && !isAdmin(call)) {
      return novaFault(403, `Only administrators can sort servers by ${key}`)
    }
    if (serverColumns[key] === undefined) {
      const known = `[${Object.keys(serverColumns)
        .map((name) => `'${name}'`)
        .join(', ')}]`
      return badRequest(`Invalid input for query parameters sort_key. Value: ${key}. '${key}' is not one of ${known}`)
    }
  }
  return query.getAll('sort_dir').every((direction) => direction === 'asc' || direction === 'desc')
    ? undefined
    : badRequest("Invalid input received: Unknown sort direction, must be 'desc' or 'asc'")
}

/** Deleted servers are listed when asked for, and when changes are. */
const whichDeleted = (call: NovaCall, query: URLSearchParams): ((server: Server) => boolean) => {
  const wanted = isAdmin(call) ? query.get('deleted') : null
  const read = wanted === null ? undefined : readBoolean(wanted)
  if (read !== undefined) {
    const only = E.isRight(read) && read.right
    return ({ deletedAt }) => (deletedAt !== null) === only
  }
  if (query.getAll('status').some((status) => status.toUpperCase() === 'DELETED')) return () => true
  return query.has('changes-since') ? () => true : ({ deletedAt }) => deletedAt === null
}

const filtersOf = (call: NovaCall, query: URLSearchParams, everywhere: boolean) =>
  [...new Set(query.keys())].flatMap((name) => {
    const filter = serverFilters[name]
    if (filter === undefined || (filter.since !== undefined && !isSince(filter.since, call))) return []
    const mayUse = isAdmin(call) || (filter.members !== undefined && isSince(filter.members, call))
    const ofProject = name === 'tenant_id' || name === 'project_id'
    return mayUse && (!ofProject || everywhere) ? [{ filter, values: query.getAll(name) }] : []
  })

/** Descending unless told, as the database has it; the order without keys is the newest first already. */
const sorted = (servers: ReadonlyArray<Server>, query: URLSearchParams): ReadonlyArray<Server> => {
  const directions = query.getAll('sort_dir')
  const keys = query.getAll('sort_key')
  if (keys.length === 0 && directions.length === 0) return servers
  const rules = (keys.length === 0 ? ['created_at'] : keys).map((key, i) => ({
    read: serverColumns[key] ?? (({ created }: Server) => created),
    sign: (directions[i] ?? directions[0] ?? 'desc') === 'asc' ? 1 : -1
  }))
  return [...servers].sort((a, b) => {
    for (const { read, sign } of rules) {
      const [x, y] = [read(a), read(b)]
      if (x !== y) return x < y ? -sign : sign
    }
    return a.id < b.id ? 1 : -1
  })
}
