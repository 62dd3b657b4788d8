/**
 * The connections of one transport: which of its agents serves a URL, and how the request is addressed there. Agents come
 * into being with the first request that needs them.
 *
 * @since 0.1.0
 */
import { Agent as HttpAgent, type AgentOptions, type OutgoingHttpHeaders } from 'node:http'
import { Agent as HttpsAgent } from 'node:https'
import type { LookupFunction } from 'node:net'

import { type Failure, messageOf } from './failure.js'
import { hostOf, type Proxy, proxyChoice, type ProxyOptions } from './proxy.js'
import { tlsConnectOptions, type TlsOptions, toProxyTls } from './tls-options.js'
import { TunnelAgent } from './tunnel.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

export interface ConnectionOptions extends TlsOptions {
  /** Connections to one origin at a time; more requests wait. Default 64. */
  readonly maxSockets?: number
  /**
   * Milliseconds that a connection is kept without use; default 4,000, since common front ends close theirs after 5
   * seconds. A shorter time that a service announces (`Keep-Alive: timeout=3`) counts.
   */
  readonly idleTimeout?: number
  /** Asks every URL at this unix socket. */
  readonly socketPath?: string
  /** Proxies; by default none, whatever the environment says. */
  readonly proxy?: ProxyOptions
  /** Resolves host names instead of `dns.lookup`. */
  readonly lookup?: LookupFunction
}

/** How a URL is asked. */
export interface Route {
  readonly agent: HttpAgent
  /** Whether `node:https` makes the request. */
  readonly secure: boolean
  /** Whether the connection is a tunnel, which watches over its own opening. */
  readonly tunnelled: boolean
  readonly host: string
  readonly port: number | string
  readonly path: string
  /** What a proxy needs beside the request's own headers. */
  readonly headers?: OutgoingHttpHeaders
}

export interface Connections {
  /** A failure where the options rule out any connection. */
  readonly routeOf: (url: URL) => Route | Failure
  /** Drops the idle connections of an agent: one of them was dead, so others may be. */
  readonly forgetIdle: (agent: HttpAgent) => void
  readonly close: () => void
}

// -------------------------------------------------------------------------------------
// constructors
// -------------------------------------------------------------------------------------

export const connections = (options: ConnectionOptions): Connections => {
  const agents = agentsOf(options)
  const choose = options.proxy === undefined ? undefined : proxyChoice(options.proxy)
  return {
    routeOf: (url) => {
      const proxy = choose?.(url)
      if (typeof proxy === 'string') return { reason: 'proxy', detail: proxy, sent: false }
      try {
        return proxy === undefined ? direct(agents, url) : proxied(agents, url, proxy)
      } catch (cause) {
        return { reason: 'tls', detail: `\`ca\`, \`cert\` or \`key\` cannot be used: ${messageOf(cause)}`, sent: false }
      }
    },
    forgetIdle: ({ freeSockets }) => {
      for (const sockets of Object.values(freeSockets)) for (const socket of sockets ?? []) socket.destroy()
    },
    close: agents.close
  }
}

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

interface Agents {
  readonly plain: () => HttpAgent
  readonly secure: () => HttpAgent
  /** Carries plain requests to a proxy that is itself asked over TLS. */
  readonly toProxy: () => HttpAgent
  readonly through: (proxy: Proxy) => HttpAgent
  readonly close: () => void
}

const agentsOf = (options: ConnectionOptions): Agents => {
  const agents = new Map<string, HttpAgent>()
  const once = (key: string, make: () => HttpAgent): HttpAgent => {
    const agent = agents.get(key) ?? make()
    agents.set(key, agent)
    return agent
  }
  const secureOptions = (): object => ({ ...agentOptions(options), ...tlsConnectOptions(options) })
  return {
    plain: () => once('plain', () => new HttpAgent(agentOptions(options))),
    secure: () => once('secure', () => new HttpsAgent(secureOptions())),
    toProxy: () => once('to proxy', () => new HttpsAgent({ ...agentOptions(options), ...toProxyTls(options) })),
    through: (proxy) =>
      once('through proxy', () => new TunnelAgent(secureOptions(), { proxy, proxyTls: toProxyTls(options) })),
    close: () => {
      for (const agent of agents.values()) agent.destroy()
    }
  }
}

const agentOptions = ({
  idleTimeout = 4000,
  lookup,
  maxSockets = 64,
  socketPath
}: ConnectionOptions): AgentOptions => ({
  keepAlive: true,
  maxSockets,
  scheduling: 'lifo',
  timeout: idleTimeout,
  ...connecting(lookup, socketPath)
})

/** `AgentOptions` leaves out what agents pass on to `net.connect`. */
const connecting = (lookup: LookupFunction | undefined, socketPath: string | undefined): object => ({
  autoSelectFamily: true,
  noDelay: true,
  ...(lookup === undefined ? {} : { lookup }),
  ...(socketPath === undefined ? {} : { socketPath })
})

const direct = (agents: Agents, url: URL): Route => {
  const secure = url.protocol === 'https:'
  const agent = secure ? agents.secure() : agents.plain()
  return { agent, secure, tunnelled: false, host: hostOf(url), port: url.port, path: url.pathname + url.search }
}

const proxied = (agents: Agents, url: URL, proxy: Proxy): Route => {
  if (url.protocol === 'https:') {
    const path = url.pathname + url.search
    return { agent: agents.through(proxy), secure: true, tunnelled: true, host: hostOf(url), port: url.port, path }
  }
  const agent = proxy.secure ? agents.toProxy() : agents.plain()
  const authorization = proxy.authorization === undefined ? {} : { 'proxy-authorization': proxy.authorization }
  return {
    agent,
    secure: proxy.secure,
    tunnelled: false,
    host: proxy.host,
    port: proxy.port,
    path: url.origin + url.pathname + url.search,
    headers: { host: url.host, ...authorization }
  }
}
