/**
 * How a URL is asked: checked, and parsed once for each origin.
 *
 * @since 0.1.0
 */
import type { Agent, OutgoingHttpHeaders } from 'node:http'

import type { Failure } from './failure.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

/** How a URL is asked. */
export interface Route {
  readonly agent: Agent
  /** Whether `node:https` makes the request. */
  readonly secure: boolean
  /** Whether the connection is a tunnel, which watches over its own opening. */
  readonly tunnelled: boolean
  readonly host: string
  readonly port: number | string
  readonly path: string
  /** The host and, where it is not the usual one, the port: as the `Host` header says it. */
  readonly authority: string
  /** What a proxy needs beside the request's own headers. */
  readonly headers?: OutgoingHttpHeaders
}

/** A failure where the options rule out any connection. */
export interface RouteOf {
  (url: URL): Route | Failure
}

export interface Router {
  (url: string): Route | Failure
}

// -------------------------------------------------------------------------------------
// constructors
// -------------------------------------------------------------------------------------

/** Remembers the way to an origin: to parse a URL costs more than all else that is done before a request leaves. */
export const router = (routeOf: RouteOf): Router => {
  const known = new Map<string, Route>()
  const remember = (origin: string, route: Route): void => {
    if (known.size >= most) known.clear()
    known.set(origin, route)
  }
  return (text) => {
    const end = text.indexOf('/', 'https://'.length)
    const [origin, path] = end === -1 ? [text, '/'] : [text.slice(0, end), text.slice(end)]
    const route = known.get(origin)
    if (route !== undefined && settled.test(path)) return { ...route, path }
    const url = parsed(text)
    if ('reason' in url) return url
    const found = routeOf(url)
    // A proxy that is asked for a plain URL wants the whole of it.
    if (!('reason' in found) && found.headers === undefined && url.origin === origin) remember(origin, found)
    return found
  }
}

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

const most = 64

/** A path and a query that `URL` would leave as they are: nothing to escape, and no segment that begins with a dot. */
const settled = /^(?:\/(?!\.|%2e)[\w.~%!$&()*+,;=:@-]*)+(?:\?[\w.~%!$&()*+,;=:@/?-]+)?$/i

/** `URL` would drop line breaks without a word, and `node:http` would send a password. */
const parsed = (text: string): URL | Failure => {
  // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
  if (/[\u0000-\u0020\u007f]/.test(text))
    return { reason: 'malformed', detail: 'the URL holds a space or control character' }
  const url = urlOf(text)
  if (url === undefined) return { reason: 'malformed', detail: 'the URL is not absolute' }
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    return { reason: 'malformed', detail: `the URL begins with ${url.protocol}, not with http: or https:` }
  }
  if (url.username !== '' || url.password !== '') {
    return { reason: 'malformed', detail: 'the URL holds a user name or password' }
  }
  return url
}

/** `URL.canParse` first would parse every URL twice. */
const urlOf = (text: string): URL | undefined => {
  try {
    return new URL(text)
  } catch {
    return undefined
  }
}
