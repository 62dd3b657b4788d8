/**
 * Trying again where it is safe, and only as long as it helps.
 *
 * Safe are methods that RFC 9110 calls idempotent (GET, HEAD, PUT, DELETE), requests whose context says `repeatable`,
 * those that surely never left, and a 429, which says that the request was refused before anything was done. So a create is never done twice: a POST or PATCH
 * that may have arrived is not sent again, neither after a broken connection or a deadline nor after a 503, which may
 * come from half-way through. A body that is a stream is never sent again.
 *
 * @since 0.1.0
 */
import { type Either, isLeft, left } from 'fp-ts/lib/Either.js'

import { type Clock, systemClock } from './clock.js'
import { transportError, type TransportError, type TransportReason } from './error.js'
import type { HttpRequest, HttpResponse, Policy, Transport } from './http.js'
import { type Reserve, reserveOf } from './reserve.js'
import { retryAfterOf } from './retry-after.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

export interface RetryOptions {
  /** Tries in all, the first one included: 4, or what `connectTries` and `statusTries` allow where either is given. */
  readonly tries?: number
  /** How many of them may get no answer; as many as `tries` unless said otherwise. */
  readonly connectTries?: number
  /** How many of them may be answered by 429, 502, 503 or 504; as many as `tries` unless said otherwise. */
  readonly statusTries?: number
  /** Milliseconds: the pause after no answer, instead of one of random length. */
  readonly connectPause?: number
  /** Milliseconds: the pause after such a status without `Retry-After`, instead of one of random length. */
  readonly statusPause?: number
  /** Milliseconds: the longest first pause. Each further one may be twice as long. */
  readonly base?: number
  /** Milliseconds: no pause of our own choosing is longer. */
  readonly cap?: number
  /** Seconds: a service that asks for more is not waited for; its 429 or 503 is the answer. */
  readonly maxRetryAfter?: number
  /**
   * Retries in reserve, for all calls together. Each retry takes one, each success gives a fifth back: when everything
   * fails, retries stop, rather than multiply the load on a service that is down.
   */
  readonly budget?: number
  readonly clock?: Clock
  /** From 0 to 1, as `Math.random`. */
  readonly random?: () => number
  /** Hears of every retry before its pause. */
  readonly onRetry?: (notice: RetryNotice) => void
}

export interface RetryNotice {
  readonly request: HttpRequest
  /** Which try has just failed: 1 is the first. */
  readonly tried: number
  /** Milliseconds until the next one. */
  readonly pause: number
  /** Seconds that the service asked for. */
  readonly retryAfter?: number
  /** What was answered, unless nothing was. */
  readonly status?: number
  /** Why there was no answer. */
  readonly error?: TransportError
}

// -------------------------------------------------------------------------------------
// constructors
// -------------------------------------------------------------------------------------

/**
 * Tries again on 429, 503 and connection failures, and a GET or HEAD also on 502 and 504. Waits as long as `Retry-After`
 * says, or without it up to `base`, twice that, and so on; with full jitter, so that clients do not come back together.
 * An abort ends a pause at once. The budget belongs to the answered policy: transports that it is applied to share it.
 *
 * Throws a `RangeError` on an option that is negative or not a number, and on less than one try.
 *
 * @example
 * const patient = pipe(transport, deadline({ try: 30_000 }), retry({ tries: 5 }), deadline({ total: 120_000 }))
 */
export const retry = (options: RetryOptions = {}): Policy => {
  const chosen = { ...defaults, ...options, ...triesOf(options) }
  check(chosen)
  const plan = { ...chosen, reserve: reserveOf(chosen.budget) }
  return (transport) => (request) => () =>
    transport(request)().then((answer) => {
      if (isTrouble(answer)) return again({ transport, request, plan }, answer)
      plan.reserve.earn(false)
      return answer
    })
}

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

type Answer = Either<TransportError, HttpResponse>

type Optional = 'connectPause' | 'onRetry' | 'statusPause'

interface Plan extends Required<Omit<RetryOptions, Optional>>, Pick<RetryOptions, Optional> {}

/** Each kind of trouble has its own count, as keystoneauth has them; together they end at `tries`. */
const triesOf = (options: RetryOptions): Pick<Plan, 'tries' | 'connectTries' | 'statusTries'> => {
  const { connectTries, statusTries, tries = 4 } = options
  const apart = options.tries === undefined && (connectTries !== undefined || statusTries !== undefined)
  const own = { connectTries: connectTries ?? tries, statusTries: statusTries ?? tries }
  return { ...own, tries: apart ? own.connectTries + own.statusTries - 1 : tries }
}

const defaults = {
  base: 500,
  cap: 20_000,
  maxRetryAfter: 60,
  budget: 100,
  clock: systemClock,
  random: Math.random
}

interface Sending {
  readonly transport: Transport
  readonly request: HttpRequest
  readonly plan: Plan & { readonly reserve: Reserve }
}

