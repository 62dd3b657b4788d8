/**
 * Signing in to OpenStack: a `Transport` becomes a `Cloud`.
 *
 * @since 0.1.0
 */
export { access, type Access, type TokenFacts } from './access.js'
export { applicationCredential } from './application-credential.js'
export {
  type AuthContext,
  type AuthPlugin,
  authPlugin,
  type Factor,
  type KeystonePlugin,
  type Secret
} from './auth-plugin.js'
export { Catalog, type Interface } from './catalog.js'
export type { CloudOptions, ServiceOptions } from './cloud-options.js'
export type { FederationProtocol } from './federation.js'
export { adminToken, httpBasic, none } from './fixed.js'
export { receiptOf } from './keystone-refusal.js'
export { continueWith, multifactor } from './multifactor.js'
export { oauth1, type OAuth1Credentials } from './oauth1.js'
export { oidcAccessToken, oidcClientCredentials, type OidcEndpoint } from './oidc.js'
export { password } from './password.js'
export type { Domain, ProjectReference, Scope, UserReference } from './scope.js'
export { type Limited, type Limits, signIn, type SignedInCloud } from './sign-in.js'
export { token } from './token.js'
export { memoryTokenStore, type TokenStore } from './token-store.js'
export { totp } from './totp.js'
