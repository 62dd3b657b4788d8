/**
 * What can be done with a declaration. Every verb takes the declaration first, then the parameters, and answers a
 * `ReaderTaskEither` that asks for exactly the service it talks to: a call is a value, and running it needs a cloud.
 *
 * @since 0.1.0
 */
import * as E from 'fp-ts/lib/Either.js'
import type { ReaderTaskEither } from 'fp-ts/lib/ReaderTaskEither.js'

import { type Answer, dataOf, metaOf } from './answer.js'
import type { Endpoint } from './endpoint.js'
import { type OpenStackError, requestError, transportError } from './error.js'
import { isNotFound } from './error-guards.js'
import { httpErrorOf } from './fault.js'
import type { RequestHeaders } from './http.js'
import { type Microversion, type MicroversionPolicy, type MicroversionRange, negotiate } from './microversion.js'
import { type AnyEndpoint, type Asked, requestOf } from './request.js'
import type { Cloud, Service, ServiceRequest, ServiceType } from './service.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

/** A call that has not been made yet. */
export interface Call<S extends ServiceType, A> extends ReaderTaskEither<Cloud<S>, OpenStackError, A> {}

/** What one call may want otherwise than the connection has it. */
export interface CallOptions {
  /** Exactly this microversion, or the newest both sides know. */
  readonly microversion?: MicroversionPolicy
  /** Ends the call, its retries and its waiting. */
  readonly signal?: AbortSignal
  /** Milliseconds for the whole call, retries included. */
  readonly timeout?: number
  /** Headers to add: a global request id (`X-Openstack-Request-Id`), say. */
  readonly headers?: RequestHeaders
}

/** Options of a call that answers `A`: where that may be nothing, a thing that is not there may be fine. */
export type OptionsOf<A> = undefined extends A ? CallOptions & Missing : CallOptions

export interface Missing {
  /** 404 is no error: there is nothing left to do. */
  readonly missing?: 'ok'
}

// -------------------------------------------------------------------------------------
// operations
// -------------------------------------------------------------------------------------

/**
 * Calls any endpoint.
 *
 * @example
 * import { call, endpoints } from '@openstack-ts/core'
 *
 * const power = endpoints(
 *   { name: 'Server', service: 'compute', microversion: '2.104', method: 'POST', path: '/servers/{serverId}/action' },
 *   { stop: { body: { key: 'os-stop' } } }
 * )
 *
 * assert.deepStrictEqual(typeof call(power.stop)({ serverId: '79edaa44' }), 'function')
 */
export const call =
  <S extends ServiceType, I, A>(endpoint: Endpoint<S, I, A>) =>
  (input: I, options?: OptionsOf<A>): Call<S, A> =>
  (cloud) =>
  async () => {
    const given: CallOptions & Missing = options ?? {}
    const answer = await perform(endpoint, { input, options: given }, cloud)
    if (E.isLeft(answer)) return isFine(answer.left, given) ? E.right(undefined as A) : answer
    return E.right(itemsOf(endpoint, answer.right.data) as A)
  }

/**
 * As `call`, with what is known of the answer: request ids, the microversion spoken, headers.
 *
 * @example
 * const answer = await exchange(Server.endpoints.get)({ serverId: '79edaa44' })(cloud)()
 *
 * assert.deepStrictEqual(E.isRight(answer) && answer.right.meta.requestIds, ['req-8eb28d4a'])
 */
export const exchange =
  <S extends ServiceType, I, A>(endpoint: Endpoint<S, I, A>) =>
  (input: I, options: CallOptions = {}): Call<S, Answer<A>> =>
  (cloud) =>
  async () => {
    const answer = await perform(endpoint, { input, options }, cloud)
    if (E.isLeft(answer)) return answer
    const { data, meta } = answer.right
    return E.right({ data: itemsOf(endpoint, data) as A, meta })
  }

/** A declaration that allows an operation. */
export interface Allows<V extends string, E> {
  readonly endpoints: { readonly [K in V]: E }
}

