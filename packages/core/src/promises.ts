/**
 * The other face: promises and async iterators, derived from the same declarations. It throws one class, whose `error`
 * is the same closed set that the functional face answers.
 *
 * @since 0.1.0
 */
import { type Either, isLeft } from 'fp-ts/lib/Either.js'
import * as O from 'fp-ts/lib/Option.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'

import type { Answer } from './answer.js'
import { type Change, commit } from './commit.js'
import type { Named, Placed } from './definition.js'
import type { Endpoint, Listing } from './endpoint.js'
import type { OpenStackError } from './error.js'
import { find } from './find.js'
import { call, exchange, type OptionsOf } from './operation.js'
import type { CallOptions } from './perform.js'
import { all, type Page, pages } from './page.js'
import type { Cloud, ServiceType } from './service.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

/**
 * Thrown by this face only.
 *
 * @example
 * const nova = promises({ servers: Server.endpoints })(cloud)
 * try {
 *   await nova.servers.get({ serverId: 'gone' })
 * } catch (failure) {
 *   assert.ok(failure instanceof OpenStackFailure && isNotFound(failure.error))
 * }
 */
export class OpenStackFailure extends Error {
  override readonly name = 'OpenStackFailure'
  readonly error: OpenStackError

  constructor(error: OpenStackError) {
    super(error.message, 'cause' in error ? { cause: error.cause } : undefined)
    this.error = error
  }
}

/** Endpoints under the names of their methods. */
export interface EndpointGroup {
  readonly [name: string]: Endpoint<any, any, any>
}

/**
 * The methods of a group: one for each endpoint, `find` where things can be listed, got, and have names, and `commit`
 * where they can be updated.
 */
export type Methods<G> = { readonly [K in keyof G]: MethodOf<G[K]> } & FindOf<G> & CommitOf<G>

export type MethodOf<E> =
  E extends Listing<any, infer I, infer A>
    ? ListMethod<I, A>
    : E extends Endpoint<any, infer I, infer A>
      ? Method<I, A>
      : never

/** Calls an endpoint. */
export interface Method<I, A> {
  (...args: Args<I, OptionsOf<A>>): Promise<A>
  /** The same, with what is known of the answer: request ids, the microversion spoken, headers. */
  readonly withMeta: (...args: Args<I, CallOptions>) => Promise<Answer<A>>
}

/** Lists a collection: `for await` goes through its items, page after page. */
export interface ListMethod<I, A> {
  (...args: Args<I, ListOptions>): AsyncIterable<A>
  /** The same, page by page. */
  readonly pages: (...args: Args<I, ListOptions>) => AsyncIterable<Page<ServiceType, A>>
  /** The same, in one list. */
  readonly all: (...args: Args<I, CallOptions>) => Promise<ReadonlyArray<A>>
}

/** An input that needs nothing may be left out. */
export type Args<I, O> = {} extends I ? readonly [input?: I, options?: O] : readonly [input: I, options?: O]

/** Options of one listing. */
export interface ListOptions extends CallOptions {
  /** `false` keeps a listing from fetching the next page while the caller works on this one. */
  readonly readAhead?: boolean
}

export type FindOf<G> = G extends {
  readonly list: Listing<any, infer F, infer A> & Named
  readonly get: Endpoint<any, any, any>
}
  ? {
      /** By id, else by exact name; `undefined` where there is none, an error where there are two. */
      readonly find: (idOrName: string, filter?: Partial<F>, options?: CallOptions) => Promise<A | undefined>
    }
  : unknown

export type CommitOf<G> = G extends { readonly update: Endpoint<any, any, infer A> & Placed<infer P> }
  ? {
      /** Sends what differs between before and after; nothing where nothing does. */
      readonly commit: <B extends object>(place: P, change: Change<B>, options?: CallOptions) => Promise<A | B>
    }
  : unknown

/** The services that groups of endpoints talk to. */
export type ServicesOf<Gs> = { [G in keyof Gs]: { [K in keyof Gs[G]]: ServiceOf<Gs[G][K]> }[keyof Gs[G]] }[keyof Gs]
type ServiceOf<E> = E extends Endpoint<infer S, any, any> ? S : never

// -------------------------------------------------------------------------------------
// constructors
// -------------------------------------------------------------------------------------

/**
 * The promise face of groups of endpoints.
 *
 * @example
 * const nova = promises({ servers: Server.endpoints })(cloud)
 * const ids: Array<string> = []
 * for await (const { id } of nova.servers.list({ limit: 100 })) ids.push(id)
 *
 * assert.deepStrictEqual(ids, ['79edaa44'])
 */
