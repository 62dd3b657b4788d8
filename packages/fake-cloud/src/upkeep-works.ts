/**
 * Locking, rebuilding, rescuing, shelving, and what else is done to a server now and then.
 *
 * @see https://docs.openstack.org/api-ref/compute/#servers-run-an-action-servers-action
 * @since 0.1.0
 */
import { hasRole, isAdmin, isSince, type NovaCall, novaFault } from './nova-call.js'
import { inError, type Plan } from './perform.js'
import { serverRecord } from './server-record.js'
import { emptyAnswer, jsonAnswer, textAt } from './wire.js'
import { needsText, running, simple, stopped, type Work } from './work.js'

// -------------------------------------------------------------------------------------
// instances
// -------------------------------------------------------------------------------------

export const upkeepWorks: Readonly<Record<string, Work>> = {
  lock: {
    verb: 'lock',
    rule: 'os-lock-server:lock',
    mayBeBusy: true,
    mayBeLocked: true,
    plan: (call, _, input) => ({
      action: 'lock',
      task: null,
      steps: [{ event: 'api_lock', lasts: 0 }],
      leaves: () => ({
        lockedBy: isAdmin(call) ? 'admin' : 'owner',
        lockedReason: isSince('2.73', call) ? (textAt(input, 'locked_reason') ?? null) : null
      })
    })
  },
  unlock: {
    verb: 'unlock',
    rule: 'os-lock-server:unlock',
    mayBeBusy: true,
    mayBeLocked: true,
    refused: ({ who }, { lockedBy }) =>
      lockedBy === 'admin' && !hasRole(who, 'admin')
        ? novaFault(403, "Policy doesn't allow os_compute_api:os-lock-server:unlock:unlock_override to be performed.")
        : undefined,
    plan: simple(
      { action: 'unlock', task: null, step: { event: 'api_unlock', lasts: 0 } },
      { lockedBy: null, lockedReason: null }
    )
  },
  rebuild: {
    verb: 'rebuild',
    rule: 'servers:rebuild',
    from: ['active', 'stopped', 'paused', 'suspended', 'error'],
    malformed: needsText('imageRef'),
    plan: (_, server) => ({
      action: 'rebuild',
      task: 'rebuilding',
      steps: [
        { event: 'rebuild_server', lasts: 0.2, host: 'ctl-1' },
        { event: 'compute_rebuild_instance', lasts: 2, does: 'spawn' }
      ],
      leaves: (end) => ({ ...(server.vmState === 'stopped' ? stopped : running), launchedAt: end, fault: null }),
      otherwise: inError
    }),
    answer: (call, server) =>
      jsonAnswer(202, { server: { ...serverRecord(call, 'alone')(server), adminPass: call.random.hex(12) } })
  },
  rescue: {
    verb: 'rescue',
    rule: 'os-rescue',
    from: ['active', 'stopped', 'error'],
    status: 200,
    plan: (): Plan => ({
      action: 'rescue',
      task: 'rescuing',
      steps: [{ event: 'compute_rescue_instance', lasts: 1, does: 'rescue' }],
      leaves: (end) => ({ vmState: 'rescued', powerState: 1, launchedAt: end }),
      otherwise: inError
    }),
    answer: (call) => jsonAnswer(200, { adminPass: call.random.hex(12) })
  },
  unrescue: {
    verb: 'unrescue',
    rule: 'os-unrescue',
    from: ['rescued'],
    plan: (): Plan => ({
      action: 'unrescue',
      task: 'unrescuing',
      steps: [{ event: 'compute_unrescue_instance', lasts: 1, does: 'unrescue' }],
      leaves: () => running,
      otherwise: inError
    })
  },
  shelve: {
    verb: 'shelve',
    rule: 'os-shelve:shelve',
    from: ['active', 'stopped', 'paused', 'suspended'],
    plan: (): Plan => ({
      action: 'shelve',
      task: 'shelving',
      steps: [
        { event: 'compute_shelve_instance', lasts: 1, does: 'snapshot' },
        { event: 'compute_shelve_offload_instance', lasts: 0.5 }
      ],
      leaves: () => ({ vmState: 'shelved_offloaded', powerState: 4, host: null })
    })
  },
  unshelve: {
    verb: 'unshelve',
    rule: 'os-shelve:unshelve',
    from: ['shelved', 'shelved_offloaded'],
    plan: (call, server) => {
      const host = server.host ?? call.random.pick(hostsOf(call))
      return {
        action: 'unshelve',
        task: 'unshelving',
        steps: [
          { event: 'get_image_info', lasts: 0.2, host: 'ctl-1' },
          { event: 'schedule_instances', lasts: 0.3, host: 'ctl-1' },
          { event: 'compute_unshelve_instance', lasts: 1, does: 'spawn', host }
        ],
        leaves: (end) => ({ ...running, host, launchedAt: end })
      }
    }
  },
  changePassword: {
    verb: 'set_admin_password',
    rule: 'os-admin-password',
    from: ['active'],
    malformed: needsText('adminPass'),
    plan: simple(
      {
        action: 'changePassword',
        task: 'updating_password',
        step: { event: 'compute_set_admin_password', lasts: 0.5, does: 'set_admin_password' }
      },
      {}
    )
  },
  createImage: {
    verb: 'createImage',
    rule: 'servers:create_image',
    from: ['active', 'stopped', 'paused', 'suspended'],
    malformed: needsText('name'),
    plan: simple(
      {
        action: 'createImage',
        task: 'image_snapshot',
        step: { event: 'compute_snapshot_instance', lasts: 2, does: 'snapshot' }
      },
      {}
    ),
    answer: (call) => {
      const image = call.random.uuid()
      return isSince('2.45', call)
        ? jsonAnswer(202, { image_id: image })
        : emptyAnswer(202, { location: `${call.bookmark}/images/${image}`, 'content-type': 'text/html; charset=UTF-8' })
    }
  },
  'os-resetState': {
    verb: 'resetState',
    rule: 'os-admin-actions:reset_state',
    role: 'admin',
    mayBeBusy: true,
    malformed: (input) =>
      ['active', 'error'].includes(textAt(input, 'state') ?? '')
        ? undefined
        : "'state' is not one of ['active', 'error']",
    plan: (_, __, input) => ({
      action: 'resetState',
      task: null,
      steps: [],
      leaves: () => ({ vmState: textAt(input, 'state') ?? 'error', taskState: null })
    })
  }
}

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

const hostsOf = ({ settings: { hosts } }: NovaCall): readonly [string, ...ReadonlyArray<string>] => {
  const [first = 'cmp-01', ...others] = hosts
  return [first, ...others]
}
