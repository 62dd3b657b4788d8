/**
 * Signing in with a name and a password.
 *
 * @see https://docs.openstack.org/api-ref/identity/v3/#password-authentication-with-scoped-authorization
 * @since 0.1.0
 */
import type { KeystonePlugin } from './auth-plugin.js'
import { keystonePlugin } from './keystone.js'
import type { UserReference } from './scope.js'

/** `password({ user: { name: 'demo', domain: { name: 'Default' } }, password })`. */
export const password = (credentials: { readonly user: UserReference; readonly password: string }): KeystonePlugin =>
  keystonePlugin({
    name: 'password',
    cacheKey: JSON.stringify([credentials.user, credentials.password]),
    factor: async () => ({
      method: 'password',
      payload: { user: { ...credentials.user, password: credentials.password } },
      secrets: [credentials.password],
      repeatable: true
    })
  })
