/**
 * `find`: one thing by what a person calls it, its id or its exact name.
 *
 * @since 0.1.0
 */
import * as E from 'fp-ts/lib/Either.js'
import * as O from 'fp-ts/lib/Option.js'

import type { Endpoint, Identified, Listing } from './endpoint.js'
import { type OpenStackError, requestError } from './error.js'
import { call, type Call, type CallOptions } from './operation.js'
import { type Page, pages } from './page.js'
import type { ServiceType } from './service.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

/** A declaration of things that can be got and listed. */
export interface Findable<S extends ServiceType, F, A> {
  readonly endpoints: { readonly get: Endpoint<S, any, A>; readonly list: Listing<S, F, A> }
}

// -------------------------------------------------------------------------------------
// operations
// -------------------------------------------------------------------------------------

/**
 * By id, else by exact name: at most two requests where the service can filter by name. What is no id there (404, or
 * 400 for an id of the wrong form) is looked for by name; a 403 stays a 403. Two of one name are an error that says
 * their ids.
 */
export const find =
  <S extends ServiceType, F, A>({ endpoints }: Findable<S, F, A>) =>
  (idOrName: string, filter: Partial<F> = {}, options: CallOptions = {}): Call<S, O.Option<A>> =>
  (cloud) =>
  async () => {
    const identified = endpoints.list.identified
    const place = identified === undefined ? idOrName : { ...filter, [identified.address]: idOrName }
    const byId = await call(endpoints.get)(only(endpoints.get, place), options)(cloud)()
    if (E.isRight(byId)) return E.right(O.some(byId.right))
    if (!isNoSuchId(byId.left) || identified?.name === undefined) {
      return isNoSuchId(byId.left) ? E.right(O.none) : byId
    }
    const named = { ...filter, ...nameFilter(identified.name, idOrName) } as F
    return matching(pages(endpoints.list)(named, options), identified, idOrName)(cloud)()
  }

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

const isNoSuchId = (error: OpenStackError): boolean =>
  (error._tag === 'HttpError' && (error.status === 404 || error.status === 400)) || error._tag === 'RequestError'

/** Of a filter, what a single item's endpoint takes too: its place. */
const only = ({ path, query }: Endpoint<any, any, any>, input: unknown): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(input as object).filter(([name]) => path.includes(`{${name}}`) || query?.[name] !== undefined)
  )

const nameFilter = ({ filter, regex }: NonNullable<Identified['name']>, name: string): object =>
  filter === undefined ? {} : { [filter]: regex === true ? `^${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$` : name }

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
