/**
 * Signing in with a passcode that changes every half minute.
 *
 * @see https://docs.openstack.org/keystone/latest/admin/auth-totp.html
 * @since 0.1.0
 */
import type { KeystonePlugin, Secret } from './auth-plugin.js'
import { reveal } from './auth-plugin.js'
import { keystonePlugin } from './keystone.js'
import type { UserReference } from './scope.js'

/**
 * Give `passcode` as a function where a cloud is used for longer than a token lives: it is asked for at each renewal.
 * A token store finds the account by its user alone, as the passcode is never the same.
 */
export const totp = (credentials: { readonly user: UserReference; readonly passcode: Secret }): KeystonePlugin =>
  keystonePlugin({
    name: 'totp',
    cacheKey: JSON.stringify(credentials.user),
    rescoping: typeof credentials.passcode === 'string' ? 'token' : 'credentials',
    factor: async () => {
      const passcode = await reveal(credentials.passcode)
      return { method: 'totp', payload: { user: { ...credentials.user, passcode } }, secrets: [passcode] }
    }
  })
