/**
 * `resource`: one kind of thing that a service keeps, as plain data, with the ordinary endpoints that follow from it.
 *
 * @since 0.1.0
 */
import type * as t from 'io-ts'

import type {
  AnswerOf,
  AnswerSpec,
  BodySpec,
  Endpoint,
  EndpointSpec,
  Identified,
  KeptOf,
  Listing,
  Paging,
  PathParams,
  TableOf
} from './endpoint.js'
import type { Field, Fields, Flatten, Rest, RestOf, StructOf } from './field.js'
import type { Method } from './http.js'
import type { Lifetime, Microversion } from './microversion.js'
import type { ServiceType } from './service.js'
import { type Struct, struct } from './struct.js'

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
  /** The filter that finds an item by its `name`, and whether the service reads it as a regular expression. */
  readonly find?: { readonly filter: string; readonly regex?: true }
  /** How its listing continues; absent where one answer holds all. */
  readonly paging?: Paging
  /** When the resource exists at all. */
  readonly lifetime?: Lifetime
  /** What the service allows. An operation that is not listed does not compile. */
  readonly operations: { readonly [V in Verb]?: Method | Operation }
  /** What a listing can be filtered by. */
  readonly query?: Fields
  /** What `create` and `update` send: it nearly always differs from what comes back. */
  readonly input?: Fields
  /** What comes back. */
  readonly fields: Fields
  /** Undeclared properties that come back, kept under one name. */
  readonly rest?: Rest
}

/** The ordinary operations. Others are `endpoints`, declared beside the resource. */
export type Verb = 'list' | 'get' | 'head' | 'create' | 'update' | 'remove'

/** An ordinary operation with something out of the ordinary. */
export interface Operation extends Lifetime {
  readonly method: Method
  /** The whole path, where it is not the resource's. */
  readonly path?: string
  readonly query?: Fields
  readonly headers?: Fields
  /** What is sent, where it is not `input`. */
  readonly input?: Fields
  /** Undeclared properties that callers may send, under one name. */
  readonly rest?: Rest
  /** The media type of a JSON Patch, for an `update` that sends one. */
  readonly patch?: string
  /** What comes back, where it is not the item; `null` for nothing. */
  readonly answer?: AnswerSpec | null
}

/** A definition with its codec and its endpoints. */
export type Resource<D extends Definition = Definition> = D & {
  readonly codec: Struct<D['fields'], ItemOf<D>>
  readonly endpoints: ResourceEndpoints<D>
}

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
export type Address<D extends Definition> = Flatten<PathParams<D['path']> & { readonly [K in AddressName<D>]: string }>

/** The ordinary endpoints that a definition allows. */
export type ResourceEndpoints<D extends Definition> = {
  readonly [V in keyof D['operations'] & Verb]: Ordinary<D, D['operations'][V]>[V]
}

interface Ordinary<D extends Definition, O> {
  readonly list: Listing<D['service'], Flatten<Place<D, O> & TableOf<D['query']>>, ItemOf<D>>
  readonly get: Endpoint<D['service'], Flatten<Located<D, O>>, Answered<D, O>>
  readonly head: Endpoint<D['service'], Flatten<Located<D, O>>, Answered<D, O, void>>
  readonly create: Endpoint<
    D['service'],
    Flatten<Place<D, O> & Asked<O> & TableOf<Sent<D, O>> & KeptOf<O>>,
    Answered<D, O>
  >
  readonly update: Endpoint<D['service'], Flatten<Located<D, O> & Changes<D, O>>, Answered<D, O>>
  readonly remove: Endpoint<D['service'], Flatten<Located<D, O>>, Answered<D, O, void>>
}

type Place<D extends Definition, O> = PathParams<O extends { readonly path: infer P extends string } ? P : D['path']>
type Located<D extends Definition, O> = Asked<O> &
  (O extends { readonly path: infer P extends string } ? PathParams<P> : Address<D>)
type Asked<O> = (O extends { readonly query: infer F } ? TableOf<F> : unknown) &
  (O extends { readonly headers: infer F } ? TableOf<F> : unknown)
type Sent<D extends Definition, O> = O extends { readonly input: infer F } ? F : D['input']
type Changes<D extends Definition, O> = O extends { readonly patch: string }
  ? { readonly before: ItemOf<D>; readonly after: ItemOf<D> }
  : (O extends { readonly input: infer F } ? TableOf<F> : Partial<TableOf<D['input']>>) & KeptOf<O>
type Answered<D extends Definition, O, None = ItemOf<D>> = O extends { readonly answer: infer R }
  ? R extends AnswerSpec
    ? AnswerOf<R>
    : void
  : None

// -------------------------------------------------------------------------------------
// constructors
// -------------------------------------------------------------------------------------

