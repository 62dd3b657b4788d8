/**
 * Server actions: the record Nova keeps of everything done to a server.
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

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

/** One step of an action, such as `compute_stop_instance`. */
export interface ServerActionEvent extends t.TypeOf<typeof ServerActionEvent> {}

export const ServerActionEvent = struct('ServerActionEvent', {
  /** What the step is: a prefix such as `compute_` or `conductor_`, and the function of Nova that ran. */
  event: required('event', t.string),
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
  /** The host, hashed with the project: equal within one project means the same host; empty for none. Microversion 2.62. */
  hostId: since('2.62', 'hostId', t.string),
  /** Why the step failed, at most 255 characters; `null` on success. Administrators only, by default. Microversion 2.84. */
  details: since('2.84', 'details', nullable(t.string))
})

/** Something done to a server, such as `create` or `stop`. */
export interface ServerAction extends ItemOf<typeof ServerAction> {}

export const ServerAction = resource({
  name: 'ServerAction',
  service: 'compute',
  microversion: '2.104',
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
    /** The request that started it, as its answer's `x-openstack-request-id` said: `req-` and a UUID. */
    requestId: required('request_id', t.string),
    /** What was done. */
    action: required(
      'action',
      openString('create', 'delete', 'stop', 'start', 'reboot', 'resize', 'confirmResize', 'revertResize', 'rebuild')
    ),
    /** The server it was done to. */
    serverId: required('instance_uuid', t.string),
    /** Who did it; `null` where no user did: a periodic task, `nova-manage`. */
    userId: required('user_id', nullable(t.string)),
    /** The project of who did it, which need not be the server's; `null` where no user did. */
    projectId: required('project_id', nullable(t.string)),
    /** When it was asked for, UTC. */
    startTime: required('start_time', Timestamp),
    /** `Error` once any step has failed, whatever came later; never more than that word. */
    message: required('message', nullable(t.string)),
    /** When its last step began or ended, UTC; `null` on records older than Rocky. Microversion 2.58. */
    updatedAt: since('2.58', 'updated_at', nullable(Timestamp)),
    /** The steps, newest first. Only `get` answers them, and before 2.51 only to administrators. */
    events: optional('events', t.readonlyArray(ServerActionEvent))
  }
})
