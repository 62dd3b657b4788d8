/**
 * `os-instance-actions`: what was done to a server, as much of it as a role and a microversion may see.
 *
 * @see https://docs.openstack.org/api-ref/compute/#servers-actions-servers-os-instance-actions
 * @since 0.1.0
 */
import * as E from 'fp-ts/lib/Either.js'

import { hostId } from './host-id.js'
import { type Deed, messageOf, type Server, type Step, stepsAt, updatedAt } from './model.js'
import {
  badRequest,
  hasRole,
  isAdmin,
  isSince,
  notAllowed,
  type NovaCall,
  novaFault,
  type NovaHandler,
  serverOf
} from './nova-call.js'
import { additional, isAnything, isDateTime, isLimit, pageOf, readMoment, refusedQuery, type Schema } from './query.js'
import { withoutZone } from './timestamps.js'
import { jsonAnswer, type WireAnswer } from './wire.js'

// -------------------------------------------------------------------------------------
// operations
// -------------------------------------------------------------------------------------

export const listActions: NovaHandler = (call) => {
  const found = serverAndDeeds(call, 'list')
  if (E.isLeft(found)) return found.left
  const { deeds, server } = found.right
  if (!isSince('2.58', call)) return jsonAnswer(200, { instanceActions: deeds.map(actionRecord(call, server)) })
  const query = call.request.url.searchParams
  const wrong = refusedQuery(query, schema(call)) ?? wrongWindow(query)
  if (wrong !== undefined) return wrong
  const inWindow = deeds.filter(isIn(query, call.now))
  const marker = query.get('marker')
  const from = marker === null ? 0 : inWindow.findIndex(({ requestId }) => requestId === marker) + 1
  if (marker !== null && !deeds.some(({ requestId }) => requestId === marker)) return badRequest(lostMarker)
  const options = { maxLimit: call.settings.maxLimit, idOf: ({ requestId }: Deed) => requestId, from }
  const { items, next } = pageOf(inWindow, query, options)
  const href = `${call.self}/servers/${server.id}/os-instance-actions?${next ?? ''}`
  const links = next === undefined ? {} : { links: [{ rel: 'next', href }] }
  return jsonAnswer(200, { instanceActions: items.map(actionRecord(call, server)), ...links })
}

export const showAction: NovaHandler = (call) => {
  const found = serverAndDeeds(call, 'show')
  if (E.isLeft(found)) return found.left
  const { deeds, server } = found.right
  const unknown = { checks: {}, single: true, unknown: additional }
  const wrong = isSince('2.102', call) ? refusedQuery(call.request.url.searchParams, unknown) : undefined
  if (wrong !== undefined) return wrong
  const requestId = call.params['requestId'] ?? ''
  const deed = deeds.find((candidate) => candidate.requestId === requestId)
  if (deed === undefined) return novaFault(404, `Action ${requestId} not found`)
  const steps = stepsAt(deed, call.now).toReversed()
  const events = isAdmin(call) || isSince('2.51', call) ? { events: steps.map(eventRecord(call, deed, server)) } : {}
  return jsonAnswer(200, { instanceAction: { ...actionRecord(call, server)(deed), ...events } })
}

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

/** Nova loses the name on the way. */
const lostMarker = 'Marker None could not be found.'

const serverAndDeeds = (
  call: NovaCall,
  rule: 'list' | 'show'
): E.Either<WireAnswer, { readonly server: Server; readonly deeds: ReadonlyArray<Deed> }> => {
  const found = serverOf(call, { deleted: isSince('2.21', call) })
  if (E.isLeft(found)) return found
  if (!hasRole(call.who, 'reader')) return E.left(notAllowed(`os_compute_api:os-instance-actions:${rule}`))
  return E.right({ server: found.right, deeds: call.store.deeds(found.right.id, call.now) })
}

const schema = (call: NovaCall): Schema => ({
  checks: {
    limit: isLimit,
    marker: isAnything,
    'changes-since': isDateTime,
    ...(isSince('2.66', call) ? { 'changes-before': isDateTime } : {})
  },
  single: true,
  unknown: additional
})

const bounds = (query: URLSearchParams) => ({
  since: readMoment(query.get('changes-since') ?? '') ?? -Infinity,
  before: readMoment(query.get('changes-before') ?? '') ?? Infinity
})

const wrongWindow = (query: URLSearchParams): WireAnswer | undefined => {
  const { before, since } = bounds(query)
  return since > before
    ? badRequest('The value of changes-since must be less than or equal to changes-before.')
    : undefined
}

/** Rows of an old Nova were never updated, and match no window. */
const isIn =
  (query: URLSearchParams, now: number) =>
  (deed: Deed): boolean => {
    if (!query.has('changes-since') && !query.has('changes-before')) return true
    const { before, since } = bounds(query)
    const updated = updatedAt(deed, now)
    return updated !== null && updated >= since && updated <= before
  }

const actionRecord = (call: NovaCall, server: Server) => (deed: Deed) => {
  const updated = updatedAt(deed, call.now)
  return {
    action: deed.action,
    instance_uuid: server.id,
    request_id: deed.requestId,
    user_id: deed.userId,
    project_id: deed.projectId,
    start_time: withoutZone(deed.start),
    message: messageOf(deed, call.now),
    ...(isSince('2.58', call) ? { updated_at: updated === null ? null : withoutZone(updated) } : {})
  }
}

const eventRecord = (call: NovaCall, deed: Deed, server: Server) => {
  const admin = isAdmin(call)
  return ({ details, event, finish, host, result, start, traceback }: Step) => ({
    event,
    start_time: withoutZone(start),
    finish_time: finish === null ? null : withoutZone(finish),
    result,
    ...(admin ? { traceback } : {}),
    ...(isSince('2.62', call) ? { hostId: hostId(deed.projectId ?? server.projectId, host) } : {}),
    ...(admin && isSince('2.62', call) ? { host } : {}),
    ...(admin && isSince('2.84', call) ? { details } : {})
  })
}
