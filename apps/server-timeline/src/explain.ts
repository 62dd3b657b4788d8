/**
 * What happened, in one sentence: the verdict on an action.
 *
 * @since 0.1.0
 */
import { toEpochMicros } from '@openstack-ts/core'

import { formatDuration } from './duration.js'
import { type ActionState, beside, drift, type Row, type ServerFacts, type Step } from './timeline.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

/** What the sentence is told with. */
export interface Telling {
  readonly server: ServerFacts
  /** Microseconds since 1970. */
  readonly now: number
  /** A person's or a service's name, where it is known. */
  readonly knownName: (userId: string) => string | undefined
  /** The user who reads this. */
  readonly reader?: string
}

// -------------------------------------------------------------------------------------
// conversions
// -------------------------------------------------------------------------------------

/** `resize by alice failed after 1 s at cold_migrate (No valid host was found.); the server is ACTIVE.` */
export const explain = (row: Row, telling: Telling): string =>
  `${row.action.action} ${byWhom(row, telling)} ${outcome(row, telling)}${disagreement(row)}.`

/** `alice`, `the system`, `admin of another project`. */
export const whoDid = ({ action }: Pick<Row, 'action'>, { knownName, reader, server }: Telling): string => {
  if (action.userId === null) return 'the system'
  const name = knownName(action.userId) ?? action.userId
  const foreign = action.projectId !== null && server.projectId !== undefined && action.projectId !== server.projectId
  return `${name}${action.userId === reader ? ' (you)' : ''}${foreign ? ' of another project' : ''}`
}

/** Why a step failed, as far as this account may know. */
export const reasonOf = (row: Row, server: ServerFacts): string | undefined => {
  const { details, traceback } = row.failed?.event ?? {}
  if (typeof details === 'string' && details !== '') return oneLine(details)
  const raised = typeof traceback === 'string' ? exceptionOf(traceback) : undefined
  if (raised !== undefined) return raised
  // A server's fault is of its last failure only.
  const isLast = row.later.every(({ action }) => beside.includes(action))
  const wrong = row.state === 'failed' || row.state === 'doubtful'
  return isLast && wrong && server.fault !== undefined ? oneLine(server.fault) : undefined
}

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

const byWhom = (row: Row, telling: Telling): string =>
  row.action.userId === null ? 'by the system (no user)' : `by ${whoDid(row, telling)}`

const outcome = (row: Row, telling: Telling): string => outcomes[row.state](row, telling)

const outcomes: Readonly<Record<ActionState, (row: Row, telling: Telling) => string>> = {
  succeeded: (row) => `succeeded${taking(row)}${tries(row)}${powerSync(row)}`,
  recovered: (row) => `failed at first and then recovered${taking(row)}${tries(row)}`,
  failed: (row, telling) => failure(row, telling),
  doubtful: (row, telling) => doubt(row, telling),
  running: (row, telling) => `is running: ${openStep(row, telling)}${task(telling.server)}${tries(row)}`,
  abandoned: (row, telling) => `never finished: ${openStep(row, telling)}, ${ended(row, telling.server)}`,
  unfinished: (row, telling) => `has not finished: ${openStep(row, telling)}, and whether it still runs is not shown`,
  'no-steps': ({ action: { action } }) =>
    stepless.includes(action) ? 'was done; Nova records no steps of it' : 'was accepted; no step is recorded',
  hidden: () => 'was accepted; its steps are hidden from this account'
}

const doubt = (row: Row, { server }: Telling): string => {
  const reason = reasonOf(row, server)
  return `ended${taking(row)} with nothing but successes noted, and yet the server is ERROR${
    reason === undefined ? '' : ` (${reason})`
  }${tries(row)}`
}

const failure = (row: Row, { server }: Telling): string => {
  const reason = reasonOf(row, server)
  const because = reason === undefined ? '' : ` (${reason})`
  const status = server.deleted ? 'the server is deleted now' : `the server is ${server.status ?? 'not shown'}`
  if (row.failed === undefined) {
    const steps = row.steps === undefined ? 'its steps are hidden from this account' : 'no step is recorded'
    return `failed${because}; ${steps}; ${status}`
  }
  return `failed${after(row)} at ${placed(row.failed, row)}${because}${tries(row)}; ${status}`
}

/** Until the failing step ended. */
const after = ({ action, failed }: Row): string => {
  const end = failed?.event.finishTime ?? null
  return end === null
    ? ''
    : ` after ${formatDuration(Math.max(0, toEpochMicros(end) - toEpochMicros(action.startTime)))}`
}

const taking = ({ duration }: Row): string =>
  duration === undefined ? '' : ` in ${formatDuration(Math.max(0, duration))}`

/** `compute_finish_resize on cmp-2`; of several tries Nova does not tell which one's end it noted. */
const placed = ({ attempt, event }: Step, { steps = [] }: Row): string => {
  const tried = attempt === undefined ? [event] : steps.map((step) => step.event).filter((e) => e.event === event.event)
  const hosts = new Set(tried.flatMap(({ host }) => (typeof host === 'string' && host !== '' ? [host] : [])))
  return hosts.size === 0 ? event.event : `${event.event} on ${[...hosts].join(' or ')}`
}

const openStep = (row: Row, { now }: Telling): string =>
  row.open === undefined
    ? 'a step'
    : `${placed(row.open, row)} started ${formatDuration(Math.max(0, now - toEpochMicros(row.open.event.startTime)))} ago`

const task = ({ taskState }: ServerFacts): string =>
  typeof taskState === 'string' ? `, and the server's task is ${taskState}` : ''

const ended = ({ later }: Row, { deleted, taskState }: ServerFacts): string => {
  if (deleted) return 'and the server is gone'
  const [next] = later.slice(-1)
  if (taskState === null) return 'and the server has no task: abandoned'
  return next === undefined ? 'abandoned' : `and ${next.action} came after it: abandoned`
}

const tries = ({ steps = [] }: Row): string => {
  const repeated = new Map(
    steps.flatMap(({ attempt, event }) => (attempt === undefined ? [] : [[event.event, attempt.of] as const]))
  )
  return [...repeated].map(([event, count]) => `; ${event} was tried ${count} times`).join('')
}

/** Nova's power-state sync stops a server that it finds off; nobody asked for it. */
const powerSync = ({ action }: Row): string =>
  action.action === 'stop' && action.userId === null ? ': power-state sync, for the guest was off already' : ''

const disagreement = (row: Row): string => {
  const by = drift(row)
  return by === 0 ? '' : `; the clocks of its hosts differ by ${formatDuration(by)} or more`
}

/** These never have steps. */
const stepless: ReadonlyArray<string> = ['resetState', 'refresh_volume_attachment']

const oneLine = (text: string): string => text.trim().replace(/\s+/g, ' ')

/** `NoValidHost: No valid host was found.` where that is kept; else what was raised last: Nova cuts tracebacks short. */
const exceptionOf = (traceback: string): string | undefined => {
  const last = traceback.trimEnd().split('\n').at(-1) ?? ''
  if (/^[A-Za-z][\w.]*(?:: .*)?$/.test(last)) return oneLine(last)
  return [...traceback.matchAll(/\braise (?:\w+\.)*([A-Z]\w+)/g)].at(-1)?.[1]
}
