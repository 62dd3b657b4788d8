/**
 * Requests over `node:http` and `node:https`: four times cheaper than fetch on small calls, and in command of its
 * connections. One promise per call, and nothing that a call does not use.
 *
 * @see https://nodejs.org/docs/latest-v20.x/api/http.html
 * @since 0.1.0
 */
import { type ClientRequest, type IncomingMessage, request as httpRequest } from 'node:http'
import { request as httpsRequest } from 'node:https'
import type { Socket } from 'node:net'

import {
  type HttpRequest,
  type HttpResponse,
  onAbort,
  type ResponseHeaders,
  type Transport,
  type TransportError,
  transportError,
  within
} from '@openstack-ts/core'
import * as E from 'fp-ts/lib/Either.js'

import { type ConnectionOptions, type Connections, connections } from './connections.js'
import { bodyFailureOf, type Failure, failureOf, isHangUp } from './failure.js'
import { isRepeatable, sendBody } from './request-body.js'
import { headersSent, type Rendered } from './request-headers.js'
import { readPieces, readText } from './response-body.js'
import { type Route, type Router, router } from './route.js'
import type { TunnelOptions } from './tunnel.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

export interface NodeHttpTransportOptions extends ConnectionOptions {
  /** The longest body that `text` may hold, in bytes after decompression; default 256 MiB. Streams have no limit. */
  readonly maxBodyBytes?: number
  /** The longest head of an answer, in bytes; default 64 KiB. */
  readonly maxHeaderBytes?: number
}

export interface NodeHttpTransport extends Transport {
  /** Ends all connections and all calls underway, which answer `aborted`; so do later ones. */
  readonly close: () => void
}

// -------------------------------------------------------------------------------------
// constructors
// -------------------------------------------------------------------------------------

/**
 * Keeps connections alive, one pool per transport. The one thing it does twice: a GET, HEAD, PUT or DELETE that meets a
 * kept connection which its peer had already closed goes out again, once, over a new one. That is no retry of a
 * request that was answered, but what keeping connections alive costs.
 *
 * @example
 * const transport = nodeHttpTransport({ ca: readFileSync('/etc/ssl/cloud.pem') })
 * const answer = await transport({ method: 'GET', url: 'https://cloud.example/v3', headers: {} })()
 */
export const nodeHttpTransport = (options: NodeHttpTransportOptions = {}): NodeHttpTransport => {
  const { maxBodyBytes = 256 * 1024 * 1024, maxHeaderBytes = 64 * 1024 } = options
  const closed = new AbortController()
  // Of `within`, for listening to that costs a call least.
  const { signal: closing } = within(Infinity, closed.signal)
  const held = connections(options)
  const route = router(held.routeOf)
  const pool: Pool = { ...held, route, maxBodyBytes, maxHeaderBytes, closing, rendered: new WeakMap() }
  const close = (): void => {
    closed.abort()
    pool.close()
  }
  const transport = (request: HttpRequest) => (): Promise<Answer> =>
    closing.aborted ? Promise.resolve(failedBy(request, { ...wasClosed, sent: false })) : exchange(pool, request, true)
  return Object.assign(transport, { close })
}

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

type Answer = E.Either<TransportError, HttpResponse>

interface Pool extends Connections {
  readonly route: Router
  readonly maxBodyBytes: number
  readonly maxHeaderBytes: number
  /** Aborts when the transport is closed. */
  readonly closing: AbortSignal
  readonly rendered: Rendered
}

const wasClosed: Failure = { reason: 'aborted', detail: 'the transport was closed' }

const failedBy = ({ method, url }: HttpRequest, failure: Failure): E.Left<TransportError> => ({
  _tag: 'Left',
  left: transportError({ ...failure, method, url, sent: failure.sent ?? true })
})

