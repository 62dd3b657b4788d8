/**
 * Waiting for a server: until it is in a state, or gone.
 *
 * @since 0.1.0
 */
import { type Call, get, wait, waitGone, type WaitOptions } from '@openstack-ts/core'

import { Server } from './server.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

/** A status, or anything that can be seen of a server. */
export type WantedServer = Server['status'] | ((server: Server) => boolean)

/** `timeout`, `every`, `signal`, … */
export type WaitForServerOptions = Omit<WaitOptions<Server>, 'until' | 'fails'>

// -------------------------------------------------------------------------------------
// operations
// -------------------------------------------------------------------------------------

/**
 * Answers the server once it is as wanted and no task is running on it. Ends in a `WaitError` when it goes to `ERROR`,
 * with the message of its fault, and at the deadline.
 *
 * @example
 * toPromise(waitForServer(serverId, 'ACTIVE', { timeout: 300_000 })(cloud))
 */
export const waitForServer = (
  serverId: string,
  wanted: WantedServer,
  options: WaitForServerOptions = {}
): Call<'compute', Server> => {
  const is = typeof wanted === 'function' ? wanted : isIdle(wanted)
  return wait(get(Server)({ serverId }), {
    ...options,
    until: is,
    fails: wanted === 'ERROR' ? () => undefined : failure
  })
}

/**
 * Waits until Nova no longer knows the server, or keeps it only to be restored (`SOFT_DELETED`). One that goes to
 * `ERROR` on the way is still waited for.
 */
export const waitForServerGone = (serverId: string, options: WaitForServerOptions = {}): Call<'compute', void> =>
  waitGone(get(Server)({ serverId }), {
    ...options,
    until: ({ status }) => status === 'DELETED' || status === 'SOFT_DELETED'
  })

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

/**
 * A status is reached when nothing works on the server any more; where the task is not shown, the status alone tells.
 */
const isIdle =
  (status: string) =>
  (server: Server): boolean =>
    server.status === status && (server.taskState ?? null) === null

/** @internal */
export const failure = ({ fault, id, name, status }: Server): string | undefined =>
  status === 'ERROR'
    ? `Server ${name ?? id} went to ERROR${fault === undefined ? '' : `: ${fault.message}`}`
    : undefined
