/**
 * What a token stands for, and what a fake Keystone is made of.
 *
 * @see https://docs.openstack.org/api-ref/identity/v3/
 * @since 0.1.0
 */
import type { Clock } from '@openstack-ts/core'

import type { Accounts, ApplicationCredential, Named, Project, RoleName, User } from './account.js'
import type { Random } from './random.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

export type GrantScope =
  | { readonly _tag: 'Project'; readonly project: Project; readonly role: RoleName }
  | { readonly _tag: 'Domain'; readonly domain: Named; readonly role: RoleName }
  | { readonly _tag: 'System'; readonly role: RoleName }
  | { readonly _tag: 'Unscoped' }

/** What a token stands for. */
export interface Grant {
  readonly token: string
  readonly user: User
  readonly scope: GrantScope
  readonly methods: ReadonlyArray<string>
  readonly auditId: string
  /** Milliseconds since 1970. */
  readonly issuedAt: number
  readonly expiresAt: number
  readonly applicationCredential?: ApplicationCredential
}

/** A service of the catalog. */
export interface CatalogEntry {
  readonly type: string
  readonly name: string
  /** After the origin. */
  readonly path: string
}

export interface KeystoneOptions {
  readonly accounts: Accounts
  readonly catalog: ReadonlyArray<CatalogEntry>
  readonly clock: Clock
  readonly random: Random
  readonly region: string
  /** Milliseconds. */
  readonly tokenLifetime: number
}

/** What all parts of a fake Keystone share. */
export interface KeystoneParts {
  readonly options: KeystoneOptions
  readonly grants: Map<string, Grant>
  /** What a token stands for, unless it is unknown, revoked or too old. */
  readonly grant: (token: string | undefined) => Grant | undefined
}

// -------------------------------------------------------------------------------------
// queries
// -------------------------------------------------------------------------------------

export const isAdminGrant = ({ scope }: Grant): boolean => scope._tag !== 'Unscoped' && scope.role === 'admin'
