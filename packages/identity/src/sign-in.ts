/**
 * Signing in: from a transport and credentials to a cloud whose services can be called.
 *
 * Nothing is asked until a call is run; nothing is kept but in what is returned.
 *
 * @since 0.1.0
 */
import {
  authError,
  type Clock,
  type Cloud,
  httpError,
  type Listener,
  type OpenStackError,
  quiet,
  requestIdsOf,
  type Service,
  type ServiceType,
  serviceTypes,
  systemClock,
  within
} from '@openstack-ts/core'
import * as E from 'fp-ts/lib/Either.js'

import type { Access } from './access.js'
import { type AuthContext, type AuthPlugin, authPlugin } from './auth-plugin.js'
import type { CloudOptions } from './cloud-options.js'
import { type Discovery, discovery } from './discovery.js'
import { rescope } from './federation.js'
import { endpointUrl } from './endpoint-url.js'
import { identityUrl } from './identity-url.js'
import { authContext } from './keystone.js'
import { runtimeOf } from './runtime.js'
import type { ProjectReference } from './scope.js'
import { type Session, session } from './session.js'
import { signedService } from './signed-service.js'
import type { Question } from './single-flight.js'
import { storeKey } from './token-store.js'
import { version } from './version.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

/** When a question is given up. */
export interface Limits {
  readonly signal?: AbortSignal
  /** Milliseconds for all of it. */
  readonly timeout?: number
}

/** A `TaskEither` that can be told when to give up: `access()`, `access({ timeout: 5000 })`. */
export interface Limited<A> {
  (limits?: Limits): Promise<E.Either<OpenStackError, A>>
}

/** A cloud, and what is known of who uses it. */
export interface SignedInCloud extends Cloud<ServiceType> {
  /** Signs in where that is still to be done: whose token it is, what for, and the catalog. */
  readonly access: Limited<Access>
  /** Where the configuration or the catalog has a service: what `endpointOverride` would replace. */
  readonly endpoint: (service: ServiceType, limits?: Limits) => Promise<E.Either<OpenStackError, string>>
  /** Whether they have it at all. */
  readonly has: (service: ServiceType, limits?: Limits) => Promise<E.Either<OpenStackError, boolean>>
  /**
   * The same user in another project: with the same credentials, or with their token where credentials work only once.
   * An application credential reaches its own project only: every call of such a cloud ends in an `AuthError`.
   */
  readonly asProject: (project: ProjectReference) => SignedInCloud
  /** Ends the token at Keystone, for everybody who holds it, and forgets it. A later call signs in again. */
  readonly revoke: Limited<void>
  /** Forgets the token, without ending it: other processes may use it. Every later call ends in an `AuthError`. */
  readonly close: () => void
}

/** What clouds of one account share. */
interface Shared {
  readonly discover: Discovery
  readonly identityUrl: AuthContext['identityUrl']
  readonly onEvent: Listener
  readonly headers: Readonly<Record<string, string>>
}

// -------------------------------------------------------------------------------------
// constructors
// -------------------------------------------------------------------------------------

/**
 * @example
 * const cloud = signIn({
 *   transport: nodeHttpTransport(),
 *   authUrl: 'https://keystone.example/v3',
 *   auth: password({ user: { name: 'demo', domain: { name: 'Default' } }, password: 'secret' }),
 *   scope: { project: { name: 'demo', domain: { name: 'Default' } } }
 * })
 */
export const signIn = (options: CloudOptions): SignedInCloud => withShared(options, sharedOf(options))

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

const sharedOf = (options: CloudOptions): Shared => {
  const { authUrl = '', clock = systemClock, globalRequestId, transport, userAgent } = options
  const onEvent = quiet(options.onEvent ?? (() => undefined))
  const agents = [userAgent, `openstack-ts/${version}`, runtimeOf(globalThis)]
  const headers = {
    Accept: 'application/json',
    'User-Agent': agents.filter((agent) => agent !== undefined).join(' '),
    ...(globalRequestId === undefined ? {} : { 'X-Openstack-Request-Id': globalRequestId })
  }
  const discover = discovery({ transport, clock, headers, onEvent })
  return { discover, headers, identityUrl: identityUrl(authUrl, discover), onEvent }
}

