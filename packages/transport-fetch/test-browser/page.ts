/** Runs in the page: sends what the tests ask for through the transport, and hands back what came, as plain data. */
import { type Method, type TransportError } from '@openstack-ts/core'

import { fetchTransport } from '../src/index.js'

/** A request without what cannot leave its process. */
export interface PlainRequest {
  readonly id: number
  readonly method: Method
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly aborted: boolean
  readonly streamed: boolean
  readonly text?: string
  /** Pieces in base64, of a stream when there is not just one. */
  readonly bytes?: string
  readonly pieces?: ReadonlyArray<string>
  readonly maxBodyBytes?: number
}

export interface PlainAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly text: string
  readonly streams: boolean
}

export interface Page {
  readonly send: (request: PlainRequest) => Promise<PlainAnswer | TransportError>
  readonly abort: (id: number) => void
  /** The next piece of a streamed answer in base64, `null` at its end, or what it threw. */
  readonly next: (id: number) => Promise<string | null | TransportError>
  readonly leave: (id: number) => Promise<void>
}

const controllers = new Map<number, AbortController>()
const streams = new Map<number, AsyncIterator<Uint8Array>>()

const fromBase64 = (text: string): Uint8Array => Uint8Array.from(atob(text), (character) => character.charCodeAt(0))
const toBase64 = (bytes: Uint8Array): string => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))

const bodyOf = ({ bytes, pieces, text }: PlainRequest) =>
  pieces === undefined
    ? bytes === undefined
      ? text
      : fromBase64(bytes)
    : (async function* () {
        for (const piece of pieces) yield fromBase64(piece)
      })()

/** The cause stays behind: it is no plain data. */
const plain = (error: TransportError): TransportError => ({ ...error, cause: undefined })

const isTransportError = (error: unknown): error is TransportError =>
  typeof error === 'object' && error !== null && '_tag' in error && error._tag === 'TransportError'

const page: Page = {
  send: async (request) => {
    const { aborted, headers, id, maxBodyBytes, method, streamed, url } = request
    const controller = new AbortController()
    controllers.set(id, controller)
    if (aborted) controller.abort()
    const body = bodyOf(request)
    const transport = fetchTransport({
      rewrite: (address) => address.replace(/^http:\/\//, '/to/'),
      ...(maxBodyBytes === undefined ? {} : { maxBodyBytes })
    })
    const sent = { method, url, headers, streamed, signal: controller.signal, ...(body === undefined ? {} : { body }) }
    const answer = await transport(sent)()
    if (answer._tag === 'Left') return plain(answer.left)
    const { stream, ...rest } = answer.right
    if (stream !== undefined) streams.set(id, stream[Symbol.asyncIterator]())
    return { ...rest, streams: stream !== undefined }
  },
  abort: (id) => controllers.get(id)?.abort(),
  next: async (id) => {
    try {
      const result = await streams.get(id)?.next()
      return result === undefined || result.done === true ? null : toBase64(result.value)
    } catch (error) {
      if (isTransportError(error)) return plain(error)
      throw error
    }
  },
  leave: async (id) => {
    await streams.get(id)?.return?.()
  }
}

Object.assign(globalThis, { page })
