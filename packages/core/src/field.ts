/**
 * The rows of a table: what a property is called here and on the wire, its codec, and when it is there. The same words
 * serve answers, request bodies, query strings and headers.
 *
 * @since 0.1.0
 */
import * as t from 'io-ts'

import type { Lifetime, Microversion } from './microversion.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

export type Presence = 'required' | 'optional'

/** One row of a table. */
export interface Field<A, P extends Presence = Presence> extends Lifetime {
  /** The name in JSON, in the query string or among the headers. `{key}` stands for the parameter of that name. */
  readonly wire: string
  readonly codec: t.Type<A, unknown>
  readonly presence: P
  /** Versions in between that lack it all the same, both ends included. */
  readonly except?: readonly [Microversion, Microversion]
  /** From this microversion on a request must say it. */
  readonly neededSince?: Microversion
  /** In a request body: next to the envelope, not in it. */
  readonly beside?: true
  /** In a request: always sent, never asked for. */
  readonly always?: true
}

/** A table: the names callers use, and their rows. */
export interface Fields {
  // A row of any type: `unknown` would refuse every codec, for codecs are invariant.
  readonly [name: string]: Field<any>
}

/** What a table describes: optional rows become optional properties. Rows that are always sent are nobody's business. */
export type StructOf<F extends Fields> = Flatten<
  { readonly [K in keyof F as F[K] extends { always: true } ? never : RowName<F, K, 'required'>]: ValueOf<F[K]> } & {
    readonly [K in keyof F as F[K] extends { always: true } ? never : RowName<F, K, 'optional'>]?: ValueOf<F[K]>
  }
>

type RowName<F extends Fields, K extends keyof F, P extends Presence> = F[K]['presence'] extends P ? K : never
type ValueOf<F> = F extends Field<infer A> ? A : never

/** Shows an intersection as one object. */
export type Flatten<A> = { [K in keyof A]: A[K] }

/** Properties beside the declared ones, kept under one name: Glance's image properties, a quota set's own resources. */
// Of any type, as rows are: `unknown` would refuse every codec.
export interface Rest<K extends string = string, A = any> {
  readonly name: K
  readonly codec: t.Type<A, unknown>
  /** Callers need not say it: Nova's scheduler hints, where most want only those that have a name. */
  readonly optional?: true
}

export type RestOf<R> = R extends { readonly optional: true } & Rest<infer K, infer A>
  ? { readonly [N in K]?: Readonly<Record<string, A>> }
  : R extends Rest<infer K, infer A>
    ? { readonly [N in K]: Readonly<Record<string, A>> }
    : unknown

/** Query parameters beside the declared ones, which callers say under one name: Glance's `property-…`. */
export interface QueryRest<K extends string = string, A = any> extends Rest<K, A> {
  /** What stands before each of them on the wire. */
  readonly prefix?: string
}

/** Callers need not say any. */
export type QueryRestOf<R> =
  R extends Rest<infer K, infer A> ? { readonly [N in K]?: Readonly<Record<string, A>> } : unknown

// -------------------------------------------------------------------------------------
// constructors
// -------------------------------------------------------------------------------------

/**
 * On every answer at every microversion; in a request, always wanted.
 *
 * @example
 * const Flavor = struct('Flavor', { ram: required('ram', t.number) })
 *
 * assert.ok(E.isLeft(Flavor.decode({})))
 */
export const required = <A>(wire: string, codec: t.Type<A, unknown>): Field<A, 'required'> => ({
  wire,
  codec,
  presence: 'required'
})

/**
 * Policy, state or configuration may leave it out; in a request, the caller may.
 *
 * @example
 * const Server = struct('Server', { hostId: optional('hostId', t.string) })
 *
 * assert.deepStrictEqual(Server.decode({}), E.right({}))
 */
export const optional = <A>(wire: string, codec: t.Type<A, unknown>): Field<A, 'optional'> => ({
  wire,
  codec,
  presence: 'optional'
})

/**
 * From this microversion on. Asked of a service that is too old, it fails before any request is made.
 *
 * @example
 * const Event = struct('Event', { hostId: since('2.62', 'hostId', t.string) })
 *
 * assert.deepStrictEqual(Event.fields.hostId.since, '2.62')
 * assert.deepStrictEqual(Event.decode({}), E.right({}))
 */
