/**
 * The rows as text for people.
 *
 * Failure is a mark and a word before it is a colour: nothing is lost on a pipe.
 *
 * @since 0.1.0
 */
import { toEpochMicros } from '@openstack-ts/core'
import { table } from './table.js'
import type { Colors } from './terminal.js'

import { formatDuration } from './duration.js'
import { explain, whoDid } from './explain.js'
import type { Zone } from './moment.js'
import { plain } from './plain.js'
import type { Report } from './report.js'
import type { ActionState, Row, ServerFacts, Step, StepState } from './timeline.js'
import { hiddenLines } from './visibility.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

/** How to write. */
export interface Style {
  readonly colors: Colors
  readonly zone: Zone
  /** Tracebacks in full. */
  readonly tracebacks?: boolean
}

// -------------------------------------------------------------------------------------
// conversions
// -------------------------------------------------------------------------------------

export const renderTimeline = (report: Report, style: Style): string => {
  const { microversion, newest, rows, telling, visible } = report
  const { dim } = style.colors
  const hidden = hiddenLines(visible, microversion, newest)
  return lines([
    heading(telling.server, style),
    dim(`${counted(rows.length, 'action')}, newest first; times in ${style.zone.name}`),
    ...rows.map((row) => `\n${renderRow(row, report, style)}`),
    ...(hidden.length + report.notes.length === 0 ? [] : ['']),
    ...[...hidden, ...report.notes].map((line) => dim(plain(line)))
  ])
}

export const renderServers = (
  servers: ReadonlyArray<ServerFacts>,
  { colors, zone }: Style,
  projects: boolean
): string =>
  servers.length === 0
    ? 'There are no servers in this project.\n'
    : lines([
        table(
          ['name', 'id', 'status', 'task', 'created', ...(projects ? ['project'] : [])],
          servers.map(({ created, id, name = '', projectId = '', status = '', taskState }) => [
            plain(name),
            id,
            status === 'ERROR' ? colors.red(status) : status,
            plain(taskState ?? '-'),
            created === undefined ? '' : zone.dateTime(toEpochMicros(created)),
            ...(projects ? [projectId] : [])
          ]),
          colors
        )
      ])

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

const lines = (all: ReadonlyArray<string>): string => `${all.join('\n')}\n`

const counted = (count: number, name: string): string => `${count} ${name}${count === 1 ? '' : 's'}`

const heading = (server: ServerFacts, { colors }: Style): string => {
  const { deleted, id, name, status = '', taskState } = server
  const state = deleted ? 'deleted' : `${status}${typeof taskState === 'string' ? `, ${taskState}` : ''}`
  return [...(name === undefined ? [] : [colors.bold(plain(name))]), id, plain(state)].join('  ')
}

const renderRow = (row: Row, { telling }: Report, style: Style): string => {
  const { action, duration, state, steps = [] } = row
  const { bold, dim } = style.colors
  const paint = paints(style.colors)[state]
  const took = duration === undefined ? '' : formatDuration(Math.max(0, duration))
  const head = [
    style.zone.dateTime(toEpochMicros(action.startTime)),
    bold(plain(action.action)),
    `by ${plain(whoDid(row, telling))}`,
    ...(took === '' ? [] : [took]),
    paint(words[state])
  ]
  return [
    `${paint(marks[state])} ${head.join('  ')}`,
    `  ${dim(plain(action.requestId))}`,
    `  ${plain(explain(row, telling))}`,
    ...(steps.length === 0 ? [] : [indented(renderSteps(row, steps, style))]),
    ...where(row, style).map((line) => `  ${line}`),
    ...(style.tracebacks === true ? steps.flatMap((step) => traceback(step)) : [])
  ].join('\n')
}

