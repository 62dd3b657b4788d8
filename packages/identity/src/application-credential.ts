/**
 * Signing in with an application credential: a secret of its own, bound to one project and to some of its roles.
 *
 * @see https://docs.openstack.org/api-ref/identity/v3/#authenticating-with-an-application-credential
 * @since 0.1.0
 */
import type { KeystonePlugin } from './auth-plugin.js'
import { keystonePlugin } from './keystone.js'
import type { UserReference } from './scope.js'

/** By id, or by its name and the user it belongs to. Takes no scope: it has one. */
export const applicationCredential = (
  credentials:
    | { readonly id: string; readonly secret: string }
    | { readonly name: string; readonly user: UserReference; readonly secret: string }
): KeystonePlugin =>
  keystonePlugin({
    name: 'application_credential',
    cacheKey: JSON.stringify(credentials),
    rescoping: 'never',
    factor: async () => ({
      method: 'application_credential',
      payload: { ...credentials },
      secrets: [credentials.secret],
      repeatable: true
    })
  })
