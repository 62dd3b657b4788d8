/**
 * `auth` of a cloud, read key by key. A key that is missing says where it belongs, and never what else stands there.
 *
 * @since 0.1.0
 */
import { configError, type ConfigError } from '@openstack-ts/core'
import type { Domain, UserReference } from '@openstack-ts/identity'
import * as E from 'fp-ts/lib/Either.js'

import { type ConfigRecord, textAt } from './record.js'
import { type Place, placeName } from './sources.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

export interface Credentials {
  readonly place: Place
  readonly authType: string
  readonly auth: ConfigRecord
}

// -------------------------------------------------------------------------------------
// conversions
// -------------------------------------------------------------------------------------

/** A key that must be there; `hint` is another way out. */
export const wanted =
  (key: string, hint?: string) =>
  (credentials: Credentials): E.Either<ConfigError, string> => {
    const text = textAt(credentials.auth, key)
    return text === undefined ? E.left(missing(credentials, key, hint)) : E.right(text)
  }

/** Why a sign-in cannot be made, and where the key belongs. */
export const missing = ({ authType, place }: Credentials, key: string, hint?: string): ConfigError => {
  const { name, searched = [], source } = place
  const file = secrets.includes(key) ? 'secure.yaml' : (source.file ?? 'clouds.yaml')
  const looked = searched.length === 0 ? '' : ` (looked for ${searched.join(', ')})`
  const whose =
    source.kind === 'arguments' ? 'No cloud is configured, and the call gives' : `${capital(placeName(place))} has`
  const way = {
    file: `add it under clouds.${name}.auth in ${file}`,
    environment: `set OS_${key.toUpperCase()}`,
    arguments: `write a clouds.yaml${looked}, set OS_* variables, or give it in the call`
  }[source.kind]
  const or = hint === undefined ? '' : `; ${hint}`
  return configError({
    message: `${whose} no ${key}, which auth_type ${authType} needs: ${way}${or}`,
    key: source.kind === 'file' ? `clouds.${name}.auth.${key}` : key,
    ...(source.file === undefined ? {} : { file: source.file })
  })
}

/** A user by id, or by name and domain. */
export const userOf = (credentials: Credentials): E.Either<ConfigError, UserReference> => {
  const { auth } = credentials
  const id = textAt(auth, 'user_id')
  const name = textAt(auth, 'username')
  const domain = domainOf(auth, 'user_domain') ?? domainOf(auth, 'default_domain')
  if (id !== undefined) return E.right({ id })
  if (name === undefined) return E.left(missing(credentials, 'username'))
  return domain === undefined
    ? E.left(missing(credentials, 'user_domain_name', 'user_domain_id does as well; most clouds have a domain Default'))
    : E.right({ name, domain })
}

/** `user_domain_id` before `user_domain_name`. */
export const domainOf = (auth: ConfigRecord, prefix: string): Domain | undefined => {
  const id = textAt(auth, `${prefix}_id`)
  const name = textAt(auth, `${prefix}_name`)
  return id !== undefined ? { id } : name !== undefined ? { name } : undefined
}

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

const secrets = ['password', 'passcode', 'token', 'application_credential_secret', 'client_secret', 'access_token']

const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1)
