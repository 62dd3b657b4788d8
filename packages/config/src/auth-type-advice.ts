/**
 * What to do about an `auth_type` that cannot be used, or that is not the one that was meant.
 *
 * @since 0.1.0
 */
import { configError, type ConfigError } from '@openstack-ts/core'

import type { Credentials } from './credentials.js'
import { textAt } from './record.js'
import { placeName } from './sources.js'

// -------------------------------------------------------------------------------------
// conversions
// -------------------------------------------------------------------------------------

/** The error of an `auth_type` that is not among those there are. */
export const unknownType = ({ authType, place }: Credentials, known: ReadonlyArray<string>): ConfigError => {
  const instead = Object.hasOwn(elsewhere, authType) ? elsewhere[authType] : undefined
  const why = instead === undefined ? `there is ${known.join(', ')}` : instead
  const verdict = instead === undefined ? 'is not known' : 'is not supported'
  return configError({
    message: `auth_type ${authType} of ${placeName(place)} ${verdict}; ${why}`,
    key: 'auth_type',
    ...(place.source.file === undefined ? {} : { file: place.source.file })
  })
}

/** The commonest slip: credentials of one kind, and the `auth_type` of another, which is `password` where none is said. */
export const betterHint = ({ auth, authType }: Credentials, error: ConfigError): ConfigError => {
  const fits = [
    ['application_credential_secret', 'v3applicationcredential'],
    ['passcode', 'v3totp'],
    ['access_token', 'v3oidcaccesstoken'],
    ['access_secret', 'v3oauth1'],
    ['token', 'token']
  ].find(([key]) => key !== undefined && textAt(auth, key) !== undefined)
  const meant = fits?.[1]
  return meant === undefined ||
    meant === authType ||
    fits?.[0] === undefined ||
    !['password', 'v3password'].includes(authType)
    ? error
    : { ...error, message: `${error.message}; or, as there is a ${fits[0]}, set auth_type to ${meant}` }
}

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

/** What keystoneauth knows and we do not have, and what to use instead. */
const elsewhere: Readonly<Record<string, string>> = {
  v2password: 'Keystone dropped its version 2; use password',
  v2token: 'Keystone dropped its version 2; use token',
  v1password: 'it is for Swift alone; use password',
  v3oidcpassword: 'use v3oidcaccesstoken with a token of the provider, or v3oidcclientcredentials',
  v3oidcauthcode: 'it needs a browser; use v3oidcaccesstoken with a token of the provider',
  v3oidcdeviceauthz: 'it needs a browser; use v3oidcaccesstoken with a token of the provider',
  v3oauth2clientcredential: 'use v3applicationcredential',
  v3oauth2mtlsclientcredential: 'use v3applicationcredential',
  v3kerberos: 'use v3applicationcredential',
  v3fedkerb: 'use v3applicationcredential',
  v3samlpassword: 'use v3applicationcredential',
  v3adfspassword: 'use v3applicationcredential',
  v3tokenlessauth: 'use v3applicationcredential',
  noauth: 'use none'
}