/** One request over one connection. Long, because all that can happen shares what has happened so far. */
const exchange = (pool: Pool, request: HttpRequest, first: boolean): Promise<Answer> =>
  new Promise((resolve) => {
    const { signal } = request
    const opened = signal?.aborted === true ? abortedBy(signal) : open(pool, request)
    if ('reason' in opened) {
      resolve(failedBy(request, { ...opened, sent: false }))
      return
    }
    const { outgoing, route } = opened
    let socket: Socket | undefined
    let readBefore = 0
    let stands = false
    let incoming: IncomingMessage | undefined
    let failure: Failure | undefined
    let over = false

    const release = (): void => {
      over = true
      unlessAborted?.()
      unlessClosed()
      if (!outgoing.writableEnded) outgoing.destroy()
      pool.sweepLater()
    }
    const fail = (what: Failure): void => {
      if (over) return
      failure = { sent: stands, ...what }
      release()
      resolve(failedBy(request, failure))
      incoming?.destroy()
      outgoing.destroy()
    }
    const isStale = (cause: unknown): boolean =>
      first &&
      outgoing.reusedSocket &&
      incoming === undefined &&
      isHangUp(cause) &&
      canRepeat(request) &&
      // A TLS connection carries more than answers, such as its farewell.
      (route.secure || socket?.bytesRead === readBefore)

    const unlessClosed = onAbort(pool.closing, () => fail(wasClosed))
    const unlessAborted = signal && onAbort(signal, () => fail(abortedBy(signal)))
    outgoing.on('socket', (assigned) => {
      socket = assigned
      readBefore = assigned.bytesRead
      if (assigned.connecting) awaitConnection(assigned, { request, route, fail }, () => (stands = true))
      else stands = true
    })
    outgoing.on('error', (cause) => {
      if (over) return
      if (isStale(cause)) {
        release()
        pool.forgetIdle(route.agent)
        resolve(exchange(pool, request, false))
      } else {
        fail(incoming === undefined ? failureOf(cause) : bodyFailureOf(cause))
      }
    })
    outgoing.on('close', () => {
      if (incoming === undefined) fail({ reason: 'reset', detail: 'the connection closed without an answer' })
    })
    outgoing.on('response', (message) => {
      incoming = message
      const status = message.statusCode ?? 0
      const bodiless = request.method === 'HEAD' || status === 204 || status === 304
      const answer = (rest: Pick<HttpResponse, 'text' | 'stream'>): void =>
        resolve(E.right({ status, headers: headersOf(message), ...rest }))
      if (request.streamed === true) {
        message.once('close', release)
        const broken = (what: Failure): TransportError => failedBy(request, failure ?? what).left
        answer({ text: '', stream: readPieces(message, bodiless, broken) })
      } else {
        readText(message, { bodiless, limit: pool.maxBodyBytes }, (outcome) => {
          if (typeof outcome !== 'string') return fail(outcome)
          if (over) return
          release()
          answer({ text: outcome })
        })
      }
    })
    sendBody(outgoing, request.body, fail)
  })

interface Opened {
  readonly outgoing: ClientRequest
  readonly route: Route
}

const open = (pool: Pool, request: HttpRequest): Opened | Failure => {
  const route = pool.route(request.url)
  if ('reason' in route) return route
  try {
    return { outgoing: (route.secure ? httpsRequest : httpRequest)(requestOptions(pool, request, route)), route }
  } catch (cause) {
    return failureOf(cause)
  }
}

const requestOptions = ({ maxHeaderBytes, rendered }: Pool, request: HttpRequest, route: Route): TunnelOptions => {
  const { agent, host, path, port, tunnelled } = route
  const options = {
    agent,
    headers: headersSent(rendered, request, route),
    host,
    joinDuplicateHeaders: true,
    maxHeaderSize: maxHeaderBytes,
    method: request.method,
    path,
    port
  }
  if (!tunnelled) return options
  const { connectTimeout = Infinity, signal } = request
  return {
    ...options,
    ...(connectTimeout > longestTimer ? {} : { connectTimeout }),
    ...(signal === undefined ? {} : { giveUp: signal })
  }
}

const abortedBy = (signal: AbortSignal | undefined): Failure => ({ reason: 'aborted', cause: signal?.reason })

const canRepeat = ({ body, method }: HttpRequest): boolean =>
  method !== 'POST' && method !== 'PATCH' && isRepeatable(body)

/** What a timer can hold: 24.8 days. */
const longestTimer = 2 ** 31 - 1

interface Waiting {
  readonly request: HttpRequest
  readonly route: Route
  readonly fail: (failure: Failure) => void
}

const awaitConnection = (socket: Socket, { fail, request, route }: Waiting, stands: () => void): void => {
  const { connectTimeout = Infinity } = request
  socket.once(route.secure ? 'secureConnect' : 'connect', stands)
  if (connectTimeout > longestTimer) return
  const late = (): void => fail({ reason: 'timeout', detail: `no connection within ${connectTimeout} ms`, sent: false })
  const timer = setTimeout(late, connectTimeout)
  const stop = (): void => clearTimeout(timer)
  socket.once(route.secure ? 'secureConnect' : 'connect', stop).once('close', stop)
}

/** Node has joined all but `Set-Cookie`. */
const headersOf = ({ headers }: IncomingMessage): ResponseHeaders => {
  const cookies = headers['set-cookie']
  if (cookies === undefined && isJoined(headers)) return headers
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value].flat().join(', ')]))
}

const isJoined = (headers: object): headers is ResponseHeaders => !('set-cookie' in headers)
