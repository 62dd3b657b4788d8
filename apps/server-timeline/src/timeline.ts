/**
 * A server's actions as rows: every step with how long it took, how long nothing happened before it, and how it ended.
 *
 * Pure: the same records, server and moment give the same rows. Times are microseconds; records keep theirs as written.
 *
 * @since 0.1.0
 */
import type { ServerAction, ServerActionEvent } from '@openstack-ts/compute'
import { between, type Timestamp, toEpochMicros } from '@openstack-ts/core'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

/**
 * - `overwritten`: Nova noted the end on another try of the same name; this one's own end is not known.
 * - `abandoned`: it has no end, and the server is not at it any more.
 * - `unfinished`: it has no end, and nothing tells whether the server is still at it.
 */
export type StepState = 'succeeded' | 'failed' | 'ended' | 'overwritten' | 'running' | 'abandoned' | 'unfinished'

/**
 * - `doubtful`: every step is noted as a success, and yet the server is in ERROR, as after a create that Nova gave up.
 * - `hidden`: this account may not see the steps, and no failure is noted.
 */
export type ActionState =
  'succeeded' | 'failed' | 'recovered' | 'doubtful' | 'running' | 'abandoned' | 'unfinished' | 'no-steps' | 'hidden'

/** What is known of the server itself; nothing of a deleted one but its id. */
export interface ServerFacts {
  readonly id: string
  readonly name?: string
  readonly status?: string
  /** What Nova is doing to it; `null` for nothing, absent where that is not shown. */
  readonly taskState?: string | null
  readonly projectId?: string
  readonly created?: Timestamp
  /** Nova's words for why the server is in ERROR, which its owner may see where `details` are hidden. */
  readonly fault?: string
  readonly deleted: boolean
}

export interface Step {
  readonly event: ServerActionEvent
  readonly state: StepState
  /** Absent while it runs, and where Nova mixed up the ends of several tries. */
  readonly duration?: number
  /**
   * From the end of the step before, or from the request for the first; absent where the step before was still at it, or
   * its end is not known.
   */
  readonly gap?: number
  /** Which try of how many, where Nova began this step more than once. */
  readonly attempt?: { readonly number: number; readonly of: number }
}

/** One action with its steps in the order in which they began. */
export interface Row {
  readonly action: ServerAction
  readonly state: ActionState
  /** Absent where they are hidden. */
  readonly steps?: ReadonlyArray<Step>
  /** Where it went wrong: the first step to fail, and of nested ones the innermost. */
  readonly failed?: Step
  /** The step that has no end. */
  readonly open?: Step
  /** From the request to the end of the last step; absent where that is not known. */
  readonly duration?: number
  /** The actions on this server that came later, newest first. */
  readonly later: ReadonlyArray<ServerAction>
}

/** All that the rows of one server depend on. */
export interface Records {
  /** Newest first, as Nova lists them, each with its events where those may be seen. */
  readonly actions: ReadonlyArray<ServerAction>
  readonly server: ServerFacts
  /** Microseconds since 1970. */
  readonly now: number
}

// -------------------------------------------------------------------------------------
// constructors
// -------------------------------------------------------------------------------------

/** Newest first. */
export const timeline = ({ actions, server, now }: Records): ReadonlyArray<Row> =>
  actions.map((action, i) => rowOf(action, actions.slice(0, i), { server, now }))

/** One action as a row, given those that came after it. */
export const rowOf = (
  action: ServerAction,
  later: ReadonlyArray<ServerAction>,
  { now, server }: Omit<Records, 'actions'>
): Row => {
  if (action.events === undefined) return { action, later, state: isError(action.message) ? 'failed' : 'hidden' }
  const events = inOrder(action.events)
  const steps = events.map((event, i) => stepOf({ action, events, later, now, server }, event, i))
  const failed = firstFailure(steps)
  const open = steps.findLast(({ state }) => isOpen(state))
  const noted = actionState(action, steps, { failed, open })
  const state = noted === 'succeeded' && isDoubtful(action, later, server) ? 'doubtful' : noted
  const last = lastEnd(events)
  return {
    action,
    later,
    state,
    steps,
    ...(failed === undefined ? {} : { failed }),
    ...(open === undefined ? {} : { open }),
    ...(open !== undefined || last === undefined ? {} : { duration: last - toEpochMicros(action.startTime) })
  }
}

// -------------------------------------------------------------------------------------
// queries
// -------------------------------------------------------------------------------------

/** How much earlier a step began than it was asked for: more than nothing means that clocks disagree. */
export const drift = ({ action, steps = [] }: Row): number =>
  Math.max(
    0,
    ...steps.map(({ event }) => between(event.startTime, action.startTime)),
    ...steps.map(({ duration = 0 }) => -duration)
  )

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

interface Place extends Omit<Records, 'actions'> {
  readonly action: ServerAction
  readonly events: ReadonlyArray<ServerActionEvent>
  readonly later: ReadonlyArray<ServerAction>
}

