/**
 * Collections, a page at a time. The next request is made of our own parameters and a cursor, never of the service's
 * link: such links lose repeated parameters, point at other hosts, and can go round in circles.
 *
 * @since 0.1.0
 */
import * as E from 'fp-ts/lib/Either.js'
import * as O from 'fp-ts/lib/Option.js'

import { type Meta, type PageBody, readAnswer } from './answer.js'
import { isRecord } from './codec.js'
import type { Listing, Paging } from './endpoint.js'
import { decodeError, type OpenStackError } from './error.js'
import { same } from './json-patch.js'
import { linkTo } from './link-header.js'
import type { Allows, Call } from './operation.js'
import { type CallOptions, perform } from './perform.js'
import type { Query } from './request-query.js'
import type { ServiceType } from './service.js'
import { isOn, onwards, start, type Trail } from './trail.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

/** Some of the items, and the call for more. */
export interface Page<S extends ServiceType, A> {
  readonly items: ReadonlyArray<A>
  readonly meta: Meta
  readonly next: O.Option<Call<S, Page<S, A>>>
}

// -------------------------------------------------------------------------------------
// operations
// -------------------------------------------------------------------------------------

/**
 * The first page; `next` is the call for the one after it.
 *
 * @example
 * const first = await list(Server)({ status: ['ACTIVE'] })(cloud)()
 *
 * if (E.isRight(first)) assert.deepStrictEqual([first.right.items.length, first.right.next], [1, O.none])
 */
export const list = <S extends ServiceType, I, A>(
  resource: Allows<'list', Listing<S, I, A>>
): ((input: I, options?: CallOptions) => Call<S, Page<S, A>>) => pages(resource.endpoints.list)

/**
 * Every page, one after the other, in one list. Prefer `list` where the collection may be large.
 *
 * @example
 * const servers = await listAll(Server)({})(cloud)()
 *
 * assert.deepStrictEqual(E.isRight(servers) && servers.right.map(({ name }) => name), ['web-1'])
 */
export const listAll = <S extends ServiceType, I, A>(
  resource: Allows<'list', Listing<S, I, A>>
): ((input: I, options?: CallOptions) => Call<S, ReadonlyArray<A>>) => all(resource.endpoints.list)

/**
 * As `list`, of any endpoint that lists.
 *
 * @example
 * const first = await pages(Server.endpoints.list)({ limit: 100 })(cloud)()
 *
 * assert.deepStrictEqual(E.isRight(first) && first.right.meta.operation, 'Server.list')
 */
export const pages =
  <S extends ServiceType, I, A>(listing: Listing<S, I, A>) =>
  (input: I, options: CallOptions = {}): Call<S, Page<S, A>> =>
    pageAt(listing, { input, options, cursor: [], offset: 0, before: [], trail: start })

/**
 * As `listAll`, of any endpoint that lists.
 *
 * @example
 * const servers = await all(Server.endpoints.list)({ limit: 100 })(cloud)()
 *
 * assert.deepStrictEqual(E.isRight(servers) && servers.right.length, 1)
 */
export const all =
  <S extends ServiceType, I, A>(listing: Listing<S, I, A>) =>
  (input: I, options: CallOptions = {}): Call<S, ReadonlyArray<A>> =>
  (cloud) =>
  async () => {
    const items: Array<A> = []
    let next: O.Option<Call<S, Page<S, A>>> = O.some(pages(listing)(input, options))
    while (O.isSome(next)) {
      const page: E.Either<OpenStackError, Page<S, A>> = await next.value(cloud)()
      if (E.isLeft(page)) return page
      for (const item of page.right.items) items.push(item)
      next = page.right.next
    }
    return E.right(items)
  }

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

/** Where in a collection we are: what to ask for, and what came before. */
interface Position {
  readonly input: unknown
  readonly options: CallOptions
  readonly cursor: Query
  /** How many items came before, and how many of them with the first page. */
  readonly offset: number
  readonly first?: number
  /** The items of the page before. */
  readonly before: ReadonlyArray<unknown>
  readonly trail: Trail
}

/** A page as it came. */
interface Arrived extends PageBody {
  readonly meta: Meta
  readonly paging: Paging
  /** Without those that came before, where pages overlap. */
  readonly fresh: ReadonlyArray<unknown>
}

