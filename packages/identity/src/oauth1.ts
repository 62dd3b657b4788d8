/**
 * Signing in with OAuth 1.0a: a consumer acts for a user who let it, in one project and with the roles that they chose.
 *
 * @see https://docs.openstack.org/api-ref/identity/v3-ext/#os-oauth1-api
 * @see https://www.rfc-editor.org/rfc/rfc5849
 * @since 0.1.0
 */
import type { HttpRequest } from '@openstack-ts/core'
import * as E from 'fp-ts/lib/Either.js'

import { type AuthPlugin, authPlugin } from './auth-plugin.js'
import { askForAccess, authContext, boundToItsProject } from './keystone.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

/** What a consumer is given, and what it got when the user let it act. */
export interface OAuth1Credentials {
  readonly consumerKey: string
  readonly consumerSecret: string
  readonly accessKey: string
  readonly accessSecret: string
}

/** What makes one signature unlike all others. */
interface Once {
  /** Seconds since 1970. */
  readonly timestamp: number
  readonly nonce: string
}

// -------------------------------------------------------------------------------------
// constructors
// -------------------------------------------------------------------------------------

/**
 * Takes no scope: it has one. Signs with HMAC-SHA1, for which a browser wants a page that came over https.
 *
 * Keystone checks the signature against its own idea of its address, so `public_endpoint` in its configuration has to say
 * the address that is asked, or be left out; and its clock and ours may differ by ten minutes.
 */
export const oauth1 = (credentials: OAuth1Credentials): AuthPlugin => {
  const name = 'oauth1'
  const parts = { name, cacheKey: JSON.stringify(credentials), rescoping: 'never' } as const
  return authPlugin(parts, (context) => async () => {
    if (context.scope !== undefined) return E.left(boundToItsProject('An OAuth 1 access token'))
    const found = await context.identityUrl(context.signal)
    if (E.isLeft(found)) return found
    const url = `${found.right}/auth/tokens`
    const once = { timestamp: Math.floor(context.clock.now() / 1000), nonce: nonce() }
    const Authorization = await authorization(url, credentials, once)
    const request: HttpRequest = {
      method: 'POST',
      url,
      headers: { ...context.headers, 'Content-Type': 'application/json', Authorization },
      body: JSON.stringify({ auth: { identity: { methods: [name], [name]: {} } } }),
      context: authContext('/v3/auth/tokens')
    }
    return askForAccess(context, request, { name, secrets: secretsOf(credentials, Authorization) })
  })
}

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

/** @internal The `Authorization` header of a POST. Its body, being JSON, is not signed. */
export const authorization = async (url: string, credentials: OAuth1Credentials, once: Once): Promise<string> => {
  const { accessKey, accessSecret, consumerKey, consumerSecret } = credentials
  const parameters = {
    oauth_consumer_key: consumerKey,
    oauth_nonce: once.nonce,
    oauth_signature_method: 'HMAC-SHA1',
    oauth_timestamp: String(once.timestamp),
    oauth_token: accessKey,
    oauth_version: '1.0'
  }
  const said = pairs(parameters).sort().join('&')
  const { origin, pathname } = new URL(url)
  const signature = await hmacSha1(
    [consumerSecret, accessSecret].map(escaped).join('&'),
    ['POST', origin + pathname, said].map(escaped).join('&')
  )
  const shown = Object.entries({ ...parameters, oauth_signature: signature })
  return `OAuth ${shown.map(([name, value]) => `${name}="${escaped(value)}"`).join(', ')}`
}

/** Keystone takes 20 to 30 letters and digits, and nothing else. */
const nonce = (): string => crypto.randomUUID().replaceAll('-', '').slice(0, 30)

const pairs = (parameters: Readonly<Record<string, string>>): Array<string> =>
  Object.entries(parameters).map(([name, value]) => `${escaped(name)}=${escaped(value)}`)

/** All but letters, digits, `-`, `.`, `_` and `~`, as RFC 3986 has it. */
const escaped = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)

const hmacSha1 = async (key: string, text: string): Promise<string> => {
  const bytes = (of: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(of)
  const algorithm = { name: 'HMAC', hash: 'SHA-1' }
  const secret = await crypto.subtle.importKey('raw', bytes(key), algorithm, false, ['sign'])
  const signature = new Uint8Array(await crypto.subtle.sign('HMAC', secret, bytes(text)))
  return btoa(Array.from(signature, (byte) => String.fromCharCode(byte)).join(''))
}

const secretsOf = ({ accessSecret, consumerSecret }: OAuth1Credentials, header: string): ReadonlyArray<string> => [
  accessSecret,
  consumerSecret,
  header
]
