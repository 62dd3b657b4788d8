/**
 * Work on a server: what is written down of it, and what becomes of the server while it goes on. All of it is known when
 * the work begins; time does the rest.
 *
 * @since 0.1.0
 */
import type { Change, Fault, Server, ServerState, Step } from './model.js'
import type { NovaCall } from './nova-call.js'
import { projectIdOf } from './nova-call.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

/** One step of a plan, in seconds of the usual pace. */
export interface PlannedStep {
  readonly event: string
  readonly lasts: number
  /** The server's host by default. */
  readonly host?: string
  /** What the driver is asked to do: the word for it in `fake.fail` and `fake.delay`. */
  readonly does?: string
  /** Why it fails whatever the server's metadata says. */
  readonly fails?: string
}

export interface Plan {
  /** As it is recorded. */
  readonly action: string
  /** Meanwhile; with none, whatever else goes on with the server goes on. */
  readonly task: string | null
  readonly steps: ReadonlyArray<PlannedStep>
  /** What the server is when all went well, at that moment. */
  readonly leaves: (end: number) => Partial<ServerState>
  /** What it is when a step failed; by default what it was. */
  readonly otherwise?: (fault: Fault) => Partial<ServerState>
}

// -------------------------------------------------------------------------------------
// operations
// -------------------------------------------------------------------------------------

/** Writes the action down and lets the server change as time goes by. */
export const perform = (call: NovaCall, server: Server, plan: Plan): void => {
  const { now, store, who } = call
  const { end, failure, steps } = timed(call, server, plan.steps)
  store.record(server.id, {
    action: plan.action,
    requestId: call.requestId,
    userId: who.user.id,
    projectId: projectIdOf(who),
    start: now,
    steps
  })
  const outcome = failure === undefined ? plan.leaves(end) : (plan.otherwise?.(failure) ?? {})
  const ended = { from: end, set: outcome }
  const changes: ReadonlyArray<Change> =
    plan.task === null
      ? [...server.pending, ended]
      : [
          { from: now, set: { taskState: plan.task } },
          { from: end, set: { taskState: null, ...ended.set } }
        ]
  store.change(server, changes)
}

/** A server in ERROR, for a reason. */
export const inError = (fault: Fault): Partial<ServerState> => ({ vmState: 'error', fault })

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

interface Timed {
  readonly steps: ReadonlyArray<Step>
  /** Of the whole work. */
  readonly end: number
  readonly failure?: Fault
}

/** Seconds until the first step, and between two; what takes no time is done by the API itself, at once. */
const gap = 0.2

const timed = (call: NovaCall, server: Server, plan: ReadonlyArray<PlannedStep>): Timed => {
  const { pace } = call.settings
  const micros = (seconds: number): number => Math.round(seconds * pace * 1e6)
  const steps: Array<Step> = []
  let at = call.now
  let failure: Fault | undefined
  for (const step of plan) {
    const why = step.fails ?? toldToFail(server, step)
    if (failure !== undefined && why === undefined) break
    const start = at + (step.lasts === 0 ? 0 : micros(gap))
    at = start + micros(step.lasts) + delayOf(server, step)
    steps.push(stepOf(server, step, { start, finish: at, why }))
    if (why !== undefined) failure = { code: 500, created: at, message: why, details: tracebackOf(step, why) }
  }
  return { steps, end: at, ...(failure === undefined ? {} : { failure }) }
}

const stepOf = (
  server: Server,
  step: PlannedStep,
  { finish, start, why }: { readonly start: number; readonly finish: number; readonly why: string | undefined }
): Step => ({
  event: step.event,
  start,
  finish,
  result: why === undefined ? 'Success' : 'Error',
  host: step.host ?? server.host,
  traceback: why === undefined ? null : tracebackOf(step, why),
  details: why === undefined ? null : why.slice(0, 255)
})

const tracebackOf = ({ event }: PlannedStep, why: string): string =>
  `  File "/usr/lib/python3/dist-packages/nova/compute/utils.py", line 1438, in decorated_function\n` +
  `    return function(self, context, *args, **kwargs)\n` +
  `  File "/usr/lib/python3/dist-packages/nova/compute/manager.py", in ${event.replace(/^compute_/, '')}\n` +
  `nova.exception.NovaException: ${why}\n`

/** `fake.fail` = `pause,spawn`: what its owner may make fail, by the server's metadata. */
const toldToFail = ({ metadata }: Server, { does }: PlannedStep): string | undefined =>
  does !== undefined && wordsOf(metadata['fake.fail']).includes(does)
    ? `The driver was told to fail: ${does}`
    : undefined

/** `fake.delay` = `spawn 5,reboot 2`: seconds, whatever the pace. In microseconds. */
const delayOf = ({ metadata }: Server, { does }: PlannedStep): number => {
  const told = wordsOf(metadata['fake.delay']).map((word) => word.split(/\s+/))
  const seconds = Number(told.find(([name]) => name === does)?.[1] ?? 0)
  return Number.isFinite(seconds) && seconds > 0 ? Math.round(Math.min(seconds, 300) * 1e6) : 0
}

const wordsOf = (text: string | undefined): ReadonlyArray<string> =>
  (text ?? '')
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '')