const withShared = (options: CloudOptions, shared: Shared): SignedInCloud => {
  const { auth: plugin, authUrl = '', clock = systemClock, scope, tokens, transport } = options
  const { headers, identityUrl: url, onEvent } = shared
  const context = { transport, authUrl, identityUrl: url, scope, clock, headers }
  const key = once(() => storeKey(authUrl, plugin, scope))
  const held = session({ plugin, context, store: tokens, storeKey: key, onEvent })
  const access = limited(clock, (signal) => held.access(signal))
  const endpoint: SignedInCloud['endpoint'] = async (service, limits) =>
    E.flatMap((given: Access) => endpointUrl(given, wantedOf(options, service)))(await access(limits))
  const others = {
    access,
    endpoint,
    has: async (service: ServiceType, limits?: Limits) =>
      options.services?.[service]?.disabled === undefined ? isThere(await endpoint(service, limits)) : E.right(false),
    asProject: (project: ProjectReference) =>
      withShared({ ...options, auth: forAnotherProject(plugin, held), scope: { project } }, shared),
    revoke: limited(clock, revoke(held, context)),
    close: () => held.close()
  }
  return Object.freeze(Object.assign(servicesOf(options, shared, held), others))
}

/** How one service is looked for. */
const wantedOf = ({ interfaces = ['public'], region, services = {} }: CloudOptions, type: ServiceType) => ({
  type,
  options: services[type] ?? {},
  region,
  interfaces
})

/** A getter for each service: it is made at its first use. */
const servicesOf = (options: CloudOptions, { discover, headers }: Shared, held: Session): Cloud<ServiceType> => {
  const { clock = systemClock, timeout = Infinity, transport } = options
  const common = { session: held, discover, transport, clock, timeout, headers }
  const made = new Map<ServiceType, Service>()
  const make = (type: ServiceType): Service => {
    const service = signedService({ ...wantedOf(options, type), ...common })
    made.set(type, service)
    return service
  }
  const of = (type: ServiceType): Service => made.get(type) ?? make(type)
  const getters = serviceTypes.map((type) => [type, { enumerable: true, get: () => of(type) }] as const)
  return Object.create(Object.prototype, Object.fromEntries(getters))
}

/** The same plugin, or one that shows the token which the first cloud holds. */
const forAnotherProject = (plugin: AuthPlugin, held: Session): AuthPlugin => {
  if (plugin.rescoping === 'never') return unmovable(plugin)
  if (plugin.rescoping !== 'token') return plugin
  const { cacheKey, name } = plugin
  return authPlugin({ name, cacheKey, rescoping: 'token' }, (context) => async () => {
    const first = await held.access(context.signal)
    if (E.isLeft(first)) return first
    const answer = await rescope(context, first.right, name)
    if (E.isRight(answer) || answer.left._tag !== 'AuthError' || answer.left.status !== 404) return answer
    // Keystone does not know the first token any more: it was revoked, and is not merely too weak for the project.
    const renewed = await held.renew(first.right, context.signal)
    return E.isLeft(renewed) ? renewed : rescope(context, renewed.right, name)
  })
}

const unmovable = ({ cacheKey, name }: AuthPlugin): AuthPlugin =>
  authPlugin({ name, cacheKey, rescoping: 'never' }, () => async () => {
    const message = `Signing in by ${name} reaches no other project: sign in with a password, say, to change projects`
    return E.left(authError({ message, requestIds: [] }))
  })

/** `DELETE /v3/auth/tokens`; a token that Keystone does not know any more is as good as revoked. */
const revoke =
  (held: Session, { identityUrl: url, transport }: AuthContext): Question<void> =>
  async (signal) => {
    const last = await held.forget()
    if (last?.token === undefined) return E.right(undefined)
    const found = await url(signal)
    if (E.isLeft(found)) return found
    const headers = { Accept: 'application/json', 'X-Auth-Token': last.token, 'X-Subject-Token': last.token }
    const path = '/v3/auth/tokens'
    const context = authContext(path)
    const request = { method: 'DELETE', url: `${found.right}/auth/tokens`, headers, context } as const
    const answer = await transport(signal === undefined ? request : { ...request, signal })()
    if (E.isLeft(answer)) return answer
    const { status } = answer.right
    if (status === 204 || status === 200 || status === 401 || status === 404) return E.right(undefined)
    const requestIds = requestIdsOf(answer.right.headers)
    return E.left(
      httpError({ status, service: 'identity', operation: 'auth', method: 'DELETE', route: path, path, requestIds })
    )
  }

const limited =
  <A>(clock: Clock, ask: Question<A>): Limited<A> =>
  async ({ signal, timeout } = {}) => {
    if (timeout === undefined) return ask(signal)
    const limit = within(timeout, signal, clock)
    const answer = await ask(limit.signal)
    limit.end()
    return E.isLeft(answer) ? E.left(limit.explain(answer.left)) : answer
  }

/** Not being there is an answer; not getting one is none. */
const isThere = (found: E.Either<OpenStackError, string>): E.Either<OpenStackError, boolean> => {
  if (E.isRight(found)) return E.right(true)
  return found.left._tag === 'EndpointNotFound' ? E.right(false) : found
}

const once = <A>(make: () => A): (() => A) => {
  let made: { readonly value: A } | undefined
  return () => (made ??= { value: make() }).value
}
