/**
 * Reading a server's actions, each with its steps: one request for the server, one for a page of actions, and one for the
 * steps of each action, eight at a time.
 *
 * @see https://docs.openstack.org/api-ref/compute/#servers-actions-servers-os-instance-actions
 * @since 0.1.0
 */
import { ServerAction } from '@openstack-ts/compute'
import {
  type Cloud,
  get,
  isOlderThan,
  list,
  listAll,
  type Microversion,
  negotiate,
  type OpenStackError,
  type Timestamp,
  toEpochMicros
} from '@openstack-ts/core'
import * as E from 'fp-ts/lib/Either.js'
import * as O from 'fp-ts/lib/Option.js'

import { type Complaint, notThere, ofError } from './complaint.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

/** Which actions of a server. */
export interface Wanted {
  /** One, by the request that started it. */
  readonly requestId?: string
  readonly changesSince?: Timestamp
  /** At most so many, the newest. */
  readonly limit?: number
}

export interface Found {
  /** Newest first, with their steps where this account may see them. */
  readonly actions: ReadonlyArray<ServerAction>
  /** All that were listed: what came later decides whether a step was abandoned. */
  readonly listed: ReadonlyArray<ServerAction>
  readonly notes: ReadonlyArray<string>
}

/** The microversions of one cloud's compute service. */
export interface Dialect {
  readonly spoken: Microversion
  readonly newest: Microversion
}

/** A cloud's compute service, and how it is asked. */
export interface Asking {
  readonly cloud: Cloud<'compute'>
  readonly dialect: Dialect
  readonly signal: AbortSignal
}

type Result<A> = Promise<E.Either<Complaint, A>>

// -------------------------------------------------------------------------------------
// operations
// -------------------------------------------------------------------------------------

/** What is spoken with this cloud. */
export const dialectOf = async ({ compute }: Cloud<'compute'>): Result<Dialect> => {
  const range = await compute.microversions()
  if (E.isLeft(range)) return E.left(ofError(range.left))
  const offered = range.right
  if (offered === undefined) return E.left(notThere('The compute service of this cloud tells no microversions'))
  const { microversion: known } = ServerAction
  const spoken = negotiate({ feature: 'this command', known, lifetime: {}, offered, policy: compute.policy })
  return E.isLeft(spoken) ? E.left(ofError(spoken.left)) : E.right({ spoken: spoken.right, newest: offered.max })
}

/** The actions wanted, with their steps. */
export const readActions = async (serverId: string, wanted: Wanted, asking: Asking): Result<Found> => {
  const listed = await listActions(serverId, wanted, asking)
  if (E.isLeft(listed)) return E.left(ofError(listed.left))
  const chosen = choose(listed.right.actions, wanted, serverId)
  if (E.isLeft(chosen)) return chosen
  const detailed = await eight(chosen.right, (action) => withSteps(action, asking))
  if (E.isLeft(detailed)) return E.left(ofError(detailed.left))
  const twins = detailed.right.filter(({ twin }) => twin).length
  return E.right({
    actions: detailed.right.map(({ action }) => action),
    listed: listed.right.actions,
    notes: [...listed.right.notes, ...(twins === 0 ? [] : [twinNote(twins)])]
  })
}

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

interface Listed {
  readonly actions: ReadonlyArray<ServerAction>
  readonly notes: ReadonlyArray<string>
}

/** Before 2.58 Nova ignores every filter, so they are applied here, and that is said. */
const listActions = async (
  serverId: string,
  { changesSince, limit }: Wanted,
  asking: Asking
): Promise<E.Either<OpenStackError, Listed>> => {
  const filters = { ...(changesSince === undefined ? {} : { changesSince }), ...(limit === undefined ? {} : { limit }) }
  if (!isOlderThan('2.58')(asking.dialect.spoken)) {
    const actions = await newest(serverId, filters, asking)
    return E.isLeft(actions) ? actions : E.right({ actions: actions.right, notes: [] })
  }
  const all = await listAll(ServerAction)({ serverId }, { signal: asking.signal })(asking.cloud)()
  if (E.isLeft(all)) return all
  const from = changesSince === undefined ? -Infinity : toEpochMicros(changesSince)
  const since = all.right.filter(({ startTime }) => toEpochMicros(startTime) >= from)
  return E.right({ actions: since.slice(0, limit), notes: localNotes(filters, asking.dialect) })
}

