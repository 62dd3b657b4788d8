/**
 * `find`: one thing by what a person calls it, its id or its exact name.
 *
 * @since 0.1.0
 */
import * as E from 'fp-ts/lib/Either.js'
import * as O from 'fp-ts/lib/Option.js'

import type { Named } from './definition.js'
import type { Endpoint, Identified, Listing } from './endpoint.js'
import { type OpenStackError, requestError } from './error.js'
import { isNotFound } from './error-guards.js'
import { call, type Call } from './operation.js'
import type { CallOptions } from './perform.js'
import { type Page, pages } from './page.js'
import type { ServiceType } from './service.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

/** A declaration of things that can be got and listed, and have names. */
export interface Findable<S extends ServiceType, F, A> {
  readonly endpoints: { readonly get: Endpoint<S, any, A>; readonly list: Listing<S, F, A> & Named }
}

// -------------------------------------------------------------------------------------
// operations
// -------------------------------------------------------------------------------------

/**
 * By id, else by exact name: at most two requests where the service can filter by name. What is no id there (404, or
 * 400 for an id of the wrong form) is looked for by name; a 403 stays a 403. Two of one name are an error that says
 * their ids.
 *
 * @example
 * const found = await find(Server)('web-1')(cloud)()
 *
 * assert.deepStrictEqual(E.isRight(found) && O.isSome(found.right) && found.right.value.id, '79edaa44')
 * assert.deepStrictEqual(await find(Server)('web-9')(cloud)(), E.right(O.none))
 */
export const find =
  <S extends ServiceType, F, A>({ endpoints }: Findable<S, F, A>) =>
  (idOrName: string, filter: Partial<F> = {}, options: CallOptions = {}): Call<S, O.Option<A>> =>
  (cloud) =>
  async () => {
    const { get, list } = endpoints
    const identified: Identified | undefined = list.identified
    if (identified === undefined) return E.left(unidentified(list.name))
    const place = { ...filter, [identified.address]: idOrName }
    const byId = await call(get)(only(get, place), options)(cloud)()
    if (E.isRight(byId)) return E.right(O.some(byId.right))
    if (!isNoSuchId(byId.left, get.name, identified.address)) return byId
    const { id, name } = identified
    // What has no name was looked for, and so was what is known by its name.
    if (name === undefined || name.field === id) return E.right(O.none)
    return named(list, { filter, idOrName, options })(cloud)()
  }

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

const unidentified = (operation: string): OpenStackError =>
  requestError({ message: `${operation} does not say how its items are known: get them by id`, operation })

/** Whether it is the id that was refused, and not the place, a filter or the account. */
const isNoSuchId = (error: OpenStackError, operation: string, address: string): boolean =>
  error._tag === 'RequestError'
    ? error.operation === operation && error.parameter === address
    : error._tag === 'HttpError' && (error.status === 404 || error.status === 400)

/** Of a filter, what a single item's endpoint takes too: its place. */
const only = ({ path, query }: Endpoint<any, any, any>, input: unknown): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(input as object).filter(([name]) => path.includes(`{${name}}`) || query?.[name] !== undefined)
  )

interface Wanted {
  readonly filter: object
  readonly idOrName: string
  readonly options: CallOptions
}

/** By the service's filter, or without it at a microversion that has none: then nothing was sent yet. */
const named =
  <S extends ServiceType, F, A>(
    list: Listing<S, F, A> & Named,
    { filter, idOrName, options }: Wanted
  ): Call<S, O.Option<A>> =>
  (cloud) =>
  async () => {
    const { identified }: { readonly identified: Identified } = list
    const { name } = identified
    const search = (more: object) =>
      matching(pages(list)({ ...filter, ...more } as F, options), identified, idOrName)(cloud)()
    const found = await search(nameFilter(name, idOrName))
    if (E.isRight(found) || name?.filter === undefined) return found
    const { left } = found
    if (isNotFound(left) && name.none === left.status) return E.right(O.none)
    const lacksFilter = left._tag === 'MicroversionError' && left.feature === `${name.filter} of ${list.name}`
    return lacksFilter ? search({}) : found
  }

const nameFilter = (how: Identified['name'], name: string): object =>
  how?.filter === undefined
    ? {}
    : { [how.filter]: how.regex === true ? `^${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$` : name }

const matching =
  <S extends ServiceType, A>(
    first: Call<S, Page<S, A>>,
    { id, name }: Identified,
    wanted: string
  ): Call<S, O.Option<A>> =>
  (cloud) =>
  async () => {
    const found: Array<A> = []
    let operation = 'find'
    let next: O.Option<Call<S, Page<S, A>>> = O.some(first)
    while (O.isSome(next) && found.length < 2) {
      const page: E.Either<OpenStackError, Page<S, A>> = await next.value(cloud)()
      if (E.isLeft(page)) return page
      operation = page.right.meta.operation
      found.push(...page.right.items.filter((item) => fieldOf(item, name?.field ?? 'name') === wanted))
      next = page.right.next
    }
    const ids = found.map((item) => String(fieldOf(item, id)))
    return ids.length > 1 ? E.left(ambiguous(operation, wanted, ids)) : E.right(O.fromNullable(found[0]))
  }

const fieldOf = (item: unknown, field: string): unknown => (item as Readonly<Record<string, unknown>>)[field]

const ambiguous = (operation: string, name: string, ids: ReadonlyArray<string>): OpenStackError =>
  requestError({ message: `${operation} has ${ids.length} called ${name}: say the id, ${ids.join(' or ')}`, operation })
