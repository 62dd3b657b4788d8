/**
 * Signing in through an OpenID Connect provider that Keystone trusts.
 *
 * @see https://docs.openstack.org/keystone/latest/admin/federation/configure_federation.html
 * @since 0.1.0
 */
import { authError, type HttpRequest, type HttpResponse, type OpenStackError } from '@openstack-ts/core'
import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'

import { type AuthContext, type AuthPlugin, authPlugin, reveal, type Secret } from './auth-plugin.js'
import { exchange, type FederationProtocol } from './federation.js'
import { basicAuthorization } from './fixed.js'
import { readJson } from './json.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

/** Where the provider gives tokens: told, or read from its discovery document. */
export type OidcEndpoint = { readonly tokenEndpoint: string } | { readonly discoveryEndpoint: string }

const Discovery = t.type({ token_endpoint: t.string })
const Tokens = t.type({ access_token: t.string })
const Fault = t.intersection([t.type({ error: t.string }), t.partial({ error_description: t.string })])

// -------------------------------------------------------------------------------------
// constructors
// -------------------------------------------------------------------------------------

/** An access token that somebody got already; a function is asked anew at each renewal. */
export const oidcAccessToken = (credentials: FederationProtocol & { readonly accessToken: Secret }): AuthPlugin => {
  const { accessToken, identityProvider, protocol } = credentials
  const name = 'oidc_access_token'
  const known = typeof accessToken === 'string' ? accessToken : ''
  return authPlugin(
    { name, cacheKey: JSON.stringify([identityProvider, protocol, known]) },
    (context) => async () => exchange(context, credentials, { name, accessToken: await reveal(accessToken) })
  )
}

/** A client's own id and secret, shown to the provider with HTTP Basic; `scope` is the provider's, not Keystone's. */
export const oidcClientCredentials = (
  credentials: FederationProtocol &
    OidcEndpoint & { readonly clientId: string; readonly clientSecret: string; readonly scope?: string }
): AuthPlugin => {
  const name = 'oidc_client_credentials'
  return authPlugin({ name, cacheKey: JSON.stringify(credentials) }, (context) => async () => {
    const endpoint =
      'tokenEndpoint' in credentials
        ? E.right(credentials.tokenEndpoint)
        : await discoverTokenEndpoint(context, credentials.discoveryEndpoint)
    if (E.isLeft(endpoint)) return endpoint
    const tokens = await askProvider(context, endpoint.right, credentials)
    return E.isLeft(tokens) ? tokens : exchange(context, credentials, { name, accessToken: tokens.right })
  })
}

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

const discoverTokenEndpoint = async (context: AuthContext, url: string): Promise<E.Either<OpenStackError, string>> => {
  const answer = await send(context, { method: 'GET', url, headers: { Accept: 'application/json' } }, 'discovery')
  if (E.isLeft(answer)) return answer
  if (answer.right.status !== 200) return E.left(refusedBy(url, answer.right))
  const reading = { expected: 'an OpenID discovery document', operation: 'OpenID discovery', requestIds: [] }
  const found = readJson(Discovery, answer.right.text, reading)
  return E.isLeft(found) ? found : E.right(found.right.token_endpoint)
}

const askProvider = async (
  context: AuthContext,
  url: string,
  client: { readonly clientId: string; readonly clientSecret: string; readonly scope?: string }
): Promise<E.Either<OpenStackError, string>> => {
  const form = new URLSearchParams({ grant_type: 'client_credentials' })
  if (client.scope !== undefined) form.set('scope', client.scope)
  const headers = {
    Accept: 'application/json',
    Authorization: basicAuthorization(encodeURIComponent(client.clientId), encodeURIComponent(client.clientSecret)),
    'Content-Type': 'application/x-www-form-urlencoded'
  }
  const answer = await send(context, { method: 'POST', url, headers, body: form.toString() }, 'auth')
  if (E.isLeft(answer)) return answer
  if (answer.right.status !== 200) return E.left(refusedBy(url, answer.right))
  const reading = { expected: 'an access token', operation: 'the OpenID sign-in', requestIds: [] }
  const tokens = readJson(Tokens, answer.right.text, reading)
  return E.isLeft(tokens) ? tokens : E.right(tokens.right.access_token)
}

const send = (
  { signal, transport }: AuthContext,
  request: HttpRequest,
  operation: string
): Promise<E.Either<OpenStackError, HttpResponse>> => {
  const context = { service: 'openid', operation, route: '/', confidential: true, repeatable: true }
  return transport({ ...request, context, signal })()
}

/** Only the provider's code for it: its description may repeat what it was told. */
const refusedBy = (url: string, { status, text }: HttpResponse): OpenStackError => {
  const fault = readJson(Fault, text, { expected: 'a fault', operation: '', requestIds: [] })
  const said = E.isRight(fault) ? `: ${fault.right.error}` : ''
  const at = url.split(/[?#]/, 1)[0] ?? ''
  return authError({
    message: `The OpenID provider at ${at} refused (status ${status})${said}`,
    status,
    requestIds: []
  })
}
