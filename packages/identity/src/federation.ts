/**
 * Keystone's half of a federated sign-in: a foreign access token becomes an unscoped token, and that one becomes a
 * token with the scope asked for.
 *
 * @see https://docs.openstack.org/api-ref/identity/v3-ext/#request-an-unscoped-os-federation-token
 * @since 0.1.0
 */
import type { OpenStackError } from '@openstack-ts/core'
import * as E from 'fp-ts/lib/Either.js'

import type { Access } from './access.js'
import type { AuthContext } from './auth-plugin.js'
import { askForAccess, askToken, authContext } from './keystone.js'

/** Which of Keystone's identity providers, and which of its protocols (commonly `openid`). */
export interface FederationProtocol {
  readonly identityProvider: string
  readonly protocol: string
}

/** Shows an access token to Keystone. */
export const exchange = async (
  context: AuthContext,
  { identityProvider, protocol }: FederationProtocol,
  proof: { readonly name: string; readonly accessToken: string }
): Promise<E.Either<OpenStackError, Access>> => {
  const found = await context.identityUrl(context.signal)
  if (E.isLeft(found)) return found
  const path = [identityProvider, 'protocols', protocol].map(encodeURIComponent).join('/')
  const unscoped = await askForAccess(
    context,
    {
      method: 'POST',
      url: `${found.right}/OS-FEDERATION/identity_providers/${path}/auth`,
      headers: { ...context.headers, Authorization: `Bearer ${proof.accessToken}` },
      context: authContext('/v3/OS-FEDERATION/identity_providers/{identityProvider}/protocols/{protocol}/auth', true)
    },
    { name: proof.name, secrets: [proof.accessToken] }
  )
  if (E.isLeft(unscoped) || context.scope === undefined || context.scope === 'unscoped') return unscoped
  return rescope(context, unscoped.right, proof.name)
}

/** Exchanges a token for one with the scope of the context. */
export const rescope = (
  context: AuthContext,
  { token = '' }: Access,
  name: string
): Promise<E.Either<OpenStackError, Access>> =>
  askToken(context, {
    name,
    factors: [{ method: 'token', payload: { id: token }, secrets: [token], repeatable: true }],
    scope: context.scope
  })
