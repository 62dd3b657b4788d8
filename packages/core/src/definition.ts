/**
 * What a contributor writes of one kind of thing, and the types that are read off it.
 *
 * @since 0.1.0
 */
import type {
  AnswerOf,
  AnswerSpec,
  AskedOf,
  Endpoint,
  KeptOf,
  Listing,
  Paging,
  PathParams,
  TableOf
} from './endpoint.js'
import type { Field, Fields, Flatten, QueryRest, Rest, RestOf, StructOf } from './field.js'
import type { Method } from './http.js'
import type { Lifetime, Microversion } from './microversion.js'
import type { ServiceType } from './service.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

/** What a contributor writes. */
export interface Definition {
  readonly name: string
  readonly service: ServiceType
  /** The newest microversion this declaration was written against; absent for services that have none. */
  readonly microversion?: Microversion
  /** Placeholders become required parameters: `/servers/{serverId}/os-instance-actions`. */
  readonly path: string
  /** The JSON keys around one item, around many, and around each of many. */
  readonly keys: { readonly one?: string; readonly many?: string; readonly item?: string }
  /** The field that completes the path of a single item. */
  readonly id: string
  /** What callers call that id, where it is not the field's own name: `serverId` for the `id` of a server. */
  readonly address?: string
  /** How an item is found by what people call it. */
  readonly find?: Finding
  /** How its listing continues; absent where one answer holds all. */
  readonly paging?: Paging
  /** When the resource exists at all. */
  readonly lifetime?: Lifetime
  /** What the service allows. An operation that is not listed does not compile. */
  readonly operations: { readonly [V in Verb]?: Method | Operations[V] }
  /** What a listing can be filtered by. */
  readonly query?: Fields
  /** Undeclared filters, under one name: Glance's `property-…`. */
  readonly queryRest?: QueryRest
  /** What `create` and `update` send: it nearly always differs from what comes back. */
  readonly input?: Fields
  /** What comes back. */
  readonly fields: Fields
  /** Undeclared properties that come back, kept under one name. */
  readonly rest?: Rest
}

/** How an item is found by what people call it. */
export interface Finding {
  /** The field that holds it, where that is not `name`. */
  readonly field?: string
  /** The filter that finds it, exactly or among others; it is not used at microversions that lack it. */
  readonly filter?: string
  /** Whether the service reads the filter as a regular expression. */
  readonly regex?: true
  /** What the service answers where nothing matches, if that is not an empty list. */
  readonly none?: 404
}

/** The ordinary operations. Others are `endpoints`, declared beside the resource. */
export type Verb = keyof Operations

/** The ordinary operations with something out of the ordinary: of each only what means something there. */
export interface Operations {
  readonly list: Only<never>
  readonly get: Only<'answer'>
  readonly head: Only<'answer'>
  /** By `PUT`, at the item's own path. */
  readonly create: Only<'answer' | 'input' | 'some' | 'rest'>
  readonly update: Only<'answer' | 'input' | 'some' | 'rest'> | Only<'answer' | 'patch'>
  readonly remove: Only<'answer'>
}

type Only<K extends keyof Words> = Common & Pick<Words, K> & { readonly [N in Exclude<keyof Words, K>]?: never }

interface Common extends Lifetime {
  readonly method: Method
  /** The whole path, where it is not the resource's. */
  readonly path?: string
  /** Beside the resource's own, for a listing. */
  readonly query?: Fields
  /** Undeclared query parameters that callers may say, under one name. */
  readonly queryRest?: QueryRest
  readonly headers?: Fields
}

interface Words {
  /** What is sent, where it is not `input`. */
  readonly input?: Fields
  /** Rows of which at least one is to be said. */
  readonly some?: ReadonlyArray<string>
  /** Undeclared properties that callers may send, under one name. */
  readonly rest?: Rest
  /** The media type of a JSON Patch, for an `update` that sends one. */
  readonly patch?: string
  /** What comes back, where it is not the item; `null` for nothing. */
  readonly answer?: AnswerSpec | null
}

