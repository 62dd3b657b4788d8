/**
 * What signing in gives: a token, whose it is, what it is for, and where the services are.
 *
 * `token` and `headers` are not enumerable, so that no dump of an access shows them.
 *
 * @see https://docs.openstack.org/api-ref/identity/v3/#authentication-and-token-management
 * @since 0.1.0
 */
import { type RequestHeaders, Timestamp } from '@openstack-ts/core'
import * as t from 'io-ts'

import { Catalog } from './catalog.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

const Named = t.readonly(t.type({ id: t.string, name: t.string }))

const InDomain = t.readonly(
  t.intersection([
    t.type({ id: t.string, name: t.string }),
    t.partial({ domain: t.readonly(t.partial({ id: t.union([t.string, t.null]), name: t.union([t.string, t.null]) })) })
  ])
)

export const TokenFacts = t.partial({
  /** As Keystone wrote it, always UTC. */
  expiresAt: Timestamp,
  issuedAt: Timestamp,
  user: InDomain,
  /** What the token is for; a token without `project`, `domain` and `system` is unscoped. */
  project: InDomain,
  domain: Named,
  system: t.boolean,
  roles: t.readonlyArray(Named),
  /** How it was proved: `password`, `totp`, `token`, … */
  methods: t.readonlyArray(t.string),
  /** The trust that it speaks for. */
  trust: t.string,
  catalog: Catalog
})

/** Everything about a token but the token itself. */
export interface TokenFacts extends Readonly<t.TypeOf<typeof TokenFacts>> {}

export interface Access extends TokenFacts {
  /** What goes on every request: `X-Auth-Token`, `Authorization`, or nothing. */
  readonly headers: RequestHeaders
  readonly token?: string
  /** Where every service is, for the ways of signing in that know no catalog. */
  readonly endpoint?: string
}

// -------------------------------------------------------------------------------------
// constructors
// -------------------------------------------------------------------------------------

/** An access whose token and headers no dump shows. */
export const access = (parts: Access): Access => {
  const given = { ...parts, headers: parts.headers }
  Object.defineProperty(given, 'headers', { enumerable: false })
  if (parts.token !== undefined) Object.defineProperty(given, 'token', { value: parts.token, enumerable: false })
  return Object.freeze(given)
}
