/**
 * `server-timeline servers`
 *
 * @since 0.1.0
 */
import { Server } from '@openstack-ts/compute'
import type { Connection } from '@openstack-ts/connection'
import { type Cloud, list, type OpenStackError } from '@openstack-ts/core'
import * as E from 'fp-ts/lib/Either.js'
import * as O from 'fp-ts/lib/Option.js'

import { type Complaint, ofError } from '../complaint.js'
import { factsOf } from '../find-server.js'
import { printed, serverJson } from '../json.js'
import { withCloud } from '../open-cloud.js'
import { renderServers } from '../render.js'
import type { Settings } from '../settings.js'
import { colorsOf, type Io, spinning, watched } from '../terminal.js'
import type { ServerFacts } from '../timeline.js'

// -------------------------------------------------------------------------------------
// operations
// -------------------------------------------------------------------------------------

export const servers = (settings: Settings, io: Io): Promise<E.Either<Complaint, string>> =>
  withCloud(settings, io, (connection) => listServers(connection, settings, io))

/** The same, of a cloud that is open. */
export const listServers = async (
  connection: Connection,
  settings: Settings,
  io: Io
): Promise<E.Either<Complaint, string>> => {
  const found = await spinning('Listing servers', watched(io, settings), () => read(connection, settings, io.signal))
  if (E.isLeft(found)) return E.left(ofError(found.left))
  const style = { colors: colorsOf(io.env, io.stdout), zone: settings.zone }
  return E.right(
    settings.json
      ? printed({ format: 'server-timeline/1', cloud: connection.config.name, servers: found.right.map(serverJson) })
      : renderServers(found.right, style, settings.allProjects)
  )
}

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

/** Page after page until there are enough: Nova's `limit` is the size of a page. */
const read = async (
  cloud: Cloud<'compute'>,
  { allProjects, limit }: Settings,
  signal: AbortSignal
): Promise<E.Either<OpenStackError, ReadonlyArray<ServerFacts>>> => {
  const filter = { ...(allProjects ? { allProjects } : {}), ...(limit === undefined ? {} : { limit }) }
  const found: Array<Server> = []
  let next = O.some(list(Server)(filter, { signal }))
  while (O.isSome(next) && found.length < (limit ?? Infinity)) {
    const page = await next.value(cloud)()
    if (E.isLeft(page)) return page
    found.push(...page.right.items)
    next = page.right.next
  }
  return E.right(found.slice(0, limit).map(factsOf))
}
