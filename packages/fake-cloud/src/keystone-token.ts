/**
 * A token as Keystone writes it, with the catalog.
 *
 * @see https://docs.openstack.org/api-ref/identity/v3/
 * @since 0.1.0
 */
import { idOf, impliedRoles, roleRecord } from './account.js'
import type { Grant, GrantScope, KeystoneOptions } from './grant.js'
import { withZone } from './timestamps.js'
import { jsonAnswer, type WireAnswer, type WireRequest } from './wire.js'

// -------------------------------------------------------------------------------------
// conversions
// -------------------------------------------------------------------------------------

export const tokenAnswer = (
  options: KeystoneOptions,
  request: WireRequest,
  { grant, status }: { readonly grant: Grant; readonly status: number }
): WireAnswer => {
  const { applicationCredential, auditId, expiresAt, issuedAt, methods, scope, user } = grant
  const withCatalog = scope._tag !== 'Unscoped' && !request.url.searchParams.has('nocatalog')
  const token = {
    methods,
    user: { domain: user.domain, id: user.id, name: user.name, password_expires_at: null },
    audit_ids: [auditId],
    expires_at: withZone(Math.floor(expiresAt / 1000) * 1e6),
    issued_at: withZone(Math.floor(issuedAt / 1000) * 1e6),
    ...scopeRecord(scope),
    ...(scope._tag === 'Unscoped' ? {} : { roles: impliedRoles(scope.role).map(roleRecord) }),
    ...(applicationCredential === undefined
      ? {}
      : {
          application_credential: { id: applicationCredential.id, name: applicationCredential.name, restricted: true }
        }),
    ...(withCatalog ? { catalog: catalogOf(options, request) } : {})
  }
  const answer = jsonAnswer(status, { token }, { 'x-subject-token': grant.token })
  return request.method === 'HEAD' ? { ...answer, body: '' } : answer
}

export const catalogOf = ({ catalog, region }: KeystoneOptions, { url }: WireRequest) =>
  catalog.map(({ name, path, type }) => ({
    endpoints: ['admin', 'internal', 'public'].map((side) => ({
      id: idOf('endpoint', `${type} ${side}`),
      interface: side,
      region_id: region,
      url: `${url.origin}${path}`,
      region
    })),
    id: idOf('service', type),
    type,
    name
  }))

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

const scopeRecord = (scope: GrantScope): Readonly<Record<string, unknown>> => {
  if (scope._tag === 'Unscoped') return {}
  if (scope._tag === 'System') return { system: { all: true } }
  if (scope._tag === 'Domain') return { domain: scope.domain }
  const { domain, id, name } = scope.project
  return { project: { domain, id, name }, is_domain: false }
}