/**
 * One item, by its address.
 *
 * @example
 * import { ServerAction } from '@openstack-ts/compute'
 * import { get } from '@openstack-ts/core'
 *
 * get(ServerAction)({ serverId: '79edaa44', requestId: 'req-8eb28d4a' })
 * // GET /servers/79edaa44/os-instance-actions/req-8eb28d4a
 */
export const get = <S extends ServiceType, I, A>(
  resource: Allows<'get', Endpoint<S, I, A>>
): ((input: I, options?: OptionsOf<A>) => Call<S, A>) => call(resource.endpoints.get)

/**
 * What the service says of an item in headers alone.
 *
 * @example
 * const Container = resource({
 *   name: 'Container',
 *   service: 'object-store',
 *   path: '/containers',
 *   keys: {},
 *   id: 'name',
 *   operations: {
 *     head: {
 *       method: 'HEAD',
 *       answer: { codec: struct('Container', {}), headers: { objects: required('X-Container-Object-Count', t.number) } }
 *     }
 *   },
 *   fields: { name: required('name', t.string) }
 * })
 *
 * assert.deepStrictEqual(await head(Container)({ name: 'photos' })(cloud)(), E.right({ objects: 7 }))
 */
export const head = <S extends ServiceType, I, A>(
  resource: Allows<'head', Endpoint<S, I, A>>
): ((input: I, options?: OptionsOf<A>) => Call<S, A>) => call(resource.endpoints.head)

/**
 * Answers the item as the service made it. A create is never sent twice.
 *
 * @example
 * const wanted = { name: 'web-1', imageRef: 'debian-12', flavorRef: 'm1.small', networks: 'none' } as const
 * const made = await create(Server)(wanted)(cloud)()
 *
 * assert.deepStrictEqual(E.isRight(made) && made.right.id, '79edaa44')
 */
export const create = <S extends ServiceType, I, A>(
  resource: Allows<'create', Endpoint<S, I, A>>
): ((input: I, options?: OptionsOf<A>) => Call<S, A>) => call(resource.endpoints.create)

/**
 * Sends what is given and nothing else; `null` unsets, where the row allows it.
 *
 * @example
 * const changed = await update(Server)({ serverId: '79edaa44', name: 'web-2', description: null })(cloud)()
 *
 * assert.deepStrictEqual(E.isRight(changed) && changed.right.name, 'web-2')
 */
export const update = <S extends ServiceType, I, A>(
  resource: Allows<'update', Endpoint<S, I, A>>
): ((input: I, options?: OptionsOf<A>) => Call<S, A>) => call(resource.endpoints.update)

/**
 * Already gone is an error here, `isNotFound`; pass `{ missing: 'ok' }` where it is not.
 *
 * @example
 * assert.deepStrictEqual(await remove(Server)({ serverId: 'gone' }, { missing: 'ok' })(cloud)(), E.right(undefined))
 */
export const remove = <S extends ServiceType, I, A>(
  resource: Allows<'remove', Endpoint<S, I, A>>
): ((input: I, options?: CallOptions & Missing) => Call<S, A | void>) =>
  call(resource.endpoints.remove as Endpoint<S, I, A | undefined>) as never

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

const isFine = (error: OpenStackError, { missing }: Missing): boolean => missing === 'ok' && isNotFound(error)

/** @internal What one call is made of, beside its endpoint. */
export interface Given {
  readonly input: unknown
  readonly options: CallOptions
  readonly cursor?: Asked['cursor']
}

type Performed = Promise<E.Either<OpenStackError, Answer<unknown>>>

/** @internal One request and its answer. */
export const perform = (endpoint: AnyEndpoint, given: Given, cloud: Readonly<Record<string, Service>>): Performed => {
  const service = cloud[endpoint.service]
  if (service === undefined) return Promise.resolve(E.left(noService(endpoint)))
  const known = service.known?.()
  return known === undefined ? first(endpoint, given, service) : ask(endpoint, given, { service, ...known })
}

