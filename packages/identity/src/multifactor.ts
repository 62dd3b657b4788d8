/**
 * Signing in with several methods at once, and going on from a sign-in that lacked one.
 *
 * @see https://docs.openstack.org/keystone/latest/user/multi-factor-authentication.html
 * @since 0.1.0
 */
import type { AuthPlugin, KeystonePlugin, Secret } from './auth-plugin.js'
import { reveal } from './auth-plugin.js'
import { severalFactors } from './keystone.js'

/** Sends every factor in one request: `multifactor([password({ … }), totp({ … })])`. */
export const multifactor = (factors: ReadonlyArray<KeystonePlugin>): AuthPlugin => severalFactors(factors)

/**
 * Goes on where an `AuthError` said what is missing: `continueWith(receiptOf(error), [totp({ … })])`. A receipt lives for
 * a few minutes and is as secret as what was proved by it.
 */
export const continueWith = (receipt: Secret, factors: ReadonlyArray<KeystonePlugin>): AuthPlugin =>
  severalFactors(factors, () => reveal(receipt))
