/**
 * An endpoint is data: everything the SDK can ask of a service, said in one table. What is not declared does not
 * compile; what is declared can be counted, tested and walked by tools.
 *
 * @since 0.1.0
 */
import type * as t from 'io-ts'

import type { Finding } from './definition.js'
import type { Fields, Flatten, QueryRest, QueryRestOf, Rest, RestOf, StructOf } from './field.js'
import type { Method } from './http.js'
import type { Lifetime, Microversion } from './microversion.js'
import type { ServiceType } from './service.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

/** What a contributor writes of one endpoint. */
export interface EndpointSpec extends Lifetime {
  readonly service: ServiceType
  readonly method: Method
  /** Placeholders become required parameters: `/servers/{serverId}/os-instance-actions`. */
  readonly path: string
  /** A placeholder for which callers have a number, and may say it. */
  readonly numbers?: string
  /** `root` where the path starts at the service's unversioned root. */
  readonly base?: 'root'
  /** The newest microversion this was written against; absent for services that have none. */
  readonly microversion?: Microversion
  readonly query?: Fields
  /** Undeclared query parameters that callers may say, under one name. */
  readonly queryRest?: QueryRest
  /** Request headers that carry attributes. */
  readonly headers?: Fields
  readonly body?: BodySpec
  /** What comes back; absent where nothing does. */
  readonly answer?: AnswerSpec
  /** What comes back of a collection, in pages. */
  readonly list?: ListSpec
}

/** A request body: `{ [key]: fields }`, or the fields alone. */
export interface BodySpec {
  readonly key?: string
  readonly fields?: Fields
  /** What is sent under the key when no field is given, where it is not an empty object: `{"os-stop": null}`. */
  readonly empty?: null | string
  /** The fields are what changes, as a JSON Patch of this media type, made from `before` and `after`. */
  readonly patch?: string
  /** Rows of which at least one is to be said. */
  readonly some?: ReadonlyArray<string>
  /** Properties beside the declared ones, which callers say under one name. */
  readonly rest?: Rest
}

/** One thing: `{ [key]: … }`, or bare. */
export interface AnswerSpec {
  readonly key?: string
  readonly codec: t.Any
  /** The service may answer with an empty body: then the answer is `undefined`. */
  readonly optional?: true
  /** Attributes that come as headers, beside those of the body. */
  readonly headers?: Fields
}

/** Many things: `{ [key]: [ … ] }`, or a bare list. */
export interface ListSpec {
  readonly key?: string
  /** The key around each item: `{"keypairs": [{"keypair": …}]}`. */
  readonly item?: string
  readonly codec: t.Any
  readonly paging: Paging
}

/**
 * How a collection continues.
 *
 * `marker`: the next page starts after an item; the service says by a link under `links` that there is one, and the
 * marker stands in that link or, failing that, in `field` of the last item. Without `links`, pages are read until one is
 * empty. `offset`: pages are counted, and nothing says that there is more, so that one request more than there are pages
 * finds the end; only where a later page is shorter than the first one is it known to be the last. Where the offset
 * counts things that are not listed, pages overlap, and `overlap` is the field by which items of the page before are
 * known and left out. `next`: a link says where the next page is, under `links` in the body or, without that, in the
 * `Link` header; only its query string is used. `none`: one answer holds all.
 */
export type Paging =
  | { readonly by: 'marker'; readonly field: string; readonly links?: string }
  | { readonly by: 'offset'; readonly overlap?: string }
  | { readonly by: 'next'; readonly links?: string }
  | { readonly by: 'none' }

/** How an item of a collection is known: by which field, under which parameter, and by which name. */
export interface Identified {
  readonly id: string
  readonly address: string
  /** The field that holds the name, and how the service finds it. */
  readonly name?: Finding & { readonly field: string }
}

/** An endpoint: a spec with its name. `I` is what a call takes, `A` what it answers. */
export interface Endpoint<S extends ServiceType = ServiceType, I = never, A = unknown> extends EndpointSpec {
  readonly service: S
  /** `ServerAction.get` */
  readonly name: string
  readonly identified?: Identified
  /** Types only; never there. */
  readonly _I?: (input: I) => void
  /** Types only; never there. */
  readonly _A?: A
}

/** An endpoint that answers a collection of `A`, page by page. */
export interface Listing<S extends ServiceType = ServiceType, I = never, A = unknown> extends Endpoint<
  S,
  I,
  ReadonlyArray<A>
> {
  readonly list: ListSpec
}

// -------------------------------------------------------------------------------------
// types read off a spec
// -------------------------------------------------------------------------------------