/** The first call signs in, finds the service and asks it for its microversions, which takes time of its own. */
const first = async (endpoint: AnyEndpoint, given: Given, service: Service): Performed => {
  const { options } = given
  const limit = service.limit?.(options.timeout, options.signal)
  const signal = limit?.signal ?? options.signal
  const offered =
    endpoint.microversion === undefined
      ? unversioned
      : await unlessAborted(service.microversions(), endpoint.name, signal)
  const limited = signal === undefined ? given : { ...given, options: { ...options, signal } }
  const answer = E.isLeft(offered) ? offered : await ask(endpoint, limited, { service, microversions: offered.right })
  limit?.end()
  return limit !== undefined && E.isLeft(answer) ? E.left(limit.explain(answer.left)) : answer
}

const unversioned = E.right(undefined)

interface Asking {
  readonly service: Service
  readonly microversions: MicroversionRange | undefined
}

/** One async function, for each step of a pipeline would cost as much as all the rest. */
const ask = async (
  endpoint: AnyEndpoint,
  { cursor = [], input, options }: Given,
  { microversions, service }: Asking
): Performed => {
  const version = agreed(endpoint, microversions, options.microversion ?? service.policy)
  if (E.isLeft(version)) return version
  const request = requestOf(endpoint, { input: input as Asked['input'], version: version.right, cursor })
  if (E.isLeft(request)) return request
  const response = await service.send(withOptions(request.right, options))()
  if (E.isLeft(response)) return response
  const { status } = response.right
  if (status < 200 || status > 299) return E.left(httpErrorOf(request.right, response.right))
  const data = dataOf(endpoint, response.right)
  if (E.isLeft(data)) return data
  return E.right({ data: data.right, meta: metaOf(endpoint.name, response.right, version.right) })
}

interface Agreement {
  readonly offered: MicroversionRange
  readonly policy: MicroversionPolicy
  readonly version: E.Either<OpenStackError, Microversion>
}

const agreements = new WeakMap<AnyEndpoint, Agreement>()

/** The microversion of a call: none where one side has none. The last agreement holds as long as both say the same. */
const agreed = (
  endpoint: AnyEndpoint,
  offered: MicroversionRange | undefined,
  policy: MicroversionPolicy
): E.Either<OpenStackError, Microversion | undefined> => {
  if (endpoint.microversion === undefined || offered === undefined) return unversioned
  const last = agreements.get(endpoint)
  if (last?.offered === offered && last.policy === policy) return last.version
  const { microversion, name, since, until } = endpoint
  const version = negotiate({
    feature: name,
    known: microversion ?? offered.max,
    lifetime: { ...(since === undefined ? {} : { since }), ...(until === undefined ? {} : { until }) },
    offered,
    policy
  })
  agreements.set(endpoint, { offered, policy, version })
  return version
}

/** Discovery is shared by all calls, so one caller's abort ends that caller's waiting, not the discovery. */
const unlessAborted = <A>(
  pending: Promise<E.Either<OpenStackError, A>>,
  operation: string,
  signal: AbortSignal | undefined
): Promise<E.Either<OpenStackError, A>> => {
  if (signal === undefined) return pending
  return new Promise((resolve) => {
    const abort = (): void =>
      resolve(E.left(transportError({ reason: 'aborted', sent: false, method: 'GET', url: operation })))
    if (signal.aborted) abort()
    signal.addEventListener('abort', abort, { once: true })
    void pending.then(resolve).finally(() => signal.removeEventListener('abort', abort))
  })
}

const withOptions = (request: ServiceRequest, { headers, signal, timeout }: CallOptions): ServiceRequest =>
  headers === undefined && signal === undefined && timeout === undefined
    ? request
    : Object.assign(
        {},
        request,
        headers === undefined ? undefined : { headers: { ...headers, ...request.headers } },
        signal === undefined ? undefined : { signal },
        timeout === undefined ? undefined : { timeout }
      )

const itemsOf = (endpoint: AnyEndpoint, data: unknown): unknown =>
  endpoint.list === undefined ? data : (data as { readonly items: unknown }).items

const noService = ({ name, service }: AnyEndpoint): OpenStackError =>
  requestError({ message: `${name} needs a cloud with ${service}; this one has no such service`, operation: name })
