/**
 * The fake cloud behind a socket, on 127.0.0.1: for programs that are tested from outside, in any language.
 *
 * @since 0.1.0
 */
import type { IncomingMessage, ServerResponse } from 'node:http'

import type { Method } from '@openstack-ts/core'

import type { FakeCloud } from './fake-cloud.js'
import { type CloudsFile, fakeCloudConfigAt } from './fake-cloud-config.js'
import type { WireAnswer, WireRequest } from './wire.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

export interface Served {
  /** `http://127.0.0.1:41234`; Keystone is at `/identity/v3` behind it. */
  readonly url: string
  /** As clouds.yaml would have it. */
  readonly config: CloudsFile
  /** Ends the server and every connection to it. */
  readonly close: () => Promise<void>
}

// -------------------------------------------------------------------------------------
// constructors
// -------------------------------------------------------------------------------------

/** Needs Node; a port of the system's choice by default. Rejects where the port is taken. */
export const serve = async (cloud: FakeCloud, { port = 0 }: { readonly port?: number } = {}): Promise<Served> => {
  const { createServer } = await import('node:http')
  const server = createServer((incoming, outgoing) => {
    handle(cloud, incoming, outgoing).catch(() => outgoing.destroy())
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  const address = server.address()
  const url = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : port}`
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  return { url, config: fakeCloudConfigAt(url), close }
}

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

const handle = async (cloud: FakeCloud, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
  const gone = new AbortController()
  outgoing.once('close', () => gone.abort())
  const request = await wireRequest(incoming)
  if (request === undefined) return void outgoing.writeHead(501).end()
  const outcome = await cloud.respond(request, gone.signal)
  if (outcome._tag === 'Reset') return void incoming.socket.resetAndDestroy()
  write(outgoing, outcome.answer, request.method)
  if (outcome._tag === 'Truncated') return breakOff(outgoing, outcome.answer)
  outgoing.end(request.method === 'HEAD' ? undefined : outcome.answer.body)
}

const methods: ReadonlyArray<string> = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD'] satisfies ReadonlyArray<Method>

const isMethod = (method: string | undefined): method is Method => method !== undefined && methods.includes(method)

const wireRequest = async (incoming: IncomingMessage): Promise<WireRequest | undefined> => {
  const { headers, method, url = '/' } = incoming
  const pieces: Array<Uint8Array> = []
  for await (const piece of incoming) pieces.push(piece)
  if (!isMethod(method)) return undefined
  return {
    method,
    url: new URL(url, `http://${headers.host ?? '127.0.0.1'}`),
    headers: Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : (value ?? '')])
    ),
    body: Buffer.concat(pieces).toString('utf8')
  }
}

/** `Vary` goes out as two headers, as Nova sends it. */
const write = (outgoing: ServerResponse, { body, headers, status }: WireAnswer, method: Method): void => {
  for (const [name, value] of Object.entries(headers)) {
    outgoing.setHeader(name, name === 'vary' ? value.split(', ') : value)
  }
  if (status !== 204 && method !== 'HEAD') outgoing.setHeader('content-length', Buffer.byteLength(body))
  outgoing.writeHead(status)
}

const breakOff = (outgoing: ServerResponse, { body }: WireAnswer): void => {
  outgoing.write(body.slice(0, body.length / 2), () => outgoing.destroy())
}
