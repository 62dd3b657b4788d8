/**
 * A request's body, as fetch takes it.
 *
 * @since 0.1.0
 */
import type { RequestBody } from '@openstack-ts/core'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

type FetchBody = NonNullable<RequestInit['body']>

// -------------------------------------------------------------------------------------
// conversions
// -------------------------------------------------------------------------------------

/**
 * Browsers stream a request over HTTP/2 only, and some not at all: there a stream is collected first. Elsewhere it is
 * read as fast as the peer takes it.
 */
export const toFetchBody = (body: RequestBody): FetchBody | Promise<FetchBody> => {
  if (typeof body === 'string' || ArrayBuffer.isView(body)) return body
  return isBrowser() ? collected(body) : streamOf(body)
}

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

/** A window or a worker of one. */
const isBrowser = (): boolean => 'document' in globalThis || 'WorkerGlobalScope' in globalThis

const collected = async (pieces: AsyncIterable<Uint8Array>): Promise<Blob> => {
  const all: Array<Uint8Array> = []
  for await (const piece of pieces) all.push(piece)
  return new Blob(all)
}

const streamOf = (pieces: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> => {
  const iterator = pieces[Symbol.asyncIterator]()
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await iterator.next()
      if (done === true) controller.close()
      else controller.enqueue(value)
    },
    async cancel() {
      await iterator.return?.()
    }
  })
}
