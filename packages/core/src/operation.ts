/**
 * What can be done with a declaration. Every verb takes the declaration first, then the parameters, and answers a
 * `ReaderTaskEither` that asks for exactly the service it talks to: a call is a value, and running it needs a cloud.
 *
 * @since 0.1.0
 */
import * as E from 'fp-ts/lib/Either.js'
import type { ReaderTaskEither } from 'fp-ts/lib/ReaderTaskEither.js'

import { type Answer, type PageBody, readAnswer, readItems } from './answer.js'
import type { Endpoint } from './endpoint.js'
import type { OpenStackError } from './error.js'
import { isNotFound } from './error-guards.js'
import { type CallOptions, perform, type Read } from './perform.js'
import type { Cloud, ServiceType } from './service.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

/** A call that has not been made yet. */
export interface Call<S extends ServiceType, A> extends ReaderTaskEither<Cloud<S>, OpenStackError, A> {}

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
  () => {
    const given: CallOptions & Missing = options ?? {}
    const answer = perform(endpoint, { input, options: given, read: readItems as Read<A> }, cloud)
    return given.missing === 'ok' ? answer.then(orNothing) : answer
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
    const answer = await perform(endpoint, { input, options, read: readAnswer }, cloud)
    if (E.isLeft(answer)) return answer
    const { data, meta } = answer.right
    return E.right({ data: (endpoint.list === undefined ? data : (data as PageBody).items) as A, meta })
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

const orNothing = <A>(answer: E.Either<OpenStackError, A>): E.Either<OpenStackError, A> =>
  E.isLeft(answer) && isNotFound(answer.left) ? E.right(undefined as A) : answer