/** Nova answers the newest first; within one second its own order is the only one there is. */
const inOrder = (events: ReadonlyArray<ServerActionEvent>): ReadonlyArray<ServerActionEvent> =>
  events.toReversed().toSorted((a, b) => between(b.startTime, a.startTime))

const stepOf = (place: Place, event: ServerActionEvent, index: number): Step => {
  const { action, events } = place
  const tries = events.filter((other) => other.event === event.event)
  // Nova notes an end on any row of the name: with one of them open, no row's end is known to be its own.
  const mixed = tries.length > 1 && tries.some(({ finishTime }) => finishTime === null)
  const before = events[index - 1]
  const from = before === undefined ? action.startTime : before.finishTime
  const gap = from === null || isMixed(events, before) ? undefined : between(from, event.startTime)
  return {
    event,
    state: stepState(place, event, tries),
    ...(mixed || event.finishTime === null ? {} : { duration: between(event.startTime, event.finishTime) }),
    ...(gap === undefined || (gap < 0 && before !== undefined) ? {} : { gap }),
    ...(tries.length > 1 ? { attempt: { number: tries.indexOf(event) + 1, of: tries.length } } : {})
  }
}

const isMixed = (events: ReadonlyArray<ServerActionEvent>, event: ServerActionEvent | undefined): boolean =>
  event !== undefined && events.some((other) => other.event === event.event && other.finishTime === null)

const stepState = (
  place: Place,
  { finishTime, result, startTime }: ServerActionEvent,
  tries: ReadonlyArray<ServerActionEvent>
): StepState => {
  if (isError(result)) return 'failed'
  if (result !== null) return result.toLowerCase() === 'success' ? 'succeeded' : 'ended'
  if (finishTime !== null) return 'ended'
  return tries.some((other) => other.finishTime !== null) ? 'overwritten' : openState(place, toEpochMicros(startTime))
}

/** A step without an end: is the server still at it? */
const openState = ({ later, now, server }: Place, start: number): StepState => {
  if (server.deleted) return 'abandoned'
  if (now - start < settling) return 'running'
  if (later.some(({ action }) => !beside.includes(action)) || server.taskState === null) return 'abandoned'
  return server.taskState === undefined ? 'unfinished' : 'running'
}

/** Some actions run without a task state, and all of them shortly before it is set: a minute decides nothing yet. */
const settling = 60e6

/** Actions that are done beside one that runs, and do not show that it ended. */
export const beside: ReadonlyArray<string> = [
  'lock',
  'unlock',
  'live_migration_cancel',
  'live_migration_force_complete'
]

const isOpen = (state: StepState): boolean => state === 'running' || state === 'abandoned' || state === 'unfinished'

const isError = (text: string | null): boolean => text?.toLowerCase() === 'error'

/** An outer step fails after the inner one that it waited for; of two that end in one second the later begun is the inner. */
const firstFailure = (steps: ReadonlyArray<Step>): Step | undefined =>
  steps
    .filter(({ state }) => state === 'failed')
    .toReversed()
    .toSorted((a, b) => endOf(a.event) - endOf(b.event))[0]

const endOf = ({ finishTime, startTime }: ServerActionEvent): number => toEpochMicros(finishTime ?? startTime)

const lastEnd = (events: ReadonlyArray<ServerActionEvent>): number | undefined => {
  const ends = events.flatMap(({ finishTime }) => (finishTime === null ? [] : [toEpochMicros(finishTime)]))
  return ends.length === 0 ? undefined : Math.max(...ends)
}

const actionState = (
  action: ServerAction,
  steps: ReadonlyArray<Step>,
  { failed, open }: { readonly failed: Step | undefined; readonly open: Step | undefined }
): ActionState => {
  if (steps.length === 0) return isError(action.message) ? 'failed' : 'no-steps'
  if (failed !== undefined && !isMended(failed, steps)) return 'failed'
  if (open !== undefined) return open.state === 'running' || open.state === 'abandoned' ? open.state : 'unfinished'
  return failed !== undefined || isError(action.message) ? 'recovered' : 'succeeded'
}

/** It would have brought the server out of ERROR, and nothing that came later can have brought it there. */
const isDoubtful = ({ action }: ServerAction, later: ReadonlyArray<ServerAction>, { status }: ServerFacts): boolean =>
  status === 'ERROR' && bringsUp.includes(action) && later.every((other) => beside.includes(other.action))

const bringsUp: ReadonlyArray<string> = [
  'create',
  'evacuate',
  'live-migration',
  'migrate',
  'rebuild',
  'resize',
  'restore',
  'revertResize',
  'start',
  'unshelve'
]

/** A later try of the failed step went well, or began and has not failed. A roll-back mends the server, not the action. */
const isMended = (failed: Step, steps: ReadonlyArray<Step>): boolean => {
  const after = steps.slice(steps.indexOf(failed) + 1)
  return after.some(({ event, state }) => event.event === failed.event.event && state === 'succeeded')
}