/** The placeholders of a path template; those of `Numbers` may be said as numbers too. */
export type PathParams<Path extends string, Numbers = never> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? { readonly [K in Name]: K extends Numbers ? string | number : string } & PathParams<Rest, Numbers>
  : unknown

/** What a call takes: path, query, headers and body in one record. */
export type InputOf<E extends EndpointSpec> = Flatten<
  PathParams<E['path'], NumbersOf<E>> & AskedOf<E> & BodyOf<E['body']>
>

/** @internal What the query and the headers take. */
export type AskedOf<E> = (E extends { readonly query: infer F } ? TableOf<F> : unknown) &
  (E extends { readonly queryRest: infer R } ? QueryRestOf<R> : unknown) &
  (E extends { readonly headers: infer F } ? TableOf<F> : unknown)

type NumbersOf<E> = E extends { readonly numbers: infer N } ? N : never

/** What a call answers. */
export type OutputOf<E extends EndpointSpec> = E extends { readonly list: { readonly codec: infer C extends t.Any } }
  ? ReadonlyArray<t.TypeOf<C>>
  : E extends { readonly answer: infer R extends AnswerSpec }
    ? AnswerOf<R>
    : void

/** @internal */
export type TableOf<F> = F extends Fields ? StructOf<F> : unknown

type BodyOf<B> = B extends { readonly patch: string; readonly fields: infer F extends Fields }
  ? { readonly before: Flatten<StructOf<F> & KeptOf<B>>; readonly after: Flatten<StructOf<F> & KeptOf<B>> }
  : (B extends { readonly fields: infer F } ? TableOf<F> : unknown) & KeptOf<B>

/** @internal */
export type KeptOf<B> = B extends { readonly rest: infer R } ? RestOf<R> : unknown

/** @internal */
export type AnswerOf<R extends AnswerSpec> =
  | (R extends { readonly headers: infer F extends Fields }
      ? Flatten<t.TypeOf<R['codec']> & StructOf<F>>
      : t.TypeOf<R['codec']>)
  | (R extends { readonly optional: true } ? undefined : never)

/** The endpoint that a spec declares. */
export type EndpointOf<E extends EndpointSpec> = E extends { readonly list: { readonly codec: infer C extends t.Any } }
  ? Listing<E['service'], InputOf<E>, t.TypeOf<C>>
  : Endpoint<E['service'], InputOf<E>, OutputOf<E>>

/** What one endpoint of a group adds to what they share, or says differently; `under` continues their common path. */
export interface Different extends Partial<EndpointSpec> {
  readonly under?: string
}

type Merged<C, E> = Omit<C, keyof E | PathKey<E>> & Omit<E, 'under'> & Continued<C, E>
type PathKey<E> = E extends { readonly under: string } ? 'path' : never
type Continued<C, E> = C extends { readonly path: infer P extends string }
  ? E extends { readonly under: infer U extends string }
    ? { readonly path: `${P}${U}` }
    : unknown
  : unknown

/** The endpoints of a group of specs. */
export type EndpointsOf<C, Es> = {
  readonly [K in keyof Es]: Merged<C, Es[K]> extends infer E extends EndpointSpec ? EndpointOf<E> : never
}

// -------------------------------------------------------------------------------------
// constructors
// -------------------------------------------------------------------------------------

/**
 * Declares endpoints that share most of what they are.
 *
 * @example
 * import { endpoints } from '@openstack-ts/core'
 * import * as t from 'io-ts'
 *
 * const power = endpoints(
 *   { name: 'Server', service: 'compute', microversion: '2.104', method: 'POST', path: '/servers/{serverId}' },
 *   {
 *     stop: { under: '/action', body: { key: 'os-stop' } },
 *     diagnostics: { under: '/diagnostics', method: 'GET', answer: { codec: t.unknown } }
 *   }
 * )
 *
 * assert.deepStrictEqual(power.stop.path, '/servers/{serverId}/action')
 */
export const endpoints = <
  const C extends Partial<EndpointSpec> & { readonly name: string },
  const Es extends { readonly [name: string]: Different }
>(
  common: C,
  specs: Es
): EndpointsOf<Omit<C, 'name'>, Es> =>
  Object.fromEntries(
    Object.entries(specs).map(([key, { under, ...spec }]) => {
      const path = under === undefined ? {} : { path: `${common.path ?? ''}${under}` }
      return [key, { ...common, ...spec, ...path, name: `${common.name}.${key}` }]
    })
  ) as unknown as EndpointsOf<Omit<C, 'name'>, Es>
