/**
 * What the contract's cases are made of: an adapter under test, peers to talk to, and ways to look at what came of it.
 *
 * @since 0.1.0
 */
import { equal, fail as failTest, ok } from 'node:assert/strict'
import { createServer, type RequestListener } from 'node:http'

import type { HttpRequest, HttpResponse, Transport, TransportError, TransportReason } from '@openstack-ts/core'
import type { Either } from 'fp-ts/lib/Either.js'

import { listening, type Script, type ScriptedPeer, scriptedPeer } from '../scripted-peer.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

/** The adapter under test; `close` is called where there is one. */
export interface ClosableTransport extends Transport {
  readonly close?: () => void | Promise<void>
}

export interface TransportMaker {
  (options: { readonly maxBodyBytes?: number }): ClosableTransport | Promise<ClosableTransport>
}

export interface TransportTraits {
  /**
   * A browser hides redirects, cookies, and why a request failed, collects a request's stream, and keeps connections as
   * it likes: what it hides is not asked of it.
   */
  readonly browser?: boolean
}

/** What a case gets to work with. */
export interface CaseContext {
  readonly make: TransportMaker
  readonly browser: boolean
  readonly maxBodyBytes?: number
}

export interface ContractCase {
  readonly title: string
  /** `false` where a browser hides what the case is about. */
  readonly inBrowser?: boolean
  readonly run: (context: CaseContext) => Promise<void>
}

// -------------------------------------------------------------------------------------
// operations
// -------------------------------------------------------------------------------------

/** A transport for the time of `use`. */
export const withTransport = async (
  { make, maxBodyBytes }: CaseContext,
  use: (transport: Transport) => Promise<void>
): Promise<void> => {
  const transport = await make(maxBodyBytes === undefined ? {} : { maxBodyBytes })
  try {
    await use(transport)
  } finally {
    await transport.close?.()
  }
}

/** A transport and a well-behaved HTTP server; `use` gets the server's origin. */
export const withServer = async (
  context: CaseContext,
  listener: RequestListener,
  use: (transport: Transport, origin: string) => Promise<void>
): Promise<void> => {
  const server = createServer(listener)
  const port = await listening(server)
  try {
    await withTransport(context, (transport) => use(transport, `http://127.0.0.1:${port}`))
  } finally {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
}

/** A transport and a peer that follows a script. */
export const withPeer = async (
  context: CaseContext,
  script: Script,
  use: (transport: Transport, peer: ScriptedPeer) => Promise<void>
): Promise<void> => {
  const peer = await scriptedPeer(script)
  try {
    await withTransport(context, (transport) => use(transport, peer))
  } finally {
    await peer.close()
  }
}

export const get = (url: string, rest: Partial<HttpRequest> = {}): HttpRequest => ({
  method: 'GET',
  url,
  headers: {},
  ...rest
})

type Answer = Either<TransportError, HttpResponse>

/** The answer, or a failed test. */
export const answered = (answer: Answer): HttpResponse =>
  answer._tag === 'Right' ? answer.right : failTest(`no answer: ${answer.left.message}`)

/** The error, which names its request, and, but in a browser, is of this reason. */
export const failed = (
  { browser }: CaseContext,
  answer: Answer,
  expected: { readonly reason: TransportReason; readonly sent: boolean }
): TransportError => {
  if (answer._tag === 'Right') return failTest(`an answer where there should be none: ${answer.right.status}`)
  const error = answer.left
  equal(error._tag, 'TransportError')
  ok(error.message.startsWith(`${error.method} http`), error.message)
  if (browser && expected.reason !== 'aborted') {
    ok([expected.reason, 'unknown'].includes(error.reason), `reason ${error.reason}`)
  } else {
    equal(error.reason, expected.reason, error.message)
    equal(error.sent, expected.sent, `sent: ${error.message}`)
  }
  return error
}

/** Looks every 5 ms until `condition` holds. */
export const eventually = async (what: string, condition: () => boolean, patience = 5000): Promise<void> => {
  const end = performance.now() + patience
  while (!condition()) {
    if (performance.now() > end) failTest(`not within ${patience} ms: ${what}`)
    await pause(5)
  }
}

export const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds))
