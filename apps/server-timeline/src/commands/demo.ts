/**
 * `server-timeline demo`: the fake cloud's servers, and what happened to the one whose resize failed.
 *
 * @since 0.1.0
 */
import * as E from 'fp-ts/lib/Either.js'

import type { Complaint } from '../complaint.js'
import type { Settings } from '../settings.js'
import { colorsOf, type Io } from '../terminal.js'
import { servers } from './servers.js'
import { show } from './show.js'

// -------------------------------------------------------------------------------------
// operations
// -------------------------------------------------------------------------------------

export const demo = async (given: Settings, io: Io): Promise<E.Either<Complaint, string>> => {
  const { cloud: _, ...settings } = { ...given, fake: true, json: false }
  const listed = await servers(settings, io)
  if (E.isLeft(listed)) return listed
  const shown = await show(failedResize)(settings, io)
  if (E.isLeft(shown)) return shown
  const { bold } = colorsOf(io.env, io.stdout)
  const prompt = (command: string): string => `${bold(`$ server-timeline ${command} --fake`)}\n\n`
  return E.right(`${prompt('servers')}${listed.right}\n${prompt(`show ${failedResize}`)}${shown.right}`)
}

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

/** A server of the fake cloud. */
const failedResize = 'web-1'
