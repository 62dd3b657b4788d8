/**
 * `server-timeline demo`: the fake cloud's servers, and what happened to the one whose resize failed.
 *
 * @since 0.1.0
 */
import * as E from 'fp-ts/lib/Either.js'

import type { Complaint } from '../complaint.js'
import { withCloud } from '../open-cloud.js'
import type { Settings } from '../settings.js'
import { colorsOf, type Io } from '../terminal.js'
import { listServers } from './servers.js'
import { showServer } from './show.js'

// -------------------------------------------------------------------------------------
// operations
// -------------------------------------------------------------------------------------

export const demo = (given: Settings, io: Io): Promise<E.Either<Complaint, string>> => {
  const { cloud: _, ...settings } = { ...given, fake: true, json: false }
  return withCloud(settings, io, async (connection) => {
    const listed = await listServers(connection, { ...settings, limit: few }, io)
    if (E.isLeft(listed)) return listed
    const shown = await showServer(failedResize, settings, { connection, io })
    if (E.isLeft(shown)) return shown
    const { bold } = colorsOf(io.env, io.stdout)
    const prompt = (command: string): string => `${bold(`$ server-timeline ${command} --fake`)}\n\n`
    const list = `${prompt(`servers --limit ${few}`)}${listed.right}`
    return E.right(`${list}\n${prompt(`show ${failedResize}`)}${shown.right}`)
  })
}

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

const few = 8

/** A server of the fake cloud. */
const failedResize = 'web-1'
