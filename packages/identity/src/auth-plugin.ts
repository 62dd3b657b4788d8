/**
 * One way to prove who one is: a function from what signing in needs to the access that it gives.
 *
 * `password`, `token` and the others of this package are made with it, and so can be yours.
 *
 * @since 0.1.0
 */
import type { Clock, OpenStackError, RequestHeaders, Transport } from '@openstack-ts/core'
import type { Either } from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'

import type { Access } from './access.js'
import type { Scope } from './scope.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

/** What a plugin may use. */
export interface AuthContext {
  readonly transport: Transport
  /** As configured; empty where none is. */
  readonly authUrl: string
  /** Keystone's v3 API, e.g. `https://keystone.example/v3`: asked once per cloud, for auth URLs that do not say it. */
  readonly identityUrl: (signal?: AbortSignal) => Promise<Either<OpenStackError, string>>
  readonly scope: Scope | undefined
  readonly clock: Clock
  /** What every request carries: the User-Agent, the global request id. */
  readonly headers: RequestHeaders
  readonly signal?: AbortSignal
}

export interface AuthPlugin {
  /** `password`, `totp`, …: shown in errors. */
  readonly name: string
  /** Tells accounts apart in a token store; what it holds of secrets is hashed there. */
  readonly cacheKey: string
  /**
   * How another project of the same user is reached: with the same credentials (the default), with the token that they
   * gave, because they cannot be used twice, or not at all.
   */
  readonly rescoping?: 'credentials' | 'token' | 'never'
  (context: AuthContext): TaskEither<OpenStackError, Access>
}

/** One method among those that Keystone takes together: `password` and its user, `totp` and its passcode. */
export interface Factor {
  readonly method: string
  readonly payload: Readonly<Record<string, unknown>>
  /** What no error may show. */
  readonly secrets: ReadonlyArray<string>
  /** Whether it may be shown again where no answer came; a passcode may be taken only once. */
  readonly repeatable?: boolean
}

/** A plugin that proves itself to Keystone with a method of its own, and so can be one of several factors. */
export interface KeystonePlugin extends AuthPlugin {
  readonly factor: () => Promise<Factor>
}

/** A secret, or how to come by it when it is wanted: a passcode lives for seconds, a token is asked for again. */
export type Secret = string | (() => string | Promise<string>)

// -------------------------------------------------------------------------------------
// constructors
// -------------------------------------------------------------------------------------

/** A plugin from its parts. A function has a `name` already, which assignment cannot change: hence this. */
export const authPlugin = (
  { cacheKey, name, rescoping = 'credentials' }: Pick<AuthPlugin, 'name' | 'cacheKey' | 'rescoping'>,
  signIn: (context: AuthContext) => TaskEither<OpenStackError, Access>
): AuthPlugin => {
  const plugin = Object.assign((context: AuthContext) => signIn(context), { cacheKey, rescoping })
  Object.defineProperty(plugin, 'cacheKey', { enumerable: false })
  return Object.defineProperty(plugin, 'name', { value: name })
}

/** The secret itself. */
export const reveal = async (secret: Secret): Promise<string> => (typeof secret === 'string' ? secret : secret())
