/**
 * `server-timeline show`
 *
 * @since 0.1.0
 */
import type { Connection } from '@openstack-ts/connection'
import * as E from 'fp-ts/lib/Either.js'

import { type Complaint, ofError } from '../complaint.js'
import { findServer } from '../find-server.js'
import { printed, timelineJson } from '../json.js'
import { readNames } from '../names.js'
import { withCloud } from '../open-cloud.js'
import { plain } from '../plain.js'
import { dialectOf, readActions } from '../read-timeline.js'
import { renderTimeline } from '../render.js'
import type { Report } from '../report.js'
import type { Settings } from '../settings.js'
import { colorsOf, type Io, spinning, watched } from '../terminal.js'
import { rowOf } from '../timeline.js'
import { visibility } from '../visibility.js'

// -------------------------------------------------------------------------------------
// operations
// -------------------------------------------------------------------------------------

export const show =
  (idOrName: string) =>
  (settings: Settings, io: Io): Promise<E.Either<Complaint, string>> =>
    withCloud(settings, io, (connection) => showServer(idOrName, settings, { connection, io }))

/** The same, on a cloud that is open. */
export const showServer = async (
  idOrName: string,
  settings: Settings,
  place: { readonly connection: Connection; readonly io: Io }
): Promise<E.Either<Complaint, string>> => {
  const { io } = place
  const reading = `Reading what happened to ${plain(idOrName)}`
  const report = await spinning(reading, watched(io, settings), () => readReport(idOrName, settings, place))
  if (E.isLeft(report)) return report
  const { tracebacks, zone } = settings
  const style = { colors: colorsOf(io.env, io.stdout), zone, tracebacks }
  return E.right(settings.json ? printed(timelineJson(report.right)) : renderTimeline(report.right, style))
}

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

const readReport = async (
  idOrName: string,
  settings: Settings,
  { connection, io }: { readonly connection: Connection; readonly io: Io }
): Promise<E.Either<Complaint, Report>> => {
  const access = await connection.access()
  if (E.isLeft(access)) return E.left(ofError(access.left))
  const dialect = await dialectOf(connection)
  if (E.isLeft(dialect)) return dialect
  const asking = { cloud: connection, dialect: dialect.right, signal: io.signal }
  const server = await findServer(idOrName, settings.allProjects, asking)
  if (E.isLeft(server)) return server
  const found = await readActions(server.right.id, settings, asking)
  if (E.isLeft(found)) return found
  const { actions, listed, notes } = found.right
  const { user } = access.right
  const ids = actions.flatMap(({ userId }) => userId ?? [])
  const own = new Map(user === undefined ? [] : [[user.id, user.name]])
  const names = await readNames(ids, own, asking)
  const now = io.now() * 1000
  const place = { server: server.right, now }
  return E.right({
    cloud: connection.config.name,
    microversion: dialect.right.spoken,
    newest: dialect.right.newest,
    telling: {
      ...place,
      knownName: (userId) => names.get(userId),
      ...(user === undefined ? {} : { reader: user.id })
    },
    rows: actions.map((action) => rowOf(action, laterThan(action.requestId, listed), place)),
    visible: visibility(actions, dialect.right.spoken),
    notes
  })
}

/** Those listed before it, for the newest come first. */
const laterThan = <A extends { readonly requestId: string }>(
  requestId: string,
  listed: ReadonlyArray<A>
): ReadonlyArray<A> =>
  listed.slice(
    0,
    listed.findIndex((action) => action.requestId === requestId)
  )
