/**
 * A Keystone in memory: tokens by password, token and application credential, in every scope; the catalog; and the names
 * of users and projects.
 *
 * @see https://docs.openstack.org/api-ref/identity/v3/
 * @since 0.1.0
 */
import * as E from 'fp-ts/lib/Either.js'

import { type Grant, isAdminGrant, type KeystoneOptions, type KeystoneParts } from './grant.js'
import { readNames } from './keystone-names.js'
import { prove, scopeOf } from './keystone-proof.js'
import { forbidden, missing, notFound, refusal, unauthorized } from './keystone-refusal.js'
import { tokenAnswer } from './keystone-token.js'
import {
  at,
  emptyAnswer,
  isRecord,
  jsonAnswer,
  readRecord,
  type WireAnswer,
  type WireRequest,
  withHeaders
} from './wire.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

export interface Keystone {
  /** A request whose path begins behind `/identity`. */
  readonly answer: (request: WireRequest, path: string) => WireAnswer
  /** What a token stands for, unless it is unknown, revoked or too old. */
  readonly grant: (token: string | undefined) => Grant | undefined
  /** Ends every token that was given out. */
  readonly expireTokens: () => void
}

// -------------------------------------------------------------------------------------
// constructors
// -------------------------------------------------------------------------------------

export const keystone = (options: KeystoneOptions): Keystone => {
  const grants = new Map<string, Grant>()
  const grant = (token: string | undefined): Grant | undefined => {
    const found = token === undefined ? undefined : grants.get(token)
    return found !== undefined && found.expiresAt > options.clock.now() ? found : undefined
  }
  const parts: KeystoneParts = { options, grants, grant }
  return {
    answer: (request, path) =>
      withHeaders(route(parts, request, path), {
        vary: 'X-Auth-Token',
        'x-openstack-request-id': `req-${options.random.uuid()}`
      }),
    grant,
    expireTokens: () => grants.clear()
  }
}

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

const route = (parts: KeystoneParts, request: WireRequest, path: string): WireAnswer => {
  const { method } = request
  if (path === '' || path === '/') return jsonAnswer(300, { versions: { values: [version(request)] } })
  if (path === '/v3' || path === '/v3/') return jsonAnswer(200, { version: version(request) })
  if (path === '/v3/auth/tokens') return tokens(parts, request)
  if (parts.grant(request.headers['x-auth-token']) === undefined) return unauthorized(request)
  return method === 'GET' ? readNames(parts, request, path) : refusal(404, notFound(request))
}

const version = ({ url }: WireRequest) => ({
  id: 'v3.14',
  status: 'stable',
  updated: '2020-04-07T00:00:00Z',
  links: [{ rel: 'self', href: `${url.origin}/identity/v3/` }],
  'media-types': [{ base: 'application/json', type: 'application/vnd.openstack.identity-v3+json' }]
})

const tokens = (parts: KeystoneParts, request: WireRequest): WireAnswer => {
  if (request.method === 'POST') return issue(parts, request)
  const caller = parts.grant(request.headers['x-auth-token'])
  if (caller === undefined) return unauthorized(request)
  const subject = request.headers['x-subject-token']
  if (subject === undefined) return refusal(400, 'X-Subject-Token header is required')
  const found = parts.grant(subject)
  if (found === undefined) return missing('token', '(not shown)')
  const mayAsk = found.user.id === caller.user.id || isAdminGrant(caller)
  if (!mayAsk) return forbidden('identity:validate_token')
  if (request.method === 'DELETE') {
    parts.grants.delete(subject)
    return emptyAnswer(204)
  }
  if (request.method !== 'GET' && request.method !== 'HEAD') return refusal(404, notFound(request))
  return tokenAnswer(parts.options, request, { grant: found, status: 200 })
}

const issue = (parts: KeystoneParts, request: WireRequest): WireAnswer => {
  const body = readRecord(request.body)
  if (body === undefined) return refusal(400, 'Expecting to find a JSON object in the request body.')
  if (!isRecord(body['auth'])) return refusal(400, "'auth' is a required property")
  if (!isRecord(at(body, 'auth', 'identity'))) return refusal(400, "'identity' is a required property")
  const proven = prove(parts, request, at(body, 'auth', 'identity'))
  if (E.isLeft(proven)) return proven.left
  const scope = scopeOf(parts, proven.right, { request, wanted: at(body, 'auth', 'scope') })
  if (E.isLeft(scope)) return scope.left
  const { clock, random, tokenLifetime } = parts.options
  const now = clock.now()
  const grant: Grant = {
    ...proven.right,
    scope: scope.right,
    token: `gAAAAAB${random.hex(176)}`,
    auditId: random.hex(22),
    issuedAt: now,
    expiresAt: Math.min(now + tokenLifetime, proven.right.until)
  }
  parts.grants.set(grant.token, grant)
  return tokenAnswer(parts.options, request, { grant, status: 201 })
}
