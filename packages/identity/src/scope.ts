/**
 * What a token is for: a project, a domain, the whole system, a trust, or nothing yet.
 *
 * Without a scope Keystone takes the user's default project, or gives an unscoped token where there is none.
 *
 * @see https://docs.openstack.org/api-ref/identity/v3/#password-authentication-with-scoped-authorization
 * @since 0.1.0
 */

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

/** A Keystone domain, by id or by name. */
export type Domain = { readonly id: string } | { readonly name: string }

/** A project: names are unique within a domain only. */
export type ProjectReference = { readonly id: string } | { readonly name: string; readonly domain: Domain }

/** A user: names are unique within a domain only. */
export type UserReference = { readonly id: string } | { readonly name: string; readonly domain: Domain }

export type Scope =
  | { readonly project: ProjectReference }
  | { readonly domain: Domain }
  /** `all` is the only value that Keystone knows. */
  | { readonly system: 'all' }
  /** The id of a trust: the trustor's project and roles. */
  | { readonly trust: string }
  /** A token for no project at all, though the user may have a default one. */
  | 'unscoped'

// -------------------------------------------------------------------------------------
// conversions
// -------------------------------------------------------------------------------------

/** As Keystone's `auth.scope` wants it. */
export const toWire = (scope: Scope): unknown =>
  scope === 'unscoped'
    ? scope
    : 'system' in scope
      ? { system: { all: true } }
      : 'trust' in scope
        ? { 'OS-TRUST:trust': { id: scope.trust } }
        : scope
