/**
 * Faults: what a network, a gateway or a tired service does to a request, on purpose and by the seed.
 *
 * @since 0.1.0
 */
import type { Clock, Method } from '@openstack-ts/core'

import { novaFault } from './nova-call.js'
import type { Random } from './random.js'
import { jsonAnswer, type WireAnswer } from './wire.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

/** What is done to a request that a fault hits. */
export type FaultKind =
  /** Waits before anything else happens: so many milliseconds, or as many as chance says between two numbers. */
  | { readonly kind: 'latency'; readonly milliseconds: number | readonly [from: number, to: number] }
  /** An error instead of the answer; nothing is done. `retryAfter`: seconds, or a date as HTTP writes it. */
  | { readonly kind: 'status'; readonly status: 429 | 500 | 502 | 503 | 504; readonly retryAfter?: number | string }
  /** 401, as of a token that has just expired. */
  | { readonly kind: 'unauthorized' }
  /** The connection breaks: before the service saw the request, or after it did what was asked. */
  | { readonly kind: 'reset'; readonly when?: 'before' | 'after' }
  /** The connection breaks half way through the body. */
  | { readonly kind: 'truncated' }
  /** An answer of the right length, whose JSON ends in the middle. */
  | { readonly kind: 'garbled' }
  /** A page of HTML with status 200, as of a captive portal. */
  | { readonly kind: 'html' }

export type InjectedFault = FaultKind & {
  /** `compute` or `identity`; both by default. */
  readonly service?: 'compute' | 'identity'
  readonly method?: Method
  /** A template, `/servers/{serverId}/os-instance-actions` or `/auth/tokens`; all by default. */
  readonly route?: string
  /** From 0 to 1; 1 by default. */
  readonly probability?: number
  /** How many requests it hits at most. */
  readonly times?: number
}

/** What a request comes to. */
export type Outcome =
  | { readonly _tag: 'Answered'; readonly answer: WireAnswer }
  | { readonly _tag: 'Reset'; readonly sent: boolean }
  | { readonly _tag: 'Truncated'; readonly answer: WireAnswer }

/** The request, as faults choose by it. */
export interface Target {
  readonly service: string
  readonly method: Method
  readonly route: string | undefined
}

export interface Injection {
  readonly add: (fault: InjectedFault) => () => void
  readonly run: (target: Target, answer: () => WireAnswer, signal?: AbortSignal) => Promise<Outcome>
}

// -------------------------------------------------------------------------------------
// constructors
// -------------------------------------------------------------------------------------

export const injection = (
  initial: ReadonlyArray<InjectedFault>,
  { clock, random }: { readonly clock: Clock; readonly random: Random }
): Injection => {
  const faults = new Map<symbol, { readonly fault: InjectedFault; left: number }>()
  const add = (fault: InjectedFault): (() => void) => {
    const key = Symbol(fault.kind)
    faults.set(key, { fault, left: fault.times ?? Infinity })
    return () => void faults.delete(key)
  }
  initial.forEach(add)
  const hits = (target: Target): ReadonlyArray<InjectedFault> =>
    [...faults.values()].flatMap((entry) => {
      const { fault } = entry
      if (entry.left <= 0 || !aims(fault, target) || !random.chance(fault.probability ?? 1)) return []
      entry.left -= 1
      return [fault]
    })
  return {
    add,
    run: async (target, answer, signal) => {
      const all = hits(target)
      for (const fault of all) if (fault.kind === 'latency') await clock.sleep(millisecondsOf(fault, random), signal)
      const outcomes = all.flatMap((fault) => (fault.kind === 'latency' ? [] : [fault]))
      return outcomes.reduce<() => Outcome>(
        (inner, fault) => () => afflicted(target, fault, inner),
        () => ({
          _tag: 'Answered',
          answer: answer()
        })
      )()
    }
  }
}

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

const aims = (fault: InjectedFault, target: Target): boolean =>
  (fault.service === undefined || fault.service === target.service) &&
  (fault.method === undefined || fault.method === target.method) &&
  (fault.route === undefined || fault.route === target.route)

type Latency = Extract<FaultKind, { readonly kind: 'latency' }>

const millisecondsOf = ({ milliseconds }: Latency, random: Random): number => {
  if (typeof milliseconds === 'number') return milliseconds
  const [from, to] = milliseconds
  return from + random.next() * (to - from)
}

const afflicted = (
  { service }: Target,
  fault: Exclude<FaultKind, { readonly kind: 'latency' }>,
  inner: () => Outcome
): Outcome => {
  if (fault.kind === 'status') return answered(statusAnswer(fault))
  if (fault.kind === 'unauthorized') return answered(unauthorized(service))
  if (fault.kind === 'html') return answered({ status: 200, headers: { 'content-type': 'text/html' }, body: portal })
  if (fault.kind === 'reset') {
    if (fault.when === 'before') return { _tag: 'Reset', sent: false }
    inner()
    return { _tag: 'Reset', sent: true }
  }
  const half = (answer: WireAnswer): WireAnswer => ({ ...answer, body: answer.body.slice(0, answer.body.length / 2) })
  return changed(inner(), (answer) =>
    fault.kind === 'truncated' ? { _tag: 'Truncated', answer } : answered(half(answer))
  )
}

const answered = (answer: WireAnswer): Outcome => ({ _tag: 'Answered', answer })

const changed = (outcome: Outcome, change: (answer: WireAnswer) => Outcome): Outcome =>
  outcome._tag === 'Answered' ? change(outcome.answer) : outcome

const portal =
  '<!DOCTYPE html>\n<html><head><title>Welcome</title></head><body>Please accept the terms.</body></html>\n'

const messages: Readonly<Record<number, string>> = {
  429: 'This request was rate-limited.',
  500: "Unexpected API Error. Please report this at http://bugs.launchpad.net/nova/ and attach the Nova API log if possible.\n<class 'oslo_db.exception.DBConnectionError'>",
  502: 'Bad Gateway',
  503: 'The service is temporarily unavailable.',
  504: 'Gateway Timeout'
}

const statusAnswer = (fault: Extract<FaultKind, { readonly kind: 'status' }>): WireAnswer => {
  const answer = novaFault(fault.status, messages[fault.status] ?? 'Error')
  const { retryAfter } = fault
  return retryAfter === undefined
    ? answer
    : { ...answer, headers: { ...answer.headers, 'retry-after': String(retryAfter) } }
}

const unauthorized = (service: string): WireAnswer =>
  jsonAnswer(
    401,
    { error: { code: 401, title: 'Unauthorized', message: 'The request you have made requires authentication.' } },
    { 'www-authenticate': `Keystone uri="${service}"` }
  )
