/**
 * A request's headers as `node:http` takes them.
 *
 * It sets those of an object one by one; a list is written as it is, at less cost. So headers that are frozen, and will be
 * the same with the next call, are made a list once.
 *
 * @since 0.1.0
 */
import type { OutgoingHttpHeaders } from 'node:http'

import type { HttpRequest, RequestHeaders } from '@openstack-ts/core'

import { acceptEncoding } from './response-body.js'
import type { Route } from './route.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

/** The lists made so far, each for one host. */
export type Rendered = WeakMap<RequestHeaders, { readonly host: string; readonly list: ReadonlyArray<string> }>

// -------------------------------------------------------------------------------------
// operations
// -------------------------------------------------------------------------------------

/** With a body, whose framing Node adds, or through a proxy they remain an object. */
export const headersSent = (
  rendered: Rendered,
  { body, headers }: HttpRequest,
  { authority, headers: proxied }: Route
): OutgoingHttpHeaders | ReadonlyArray<string> => {
  if (body !== undefined || proxied !== undefined || !Object.isFrozen(headers)) {
    // The caller's own Accept-Encoding, however written, comes later and so wins.
    return { 'Accept-Encoding': acceptEncoding, ...headers, ...proxied }
  }
  const known = rendered.get(headers)
  if (known?.host === authority) return known.list
  const list = listOf({ Host: authority, 'Accept-Encoding': acceptEncoding, ...headers })
  rendered.set(headers, { host: authority, list })
  return list
}

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

/** Names and values in turn; of a name that is written in two ways the later one. */
const listOf = (headers: RequestHeaders): ReadonlyArray<string> => {
  const byName = new Map(Object.entries(headers).map((entry) => [entry[0].toLowerCase(), entry]))
  return [...byName.values()].flat()
}
