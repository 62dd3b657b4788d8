/**
 * Waiting for a server action: whether what was asked of a server came to its end, and how. A failed resize shows here
 * and nowhere else: the server stays `ACTIVE`.
 *
 * Nova never says that an action is over. It is over when no task runs on the server and every step it records has
 * ended; an action without steps is over when the server has been idle for as many looks as `patience` says. Steps are
 * repeated under the same name when Nova tries again: then the outcome of the later try is written to the first, and
 * the second never ends.
 *
 * @see https://docs.openstack.org/api-ref/compute/#servers-actions-servers-os-instance-actions
 * @since 0.1.0
 */
import {
  type Call,
  type Cloud,
  get,
  isNotFound,
  type OpenStackError,
  wait,
  type WaitError,
  type WaitOptions
} from '@openstack-ts/core'
import * as E from 'fp-ts/lib/Either.js'
import type { ReaderTaskEither } from 'fp-ts/lib/ReaderTaskEither.js'

import { Server } from './server.js'
import { ServerAction, type ServerActionEvent } from './server-action.js'
import { failure } from './wait-for-server.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

/** Which action: the request id is that of the answer that began it, `meta.requestIds[0]`. */
export interface ActionAddress {
  /** The server that it is about. */
  readonly serverId: string
  /** The request that began it: `req-` and a UUID. */
  readonly requestId: string
}

/** `timeout`, `every`, `signal`, … */
export interface WaitForActionOptions extends Omit<WaitOptions<SeenAction>, 'until' | 'fails'> {
  /**
   * How many looks in a row must find nothing at work, before a step or a record that is missing is taken for never
   * coming; 3 where nothing is said. An action that shows no task on its server, `attach_volume` and `attach_interface`
   * say, and whose first step begins later than that counts as over: on a cloud that is slow to begin, say more.
   */
  readonly patience?: number
}

/** A wait for an action that did not end well. */
export interface ActionWaitError extends WaitError {
  /** What was seen last, if anything was. */
  readonly last?: SeenAction
}

/** A wait that has not begun yet. It is a `Call`, of which it is known what a `WaitError` holds. */
export interface ActionWait extends ReaderTaskEither<
  Cloud<'compute'>,
  Exclude<OpenStackError, WaitError> | ActionWaitError,
  ServerAction | undefined
> {}

/** One look at an action, and at the server that it is about. */
export interface SeenAction {
  /** The action that is looked at. */
  readonly address: ActionAddress
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
 * Answers the action once it is over; `undefined` where it took the server with it, record and all. Ends in a
 * `WaitError` where it failed: with the step, its host and its details as far as this account may see them, else with
 * the fault of the server. One that Nova never recorded is an error too: a wrong request id, or a call that was
 * refused.
 *
 * @example
 * const { meta } = await nova.servers.resize.withMeta({ serverId, flavorRef: '2' })
 * await toPromise(waitForAction({ serverId, requestId: meta.requestIds[0] ?? '' })(cloud))
 */
export const waitForAction =
  (address: ActionAddress, { onLook, patience = 3, ...options }: WaitForActionOptions = {}): ActionWait =>
  (cloud) =>
  async () => {
    let last: SeenAction | undefined
    const seen = await wait(looking(address), {
      ...options,
      until: isOver(patience),
      fails: whyFailed(patience),
      onLook: (look) => {
        last = look
        onLook?.(look)
      }
    })(cloud)()
    if (E.isRight(seen)) return E.right(seen.right.action)
    const { left } = seen
    if (left._tag !== 'WaitError') return E.left(left)
    const { last: _, ...error } = left
    return E.left({ ...error, ...(last === undefined ? {} : { last }) })
  }

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

/** Each run of the call counts its own looks. */
const looking = (address: ActionAddress): Call<'compute', SeenAction> => {
  let idle = 0
  return (cloud) => async () => {
    // The server first: what has ended by then is in the action.
    const server = missing(await get(Server)({ serverId: address.serverId })(cloud)())
    if (E.isLeft(server)) return server
    const action = missing(await get(ServerAction)(address)(cloud)())
    if (E.isLeft(action)) return action
    idle = isAtWork(server.right) ? 0 : idle + 1
    return E.right({ address, action: action.right, server: server.right, idle })
  }
}

const missing = <A>(answer: E.Either<OpenStackError, A>): E.Either<OpenStackError, A | undefined> =>
  E.isLeft(answer) && isNotFound(answer.left) ? E.right(undefined) : answer

/** A server whose cell cannot be reached says nothing of its tasks. */
const isAtWork = (server: Server | undefined): boolean =>
  server !== undefined &&
  ((server.taskState ?? null) !== null || server.status === 'BUILD' || server.status === 'UNKNOWN')

const isOver =
  (patience: number) =>
  (seen: SeenAction): boolean => {
    const { action, idle, server } = seen
    if (action === undefined) return server === undefined
    if (idle === 0 || whyFailed(patience)(seen) !== undefined) return false
    const { events = [] } = action
    return events.length === 0 ? idle >= patience : events.every((event) => hasEnded(event, events))
  }

/** A step ends, or another of its name does in its place. */
const hasEnded = ({ event, finishTime }: ServerActionEvent, events: ReadonlyArray<ServerActionEvent>): boolean =>
  finishTime !== null || events.some((other) => other.event === event && other.finishTime !== null)

/** An error speaks as soon as nothing works on the server any more: until then Nova may yet try elsewhere. */
const whyFailed =
  (patience: number) =>
  ({ action, address, idle, server }: SeenAction): string | undefined => {
    if (idle === 0) return undefined
    if (action === undefined) {
      return server === undefined || idle < patience
        ? undefined
        : `Nova has no record of ${address.requestId} among the actions of server ${address.serverId}`
    }
    const step = action.events?.find(isError)
    if (step === undefined && !isUnexplained(action)) {
      return action.action === 'create' && server !== undefined ? failure(server) : undefined
    }
    const what = `${action.action} of server ${address.serverId} failed`
    const why = step?.details ?? server?.fault?.message
    return `${what}${step === undefined ? '' : at(step)}${because(why)} (request ${address.requestId})`
  }

const isError = ({ result }: ServerActionEvent): boolean => result?.toLowerCase() === 'error'

/** An error that no step shows: they are hidden from this account. Where steps show none, a later try went well. */
const isUnexplained = ({ events = [], message }: ServerAction): boolean => message !== null && events.length === 0

/** Administrators see the host, others from microversion 2.62 on a hash of it. */
const at = ({ event, host, hostId }: ServerActionEvent): string => {
  const place = host ?? (hostId === undefined || hostId === '' ? undefined : `the host known as ${hostId}`)
  return ` at ${event}${place === undefined ? '' : ` on ${place}`}`
}

const because = (reason: string | undefined): string => (reason === undefined ? '' : `: ${reason}`)
