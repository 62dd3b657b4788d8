/**
 * What the token is to be for: exactly one of a project, a domain, the system, a trust, or nothing.
 *
 * @since 0.1.0
 */
import { type ConfigError } from '@openstack-ts/core'
import type { Scope } from '@openstack-ts/identity'
import * as E from 'fp-ts/lib/Either.js'

import { type Credentials, domainOf, missing } from './credentials.js'
import { type ConfigRecord, textAt } from './record.js'
import { readBoolean, type Reading } from './reading.js'
import { wrongValue } from './sources.js'

// -------------------------------------------------------------------------------------
// conversions
// -------------------------------------------------------------------------------------

/** The scope, `undefined` where the user's default project decides. */
export const scopeOf = (credentials: Credentials): Reading<Scope> => {
  const { auth, place } = credentials
  const unscoped = readBoolean('unscoped')({ place, record: auth })
  if (E.isLeft(unscoped)) return unscoped
  const kinds = scopeKeys(auth)
  const [first, second] = unscoped.right === true ? [...kinds, 'unscoped'] : kinds
  if (first === undefined) return E.right(undefined)
  if (second !== undefined) {
    return E.left(wrongValue(place, first, `stands beside ${second}; a token is for one of them, so remove the other`))
  }
  const trust = textAt(auth, 'trust_id')
  if (first === 'unscoped') return E.right('unscoped')
  if (trust !== undefined) return E.right({ trust })
  if (first === 'system_scope') return systemScope(credentials)
  const domain = domainOf(auth, 'domain')
  return domain !== undefined ? E.right({ domain }) : projectScope(credentials)
}

/** The keys that ask for a scope, one for each kind. */
export const scopeKeys = (auth: ConfigRecord): ReadonlyArray<string> => {
  const kinds = [['project_id', 'project_name'], ['domain_id', 'domain_name'], ['system_scope'], ['trust_id']]
  return kinds.flatMap((keys) => keys.filter((key) => textAt(auth, key) !== undefined).slice(0, 1))
}

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

const systemScope = ({ auth, place }: Credentials): E.Either<ConfigError, Scope> =>
  textAt(auth, 'system_scope') === 'all'
    ? E.right({ system: 'all' })
    : E.left(wrongValue(place, 'system_scope', 'should be all, the only system scope there is'))

const projectScope = (credentials: Credentials): E.Either<ConfigError, Scope> => {
  const { auth } = credentials
  const id = textAt(auth, 'project_id')
  const name = textAt(auth, 'project_name')
  const domain = domainOf(auth, 'project_domain') ?? domainOf(auth, 'default_domain')
  if (id !== undefined || name === undefined) return E.right({ project: { id: id ?? '' } })
  return domain === undefined
    ? E.left(
        missing(credentials, 'project_domain_name', 'project_domain_id does as well, and project_id needs neither')
      )
    : E.right({ project: { name, domain } })
}
