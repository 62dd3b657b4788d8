/**
 * An event between the SDK and a cloud, as one line for `--debug`. The SDK has struck out its secrets already.
 *
 * @since 0.1.0
 */
import type { RequestEvent } from '@openstack-ts/core'

import { plain } from './plain.js'

// -------------------------------------------------------------------------------------
// conversions
// -------------------------------------------------------------------------------------

/** `debug: GET http://…/servers/detail -> 200 in 12 ms (compute 2.93, req-…)` */
export const debugLine = (event: RequestEvent): string => `debug: ${plain(said(event))}`

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

const said = (event: RequestEvent): string => {
  const took = 'duration' in event ? ` in ${Math.round(event.duration)} ms` : ''
  if (event._tag === 'RequestEnded') {
    const { error, method, microversion, requestIds, status, url } = event
    const known = [...(microversion === undefined ? [] : [microversion]), ...requestIds].join(', ')
    return `${method} ${url} -> ${status ?? error?.reason ?? ''}${took}${known === '' ? '' : ` (${known})`}`
  }
  if (event._tag === 'RequestRetried') {
    return `${event.method} ${event.url}: try ${event.tried} failed, again in ${Math.round(event.pause)} ms`
  }
  if (event._tag === 'TokenRenewed') return `token from ${event.from} (${event.reason})${took}${failed(event.error)}`
  if (event._tag === 'TokenStoreFailed') return `token store: ${event.message}`
  return event._tag === 'VersionsDiscovered'
    ? `versions of ${event.service} at ${event.url}: ${range(event.microversions)}${failed(event.error)}`
    : `${event.method} ${event.url}`
}

const failed = (error: { readonly message: string } | undefined): string =>
  error === undefined ? '' : `: ${error.message}`

const range = (range: { readonly min: string; readonly max: string } | undefined): string =>
  range === undefined ? 'no microversions' : `${range.min} to ${range.max}`
