/**
 * Ending requests all together: what closing a connection does to those that are under way, wait in line or sleep.
 *
 * @since 0.1.0
 */
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'

import { systemClock } from './clock.js'
import { transportError, type TransportError } from './error.js'
import { type Expiry, expiry } from './expiry.js'
import type { HttpRequest, HttpResponse, Policy, Transport } from './http.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

export interface Ending extends Policy {
  /** Ends every request, and every later one before it is sent: errors of reason `aborted`. Again does nothing. */
  readonly end: () => void
}

// -------------------------------------------------------------------------------------
// constructors
// -------------------------------------------------------------------------------------

/**
 * A switch around a transport. It stands inside `deadline({ total })`, around all else that takes time. Streamed answers
 * end too.
 *
 * @example
 * const switchable = ending()
 * const endable = pipe(transport, retry(), switchable, deadline({ total: 60_000 }))
 */
export const ending = (): Ending => {
  const ended = new AbortController()
  const all = expiry(Infinity, ended.signal, systemClock)
  const joined = new WeakMap<AbortSignal, Expiry>()
  /** One signal for the caller's and ours; calls that share theirs share this one. */
  const join = (signal: AbortSignal): Expiry => {
    const known = joined.get(signal)
    if (known !== undefined && !known.signal.aborted) return known
    const both = expiry(Infinity, signal, systemClock)
    joined.set(signal, both)
    return both
  }
  const policy = (transport: Transport) => (request: HttpRequest) => (): Promise<Answer> => {
    if (ended.signal.aborted) return Promise.resolve(left(refusal(request)))
    const { signal } = request
    const both = signal === undefined ? all : join(signal)
    const abort = both === all ? () => undefined : () => both.abort()
    const leave = (): void => {
      both.leave(abort)
      if (both !== all) all.leave(abort)
    }
    both.enter(abort)
    if (both !== all) all.enter(abort)
    const sent = Object.assign({}, request, { signal: both.signal })
    return transport(sent)().then(
      (answer) => settled(answer, leave),
      (thrown: unknown) => {
        leave()
        throw thrown
      }
    )
  }
  return Object.assign(policy, { end: () => ended.abort() })
}

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

type Answer = Either<TransportError, HttpResponse>

const refusal = ({ method, url }: HttpRequest): TransportError =>
  transportError({ reason: 'aborted', sent: false, method, url, detail: 'the connection has been closed' })

const settled = (answer: Answer, leave: () => void): Answer => {
  if (isLeft(answer) || answer.right.stream === undefined) {
    leave()
    return answer
  }
  return right({ ...answer.right, stream: until(answer.right.stream, leave) })
}

async function* until(stream: AsyncIterable<Uint8Array>, leave: () => void): AsyncGenerator<Uint8Array> {
  try {
    yield* stream
  } finally {
    leave()
  }
}
