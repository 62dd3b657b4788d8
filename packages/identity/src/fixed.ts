/**
 * Ways in without Keystone: one endpoint that is told, and a token, a password or nothing to show there.
 *
 * Every service is looked for at that endpoint, unless it has an `endpointOverride` of its own.
 *
 * @since 0.1.0
 */
import * as TE from 'fp-ts/lib/TaskEither.js'

import { access } from './access.js'
import { type AuthPlugin, authPlugin } from './auth-plugin.js'

/** A service that asks for nothing, as a standalone Ironic does. */
export const none = (credentials: { readonly endpoint: string }): AuthPlugin => fixed('none', credentials.endpoint, {})

/** A service behind a name and a password of its own, sent with every request. */
export const httpBasic = (credentials: {
  readonly endpoint: string
  readonly username: string
  readonly password: string
}): AuthPlugin => {
  const { endpoint, password, username } = credentials
  const Authorization = basicAuthorization(username, password)
  return fixed('http_basic', endpoint, { Authorization })
}

/** A token that an operator wrote down in a service's configuration. */
export const adminToken = (credentials: { readonly endpoint: string; readonly token: string }): AuthPlugin =>
  fixed('admin_token', credentials.endpoint, { 'X-Auth-Token': credentials.token })

/** `Basic …`, with names and passwords in UTF-8. */
export const basicAuthorization = (username: string, password: string): string => {
  const bytes = new TextEncoder().encode(`${username}:${password}`)
  return `Basic ${btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))}`
}

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

const fixed = (name: string, endpoint: string, headers: Readonly<Record<string, string>>): AuthPlugin => {
  const token = headers['X-Auth-Token']
  const given = access(token === undefined ? { endpoint, headers } : { endpoint, headers, token })
  return authPlugin({ name, cacheKey: JSON.stringify([endpoint, headers]), rescoping: 'never' }, () => TE.right(given))
}
