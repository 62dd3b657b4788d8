/**
 * Collections, a page at a time. The next request is made of our own parameters and a cursor, never of the service's
 * link: such links lose repeated parameters, point at other hosts, and can go round in circles.
 *
 * @since 0.1.0
 */
import * as E from 'fp-ts/lib/Either.js'
import * as O from 'fp-ts/lib/Option.js'

import type { Meta, PageBody } from './answer.js'
import { isRecord } from './codec.js'
import type { Listing, Paging } from './endpoint.js'
import { decodeError, type OpenStackError } from './error.js'
import { type Allows, type Call, type CallOptions, perform } from './operation.js'
import type { Query } from './request.js'
import type { ServiceType } from './service.js'

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

/** The first page; `next` is the call for the one after it. */
export const list = <S extends ServiceType, I, A>(
  resource: Allows<'list', Listing<S, I, A>>
): ((input: I, options?: CallOptions) => Call<S, Page<S, A>>) => pages(resource.endpoints.list)

/** Every page, one after the other, in one list. Prefer `list` where the collection may be large. */
export const listAll = <S extends ServiceType, I, A>(
  resource: Allows<'list', Listing<S, I, A>>
): ((input: I, options?: CallOptions) => Call<S, ReadonlyArray<A>>) => all(resource.endpoints.list)

/** As `list`, of any endpoint that lists. */
export const pages =
  <S extends ServiceType, I, A>(listing: Listing<S, I, A>) =>
  (input: I, options: CallOptions = {}): Call<S, Page<S, A>> =>
    pageAt(listing, { input, options, cursor: [], offset: 0, visited: [] })

/** As `listAll`, of any endpoint that lists. */
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

/** Where in a collection we are: what to ask for, how many came before, and the cursors already used. */
interface Position {
  readonly input: unknown
  readonly options: CallOptions
  readonly cursor: Query
  readonly offset: number
  readonly visited: ReadonlyArray<string>
}

/** A page as it came. */
interface Arrived extends PageBody {
  readonly meta: Meta
}

const pageAt =
  <S extends ServiceType, I, A>(listing: Listing<S, I, A>, position: Position): Call<S, Page<S, A>> =>
  (cloud) =>
  async () => {
    const answer = await perform(listing, position, cloud)
    if (E.isLeft(answer)) return answer
    const { data, meta } = answer.right
    const arrived: Arrived = { ...(data as PageBody), meta }
    const next = advance(position, arrived, cursorAfter(listing.list.paging, arrived, position))
    if (E.isLeft(next)) return next
    return E.right({
      items: arrived.items as ReadonlyArray<A>,
      meta,
      next: O.isNone(next.right) ? O.none : O.some(pageAt(listing, next.right.value))
    })
  }

/** The next position, unless we have been there before. */
const advance = (
  position: Position,
  { items, meta: { operation, requestIds } }: Arrived,
  cursor: O.Option<Query>
): E.Either<OpenStackError, O.Option<Position>> => {
  if (O.isNone(cursor)) return E.right(O.none)
  const { offset, visited } = position
  const key = JSON.stringify(cursor.value)
  if (!visited.includes(key)) {
    return E.right(
      O.some({ ...position, cursor: cursor.value, offset: offset + items.length, visited: [...visited, key] })
    )
  }
  const again = cursor.value.map(([name, value]) => `${name}=${value} again`).join(', ')
  const expected = 'a page not seen before (a larger limit may help)'
  return E.left(decodeError({ expected, path: 'the next page', actual: again, operation, requestIds }))
}

/** What to add to our own parameters for the page after this one; nothing where the service says there is none. */
const cursorAfter = (paging: Paging, { items, links, meta }: Arrived, position: Position): O.Option<Query> => {
  if (paging.by === 'none' || items.length === 0) return O.none
  if (paging.by === 'offset') return offsetAfter(paging.pageSize, items.length, position)
  const link = paging.links === undefined ? linkHeader(meta.headers['link']) : nextLink(links)
  if (link === undefined) return O.none
  const query = [...new URLSearchParams(link.split('#', 1)[0]?.split('?').slice(1).join('?'))]
  if (paging.by === 'next') return query.length === 0 ? O.none : O.some(query)
  const marker = query.find(([name]) => name === 'marker')?.[1] ?? markerOf(items[items.length - 1], paging.field)
  return marker === undefined ? O.none : O.some([['marker', marker]])
}

/** Nothing says that there is more but a full page; services cap pages at `pageSize` whatever the limit. */
const offsetAfter = (pageSize: number, count: number, { input, offset }: Position): O.Option<Query> => {
  const { limit, offset: start } = input as { readonly limit?: number; readonly offset?: number }
  const full = Math.min(limit ?? pageSize, pageSize)
  return count < full ? O.none : O.some([['offset', String((start ?? 0) + offset + count)]])
}

const markerOf = (item: unknown, field: string): string | undefined => {
  const value = isRecord(item) ? item[field] : undefined
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined
}

/** Nova's list of links, Keystone's object of them, or Glance's plain text. */
const nextLink = (links: unknown): string | undefined => {
  if (typeof links === 'string') return links
  const named = Array.isArray(links) ? links.find((link) => isRecord(link) && link['rel'] === 'next') : undefined
  const next = isRecord(links) ? links['next'] : isRecord(named) ? named['href'] : undefined
  return typeof next === 'string' ? next : undefined
}

/** @see https://www.rfc-editor.org/rfc/rfc8288 */
const linkHeader = (header: string | undefined): string | undefined =>
  header?.match(/<([^>]*)>\s*(?:;[^,]*)?;\s*rel="?next"?/i)?.[1]
