/**
 * What happened, in one sentence: the verdict on an action.
 *
 * @since 0.1.0
 */
import { toEpochMicros } from '@openstack-ts/core'

import { formatDuration } from './duration.js'
import { drift, type Row, type ServerFacts, type Step } from './timeline.js'

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
  if (typeof traceback === 'string') return lastLine(traceback)
  // A server's fault is of its last failure only.
  return row.later.length === 0 && row.state === 'failed' && server.fault !== undefined
    ? oneLine(server.fault)
    : undefined
}

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

const byWhom = (row: Row, telling: Telling): string =>
  row.action.userId === null ? 'by the system (no user)' : `by ${whoDid(row, telling)}`

const outcome = (row: Row, telling: Telling): string => {
  switch (row.state) {
    case 'succeeded':
      return `succeeded${taking(row)}${tries(row)}${powerSync(row)}`
    case 'recovered':
      return `failed at first and then recovered${taking(row)}${tries(row)}`
    case 'failed':
      return failure(row, telling)
    case 'running':
      return `is running: ${openStep(row, telling)}${task(telling.server)}${tries(row)}`
    case 'abandoned':
      return `never finished: ${openStep(row, telling)}, ${ended(row, telling.server)}`
    case 'unfinished':
      return `has not finished: ${openStep(row, telling)}, and whether it still runs is not shown`
    case 'no-steps':
      return stepless.includes(row.action.action)
        ? 'was done; Nova records no steps of it'
        : 'was accepted; no step is recorded'
    case 'hidden':
      return 'was accepted; its steps are hidden from this account'
  }
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

const lastLine = (traceback: string): string => oneLine(traceback.trim().split('\n').at(-1) ?? '')