const pageAt =
  <S extends ServiceType, I, A>(listing: Listing<S, I, A>, position: Position): Call<S, Page<S, A>> =>
  (cloud) =>
  async () => {
    const answer = await perform(listing, { ...position, read: readAnswer }, cloud)
    if (E.isLeft(answer)) return answer
    const { paging } = listing.list
    const { data, meta } = answer.right
    const body = data as PageBody
    const arrived: Arrived = { ...body, meta, paging, fresh: freshOf(paging, body.items, position) }
    const next = advance(position, arrived, cursorAfter(arrived, position))
    if (E.isLeft(next)) return next
    return E.right({
      items: arrived.fresh as ReadonlyArray<A>,
      meta,
      next: O.isNone(next.right) ? O.none : O.some(pageAt(listing, next.right.value))
    })
  }

/** The next position, unless we have been there before. */
const advance = (
  position: Position,
  { items, meta: { operation, requestIds }, paging }: Arrived,
  cursor: O.Option<Query>
): E.Either<OpenStackError, O.Option<Position>> => {
  if (O.isNone(cursor)) return E.right(O.none)
  const { before, first = items.length, offset, trail } = position
  const key = JSON.stringify(cursor.value)
  // An offset grows even where the service does not heed it: there, the same page once more is the circle.
  const repeated = paging.by === 'offset' && offset > 0 && same(items, before)
  if (!repeated && !isOn(trail, key)) {
    const on = { cursor: cursor.value, offset: offset + items.length, first, before: items, trail: onwards(trail, key) }
    return E.right(O.some({ ...position, ...on }))
  }
  const again = cursor.value.map(([name, value]) => `${name}=${value} again`).join(', ')
  const expected = 'a page not seen before (a larger limit may help)'
  return E.left(decodeError({ expected, path: 'the next page', actual: again, operation, requestIds }))
}

/** What to add to our own parameters for the page after this one; nothing where the service says there is none. */
const cursorAfter = (arrived: Arrived, position: Position): O.Option<Query> => {
  const { paging } = arrived
  if (paging.by === 'none') return O.none
  if (paging.by === 'offset') return offsetAfter(paging, arrived, position)
  if (paging.by === 'marker') return markerAfter(paging, arrived)
  const query = queryOf(linkOf(paging.links, arrived) ?? '')
  return query.length === 0 ? O.none : O.some(query)
}

/** Where no link says that there is more, there is until a page is empty. */
const markerAfter = (
  { field, links }: Extract<Paging, { readonly by: 'marker' }>,
  arrived: Arrived
): O.Option<Query> => {
  const link = links === undefined ? '' : linkOf(links, arrived)
  const last = arrived.items.at(-1)
  if (link === undefined || last === undefined) return O.none
  const marker = queryOf(link).find(([name]) => name === 'marker')?.[1] ?? markerOf(last, field)
  return marker === undefined ? O.none : O.some([['marker', marker]])
}

/**
 * Nothing says that there is more. A short first page may be the end or the service's own cap, which is configuration:
 * only a page after it tells, by being empty, or by being shorter than the first one, which then was full.
 */
const offsetAfter = (
  { overlap }: Extract<Paging, { readonly by: 'offset' }>,
  { fresh, items }: Arrived,
  { first = 0, input, offset }: Position
): O.Option<Query> => {
  const { offset: passedOver } = input as { readonly offset?: number }
  const last = overlap === undefined ? items.length === 0 || items.length < first : fresh.length === 0
  return last ? O.none : O.some([['offset', String((passedOver ?? 0) + offset + items.length)]])
}

const freshOf = (paging: Paging, items: ReadonlyArray<unknown>, { before }: Position): ReadonlyArray<unknown> => {
  if (paging.by !== 'offset' || paging.overlap === undefined || before.length === 0) return items
  const { overlap } = paging
  const known = new Set(before.map((item) => markerOf(item, overlap)))
  return items.filter((item) => !known.has(markerOf(item, overlap)))
}

const markerOf = (item: unknown, field: string): string | undefined => {
  const value = isRecord(item) ? item[field] : undefined
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined
}

/** The link to the next page, of the body or of the `Link` header. */
const linkOf = (key: string | undefined, { links, meta }: Arrived): string | undefined =>
  key === undefined ? linkTo('next', meta.headers['link'] ?? '') : nextLink(links)

const queryOf = (link: string): Query => [...new URLSearchParams(link.split('#', 1)[0]?.split('?').slice(1).join('?'))]

/** Nova's list of links, Keystone's object of them, or Glance's plain text. */
const nextLink = (links: unknown): string | undefined => {
  if (typeof links === 'string') return links
  const named = Array.isArray(links) ? links.find((link) => isRecord(link) && link['rel'] === 'next') : undefined
  const next = isRecord(links) ? links['next'] : isRecord(named) ? named['href'] : undefined
  return typeof next === 'string' ? next : undefined
}