/** @internal Any of them. */
export type Operation = Common & Words

// -------------------------------------------------------------------------------------
// types read off a definition
// -------------------------------------------------------------------------------------

/** The item a resource describes. */
export type ItemOf<D extends Pick<Definition, 'fields' | 'rest'>> = D extends { readonly rest: infer R extends Rest }
  ? Flatten<StructOf<D['fields']> & RestOf<R>>
  : StructOf<D['fields']>

/** What callers call the id of one item. */
export type AddressName<D extends Definition> = D extends { readonly address: infer A extends string } ? A : D['id']

/** Where one item lives: the placeholders of the path, and its id. */
export type Address<D extends Definition> = Flatten<
  PathParams<D['path']> & { readonly [K in AddressName<D>]: K extends Numbered<D> ? string | number : string }
>

/** The name of an id that items have as a number. */
type Numbered<D extends Definition> =
  D['fields'][D['id']] extends Field<infer A> ? ([Extract<A, number>] extends [never] ? never : AddressName<D>) : never

/** The ordinary endpoints that a definition allows. */
export type ResourceEndpoints<D extends Definition> = {
  readonly [V in keyof D['operations'] & Verb]: Ordinary<D, D['operations'][V]>[V]
}

interface Ordinary<D extends Definition, O> {
  readonly list: Listing<D['service'], Flatten<Place<D, O> & FilterOf<D> & AskedOf<O>>, ItemOf<D>> & NamedBy<D>
  readonly get: Endpoint<D['service'], Flatten<Located<D, O>>, Answered<D, O>>
  readonly head: Endpoint<D['service'], Flatten<Located<D, O>>, Answered<D, O, void>>
  readonly create: Endpoint<
    D['service'],
    Flatten<(IsPut<O> extends true ? Located<D, O> : Place<D, O> & AskedOf<O>) & TableOf<Sent<D, O>> & KeptOf<O>>,
    Answered<D, O>
  >
  readonly update: Endpoint<D['service'], Flatten<Located<D, O> & Changes<D, O>>, Answered<D, O>> &
    Placed<Flatten<Located<D, O>>>
  readonly remove: Endpoint<D['service'], Flatten<Located<D, O>>, Answered<D, O, void>>
}

/** What has a name can be found by it. */
type NamedBy<D extends Definition> = D extends { readonly find: { readonly field: string } }
  ? Named
  : 'name' extends keyof D['fields']
    ? Named
    : unknown

/** The listing of things that have names. */
export interface Named {
  readonly identified: { readonly name: object }
}

/** An update that says what of its input is the place. */
export interface Placed<P> {
  /** Types only; never there. */
  readonly _P?: (place: P) => void
}

type IsPut<O> = O extends 'PUT' | { readonly method: 'PUT' } ? true : false
type Place<D extends Definition, O> = PathParams<PathOf<O, D['path']>, Numbered<D>>
type Located<D extends Definition, O> = AskedOf<O> & (O extends { readonly path: string } ? Place<D, O> : Address<D>)
type PathOf<O, Otherwise extends string> = O extends { readonly path: infer P extends string } ? P : Otherwise
type FilterOf<D extends Definition> = AskedOf<Pick<D, keyof D & ('query' | 'queryRest')>>
type Sent<D extends Definition, O> = O extends { readonly input: infer F } ? F : D['input']
type Changes<D extends Definition, O> = O extends { readonly patch: string }
  ? { readonly before: ItemOf<D>; readonly after: ItemOf<D> }
  : (O extends { readonly input: infer F } ? TableOf<F> : Partial<TableOf<D['input']>>) & KeptOf<O>
type Answered<D extends Definition, O, None = ItemOf<D>> = O extends { readonly answer: infer R }
  ? R extends AnswerSpec
    ? AnswerOf<R>
    : void
  : None
