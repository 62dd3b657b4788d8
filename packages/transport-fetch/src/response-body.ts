/**
 * Reads an answer's body: whole and as text, or in pieces. Decompressing is fetch's own work.
 *
 * @since 0.1.0
 */
import type { TransportError } from '@openstack-ts/core'

import { bodyFailureOf, type Failure } from './failure.js'

// -------------------------------------------------------------------------------------
// operations
// -------------------------------------------------------------------------------------

/** Where the length is known beforehand, fetch's own reading is quickest; else the bytes are counted as they come. */
export const readText = async (response: Response, limit: number): Promise<string | Failure> => {
  const length = knownLength(response)
  try {
    if (length !== undefined && length <= limit) return await response.text()
    if (length === undefined) return await countedText(response, limit)
    await response.body?.cancel()
    return { reason: 'too-large', detail: `the body has ${length} bytes, and \`maxBodyBytes\` is ${limit}` }
  } catch (cause) {
    return bodyFailureOf(cause)
  }
}

/** The pieces as they come; throws what `failed` makes of a failure. Leaving early ends the request. */
export async function* readPieces(
  response: Response,
  failed: (failure: Failure) => TransportError
): AsyncGenerator<Uint8Array, void, undefined> {
  // A reader, because not every browser can iterate a stream.
  const reader = response.body?.getReader()
  if (reader === undefined) return
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      yield value
    }
  } catch (cause) {
    throw failed(bodyFailureOf(cause))
  } finally {
    await reader.cancel().catch(() => undefined)
  }
}

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

/** The length of what will be read; unknown where it is compressed, or another origin does not say whether it is. */
const knownLength = ({ headers, status, type }: Response): number | undefined => {
  if (status === 204 || status === 304) return 0
  const length = headers.get('content-length')
  return length === null || type === 'cors' || headers.has('content-encoding') ? undefined : Number(length)
}

const countedText = async ({ body }: Response, limit: number): Promise<string | Failure> => {
  if (body === null) return ''
  const decoder = new TextDecoder()
  const reader = body.getReader()
  let size = 0
  let text = ''
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return text + decoder.decode()
    size += value.byteLength
    if (size > limit) {
      await reader.cancel()
      return { reason: 'too-large', detail: `the body is longer, and \`maxBodyBytes\` is ${limit}` }
    }
    text += decoder.decode(value, { stream: true })
  }
}