export const since = <A>(version: Microversion, wire: string, codec: t.Type<A, unknown>): Field<A, 'optional'> => ({
  ...optional(wire, codec),
  since: version
})

/**
 * Up to and including this microversion.
 *
 * @example
 * const query = { reserved: until('2.74', 'reserved', t.Integer) }
 *
 * assert.deepStrictEqual([existsAt(query.reserved)('2.74'), existsAt(query.reserved)('2.75')], [true, false])
 */
export const until = <A>(version: Microversion, wire: string, codec: t.Type<A, unknown>): Field<A, 'optional'> => ({
  ...optional(wire, codec),
  until: version
})

/**
 * Between two microversions, both included.
 *
 * @example
 * const force = during(['2.29', '2.67'], 'force', t.boolean)
 *
 * assert.deepStrictEqual([force.since, force.until], ['2.29', '2.67'])
 */
export const during = <A>(
  [first, last]: readonly [Microversion, Microversion],
  wire: string,
  codec: t.Type<A, unknown>
): Field<A, 'optional'> => ({ ...optional(wire, codec), since: first, until: last })

/**
 * Missing between two microversions, both included, though it is there before and after.
 *
 * @example
 * const pinned = except(['2.90', '2.95'], since('2.80', 'pinned', t.boolean))
 *
 * assert.deepStrictEqual(pinned.except, ['2.90', '2.95'])
 */
export const except = <F extends Field<any>>(versions: readonly [Microversion, Microversion], field: F): F => ({
  ...field,
  except: versions
})

/**
 * The caller may leave it out before this microversion, and must say it from then on, as long as there is such a row.
 *
 * @example
 * const policy = neededSince('2.64', since('2.64', 'policy', t.string))
 *
 * assert.deepStrictEqual([policy.presence, policy.neededSince], ['optional', '2.64'])
 */
export const neededSince = <F extends Field<any>>(version: Microversion, field: F): F => ({
  ...field,
  neededSince: version
})

/**
 * In a request body, stands next to the envelope: Nova's `os:scheduler_hints`.
 *
 * @example
 * const { create } = endpoints(
 *   { name: 'Server', service: 'compute', method: 'POST', path: '/servers' },
 *   {
 *     create: {
 *       body: {
 *         key: 'server',
 *         fields: { name: required('name', t.string), hints: beside(optional('os:scheduler_hints', t.UnknownRecord)) }
 *       }
 *     }
 *   }
 * )
 *
 * // POST /servers {"server":{"name":"web-1"},"os:scheduler_hints":{"group":"g"}}
 * call(create)({ name: 'web-1', hints: { group: 'g' } })
 */
export const beside = <F extends Field<any>>(field: F): F => ({ ...field, beside: true })

/**
 * Sent with every request, and not for callers to choose.
 *
 * @example
 * const { createMany } = endpoints(
 *   { name: 'Server', service: 'compute', method: 'POST', path: '/servers' },
 *   { createMany: { body: { key: 'server', fields: { share: always('return_reservation_id', 'True') } } } }
 * )
 *
 * // POST /servers {"server":{"return_reservation_id":"True"}}
 * call(createMany)({})
 */
export const always = <A>(wire: string, value: A): Field<A, 'required'> & { readonly always: true } => ({
  ...required(
    wire,
    new t.Type<A, unknown>(
      'always',
      (u): u is A => u === value,
      () => t.success(value),
      () => value
    )
  ),
  always: true
})

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

/** @internal A row with the name callers use. */
export interface Row extends Field<unknown> {
  readonly name: string
}

/** @internal */
export const rowsOf = (fields: Fields): ReadonlyArray<Row> =>
  Object.entries(fields).map(([name, field]) => ({ ...field, name }))

/** @internal The names on the wire that no row declares. */
export const leftOver = (rows: ReadonlyArray<Row>, u: Readonly<Record<string, unknown>>): ReadonlyArray<string> => {
  const declared = new Set(rows.map(({ wire }) => wire))
  return Object.keys(u).filter((wire) => !declared.has(wire))
}
