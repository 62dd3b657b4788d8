/**
 * Reaches an `https:` server through a proxy: CONNECT, then TLS with the server itself inside the tunnel. The proxy sees
 * the host and the port, and nothing of what is said.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110#name-connect
 * @since 0.1.0
 */
import { type ClientRequest, request as httpRequest } from 'node:http'
import { Agent, type AgentOptions, request as httpsRequest, type RequestOptions } from 'node:https'
import { isIPv6, type Socket } from 'node:net'
import { Duplex } from 'node:stream'
import { connect as tlsConnect, type SecureContext, type TLSSocket } from 'node:tls'

import { FailureError, failureOf } from './failure.js'
import type { Proxy } from './proxy.js'
import type { TlsConnectOptions } from './tls-options.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

/** What a request lets its connection know beyond what Node asks for. */
export interface TunnelOptions extends RequestOptions {
  /** Milliseconds. */
  readonly connectTimeout?: number
  /** Ends the opening when the request is given up. */
  readonly giveUp?: AbortSignal
  /** From the agent's own options. */
  readonly secureContext?: SecureContext
}

interface Opened {
  (error: Error | null, socket: Duplex): void
}

interface Through {
  readonly proxy: Proxy
  readonly proxyTls: TlsConnectOptions
}

// -------------------------------------------------------------------------------------
// constructors
// -------------------------------------------------------------------------------------

/** Keeps the tunnels through one proxy alive, as any agent keeps its connections. A class because Node asks for one. */
export class TunnelAgent extends Agent {
  readonly #through: Through
  readonly #opening = new Set<() => void>()

  constructor(options: AgentOptions, through: Through) {
    super(options)
    this.#through = through
  }

  override createConnection(options: TunnelOptions, callback?: Opened): undefined {
    const cancel = openTunnel(this.#through, options, (error, socket) => {
      this.#opening.delete(cancel)
      callback?.(error, socket)
    })
    this.#opening.add(cancel)
  }

  override destroy(): void {
    for (const cancel of this.#opening) cancel()
    super.destroy()
  }
}

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

/** Answers once; gives back what cancels it. */
const openTunnel = (through: Through, options: TunnelOptions, opened: Opened): (() => void) => {
  const { connectTimeout, giveUp } = options
  const asked = askProxy(through, options)
  let secured: TLSSocket | undefined
  const finish = (error: Error | null): void => {
    clearTimeout(timer)
    giveUp?.removeEventListener('abort', cancel)
    if (error !== null) {
      asked.destroy()
      secured?.destroy()
    }
    // Nobody looks at the socket beside an error, but the type wants one.
    opened(error, secured ?? new Duplex())
    opened = () => undefined
  }
  const cancel = (): void => finish(new FailureError({ reason: 'aborted', sent: false }))
  const late = (): void =>
    finish(new FailureError({ reason: 'timeout', detail: 'no connection through the proxy', sent: false }))
  const timer = connectTimeout === undefined ? undefined : setTimeout(late, connectTimeout)
  giveUp?.addEventListener('abort', cancel)
  asked.once('error', (cause) => finish(proxyTrouble(cause)))
  asked.once('connect', ({ statusCode = 0 }, socket: Socket) => {
    if (statusCode < 200 || statusCode > 299) {
      socket.destroy()
      finish(new FailureError({ reason: 'proxy', detail: refusal(statusCode), sent: false }))
      return
    }
    secured = tlsConnect({ ...secureOptions(options), socket })
    secured.once('error', finish)
    secured.once('secureConnect', () => {
      secured?.removeListener('error', finish)
      finish(null)
    })
  })
  asked.end()
  return cancel
}

const askProxy = ({ proxy, proxyTls }: Through, options: TunnelOptions): ClientRequest => {
  const authority = authorityOf(options)
  return (proxy.secure ? httpsRequest : httpRequest)({
    host: proxy.host,
    port: proxy.port,
    method: 'CONNECT',
    path: authority,
    agent: false,
    headers: {
      host: authority,
      ...(proxy.authorization === undefined ? {} : { 'proxy-authorization': proxy.authorization })
    },
    ...(options.lookup === undefined ? {} : { lookup: options.lookup }),
    ...(proxy.secure ? proxyTls : {})
  })
}

const secureOptions = ({ host, rejectUnauthorized, secureContext, servername }: TunnelOptions): object => ({
  host,
  ALPNProtocols: ['http/1.1'],
  ...(servername ? { servername } : {}),
  ...(secureContext === undefined ? {} : { secureContext }),
  ...(rejectUnauthorized === undefined ? {} : { rejectUnauthorized })
})

const authorityOf = ({ host, port }: TunnelOptions): string =>
  `${isIPv6(host ?? '') ? `[${host}]` : host}:${port ?? 443}`

const proxyTrouble = (cause: unknown): FailureError => {
  const { detail, reason } = failureOf(cause)
  const words = detail === undefined ? '' : `: ${detail}`
  return new FailureError({ reason: 'proxy', detail: `the proxy itself: ${reason}${words}`, sent: false, cause })
}

const refusal = (status: number): string =>
  status === 407 ? 'the proxy wants other credentials (407)' : `the proxy refused the connection with status ${status}`