const renderSteps = (row: Row, steps: ReadonlyArray<Step>, { colors, zone }: Style): string => {
  const requested = zone.dateTime(toEpochMicros(row.action.startTime))
  const cells = steps.map((step) => {
    const { attempt, duration, event, gap, state } = step
    const paint = state === 'failed' ? colors.red : (text: string): string => text
    const attempted = attempt === undefined ? '' : ` (try ${attempt.number} of ${attempt.of})`
    const mark = step === row.failed ? '  <- failed here' : ''
    return [
      paint(stepMarks[state]),
      paint(`${plain(event.event)}${attempted}`),
      plain(hostOf(step)),
      sinceDay(zone.dateTime(toEpochMicros(event.startTime)), requested),
      gap === undefined ? '' : formatDuration(gap),
      duration === undefined ? '' : formatDuration(duration),
      paint(`${stepWords[state] ?? resultOf(step)}${mark}`)
    ]
  })
  return table(['', 'step', 'host', 'start', 'gap', 'took', 'result'], cells, colors)
}

/** Of several tries Nova notes one end, on whichever it finds. */
const resultOf = ({ attempt, duration, event: { result } }: Step): string =>
  `${plain(result ?? '')}${attempt !== undefined && duration === undefined ? ', of one of the tries' : ''}`

/** The time alone, on the day of the request. */
const sinceDay = (moment: string, requested: string): string =>
  moment.slice(0, 10) === requested.slice(0, 10) ? moment.slice(11) : moment

/** The name where it is shown; else as much of its hash as tells one from another. */
const hostOf = ({ event: { host, hostId } }: Step): string =>
  host ?? (hostId === undefined || hostId === '' ? '' : `#${hostId.slice(0, 8)}`)

/** Where an operator looks next: the hosts, a few seconds around the action, the request id. */
const where = ({ action, failed, open, steps = [] }: Row, { colors, zone }: Style): ReadonlyArray<string> => {
  const stuck = failed ?? (open?.state === 'abandoned' ? open : undefined)
  if (stuck === undefined) return []
  const hosts = new Set(steps.flatMap(({ event: { host } }) => (typeof host === 'string' && host !== '' ? [host] : [])))
  const ends = steps.map(({ event }) => toEpochMicros(event.finishTime ?? event.startTime))
  const from = zone.dateTime(toEpochMicros(action.startTime) - slack)
  const to = zone.dateTime(Math.max(...ends) + slack)
  const on = hosts.size === 0 ? '' : ` on ${[...hosts].map(plain).join(', ')}`
  return [colors.dim(`look for ${plain(action.requestId)} in the logs${on}, ${from} to ${to} ${zone.name}`)]
}

const slack = 5e6

const traceback = ({ event }: Step): ReadonlyArray<string> =>
  typeof event.traceback === 'string'
    ? ['', `  ${plain(event.event)}:`, ...event.traceback.trimEnd().split('\n').map(tracebackLine)]
    : []

/** Its own indentation says what belongs together. */
const tracebackLine = (line: string): string => `    ${/^ */.exec(line)?.[0] ?? ''}${plain(line)}`

const indented = (text: string): string => text.replace(/^/gm, '  ')

const marks: Readonly<Record<ActionState, string>> = {
  succeeded: '✓',
  failed: '✗',
  recovered: '!',
  doubtful: '!',
  running: '…',
  abandoned: '✗',
  unfinished: '?',
  'no-steps': '·',
  hidden: '·'
}

const words: Readonly<Record<ActionState, string>> = {
  succeeded: 'succeeded',
  failed: 'FAILED',
  recovered: 'recovered',
  doubtful: 'IN DOUBT',
  running: 'running',
  abandoned: 'NEVER FINISHED',
  unfinished: 'not finished',
  'no-steps': 'accepted',
  hidden: 'accepted'
}

const paints = ({ dim, green, red, yellow }: Colors): Readonly<Record<ActionState, Colors['red']>> => ({
  succeeded: green,
  failed: red,
  recovered: yellow,
  doubtful: yellow,
  running: yellow,
  abandoned: red,
  unfinished: yellow,
  'no-steps': dim,
  hidden: dim
})

const stepMarks: Readonly<Record<StepState, string>> = {
  succeeded: '✓',
  failed: '✗',
  ended: '·',
  overwritten: '~',
  running: '…',
  abandoned: '✗',
  unfinished: '?'
}

/** What a result says where Nova says none. */
const stepWords: Readonly<Partial<Record<StepState, string>>> = {
  overwritten: 'its end was noted on another try',
  running: 'running',
  abandoned: 'never finished',
  unfinished: 'not finished'
}
