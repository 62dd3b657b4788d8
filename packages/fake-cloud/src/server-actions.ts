/**
 * `POST /servers/{id}/action`: who may do what to a server, in which state.
 *
 * @see https://docs.openstack.org/api-ref/compute/#servers-run-an-action-servers-action
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
  serverOf
} from './nova-call.js'
import { perform } from './perform.js'
import { emptyAnswer, type WireAnswer } from './wire.js'
import type { Work } from './work.js'
import { works } from './works.js'

// -------------------------------------------------------------------------------------
// operations
// -------------------------------------------------------------------------------------

export const runAction: NovaHandler = (call) => {
  const [key, ...others] = Object.keys(call.body ?? {})
  if (key === undefined || others.length > 0) return badRequest('Malformed request body')
  const work = works[key]
  if (work === undefined || (work.since !== undefined && !isSince(work.since, call))) {
    return badRequest(`There is no such action: ${key}`)
  }
  const input = call.body?.[key]
  const malformed = work.malformed?.(input, call)
  if (malformed !== undefined) return badRequest(malformed)
  const found = serverOf(call)
  if (E.isLeft(found)) return found.left
  const server = found.right
  if (!hasRole(call.who, work.role ?? 'member')) return notAllowed(`os_compute_api:${work.rule}`)
  return refusedBy(call, server, work) ?? work.refused?.(call, server, input) ?? done(call, server, { input, work })
}

/** A server that is locked against its owner, busy, or in the wrong state. */
export const refusedBy = (
  call: NovaCall,
  { id, lockedBy, taskState, vmState }: Server,
  { from, mayBeBusy, mayBeLocked, verb }: Pick<Work, 'from' | 'mayBeBusy' | 'mayBeLocked' | 'verb'>
): WireAnswer | undefined => {
  if (lockedBy !== null && mayBeLocked !== true && !isAdmin(call)) return novaFault(409, `Instance ${id} is locked`)
  if (from !== undefined && !from.includes(vmState)) {
    return novaFault(409, `Cannot '${verb}' instance ${id} while it is in vm_state ${vmState}`)
  }
  return taskState !== null && mayBeBusy !== true
    ? novaFault(409, `Cannot '${verb}' instance ${id} while it is in task_state ${taskState}`)
    : undefined
}

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

const done = (
  call: NovaCall,
  server: Server,
  { input, work }: { readonly work: Work; readonly input: unknown }
): WireAnswer => {
  perform(call, server, work.plan(call, server, input))
  const { store, now } = call
  return work.answer?.(call, store.server(server.id, now) ?? server, input) ?? emptyAnswer(work.status ?? 202, noType)
}

/** An empty body has a type all the same. */
const noType = { 'content-type': 'application/json' }
