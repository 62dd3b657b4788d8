/**
 * Waiting for a server: until it is in a state, or gone.
 *
 * @since 0.1.0
 */
import { type Call, type CallOptions, get, isNotFound, wait, type WaitOptions } from '@openstack-ts/core'
import * as E from 'fp-ts/lib/Either.js'

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
  return wait(get(Server)({ serverId }, signalOf(options)), {
    ...options,
    until: is,
    fails: wanted === 'ERROR' ? () => undefined : failure
  })
}

/**
 * Waits until Nova no longer knows the server, or keeps it only to be restored (`SOFT_DELETED`). One that goes to `ERROR`
 * on the way is still waited for.
 */
export const waitForServerGone =
  (serverId: string, options: WaitForServerOptions = {}): Call<'compute', void> =>
  (cloud) =>
  async () => {
    const last = await wait(orGone(get(Server)({ serverId }, signalOf(options))), looksOf(options))(cloud)()
    return E.isLeft(last) ? last : E.right(undefined)
  }

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

/** An abort ends the look that is under way too. */
const signalOf = ({ signal }: WaitForServerOptions): CallOptions => (signal === undefined ? {} : { signal })

const orGone =
  (look: Call<'compute', Server>): Call<'compute', Server | undefined> =>
  (cloud) =>
  async () => {
    const seen = await look(cloud)()
    return E.isLeft(seen) && isNotFound(seen.left) ? E.right(undefined) : seen
  }

const looksOf = ({ onLook, ...options }: WaitForServerOptions): WaitOptions<Server | undefined> => ({
  ...options,
  until: (server) => server === undefined || server.status === 'DELETED' || server.status === 'SOFT_DELETED',
  ...(onLook === undefined
    ? {}
    : {
        onLook: (server) => {
          if (server !== undefined) onLook(server)
        }
      })
})

/** A status is reached when nothing works on the server any more; where the task is not shown, the status alone tells. */
const isIdle =
  (status: string) =>
  (server: Server): boolean =>
    server.status === status && (server.taskState ?? null) === null

/** @internal */
export const failure = ({ fault, id, name, status }: Server): string | undefined =>
  status === 'ERROR'
    ? `Server ${name ?? id} went to ERROR${fault === undefined ? '' : `: ${fault.message}`}`
    : undefined
