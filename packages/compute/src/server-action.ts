/**
 * Server actions: the record Nova keeps of everything done to a server. Readers of the project see it, but for the
 * hosts and the reasons of failures.
 *
 * @see https://docs.openstack.org/api-ref/compute/#servers-actions-servers-os-instance-actions
 * @since 0.1.0
 */
import {
  type ItemOf,
  nullable,
  openString,
  optional,
  required,
  resource,
  since,
  struct,
  Timestamp
} from '@openstack-ts/core'
import * as t from 'io-ts'

import type { Input } from './input.js'
import { newest } from './newest.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

/** What Nova 2026.1 records; clouds may know others. */
const ActionName = openString(
  'attach_interface',
  'attach_share',
  'attach_volume',
  'changePassword',
  'confirmResize',
  'create',
  'createBackup',
  'createImage',
  'delete',
  'detach_interface',
  'detach_share',
  'detach_volume',
  'evacuate',
  'extend_volume',
  'live-migration',
  'live_migration_cancel',
  'live_migration_force_complete',
  'lock',
  'migrate',
  'pause',
  'reboot',
  'rebuild',
  'refresh_volume_attachment',
  'rescue',
  'resetState',
  'resize',
  'restore',
  'resume',
  'revertResize',
  'shelve',
  'shelveOffload',
  'start',
  'stop',
  'suspend',
  'swap_volume',
  'trigger_crash_dump',
  'unlock',
  'unpause',
  'unrescue',
  'unshelve'
)

/** What Nova 2026.1 does in steps; clouds may know others. */
const EventName = openString(
  'compute__do_build_and_run_instance',
  'compute_allow_share',
  'compute_attach_interface',
  'compute_attach_volume',
  'compute_backup_instance',
  'compute_check_can_live_migrate_destination',
  'compute_check_can_live_migrate_source',
  'compute_confirm_resize',
  'compute_confirm_snapshot_based_resize_at_source',
  'compute_deny_share',
  'compute_detach_interface',
  'compute_detach_volume',
  'compute_extend_volume',
  'compute_finish_resize',
  'compute_finish_revert_resize',
  'compute_finish_revert_snapshot_based_resize_at_source',
  'compute_finish_snapshot_based_resize_at_dest',
  'compute_live_migration',
  'compute_live_migration_abort',
  'compute_live_migration_force_complete',
  'compute_pause_instance',
  'compute_post_live_migration_at_destination',
  'compute_power_update',
  'compute_pre_live_migration',
  'compute_prep_resize',
  'compute_prep_snapshot_based_resize_at_dest',
  'compute_prep_snapshot_based_resize_at_source',
  'compute_reboot_instance',
  'compute_rebuild_instance',
  'compute_rescue_instance',
  'compute_resize_instance',
  'compute_restore_instance',
  'compute_resume_instance',
  'compute_revert_resize',
  'compute_revert_snapshot_based_resize_at_dest',
  'compute_rollback_live_migration_at_destination',
  'compute_set_admin_password',
  'compute_shelve_instance',
  'compute_shelve_offload_instance',
  'compute_snapshot_instance',
  'compute_soft_delete_instance',
  'compute_start_instance',
  'compute_stop_instance',
  'compute_suspend_instance',
  'compute_swap_volume',
  'compute_terminate_instance',
  'compute_trigger_crash_dump',
  'compute_unpause_instance',
  'compute_unrescue_instance',
  'compute_unshelve_instance',
  'conductor_migrate_server',
  'conductor_live_migrate_instance',
  'conductor_confirm_snapshot_based_resize',
  'conductor_revert_snapshot_based_resize',
  'conductor_schedule_and_build_instances',
  'api_attach_volume',
  'api_detach_volume',
  'api_lock',
  'api_unlock',
  'api_snapshot_instance',
  'cold_migrate',
  'rebuild_server',
  'get_image_info',
  'schedule_instances'
)

