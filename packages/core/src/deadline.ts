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
import { type OpenStackError, transportError, type TransportError } from './error.js'
import { expiries, type Expiry, expiry } from './expiry.js'
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
  const { clock = systemClock, connect, total = Infinity, try: perTry = Infinity } = options
  check({ connect: connect ?? Infinity, try: perTry, total })
  const tried = limitOf('try', perTry, { clock, connect, pause: perTry })
  const whole = limitOf('total', total, { clock, connect, pause: perTry })
  return (transport) => (request) => {
    const limit = total < perTry && !isWithin(request.signal) ? whole : tried
    if (limit.milliseconds === Infinity) return transport(connectBy(request, request.signal, connect))
    return request.streamed === true
      ? () => streamed(transport, request, limit)
      : () => bounded(transport, request, { limit, expiry: limit.expiryOf(request.signal) })
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
  const limit = expiry(clock.now() + Math.max(0, milliseconds), signal, clock)
  const end = (): void => undefined
  withins.add(limit.signal)
  limit.enter(end)
  return {
    signal: limit.signal,
    explain: (error) => explain(error, limit, () => passed({ kind: 'total', milliseconds })),
    end: () => limit.leave(end)
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
  expiryOf: expiries(milliseconds, pace.clock)
})

const withins = new WeakSet<AbortSignal>()

const isWithin = (signal: AbortSignal | undefined): boolean => signal !== undefined && withins.has(signal)

/** How long an aborted transport may take to say whether the request had left, before we answer without it. */
const grace = 25

/** Sends with the limit's signal, and answers soon after it fires even if the transport does not. */
const bounded = (transport: Transport, request: HttpRequest, run: Run): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const { expiry, limit } = run
    if (request.signal?.aborted === true) return resolve(left(aborted(request, false)))
    let silence: AbortController | undefined
    const end = (): void => {
      silence = new AbortController()
      void limit.clock.sleep(grace, silence.signal).then(() => settle(left(aborted(request, true))))
    }
    const settle = (answer: Answer): void => {
      expiry.leave(end)
      silence?.abort()
      resolve(isLeft(answer) ? left(explain(answer.left, expiry, () => passed(limit))) : answer)
    }
    expiry.enter(end)
    transport(connectBy(request, expiry.signal, limit.connect))().then(settle, (thrown: unknown) => {
      expiry.leave(end)
      silence?.abort()
      reject(thrown)
    })
  })

/** By `assign`: adding to a spread costs more than all the rest of a policy. */
const connectBy = (request: HttpRequest, signal: AbortSignal | undefined, connect: number | undefined): HttpRequest => {
  const connectTimeout = request.connectTimeout ?? connect
  if (signal === undefined)
    return connectTimeout === undefined ? request : Object.assign({}, request, { connectTimeout })
  return connectTimeout === undefined
    ? Object.assign({}, request, { signal })
    : Object.assign({}, request, { signal, connectTimeout })
}

/** A stream outlives the call: its signal goes on, with a new time for each piece. */
const streamed = async (transport: Transport, request: HttpRequest, limit: Limit): Promise<Answer> => {
  const own = expiry(limit.clock.now() + limit.milliseconds, request.signal, limit.clock)
  const live = (): void => undefined
  own.enter(live)
  const answer = await bounded(transport, request, { limit, expiry: own })
  if (isLeft(answer) || answer.right.stream === undefined) {
    own.leave(live)
    return answer
  }
  own.reset(Infinity)
  const end = (): void => own.leave(live)
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

const aborted = ({ method, url }: HttpRequest, sent: boolean): TransportError =>
  transportError({ reason: 'aborted', sent, method, url })

const explain = <E extends OpenStackError>(error: E, limit: Expiry, words: () => string): E | TransportError =>
  error._tag !== 'TransportError' || error.reason !== 'aborted' || !limit.expired()
    ? error
    : transportError({
        reason: 'timeout',
        sent: error.sent,
        method: error.method,
        url: error.url,
        detail: words(),
        ...(error.cause === undefined ? {} : { cause: error.cause })
      })

const passed = ({ kind, milliseconds }: Pick<Limit, 'kind' | 'milliseconds'>): string =>
  `${duration(milliseconds)} ${kind === 'try' ? 'for one try' : 'for the whole call'} have passed`

const duration = (milliseconds: number): string =>
  milliseconds < 1000 ? `${milliseconds} ms` : `${Math.round(milliseconds / 100) / 10} s`

const isTransportError = (thrown: unknown): thrown is TransportError =>
  typeof thrown === 'object' && thrown !== null && '_tag' in thrown && thrown._tag === 'TransportError'

const check = (deadlines: Required<Deadlines>): void => {
  for (const [name, value] of Object.entries(deadlines))
    if (!(value > 0))
      throw new RangeError(`deadline: ${name} is ${value}, but should be a positive number of milliseconds`)
}