export const promises =
  <const Gs extends Readonly<Record<string, EndpointGroup>>>(groups: Gs) =>
  (cloud: Cloud<ServicesOf<Gs>>): { readonly [G in keyof Gs]: Methods<Gs[G]> } =>
    mapRecord(groups, (group) => methodsOf(group, cloud as Cloud<ServiceType>)) as {
      readonly [G in keyof Gs]: Methods<Gs[G]>
    }

/**
 * What a functional call answers, as a promise that throws `OpenStackFailure`.
 *
 * @example
 * const { name } = await toPromise(get(Server)({ serverId: '79edaa44' })(cloud))
 *
 * assert.deepStrictEqual(name, 'web-1')
 */
export const toPromise = <A>(task: TaskEither<OpenStackError, A>): Promise<A> => task().then(orThrow)

const orThrow = <A>(result: Either<OpenStackError, A>): A => {
  if (isLeft(result)) throw new OpenStackFailure(result.left)
  return result.right
}

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

type AnyCloud = Cloud<ServiceType>
type Given = Readonly<Record<string, unknown>>

const methodsOf = (group: EndpointGroup, cloud: AnyCloud): Readonly<Record<string, unknown>> => {
  const methods = mapRecord(group, (endpoint) =>
    endpoint.list === undefined ? method(endpoint, cloud) : listMethod(endpoint as Listing<any, any, any>, cloud)
  )
  return { ...methods, ...findMethod(group, cloud), ...commitMethod(group, cloud) }
}

const findMethod = ({ get, list }: EndpointGroup, cloud: AnyCloud): object => {
  if (get === undefined || list?.list === undefined || list.identified?.name === undefined) return {}
  const findIn = find({ endpoints: { get, list: list as Listing<any, any, any> & Named } })
  const found = async (idOrName: string, filter: Given = {}, options: CallOptions = {}) =>
    O.toUndefined(await toPromise(findIn(idOrName, filter, options)(cloud)))
  return { find: found }
}

const commitMethod = ({ update }: EndpointGroup, cloud: AnyCloud): object => {
  if (update === undefined) return {}
  const commitTo = commit({ endpoints: { update } })
  return {
    commit: (place: Given, change: Change<object>, options?: CallOptions) =>
      toPromise(commitTo(place, change, options)(cloud))
  }
}

const method = (endpoint: Endpoint<any, any, any>, cloud: AnyCloud): Method<Given, unknown> =>
  Object.assign((input: Given = {}, options: CallOptions = {}) => toPromise(call(endpoint)(input, options)(cloud)), {
    withMeta: (input: Given = {}, options: CallOptions = {}) => toPromise(exchange(endpoint)(input, options)(cloud))
  })

const listMethod = (listing: Listing<any, any, any>, cloud: AnyCloud): ListMethod<Given, unknown> => {
  const byPage = (input: Given = {}, { readAhead = true, ...options }: ListOptions = {}) =>
    iterate((signal) => pages(listing)(input, { ...options, signal })(cloud), { ...options, readAhead }, cloud)
  return Object.assign(
    async function* (input?: Given, options?: ListOptions) {
      for await (const page of byPage(input, options)) yield* page.items
    },
    {
      pages: byPage,
      all: (input: Given = {}, options: CallOptions = {}) => toPromise(all(listing)(input, options)(cloud))
    }
  )
}

type PageTask = TaskEither<OpenStackError, Page<ServiceType, unknown>>

/** Page after page, one fetched ahead; a caller who stops early ends the request that is under way. */
async function* iterate(
  first: (signal: AbortSignal) => PageTask,
  { readAhead, signal }: ListOptions,
  cloud: AnyCloud
): AsyncGenerator<Page<ServiceType, unknown>> {
  const ended = new AbortController()
  const end = (): void => ended.abort(signal?.reason)
  if (signal?.aborted === true) end()
  signal?.addEventListener('abort', end, { once: true })
  try {
    let pending = first(ended.signal)()
    for (;;) {
      const page = await settled(pending)
      const { next } = page
      const started = O.isSome(next) && readAhead === true ? next.value(cloud)() : undefined
      yield page
      if (O.isNone(next)) return
      pending = started ?? next.value(cloud)()
    }
  } finally {
    signal?.removeEventListener('abort', end)
    ended.abort()
  }
}

const settled = <A>(pending: ReturnType<TaskEither<OpenStackError, A>>): Promise<A> => toPromise(() => pending)

const mapRecord = <A, B>(record: Readonly<Record<string, A>>, f: (a: A) => B): Readonly<Record<string, B>> =>
  Object.fromEntries(Object.entries(record).map(([key, a]) => [key, f(a)]))
