/**
 * Waiting for a server action: whether what was asked of a server came to its end, and how. A failed resize shows here
 * and nowhere else: the server stays `ACTIVE`.
 *
 * Nova never says that an action is over. It is over when no task runs on the server and every step it records has
 * ended; an action without steps is over when the server has been idle for two looks. Steps are repeated under the same
 * name when Nova tries again, and then only one of them ends.
 *
 * @see https://docs.openstack.org/api-ref/compute/#servers-actions-servers-os-instance-actions
 * @since 0.1.0
 */
import { type Call, get, isNotFound, type OpenStackError, wait, type WaitOptions } from '@openstack-ts/core'
import * as E from 'fp-ts/lib/Either.js'

import { Server } from './server.js'
import { ServerAction, type ServerActionEvent } from './server-action.js'
import { failure } from './wait-for-server.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

/** Which action: the request id is that of the answer that began it, `meta.requestIds[0]`. */
export interface ActionAddress {
  readonly serverId: string
  readonly requestId: string
}

/** `timeout`, `every`, `signal`, … */
export type WaitForActionOptions = Omit<WaitOptions<SeenAction>, 'until' | 'fails'>

/** One look at an action, and at the server that it is about. */
export interface SeenAction {
  /** `undefined` as long as Nova has not recorded it. */
  readonly action: ServerAction | undefined
  /** `undefined` once the server is gone. */
  readonly server: Server | undefined
  /** How many looks in a row found nothing at work. */
  readonly idle: number
}

// -------------------------------------------------------------------------------------
// operations
// -------------------------------------------------------------------------------------

/**
 * Answers the action once it is over. Ends in a `WaitError` where it failed: with the step, its host and its details as
 * far as this account may see them, else with the fault of the server.
 *
 * @example
 * const { meta } = await nova.servers.resize.withMeta({ serverId, flavorRef: '2' })
 * await toPromise(waitForAction({ serverId, requestId: meta.requestIds[0] ?? '' })(cloud))
 */
export const waitForAction =
  (address: ActionAddress, options: WaitForActionOptions = {}): Call<'compute', ServerAction | undefined> =>
  (cloud) =>
  async () => {
    const seen = await wait(looking(address), { ...options, until: isOver, fails: whyFailed })(cloud)()
    return E.isLeft(seen) ? seen : E.right(seen.right.action)
  }

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

/** Each run of the call counts its own looks. */
const looking = ({ requestId, serverId }: ActionAddress): Call<'compute', SeenAction> => {
  let idle = 0
  return (cloud) => async () => {
    const action = missing(await get(ServerAction)({ serverId, requestId })(cloud)())
    if (E.isLeft(action)) return action
    const server = missing(await get(Server)({ serverId })(cloud)())
    if (E.isLeft(server)) return server
    idle = action.right === undefined || isAtWork(server.right) ? 0 : idle + 1
    return E.right({ action: action.right, server: server.right, idle })
  }
}

const missing = <A>(answer: E.Either<OpenStackError, A>): E.Either<OpenStackError, A | undefined> =>
  E.isLeft(answer) && isNotFound(answer.left) ? E.right(undefined) : answer

const isAtWork = (server: Server | undefined): boolean =>
  server !== undefined && ((server.taskState ?? null) !== null || server.status === 'BUILD')

const isOver = (seen: SeenAction): boolean => {
  const { action, idle, server } = seen
  if (action === undefined) return server === undefined
  if (whyFailed(seen) !== undefined) return false
  const { events = [] } = action
  return idle > 0 && (events.length === 0 ? idle > 1 : unfinished(events).length === 0)
}

/** Steps that have no end, unless another of the same name has one. */
const unfinished = (events: ReadonlyArray<ServerActionEvent>): ReadonlyArray<ServerActionEvent> =>
  events.filter(
    ({ event, finishTime }) =>
      finishTime === null && !events.some((other) => other.event === event && other.finishTime !== null)
  )

/** An error that the action has recorded speaks as soon as nothing works on it any more: Nova may yet try elsewhere. */
const whyFailed = (seen: SeenAction): string | undefined => {
  const { action, idle, server } = seen
  if (action === undefined || idle === 0) return undefined
  if (action.message === null) return action.action === 'create' && server !== undefined ? failure(server) : undefined
  const step = (action.events ?? []).find(({ result }) => result === 'Error')
  if (step === undefined) return `${action.action} failed${because(server?.fault?.message)}`
  const place = step.host === undefined || step.host === null ? '' : ` on ${step.host}`
  return `${action.action} failed at ${step.event}${place}${because(step.details ?? server?.fault?.message)}`
}

const because = (reason: string | undefined): string => (reason === undefined ? '' : `: ${reason}`)
