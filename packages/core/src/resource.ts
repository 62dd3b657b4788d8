/**
 * `resource`: one kind of thing that a service keeps, as plain data, with the ordinary endpoints that follow from it.
 *
 * @since 0.1.0
 */
import type * as t from 'io-ts'

import type { Definition, ItemOf, Operation, ResourceEndpoints, Verb } from './definition.js'
import type { AnswerSpec, BodySpec, Endpoint, EndpointSpec, Identified } from './endpoint.js'
import type { Field, Fields } from './field.js'
import type { Method } from './http.js'
import { type Struct, struct } from './struct.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

/** A definition with its codec and its endpoints. */
export type Resource<D extends Definition = Definition> = D & {
  readonly codec: Struct<D['fields'], ItemOf<D>>
  readonly endpoints: ResourceEndpoints<D>
}

/** The id is a row that is always there; so is what people call it, as far as it is declared. */
type Checked<D extends Definition> = D & {
  readonly fields: { readonly [K in D['id']]: Field<any, 'required'> } & {
    readonly [K in D['find'] extends { readonly field: infer F extends string } ? F : never]: Field<any>
  }
}

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
export const resource = <const D extends Definition>(definition: Checked<D>): Resource<D> => {
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
  ...(definition.fields[definition.id]?.codec.is(0) === true ? { numbers: addressOf(definition) } : {}),
  ...(definition.microversion === undefined ? {} : { microversion: definition.microversion }),
  ...definition.lifetime,
  ...(operation.since === undefined ? {} : { since: operation.since }),
  ...(operation.until === undefined ? {} : { until: operation.until }),
  ...(operation.query === undefined ? {} : { query: operation.query }),
  ...(operation.queryRest === undefined ? {} : { queryRest: operation.queryRest }),
  ...(operation.headers === undefined ? {} : { headers: operation.headers })
})

const identity = (definition: Definition): Identified => {
  const name = { field: 'name', ...definition.find }
  return {
    id: definition.id,
    address: addressOf(definition),
    ...(name.field in definition.fields ? { name } : {})
  }
}

type Specific = Pick<EndpointSpec, 'path' | 'query' | 'queryRest' | 'body' | 'answer' | 'list'>

const one = (definition: Definition, { answer, path }: Operation, codec: t.Any): Specific => {
  const { one: key } = definition.keys
  return {
    path: path ?? `${definition.path}/{${addressOf(definition)}}`,
    ...(answer === null ? {} : { answer: answer ?? { codec, ...(key === undefined ? {} : { key }) } })
  }
}

const body = ({ input, keys }: Definition, operation: Operation): { readonly body: BodySpec } => ({
  body: {
    fields: operation.input ?? input ?? {},
    ...(operation.some === undefined ? {} : { some: operation.some }),
    ...(operation.rest === undefined ? {} : { rest: operation.rest }),
    ...(keys.one === undefined || operation.patch !== undefined ? {} : { key: keys.one })
  }
})

const optionalRows = (fields: Fields): Fields =>
  Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, { ...field, presence: 'optional' }]))

const nothing = (answer: AnswerSpec | null | undefined): AnswerSpec | null => answer ?? null

/** What each ordinary operation is, by convention. */
const specific: Readonly<Record<Verb, (definition: Definition, operation: Operation, codec: Table) => Specific>> = {
  list: ({ keys, paging, path, query, queryRest }, operation, codec) => ({
    path: operation.path ?? path,
    ...(query === undefined ? {} : { query: { ...query, ...operation.query } }),
    ...(queryRest === undefined || operation.queryRest !== undefined ? {} : { queryRest }),
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
    // By `PUT` a caller chooses the id; by `POST` the service does.
    ...(operation.method === 'PUT' ? {} : { path: operation.path ?? definition.path }),
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