const localNotes = (filters: Pick<Wanted, 'changesSince' | 'limit'>, { spoken }: Dialect): ReadonlyArray<string> => {
  const { changesSince, limit } = filters
  const names = [
    ...(changesSince === undefined ? [] : ['--changes-since (by start time)']),
    ...(limit === undefined ? [] : ['--limit'])
  ]
  return names.length === 0
    ? []
    : [
        `filtered here, not by the cloud: ${names.join(' and ')}; Nova filters from microversion 2.58 on, this is ${spoken}`
      ]
}

/** Page after page until there are enough: Nova's `limit` is the size of a page. */
const newest = async (
  serverId: string,
  filters: Pick<Wanted, 'changesSince' | 'limit'>,
  { cloud, signal }: Asking
): Promise<E.Either<OpenStackError, ReadonlyArray<ServerAction>>> => {
  const { limit = Infinity } = filters
  const actions: Array<ServerAction> = []
  let next = O.some(list(ServerAction)({ serverId, ...filters }, { signal }))
  while (O.isSome(next) && actions.length < limit) {
    const page = await next.value(cloud)()
    if (E.isLeft(page)) return page
    actions.push(...page.right.items)
    next = page.right.next
  }
  return E.right(actions.slice(0, limit === Infinity ? undefined : limit))
}

const choose = (
  actions: ReadonlyArray<ServerAction>,
  { requestId }: Wanted,
  serverId: string
): E.Either<Complaint, ReadonlyArray<ServerAction>> => {
  if (requestId === undefined) return E.right(actions)
  const found = actions.find((action) => action.requestId === requestId)
  if (found !== undefined) return E.right([found])
  const ids = actions.map((action) => action.requestId)
  const near = ids.find((id) => id.startsWith(requestId) || id.startsWith(`req-${requestId}`))
  const known = ids.length === 0 ? 'it has none at all' : `its newest is ${ids[0]}`
  const hint = near === undefined ? known : `did you mean ${near}?`
  return E.left(notThere(`Server ${serverId} has no action ${requestId}; ${hint}`))
}

interface Detailed {
  readonly action: ServerAction
  /** Another action of the server has the same request id, and Nova answers only the newest. */
  readonly twin: boolean
}

const withSteps = async (
  action: ServerAction,
  { cloud, signal }: Asking
): Promise<E.Either<OpenStackError, Detailed>> => {
  const { requestId, serverId } = action
  const found = await get(ServerAction)({ serverId, requestId }, { signal })(cloud)()
  if (E.isLeft(found)) return found
  const twin = found.right.action !== action.action || found.right.startTime !== action.startTime
  return E.right(twin ? { action, twin } : { action: found.right, twin })
}

const twinNote = (count: number): string =>
  `the steps of ${count === 1 ? 'one action' : `${count} actions`} cannot be asked for: a later one has the same request id`

/** Eight at a time, in order; the first failure ends it. */
const eight = async <A, B>(
  all: ReadonlyArray<A>,
  task: (each: A) => Promise<E.Either<OpenStackError, B>>
): Promise<E.Either<OpenStackError, ReadonlyArray<B>>> => {
  const done: Array<B> = []
  const failures: Array<E.Left<OpenStackError>> = []
  const waiting = all.entries()
  const worker = async (): Promise<void> => {
    for (const [index, each] of waiting) {
      const result = await task(each)
      if (E.isLeft(result)) failures.push(result)
      else done[index] = result.right
      if (failures.length > 0) return
    }
  }
  await Promise.all(Array.from({ length: 8 }, worker))
  return failures[0] ?? E.right(done)
}
