/**
 * Sends a request's body: at once where it is at hand, piece by piece where it is a stream.
 *
 * @since 0.1.0
 */
import type { ClientRequest } from 'node:http'

import type { RequestBody } from '@openstack-ts/core'

import { type Failure, messageOf } from './failure.js'

/** Ends the request, and frames its body for every method: of itself, Node sends a DELETE's body without a length. */
export const sendBody = (
  outgoing: ClientRequest,
  body: RequestBody | undefined,
  fail: (failure: Failure) => void
): void => {
  if (body === undefined) {
    outgoing.end()
  } else if (typeof body === 'string' || ArrayBuffer.isView(body)) {
    if (!outgoing.hasHeader('content-length')) outgoing.setHeader('Content-Length', Buffer.byteLength(body))
    outgoing.end(body)
  } else {
    if (!outgoing.hasHeader('content-length')) outgoing.setHeader('Transfer-Encoding', 'chunked')
    void sendPieces(outgoing, body, fail)
  }
}

/** Whether the body can be sent a second time. */
export const isRepeatable = (body: RequestBody | undefined): boolean =>
  body === undefined || typeof body === 'string' || ArrayBuffer.isView(body)

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

/** Reads on only as fast as the peer takes it, and lets go of the source when the request is over. */
const sendPieces = async (
  outgoing: ClientRequest,
  pieces: AsyncIterable<Uint8Array>,
  fail: (failure: Failure) => void
): Promise<void> => {
  const announced = outgoing.getHeader('content-length')
  const promised = announced === undefined ? undefined : Number(announced)
  let length = 0
  try {
    for await (const piece of pieces) {
      if (outgoing.destroyed) return
      length += piece.byteLength
      if (!outgoing.write(piece)) await drained(outgoing)
    }
  } catch (cause) {
    fail({ reason: 'unknown', detail: `the body could not be read: ${messageOf(cause)}`, cause })
    return
  }
  if (promised !== undefined && promised !== length) {
    fail({ reason: 'malformed', detail: `the body has ${length} bytes, but its Content-Length says ${promised}` })
    return
  }
  outgoing.end()
}

const drained = (outgoing: ClientRequest): Promise<void> =>
  new Promise((resolve) => {
    const done = (): void => {
      outgoing.off('drain', done).off('close', done)
      resolve()
    }
    outgoing.on('drain', done).on('close', done)
  })
