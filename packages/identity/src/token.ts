/**
 * Signing in with a token that somebody got already. It ends when that token ends: a new one cannot be had from it.
 *
 * @see https://docs.openstack.org/api-ref/identity/v3/#token-authentication-with-scoped-authorization
 * @since 0.1.0
 */
import type { KeystonePlugin, Secret } from './auth-plugin.js'
import { reveal } from './auth-plugin.js'
import { keystonePlugin } from './keystone.js'

/** `token({ token })`, or `token({ token: async () => … })` where fresh tokens come from elsewhere. */
export const token = (credentials: { readonly token: Secret }): KeystonePlugin =>
  keystonePlugin({
    name: 'token',
    cacheKey: typeof credentials.token === 'string' ? credentials.token : '',
    factor: async () => {
      const id = await reveal(credentials.token)
      return { method: 'token', payload: { id }, secrets: [id], repeatable: true }
    }
  })
