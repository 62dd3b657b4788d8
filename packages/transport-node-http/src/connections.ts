/**
 * The connections of one transport: which of its agents serves a URL, and how the request is addressed there. Agents come
 * into being with the first request that needs them.
 *
 * @since 0.1.0
 */
import { Agent as HttpAgent, type AgentOptions } from 'node:http'
import { Agent as HttpsAgent } from 'node:https'
import type { LookupFunction, Socket } from 'node:net'

import { messageOf } from './failure.js'
import { hostOf, type Proxy, proxyChoice, type ProxyOptions } from './proxy.js'
import type { Route, RouteOf } from './route.js'
import { tlsConnectOptions, type TlsOptions, toProxyTls } from './tls-options.js'
import { TunnelAgent } from './tunnel.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

export interface ConnectionOptions extends TlsOptions {
  /** Connections to one origin at a time; more requests wait. Default 64. */
  readonly maxSockets?: number
  /**
   * Milliseconds that a connection is kept without use, at most; default 4,000, since common front ends close theirs
   * after 5 seconds.
   */
  readonly idleTimeout?: number
  /** Asks every URL at this unix socket. */
  readonly socketPath?: string
  /** Proxies; by default none, whatever the environment says. */
  readonly proxy?: ProxyOptions
  /** Resolves host names instead of `dns.lookup`. */
  readonly lookup?: LookupFunction
}

export interface Connections {
  readonly routeOf: RouteOf
  /** Drops the idle connections of an agent: one of them was dead, so others may be. */
  readonly forgetIdle: (agent: HttpAgent) => void
  /** Sees to it that connections are closed when they have been idle for too long. Costs a call nothing. */
  readonly sweepLater: () => void
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
    forgetIdle: (agent) => {
      for (const socket of idleOf(agent)) socket.destroy()
    },
    ...sweeper(agents.all, options.idleTimeout ?? 4000)
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
  readonly all: () => Iterable<HttpAgent>
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
    all: () => agents.values()
  }
}

const idleOf = ({ freeSockets }: HttpAgent): ReadonlyArray<Socket> =>
  Object.values(freeSockets).flatMap((sockets) => sockets ?? [])

/**
 * One timer for all connections looks twice within the idle time, and closes those that wrote nothing in between: the
 * agent's own `timeout` would set a timer anew at each call. It holds no program open.
 */
const sweeper = (agents: () => Iterable<HttpAgent>, idleTimeout: number): Pick<Connections, 'close' | 'sweepLater'> => {
  let timer: NodeJS.Timeout | undefined
  let seen = new Map<Socket, number>()
  const sweep = (): void => {
    timer = undefined
    const idle = [...agents()].flatMap(idleOf)
    for (const socket of idle) if (seen.get(socket) === socket.bytesWritten) socket.destroy()
    seen = new Map(idle.map((socket) => [socket, socket.bytesWritten]))
    if (seen.size > 0) sweepLater()
  }
  const sweepLater = (): void => {
    timer ??= setTimeout(sweep, idleTimeout / 2).unref()
  }
  const close = (): void => {
    clearTimeout(timer)
    for (const agent of agents()) agent.destroy()
  }
  return { close, sweepLater }
}

const agentOptions = ({ lookup, maxSockets = 64, socketPath }: ConnectionOptions): AgentOptions => ({
  keepAlive: true,
  maxSockets,
  scheduling: 'lifo',
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
  const [host, path] = [hostOf(url), url.pathname + url.search]
  return { agent, secure, tunnelled: false, host, port: url.port, path, authority: url.host }
}

const proxied = (agents: Agents, url: URL, proxy: Proxy): Route => {
  if (url.protocol === 'https:') {
    const path = url.pathname + url.search
    const [host, port] = [hostOf(url), url.port]
    return { agent: agents.through(proxy), secure: true, tunnelled: true, host, port, path, authority: url.host }
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
    authority: url.host,
    headers: { host: url.host, ...authorization }
  }
}
