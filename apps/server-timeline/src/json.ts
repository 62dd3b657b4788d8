/**
 * The rows as JSON, for programs. The shape is documented in the README and only grows; a key that is missing is hidden
 * from this account or this microversion, and `visibility` says which.
 *
 * @since 0.1.0
 */
import { explain, reasonOf } from './explain.js'
import { instant } from './moment.js'
import type { Report } from './report.js'
import type { Row, ServerFacts, Step } from './timeline.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

type Json = string | number | boolean | null | ReadonlyArray<Json> | { readonly [key: string]: Json }

// -------------------------------------------------------------------------------------
// conversions
// -------------------------------------------------------------------------------------

export const timelineJson = (report: Report): Json => ({
  format: 'server-timeline/1',
  cloud: report.cloud,
  microversion: report.microversion,
  server: serverJson(report.telling.server),
  actions: report.rows.map((row) => rowJson(row, report)),
  visibility: Object.fromEntries(
    report.visible.map(({ sight, since, what }) => [what, since === undefined ? { sight } : { sight, since }])
  ),
  notes: report.notes
})

export const serverJson = (server: ServerFacts): { readonly [key: string]: Json } => {
  const { created, deleted, id, name, projectId, status, taskState } = server
  return present({ id, name, status, taskState, projectId, created: at(created), deleted })
}

/** With an end of line, indented as people read it. */
export const printed = (json: Json): string => `${JSON.stringify(json, null, 2)}\n`

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

const rowJson = (row: Row, { telling }: Report): Json => {
  const { action, failed, state, steps } = row
  const { message, projectId, requestId, startTime, updatedAt, userId } = action
  return present({
    requestId,
    action: action.action,
    startTime: instant(startTime),
    updatedAt: at(updatedAt),
    userId,
    userName: userId === null ? undefined : telling.knownName(userId),
    projectId,
    message,
    state,
    verdict: explain(row, telling),
    failedStep: failed?.event.event,
    reason: reasonOf(row, telling.server),
    durationSeconds: seconds(row.duration),
    steps: steps?.map((step) => stepJson(step))
  })
}

const stepJson = ({ attempt, duration, event, gap, state }: Step): Json => {
  const { details, finishTime, host, hostId, result, startTime, traceback } = event
  return present({
    event: event.event,
    startTime: instant(startTime),
    finishTime: at(finishTime),
    result,
    state,
    host,
    hostId,
    details,
    traceback,
    durationSeconds: seconds(duration),
    gapSeconds: seconds(gap),
    attempt
  })
}

const at = (time: Parameters<typeof instant>[0] | null | undefined): string | null | undefined =>
  time === null || time === undefined ? time : instant(time)

/** Of what is not known, `null`: unlike what is hidden, it would stand here. */
const seconds = (micros: number | undefined): number | null => (micros === undefined ? null : micros / 1e6)

const present = (record: { readonly [key: string]: Json | undefined }): { readonly [key: string]: Json } =>
  Object.fromEntries(
    Object.entries(record).flatMap(([key, value]) => (value === undefined ? [] : [[key, value] as const]))
  )
