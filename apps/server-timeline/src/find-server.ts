/**
 * The server that a person means: by id, by name, or by the id that it had before it was deleted.
 *
 * @since 0.1.0
 */
import { Server, ServerAction } from '@openstack-ts/compute'
import { find, isNotFound, isOlderThan, list } from '@openstack-ts/core'
import * as E from 'fp-ts/lib/Either.js'
import * as O from 'fp-ts/lib/Option.js'

import { type Complaint, notThere, ofError } from './complaint.js'
import type { Asking } from './read-timeline.js'
import type { ServerFacts } from './timeline.js'

// -------------------------------------------------------------------------------------
// operations
// -------------------------------------------------------------------------------------

/** A deleted server has no record of its own any more, but its actions are kept, from microversion 2.21 on. */
export const findServer = async (
  idOrName: string,
  allProjects: boolean,
  asking: Asking
): Promise<E.Either<Complaint, ServerFacts>> => {
  const { cloud, signal } = asking
  const found = await find(Server)(idOrName, allProjects ? { allProjects: true } : {}, { signal })(cloud)()
  if (E.isLeft(found)) return E.left(ofError(found.left))
  if (O.isSome(found.right)) return E.right(factsOf(found.right.value))
  if (!uuid.test(idOrName)) return E.left(notThere(`There is no server ${idOrName} in this project`))
  return isOlderThan('2.21')(asking.dialect.spoken) ? E.left(tooOld(idOrName, asking)) : deletedServer(idOrName, asking)
}

// -------------------------------------------------------------------------------------
// conversions
// -------------------------------------------------------------------------------------

export const factsOf = (server: Server): ServerFacts => ({
  id: server.id,
  deleted: server.status === 'DELETED',
  status: server.status,
  ...(typeof server.name === 'string' ? { name: server.name } : {}),
  ...(server.taskState === undefined ? {} : { taskState: server.taskState }),
  ...(server.projectId === undefined ? {} : { projectId: server.projectId }),
  ...(server.fault === undefined ? {} : { fault: server.fault.message }),
  ...(server.created === undefined ? {} : { created: server.created })
})

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

const uuid = /^[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}$/i

const deletedServer = async (
  serverId: string,
  { cloud, signal }: Asking
): Promise<E.Either<Complaint, ServerFacts>> => {
  const actions = await list(ServerAction)({ serverId }, { signal })(cloud)()
  if (E.isRight(actions)) return E.right({ id: serverId, deleted: true })
  return E.left(
    isNotFound(actions.left)
      ? notThere(`There is no server ${serverId}, nor the records of a deleted one, that this account may see`)
      : ofError(actions.left)
  )
}

const tooOld = (serverId: string, { dialect }: Asking): Complaint =>
  notThere(
    `There is no server ${serverId}; deleted ones are shown from microversion 2.21 on, and this is ${dialect.spoken}`
  )
