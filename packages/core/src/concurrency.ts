/**
 * A limit on how many requests are under way at once. Further ones wait in line, first come, first served.
 *
 * @since 0.1.0
 */
import { left, right } from 'fp-ts/lib/Either.js'

import type { HttpResponse, Policy } from './http.js'
import { abortedInLine, line } from './line.js'

// -------------------------------------------------------------------------------------
// constructors
// -------------------------------------------------------------------------------------

/**
 * At most `limit` requests at once: `limit`, not one more. Whoever waits can be aborted at once. The limit belongs to
 * the answered policy: transports that it is applied to share it. A streamed answer holds its place until it is read
 * to the end, left, or aborted.
 *
 * Throws a `RangeError` on a limit that is not a whole number of at least 1 (`Infinity` is one).
 *
 * @example
 * const polite = pipe(transport, concurrency(8))
 */
export const concurrency = (limit: number): Policy => {
  if (!(limit >= 1) || (limit !== Infinity && !Number.isInteger(limit)))
    throw new RangeError(`concurrency: the limit is ${limit}, but should be a whole number of at least 1`)
  const waiting = line()
  let running = 0
  const release = (): void => {
    if (!waiting.admit()) running -= 1
  }
  return (transport) => (request) => async () => {
    if (running < limit) running += 1
    else if (!(await waiting.wait(request.signal))) return left(abortedInLine(request))
    let streams = false
    // `finally`, so that even a transport that throws where it may not gives its place back.
    try {
      const answer = await transport(request)()
      if (answer._tag === 'Left' || answer.right.stream === undefined) return answer
      streams = true
      return right({ ...answer.right, stream: holding(answer.right.stream, request.signal, release) })
    } finally {
      if (!streams) release()
    }
  }
}

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

/** The same stream, which gives its place back once. */
const holding = (
  stream: NonNullable<HttpResponse['stream']>,
  signal: AbortSignal | undefined,
  release: () => void
): AsyncIterable<Uint8Array> => {
  let held = true
  const end = (): void => {
    signal?.removeEventListener('abort', end)
    if (held) release()
    held = false
  }
  if (signal?.aborted === true) end()
  else signal?.addEventListener('abort', end, { once: true })
  return (async function* () {
    try {
      yield* stream
    } finally {
      end()
    }
  })()
}
