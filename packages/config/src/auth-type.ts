/**
 * `auth_type`: which way of signing in a cloud is configured for, and what each of them needs.
 *
 * @see https://docs.openstack.org/keystoneauth/latest/plugin-options.html
 * @since 0.1.0
 */
import type { ConfigError } from '@openstack-ts/core'
import {
  adminToken,
  applicationCredential,
  type AuthPlugin,
  httpBasic,
  type KeystonePlugin,
  multifactor,
  none,
  oauth1,
  oidcAccessToken,
  oidcClientCredentials,
  password,
  token,
  totp
} from '@openstack-ts/identity'
import * as Apply from 'fp-ts/lib/Apply.js'
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'

import { betterHint, unknownType } from './auth-type-advice.js'
import { type Credentials, missing, userOf, wanted } from './credentials.js'
import { listAt, textAt } from './record.js'
import { wrongValue } from './sources.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

/** How a cloud is signed in to. */
export interface SignIn {
  readonly plugin: AuthPlugin
  /** Whether it is Keystone that is asked, so that there must be an `auth_url`. */
  readonly keystone: boolean
  /** Whether a scope may be asked for. */
  readonly scoped: boolean
}

type Maker<P> = (credentials: Credentials) => E.Either<ConfigError, P>

// -------------------------------------------------------------------------------------
// constructors
// -------------------------------------------------------------------------------------

/** The way of signing in that `auth_type` names. */
export const signInBy = (credentials: Credentials): E.Either<ConfigError, SignIn> => {
  const type = officialName(credentials.authType)
  const keystone = own(factors, type) ?? own(combined, type)
  if (keystone !== undefined) {
    const scoped = !bound.has(type)
    return pipe(
      wanted('auth_url')(credentials),
      E.flatMap(() => keystone({ ...credentials, authType: type })),
      E.mapLeft((error) => betterHint(credentials, error)),
      E.map((plugin) => ({ plugin, keystone: true, scoped }))
    )
  }
  const fixed = own(withoutKeystone, type)
  return fixed === undefined
    ? E.left(unknownType(credentials, authTypes()))
    : pipe(
        fixed({ ...credentials, authType: type }),
        E.map((plugin) => ({ plugin, keystone: false, scoped: false }))
      )
}

/** Every `auth_type` that can be used. */
export const authTypes = (): ReadonlyArray<string> => [
  ...Object.keys(factors),
  ...Object.keys(combined),
  ...Object.keys(withoutKeystone),
  ...Object.keys(aliases)
]

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

/** Those that have a project, and take no scope. */
const bound: ReadonlySet<string> = new Set(['v3applicationcredential', 'v3oauth1'])

const aliases: Readonly<Record<string, string>> = { token_endpoint: 'admin_token' }

const officialName = (type: string): string => own(aliases, type) ?? type

const own = <A>(record: Readonly<Record<string, A>>, key: string): A | undefined =>
  Object.hasOwn(record, key) ? record[key] : undefined

const all = Apply.sequenceS(E.Apply)

const byPassword: Maker<KeystonePlugin> = (credentials) =>
  pipe(all({ user: userOf(credentials), password: wanted('password')(credentials) }), E.map(password))

const byToken: Maker<KeystonePlugin> = (credentials) =>
  pipe(
    wanted('token')(credentials),
    E.map((secret) => token({ token: secret }))
  )

const byApplicationCredential: Maker<KeystonePlugin> = (credentials) => {
  const id = textAt(credentials.auth, 'application_credential_id')
  const secret = wanted('application_credential_secret')(credentials)
  if (id !== undefined) {
    return pipe(
      secret,
      E.map((found) => applicationCredential({ id, secret: found }))
    )
  }
  const hint = 'application_credential_name and its user do as well'
  return textAt(credentials.auth, 'application_credential_name') === undefined
    ? E.left(missing(credentials, 'application_credential_id', hint))
    : pipe(
        all({ name: wanted('application_credential_name')(credentials), user: userOf(credentials), secret }),
        E.map(applicationCredential)
      )
}

const byPasscode: Maker<KeystonePlugin> = (credentials) =>
  pipe(
    all({
      user: userOf(credentials),
      passcode: wanted('passcode', 'or give it in the call, as it lives for half a minute')(credentials)
    }),
    E.map(totp)
  )

const byFactors: Maker<AuthPlugin> = (credentials) => {
  const methods = listAt(credentials.auth, 'auth_methods')
  if (methods === undefined) return E.left(missing(credentials, 'auth_methods', 'for example [v3password, v3totp]'))
  return pipe(
    methods,
    E.traverseArray((method) => {
      const make = own(factors, method)
      const known = Object.keys(factors).join(', ')
      return make === undefined
        ? E.left(wrongValue(credentials.place, 'auth_methods', `knows no ${method}; there is ${known}`))
        : make(credentials)
    }),
    E.map(multifactor)
  )
}

const byConsumer: Maker<AuthPlugin> = (credentials) =>
  pipe(
    all({
      consumerKey: wanted('consumer_key')(credentials),
      consumerSecret: wanted('consumer_secret')(credentials),
      accessKey: wanted('access_key')(credentials),
      accessSecret: wanted('access_secret')(credentials)
    }),
    E.map(oauth1)
  )

const provider = (credentials: Credentials) => ({
  identityProvider: wanted('identity_provider')(credentials),
  protocol: wanted('protocol')(credentials)
})

const byAccessToken: Maker<AuthPlugin> = (credentials) =>
  pipe(all({ ...provider(credentials), accessToken: wanted('access_token')(credentials) }), E.map(oidcAccessToken))

const byClientCredentials: Maker<AuthPlugin> = (credentials) => {
  const tokenEndpoint = textAt(credentials.auth, 'access_token_endpoint')
  const endpoint =
    tokenEndpoint === undefined
      ? pipe(
          wanted('discovery_endpoint', 'access_token_endpoint does as well')(credentials),
          E.map((discoveryEndpoint) => ({ discoveryEndpoint }))
        )
      : E.right({ tokenEndpoint })
  const scope = textAt(credentials.auth, 'openid_scope') ?? 'openid profile'
  return pipe(
    all({
      ...provider(credentials),
      clientId: wanted('client_id')(credentials),
      clientSecret: wanted('client_secret')(credentials),
      endpoint
    }),
    E.map(({ endpoint: where, ...rest }) => oidcClientCredentials({ ...rest, ...where, scope }))
  )
}

const factors: Readonly<Record<string, Maker<KeystonePlugin>>> = {
  password: byPassword,
  v3password: byPassword,
  token: byToken,
  v3token: byToken,
  v3applicationcredential: byApplicationCredential,
  v3totp: byPasscode
}

const combined: Readonly<Record<string, Maker<AuthPlugin>>> = {
  v3multifactor: byFactors,
  v3oauth1: byConsumer,
  v3oidcaccesstoken: byAccessToken,
  v3oidcclientcredentials: byClientCredentials
}

const endpointOf = wanted('endpoint', 'it is the URL at which every service is asked')

const withoutKeystone: Readonly<Record<string, Maker<AuthPlugin>>> = {
  none: (credentials) => pipe(all({ endpoint: endpointOf(credentials) }), E.map(none)),
  http_basic: (credentials) =>
    pipe(
      all({
        endpoint: endpointOf(credentials),
        username: wanted('username')(credentials),
        password: wanted('password')(credentials)
      }),
      E.map(httpBasic)
    ),
  admin_token: (credentials) =>
    pipe(all({ endpoint: endpointOf(credentials), token: wanted('token')(credentials) }), E.map(adminToken))
}