/** All that follows a first try that met with trouble. */
const again = async ({ plan, request, transport }: Sending, first: Answer): Promise<Answer> => {
  const { clock, maxRetryAfter, onRetry, reserve } = plan
  let answer = first
  let sent = false
  let unanswered = 0
  for (let tried = 1; ; tried++) {
    const trouble = isTrouble(answer)
    if (!trouble) reserve.earn(true)
    sent ||= !isLeft(answer) || answer.left.sent
    if (trouble && isLeft(answer)) unanswered += 1
    if (
      !trouble ||
      !maySendAgain(request, answer) ||
      isSpent(plan, answer, { tried, unanswered }) ||
      hasAborted(request)
    )
      return ended(answer, tried, sent)
    const retryAfter = isLeft(answer) ? undefined : retryAfterOf(answer.right.headers, clock.now())
    if ((retryAfter ?? 0) > maxRetryAfter || !reserve.spend()) return ended(answer, tried, sent)
    const pause = pauseAfter(plan, answer, { tried, retryAfter })
    onRetry?.(notice(request, answer, { tried, pause, ...(retryAfter === undefined ? {} : { retryAfter }) }))
    await clock.sleep(pause, request.signal)
    if (hasAborted(request)) return left(abortedInPause(request, answer, sent))
    answer = await transport(request)()
  }
}

const hasAborted = ({ signal }: HttpRequest): boolean => signal?.aborted === true

/** Trouble that may pass by itself, told from answers. */
const isTrouble = (answer: Answer): boolean =>
  isLeft(answer) ? passing[answer.left.reason] : troubled.has(answer.right.status)

const troubled: ReadonlySet<number> = new Set([429, 502, 503, 504])

const passing: Readonly<Record<TransportReason, boolean>> = {
  aborted: false,
  timeout: true,
  dns: true,
  refused: true,
  unreachable: true,
  reset: true,
  truncated: true,
  'too-large': false,
  tls: false,
  proxy: true,
  malformed: false,
  unknown: true
}

const maySendAgain = ({ body, context, method }: HttpRequest, answer: Answer): boolean => {
  if (typeof body === 'object' && Symbol.asyncIterator in body) return false
  const reads = method === 'GET' || method === 'HEAD' || context?.repeatable === true
  const idempotent = reads || method === 'PUT' || method === 'DELETE'
  if (isLeft(answer)) return idempotent || !answer.left.sent
  const { status } = answer.right
  return status === 429 || (status === 503 ? idempotent : reads)
}

interface Count {
  readonly tried: number
  readonly unanswered: number
}

const isSpent = ({ connectTries, statusTries, tries }: Plan, answer: Answer, { tried, unanswered }: Count): boolean =>
  tried >= tries || (isLeft(answer) ? unanswered >= connectTries : tried - unanswered >= statusTries)

const pauseAfter = (
  plan: Plan,
  answer: Answer,
  { retryAfter, tried }: { readonly tried: number; readonly retryAfter: number | undefined }
): number => {
  const fixed = isLeft(answer) ? plan.connectPause : plan.statusPause
  return retryAfter === undefined ? (fixed ?? jitter(plan, tried)) : retryAfter * 1000 + jitter(plan, tried)
}

const jitter = ({ base, cap, random }: Plan, tried: number): number => random() * Math.min(cap, base * 2 ** (tried - 1))

/** The last outcome, which speaks for all tries. */
const ended = (answer: Answer, tried: number, sent: boolean): Answer =>
  isLeft(answer) && tried > 1
    ? left({ ...answer.left, sent, message: `${answer.left.message} (the last of ${tried} tries)` })
    : answer

const abortedInPause = ({ method, url }: HttpRequest, answer: Answer, sent: boolean): TransportError =>
  transportError({
    reason: 'aborted',
    sent,
    method,
    url,
    detail: `it waited to try again after ${isLeft(answer) ? `"${answer.left.message}"` : `a ${answer.right.status}`}`,
    ...(isLeft(answer) ? { cause: answer.left } : {})
  })

const notice = (
  request: HttpRequest,
  answer: Answer,
  facts: Pick<RetryNotice, 'tried' | 'pause' | 'retryAfter'>
): RetryNotice => ({
  request,
  ...facts,
  ...(isLeft(answer) ? { error: answer.left } : { status: answer.right.status })
})

const check = (plan: Plan): void => {
  const { base, budget, cap, connectPause = 0, connectTries, maxRetryAfter, statusPause = 0, statusTries, tries } = plan
  for (const [name, value] of Object.entries({ tries, connectTries, statusTries }))
    if (!(value >= 1)) throw new RangeError(`retry: ${name} is ${value}, but should be at least 1`)
  for (const [name, value] of Object.entries({ base, budget, cap, connectPause, maxRetryAfter, statusPause }))
    if (!(value >= 0)) throw new RangeError(`retry: ${name} is ${value}, but should be 0 or more`)
}
