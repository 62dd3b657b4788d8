/**
 * Deadlines: how long a connection, one try and a whole call may take.
 *
 * `deadline({ connect, try })` goes inside `retry`, where each try passes through it anew; `deadline({ total })` goes
 * outside, where it bounds all tries and the pauses between them. A deadline is never early, and late by at most a
 * fiftieth of itself and 100 ms.
 *
 * @since 0.1.0
 */
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'

import { type Clock, systemClock } from './clock.js'
import { aborted, duration, explain, isTransportError, passed, reasonOf } from './deadline-error.js'
import type { OpenStackError, TransportError } from './error.js'
import { expiries, type Expiry, expiry, onAbort } from './expiry.js'
import type { HttpRequest, HttpResponse, Policy, Transport } from './http.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

/** All in milliseconds. What is left out, or `Infinity`, is not bounded. */
export interface Deadlines {
  /** Until the connection stands. Kept by the transport, where it can tell. */
  readonly connect?: number
  /** Until one answer is there. Of a streamed answer: until its head is there, and then for each further piece. */
  readonly try?: number
  /** Until the call is over, with all its tries. A streamed answer may go on after it. */
  readonly total?: number
}

export interface DeadlineOptions extends Deadlines {
  readonly clock?: Clock
  /** Ends every request, and every later one before it is sent, when it aborts: errors of reason `aborted`. */
  readonly until?: AbortSignal
}

/** A time limit around several requests: see `within`. */
export interface Within {
  /** Aborts when the time is up, or when the signal it was made of does. */
  readonly signal: AbortSignal
  /** An `aborted` that this limit caused, as the `timeout` it is; any other error as it stands. */
  readonly explain: <E extends OpenStackError>(error: E) => E | TransportError
  /** Gives the timer and the listener back. Call it on every outcome. */
  readonly end: () => void
}

// -------------------------------------------------------------------------------------
// constructors
// -------------------------------------------------------------------------------------

/** Ten seconds to connect, a minute for a try, five minutes in all. */
export const defaultDeadlines: Required<Deadlines> = { connect: 10_000, try: 60_000, total: 300_000 }

/**
 * Bounds every request. What takes too long is a `TransportError` of reason `timeout` that says which deadline it was,
 * and the request is aborted; the caller's own abort is one of reason `aborted`. A request whose signal comes from
 * `within` brings its own limit along: `total` steps aside for it.
 *
 * Throws a `RangeError` on a deadline that is not a positive number.
 *
 * @example
 * const patient = pipe(transport, deadline({ try: 30_000 }), retry(), deadline({ total: 120_000 }))
 */
export const deadline = (options: DeadlineOptions): Policy => {
  const { clock = systemClock, connect = Infinity, total = Infinity, try: perTry = Infinity } = options
  check({ connect, try: perTry, total })
  const until = options.until && unending(options.until)
  const pace: Pace = { clock, connect: connect === Infinity ? undefined : connect, pause: perTry, until }
  const kind = total < perTry ? 'total' : 'try'
  const limit = limitOf(kind, Math.min(total, perTry), pace)
  const none = limitOf(kind, Infinity, pace)
  return (transport) => (request) => {
    const own = kind === 'total' && isWithin(request.signal) ? none : limit
    if (until === undefined && own.milliseconds === Infinity)
      return transport(connectBy(request, request.signal, pace.connect))
    return request.streamed === true
      ? () => streamed(transport, request, own)
      : () => bounded(transport, request, { limit: own, expiry: own.expiryOf(request.signal) })
  }
}

/**
 * A limit of so many milliseconds on whatever is done with its signal, for those who send several requests as one call.
 *
 * @example
 * const limit = within(5_000, signal)
 * const answer = await transport({ ...request, signal: limit.signal })()
 * limit.end()
 * return pipe(answer, E.mapLeft(limit.explain))
 */
export const within = (milliseconds: number, signal?: AbortSignal, clock: Clock = systemClock): Within => {
  const limit = expiry(clock.now() + Math.max(0, milliseconds), signal === undefined ? [] : [signal], clock)
  withins.add(limit.signal)
  return {
    signal: limit.signal,
    explain: (error) => explain(error, limit, () => passed({ kind: 'total', milliseconds })),
    end: onAbort(limit.signal, () => undefined)
  }
}

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