/** One step of an action, such as `compute_stop_instance`. */
export interface ServerActionEvent extends t.TypeOf<typeof ServerActionEvent> {}

export const ServerActionEvent = struct('ServerActionEvent', {
  /** What the step is: a prefix such as `compute_` or `conductor_`, and the function of Nova that ran. */
  event: required('event', EventName),
  /** When the step began, UTC. */
  startTime: required('start_time', Timestamp),
  /** When the step ended, UTC; `null` while it runs, and for ever where a retry of the same name took its place. */
  finishTime: required('finish_time', nullable(Timestamp)),
  /** `null` while the step runs. */
  result: required('result', nullable(openString('Success', 'Error'))),
  /** Where the step failed, as Python says it. Administrators only, by default. */
  traceback: optional('traceback', nullable(t.string)),
  /** The host it ran on; `null` where none is known. Administrators only, by default. Microversion 2.62. */
  host: since('2.62', 'host', nullable(t.string)),
  /**
   * The host, hashed with the project: equal within one project means the same host; empty for none. Microversion 2.62.
   */
  hostId: since('2.62', 'hostId', t.string),
  /**
   * Why the step failed, at most 255 characters; `null` on success. Administrators only, by default. Microversion 2.84.
   */
  details: since('2.84', 'details', nullable(t.string))
})

/** Something done to a server, such as `create` or `stop`. */
export interface ServerAction extends ItemOf<typeof ServerAction> {}

export const ServerAction = resource({
  name: 'ServerAction',
  service: 'compute',
  microversion: newest,
  path: '/servers/{serverId}/os-instance-actions',
  keys: { one: 'instanceAction', many: 'instanceActions' },
  id: 'requestId',
  paging: { by: 'marker', field: 'requestId', links: 'links' },
  operations: { list: 'GET', get: 'GET' },
  query: {
    /** The most items of a page; the service has a maximum of its own. Microversion 2.58. */
    limit: since('2.58', 'limit', t.Integer),
    /** The `requestId` of the last item of the page before. Microversion 2.58. */
    marker: since('2.58', 'marker', t.string),
    /** Only actions updated at or after this time, UTC. Microversion 2.58. */
    changesSince: since('2.58', 'changes-since', Timestamp),
    /** Only actions updated at or before this time, UTC. Microversion 2.66. */
    changesBefore: since('2.66', 'changes-before', Timestamp)
  },
  fields: {
    /** What was done. */
    action: required('action', ActionName),
    /** The server it was done to. */
    serverId: required('instance_uuid', t.string),
    /** `Error` once any step has failed, whatever came later; `null` before. Nova has no other text for it today. */
    message: required('message', nullable(openString('Error'))),
    /** The project of who did it, which need not be the server's; `null` where no user did. */
    projectId: required('project_id', nullable(t.string)),
    /** The request that started it, as its answer's `x-openstack-request-id` said: `req-` and a UUID. */
    requestId: required('request_id', t.string),
    /** When it was asked for, UTC. */
    startTime: required('start_time', Timestamp),
    /** Who did it; `null` where no user did: a periodic task, `nova-manage`. */
    userId: required('user_id', nullable(t.string)),
    /** When its last step began or ended, UTC; `null` on records older than Rocky. Microversion 2.58. */
    updatedAt: since('2.58', 'updated_at', nullable(Timestamp)),
    /** The steps, newest first. Only `get` answers them, and before 2.51 only to administrators. */
    events: optional('events', t.readonlyArray(ServerActionEvent))
  }
})

// -------------------------------------------------------------------------------------
// endpoints
// -------------------------------------------------------------------------------------

/** Everything that can be asked of server actions. */
export const serverActions = {
  /** What was done to a server, newest first, without steps. */
  list: ServerAction.endpoints.list,
  /** One action, by the id of the request that began it, with its steps. */
  get: ServerAction.endpoints.get
} as const

/** What a listing of server actions can be filtered by. */
export interface ServerActionFilter extends Input<typeof ServerAction.endpoints.list> {}