/**
 * Checks a definition, at compile time, and adds its codec and its endpoints.
 *
 * @example
 * import { required, resource } from '@openstack-ts/core'
 * import * as t from 'io-ts'
 *
 * const Flavor = resource({
 *   name: 'Flavor',
 *   service: 'compute',
 *   microversion: '2.104',
 *   path: '/flavors',
 *   keys: { one: 'flavor', many: 'flavors' },
 *   id: 'id',
 *   address: 'flavorId',
 *   operations: { get: 'GET' },
 *   fields: { id: required('id', t.string), name: required('name', t.string) }
 * })
 *
 * assert.deepStrictEqual(Flavor.endpoints.get.path, '/flavors/{flavorId}')
 */
export const resource = <const D extends Definition>(
  definition: D & { readonly fields: { readonly [K in D['id']]: Field<any, 'required'> } }
): Resource<D> => {
  const codec = codecOf(definition)
  const declared = Object.entries(definition.operations) as ReadonlyArray<readonly [Verb, Method | Operation]>
  const endpoints = Object.fromEntries(
    declared.map(([verb, operation]) => {
      const known = typeof operation === 'string' ? { method: operation } : operation
      return [verb, { ...common(definition, verb, known), ...specific[verb](definition, known, codec) }]
    })
  )
  return { ...definition, codec, endpoints } as unknown as Resource<D>
}

/** The codec of any definition, whatever its rows. */
type Table = t.Any & { readonly fields: Fields }

const codecOf = ({ fields, name, rest }: Definition): Table =>
  rest === undefined ? struct(name, fields) : struct(name, fields, rest)

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

const addressOf = ({ address, id }: Definition): string => address ?? id

const common = (definition: Definition, verb: Verb, operation: Operation): Omit<Endpoint, 'path'> => ({
  name: `${definition.name}.${verb}`,
  service: definition.service,
  method: operation.method,
  identified: identity(definition),
  ...(definition.microversion === undefined ? {} : { microversion: definition.microversion }),
  ...definition.lifetime,
  ...(operation.since === undefined ? {} : { since: operation.since }),
  ...(operation.until === undefined ? {} : { until: operation.until }),
  ...(operation.query === undefined ? {} : { query: operation.query }),
  ...(operation.headers === undefined ? {} : { headers: operation.headers })
})

const identity = (definition: Definition): Identified => ({
  id: definition.id,
  address: addressOf(definition),
  ...('name' in definition.fields ? { name: { field: 'name', ...definition.find } } : {})
})

type Specific = Pick<EndpointSpec, 'path' | 'query' | 'body' | 'answer' | 'list'>

const one = ({ keys, path, ...definition }: Definition, operation: Operation, codec: t.Any): Specific => ({
  path: operation.path ?? `${path}/{${definition.address ?? definition.id}}`,
  ...(operation.answer === null
    ? {}
    : { answer: operation.answer ?? { codec, ...(keys.one === undefined ? {} : { key: keys.one }) } })
})

const body = ({ input, keys }: Definition, operation: Operation): { readonly body: BodySpec } => ({
  body: {
    fields: operation.input ?? input ?? {},
    ...(operation.rest === undefined ? {} : { rest: operation.rest }),
    ...(keys.one === undefined || operation.patch !== undefined ? {} : { key: keys.one })
  }
})

const optionalRows = (fields: Fields): Fields =>
  Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, { ...field, presence: 'optional' }]))

const nothing = (answer: AnswerSpec | null | undefined): AnswerSpec | null => answer ?? null

/** What each ordinary operation is, by convention. */
const specific: Readonly<Record<Verb, (definition: Definition, operation: Operation, codec: Table) => Specific>> = {
  list: ({ keys, paging, path, query }, operation, codec) => ({
    path: operation.path ?? path,
    ...(query === undefined ? {} : { query }),
    list: {
      codec,
      paging: paging ?? { by: 'none' },
      ...(keys.many === undefined ? {} : { key: keys.many }),
      ...(keys.item === undefined ? {} : { item: keys.item })
    }
  }),
  get: one,
  // An answer to HEAD has no body: what there is to read stands in headers, which `answer` declares.
  head: (definition, operation, codec) => one(definition, { ...operation, answer: nothing(operation.answer) }, codec),
  create: (definition, operation, codec) => ({
    ...one(definition, operation, codec),
    path: operation.path ?? definition.path,
    ...body(definition, operation)
  }),
  update: (definition, operation, codec) => {
    const { body: sent } = body(definition, operation)
    const { input, patch } = operation
    const { rest } = definition
    return {
      ...one(definition, operation, codec),
      body:
        patch === undefined
          ? { ...sent, fields: input ?? optionalRows(sent.fields ?? {}) }
          : { ...sent, fields: codec.fields, patch, ...(rest === undefined ? {} : { rest }) }
    }
  },
  remove: (definition, operation, codec) => one(definition, { ...operation, answer: nothing(operation.answer) }, codec)
}
