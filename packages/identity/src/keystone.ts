/**
 * Asking Keystone for a token, and reading its answer.
 *
 * @see https://docs.openstack.org/api-ref/identity/v3/#authentication-and-token-management
 * @since 0.1.0
 */
import {
  authError,
  decodeError,
  type HttpRequest,
  type HttpResponse,
  type OpenStackError,
  requestIdsOf,
  Timestamp
} from '@openstack-ts/core'
import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'

import { access, type Access } from './access.js'
import { type AuthContext, authPlugin, type AuthPlugin, type Factor, type KeystonePlugin } from './auth-plugin.js'
import { Catalog } from './catalog.js'
import { readJson } from './json.js'
import { refusal } from './keystone-refusal.js'
import { type Scope, toWire } from './scope.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

const Reference = t.type({ id: t.string, name: t.string })
const Nullable = t.union([t.string, t.null])
const InDomain = t.intersection([Reference, t.partial({ domain: t.partial({ id: Nullable, name: Nullable }) })])

/** The part of the body that is of use; a federated user has a domain without a name, an unscoped token no catalog. */
const TokenAnswer = t.type({
  token: t.intersection([
    t.type({ expires_at: Timestamp, user: InDomain }),
    t.partial({
      issued_at: Timestamp,
      project: InDomain,
      domain: Reference,
      system: t.UnknownRecord,
      roles: t.readonlyArray(Reference),
      methods: t.readonlyArray(t.string),
      catalog: Catalog,
      'OS-TRUST:trust': t.type({ id: t.string })
    })
  ])
})

/** What one sign-in sends. */
export interface Proof {
  readonly name: string
  readonly factors: ReadonlyArray<Factor>
  readonly receipt?: string
  readonly scope: Scope | undefined
}

// -------------------------------------------------------------------------------------
// constructors
// -------------------------------------------------------------------------------------

/** A plugin of one method. */
export const keystonePlugin = (
  parts: Pick<KeystonePlugin, 'name' | 'cacheKey' | 'rescoping' | 'factor'>
): KeystonePlugin =>
  Object.assign(
    authPlugin(parts, (context) => async () => {
      const { factor, name } = parts
      if (context.scope !== undefined && name === 'application_credential') {
        return E.left(boundToItsProject('An application credential'))
      }
      return askToken(context, { name, factors: [await factor()], scope: context.scope })
    }),
    { factor: parts.factor }
  )

/** A plugin of several methods, and of the receipt of a sign-in that lacked them. */
export const severalFactors = (factors: ReadonlyArray<KeystonePlugin>, receipt?: () => Promise<string>): AuthPlugin => {
  const name = factors.map((factor) => factor.name).join(' and ')
  const once = receipt !== undefined || factors.some(({ rescoping }) => rescoping === 'token')
  const cacheKey = JSON.stringify(factors.map((factor) => [factor.name, factor.cacheKey]))
  return authPlugin({ name, cacheKey, rescoping: once ? 'token' : 'credentials' }, (context) => async () => {
    const proofs = await Promise.all(factors.map(({ factor }) => factor()))
    const proof = { name, factors: proofs, scope: context.scope }
    return askToken(context, receipt === undefined ? proof : { ...proof, receipt: await receipt() })
  })
}

// -------------------------------------------------------------------------------------
// operations
// -------------------------------------------------------------------------------------

/** `POST /v3/auth/tokens`. */
export const askToken = async (context: AuthContext, proof: Proof): Promise<E.Either<OpenStackError, Access>> => {
  const found = await context.identityUrl(context.signal)
  if (E.isLeft(found)) return found
  const { factors, receipt, scope } = proof
  const identity = {
    methods: factors.map(({ method }) => method),
    ...Object.fromEntries(factors.map(({ method, payload }) => [method, payload]))
  }
  const auth = scope === undefined ? { identity } : { identity, scope: toWire(scope) }
  const request: HttpRequest = {
    method: 'POST',
    url: `${found.right}/auth/tokens`,
    headers: {
      ...context.headers,
      'Content-Type': 'application/json',
      ...(receipt === undefined ? {} : { 'Openstack-Auth-Receipt': receipt })
    },
    body: JSON.stringify({ auth }),
    context: authContext('/v3/auth/tokens', receipt === undefined && factors.every(isRepeatable))
  }
  const secrets = [...factors.flatMap((factor) => factor.secrets), ...(receipt === undefined ? [] : [receipt])]
  return askForAccess(context, request, { name: proof.name, secrets })
}

/** Sends a request that Keystone answers with a token. */
export const askForAccess = async (
  context: AuthContext,
  request: HttpRequest,
  proof: { readonly name: string; readonly secrets: ReadonlyArray<string> }
): Promise<E.Either<OpenStackError, Access>> => {
  const { signal } = context
  const answer = await context.transport({ ...request, signal })()
  if (E.isLeft(answer)) return answer
  const { status } = answer.right
  return status === 200 || status === 201 ? readAccess(answer.right) : E.left(refusal(answer.right, request, proof))
}

/** The error of those who were given one project and ask for a scope. */
export const boundToItsProject = (credential: string): OpenStackError =>
  authError({
    message: `${credential} is bound to one project: it takes no scope, and reaches no other project`,
    requestIds: []
  })

/** What a `RequestContext` says of the SDK's own requests while signing in. */
export const authContext = (route: string, repeatable = false): NonNullable<HttpRequest['context']> => ({
  service: 'identity',
  operation: 'auth',
  route,
  confidential: true,
  repeatable
})

// -------------------------------------------------------------------------------------
// conversions
// -------------------------------------------------------------------------------------

const readAccess = (response: HttpResponse): E.Either<OpenStackError, Access> => {
  const requestIds = requestIdsOf(response.headers)
  const operation = 'the sign-in'
  const subject = response.headers['x-subject-token']
  const decoded = readJson(TokenAnswer, response.text, { expected: 'a token', operation, requestIds })
  if (E.isLeft(decoded)) return decoded
  if (subject === undefined || subject === '') {
    const facts = { expected: 'present', path: 'the header X-Subject-Token', actual: 'missing', operation, requestIds }
    return E.left(decodeError(facts))
  }
  return E.right(accessFrom(subject, decoded.right.token))
}

/** Without what else Keystone says of a user, such as when the password ends. */
const referenceOf = ({ domain, id, name }: t.TypeOf<typeof InDomain>): t.TypeOf<typeof InDomain> =>
  domain === undefined ? { id, name } : { id, name, domain }

const accessFrom = (token: string, answer: t.TypeOf<typeof TokenAnswer>['token']): Access => {
  const { catalog, domain, expires_at, issued_at, methods, project, roles, system, user } = answer
  const trust = answer['OS-TRUST:trust']
  return access({
    headers: { 'X-Auth-Token': token },
    token,
    expiresAt: expires_at,
    user: referenceOf(user),
    ...(issued_at === undefined ? {} : { issuedAt: issued_at }),
    ...(project === undefined ? {} : { project: referenceOf(project) }),
    ...(domain === undefined ? {} : { domain }),
    ...(system === undefined ? {} : { system: true }),
    ...(trust === undefined ? {} : { trust: trust.id }),
    ...(roles === undefined ? {} : { roles }),
    ...(methods === undefined ? {} : { methods }),
    ...(catalog === undefined ? {} : { catalog })
  })
}

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

const isRepeatable = ({ repeatable = false }: Factor): boolean => repeatable