type Answer = Either<TransportError, HttpResponse>

interface Pace {
  readonly clock: Clock
  readonly connect: number | undefined
  /** Milliseconds for each piece of a stream. */
  readonly pause: number
  readonly until: AbortSignal | undefined
}

interface Limit extends Pace {
  readonly kind: 'try' | 'total'
  readonly milliseconds: number
  readonly expiryOf: (parent: AbortSignal | undefined) => Expiry
}

/** One run of one request. */
interface Run {
  readonly limit: Limit
  readonly expiry: Expiry
}

const limitOf = (kind: Limit['kind'], milliseconds: number, pace: Pace): Limit => ({
  ...pace,
  kind,
  milliseconds,
  expiryOf: expiries(milliseconds, pace.clock, pace.until)
})

/** The same, as one of our own, which costs a call less to listen to. */
const unending = (signal: AbortSignal): AbortSignal => {
  const own = expiry(Infinity, [signal], systemClock)
  own.listen(() => undefined)
  return own.signal
}

const withins = new WeakSet<AbortSignal>()

const isWithin = (signal: AbortSignal | undefined): boolean => signal !== undefined && withins.has(signal)

/** How long an aborted transport may take to say whether the request had left, before we answer without it. */
const grace = 25

/** Sends with the limit's signal, and answers soon after it fires even if the transport does not. */
const bounded = (transport: Transport, request: HttpRequest, { expiry, limit }: Run): Promise<Answer> =>
  new Promise((resolve, reject) => {
    if (request.signal?.aborted === true) return resolve(left(aborted(request, false)))
    if (limit.until?.aborted === true) return resolve(left(aborted(request, false, reasonOf(limit.until))))
    let silence: AbortController | undefined
    const end = (): void => {
      silence = new AbortController()
      void limit.clock.sleep(grace, silence.signal).then(() => settle(left(aborted(request, true))))
    }
    const place = expiry.enter(end)
    const leave = (): void => {
      expiry.leave(place, end)
      silence?.abort()
    }
    const settle = (answer: Answer): void => {
      leave()
      resolve(isLeft(answer) ? left(explain(answer.left, expiry, () => passed(limit))) : answer)
    }
    transport(connectBy(request, expiry.signal, limit.connect))().then(settle, (thrown: unknown) => {
      leave()
      reject(thrown)
    })
  })

/** All properties in one literal: adding to a spread costs more than all the rest of a policy. */
const connectBy = (
  { body, connectTimeout, context, headers, method, streamed, url }: HttpRequest,
  signal: AbortSignal | undefined,
  connect: number | undefined
): HttpRequest => ({
  method,
  url,
  headers,
  body,
  signal,
  connectTimeout: connectTimeout ?? connect,
  streamed,
  context
})

/** A stream outlives the call: its signal goes on, with a new time for each piece. */
const streamed = async (transport: Transport, request: HttpRequest, limit: Limit): Promise<Answer> => {
  const parents = [request.signal, limit.until].filter((signal) => signal !== undefined)
  const own = expiry(limit.clock.now() + limit.milliseconds, parents, limit.clock)
  const end = onAbort(own.signal, () => undefined)
  const answer = await bounded(transport, request, { limit, expiry: own })
  if (isLeft(answer) || answer.right.stream === undefined) {
    end()
    return answer
  }
  own.reset(Infinity)
  return right({ ...answer.right, stream: paced(answer.right.stream, { limit, expiry: own }, end) })
}

async function* paced(
  stream: AsyncIterable<Uint8Array>,
  { expiry, limit: { clock, pause } }: Run,
  end: () => void
): AsyncGenerator<Uint8Array> {
  const rearm = (): void => expiry.reset(clock.now() + pause)
  const words = (): string => `no further piece within ${duration(pause)}`
  try {
    rearm()
    for await (const piece of stream) {
      expiry.reset(Infinity)
      yield piece
      rearm()
    }
  } catch (thrown) {
    throw isTransportError(thrown) ? explain(thrown, expiry, words) : thrown
  } finally {
    end()
  }
}

const check = (deadlines: Required<Deadlines>): void => {
  for (const [name, value] of Object.entries(deadlines))
    if (!(value > 0))
      throw new RangeError(`deadline: ${name} is ${value}, but should be a positive number of milliseconds`)
}
