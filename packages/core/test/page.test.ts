/**
 * Paging, held to its promises: every item once, and exactly as many requests as the service has pages.
 */
import * as fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import * as O from 'fp-ts/lib/Option.js'
import * as t from 'io-ts'

import {
  all,
  endpoints,
  list,
  listAll,
  optional,
  type Paging,
  pages,
  required,
  resource,
  struct
} from '../src/index.js'
import { cloudSaying, type Said } from './cloud-saying.js'

const Item = struct('Item', { id: required('id', t.string), number: optional('number', t.number) })
const listing = (paging: Paging, key: string | undefined = 'items') =>
  endpoints(
    { name: 'Item', service: 'compute', method: 'GET', path: '/items' },
    {
      list: {
        query: {
          limit: optional('limit', t.Integer),
          offset: optional('offset', t.Integer),
          colour: optional('c', t.string)
        },
        list: { ...(key === undefined ? {} : { key }), codec: Item, paging }
      }
    }
  ).list

const ids = (items: ReadonlyArray<{ readonly id: string }>): ReadonlyArray<string> => items.map(({ id }) => id)
const named = (...names: ReadonlyArray<string>): ReadonlyArray<object> => names.map((id) => ({ id }))
const queryOf = (path: string): URLSearchParams => new URLSearchParams(path.split('?')[1])

// -------------------------------------------------------------------------------------
// services
// -------------------------------------------------------------------------------------

/** A collection as pages, however it is cut. */
const partition = fc
  .array(fc.integer({ min: 1, max: 4 }), { maxLength: 8 })
  .map((sizes) => sizes.map((size, page) => Array.from({ length: size }, (_, i) => `${page}-${i}`)))

type Pages = ReadonlyArray<ReadonlyArray<string>>

/** What a service with a cap of its own answers of a collection whose places are counted. */
const windowOf = <A>(everything: ReadonlyArray<A>, path: string, cap: number): ReadonlyArray<A> => {
  const query = queryOf(path)
  const start = Number(query.get('offset') ?? 0)
  return everything.slice(start, start + Math.min(Number(query.get('limit') ?? cap), cap))
}

/** Nova's way: a link that says the last item of this page, where there is a next. */
const byMarker =
  (cut: Pages, inLink: boolean) =>
  ({ path }: { readonly path: string }): Said => {
    const marker = queryOf(path).get('marker')
    const at = marker === null ? 0 : cut.findIndex((page) => page.at(-1) === marker) + 1
    const page = cut[at] ?? []
    const href = `http://internal/items${inLink ? `?limit=9&marker=${page.at(-1)}` : ''}`
    return { body: { items: named(...page), ...(at < cut.length - 1 ? { links: [{ rel: 'next', href }] } : {}) } }
  }

/** Glance's way, Keystone's and that of the Link header: a link that is opaque. */
const byNext =
  (cut: Pages, shape: 'text' | 'object' | 'list' | 'header') =>
  ({ path }: { readonly path: string }): Said => {
    const at = Number(queryOf(path).get('page') ?? 0)
    const body = { items: named(...(cut[at] ?? [])) }
    if (at >= cut.length - 1) return { body }
    const href = `http://internal/other?page=${at + 1}#x`
    if (shape === 'header')
      return { body, headers: { link: `<http://internal/items>; rel="first", <${href}>; rel="next"` } }
    const links =
      shape === 'text'
        ? href
        : shape === 'object'
          ? { next: href, self: 'x' }
          : [{ rel: 'self' }, { rel: 'next', href }]
    return { body: { ...body, links } }
  }

// -------------------------------------------------------------------------------------
// laws
// -------------------------------------------------------------------------------------

describe('any cut of any collection is put together again, in as many requests as it has pages', () => {
  it.each(['in the link', 'in the field'])('by marker, %s', async (where) => {
    const endpoint = listing({ by: 'marker', field: 'id', links: 'links' })
    await fc.assert(
      fc.asyncProperty(partition, async (cut) => {
        const { asked, cloud } = cloudSaying(byMarker(cut, where === 'in the link'))
        const read = await all(endpoint)({ colour: 'red' })(cloud)()
        expect(E.isRight(read) && ids(read.right)).toEqual(cut.flat())
        expect(asked).toHaveLength(Math.max(1, cut.length))
        for (const { path } of asked) expect(queryOf(path).getAll('c')).toEqual(['red'])
      })
    )
  })

  it.each(['text', 'object', 'list', 'header'] as const)('by next, as %s', async (shape) => {
    const endpoint = listing(shape === 'header' ? { by: 'next' } : { by: 'next', links: 'links' })
    await fc.assert(
      fc.asyncProperty(partition, async (cut) => {
        const { asked, cloud } = cloudSaying(byNext(cut, shape))
        const read = await all(endpoint)({})(cloud)()
        expect(E.isRight(read) && ids(read.right)).toEqual(cut.flat())
        expect(asked).toHaveLength(Math.max(1, cut.length))
      })
    )
  })

  it('by offset, whatever the limit, the start and the service’s own cap', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.record({
          size: fc.nat(30),
          limit: fc.option(fc.integer({ min: 1, max: 12 }), { nil: undefined }),
          offset: fc.option(fc.nat(10), { nil: undefined }),
          cap: fc.integer({ min: 1, max: 8 })
        }),
        async ({ cap, limit, offset, size }) => {
          const everything = Array.from({ length: size }, (_, i) => String(i))
          const { asked, cloud } = cloudSaying(({ path }) => ({
            body: { items: named(...windowOf(everything, path, cap)) }
          }))
          const input = { ...(limit === undefined ? {} : { limit }), ...(offset === undefined ? {} : { offset }) }
          const read = await all(listing({ by: 'offset' }))(input)(cloud)()
          const wanted = everything.slice(offset ?? 0)
          expect(E.isRight(read) && ids(read.right)).toEqual(wanted)
          const pageSize = Math.min(limit ?? cap, cap)
          const least = wanted.length === 0 ? 1 : 2
          expect(asked).toHaveLength(Math.max(least, Math.floor(wanted.length / pageSize) + 1))
          for (const { path } of asked) expect(queryOf(path).get('limit')).toBe(limit === undefined ? null : `${limit}`)
        }
      )
    )
  })

  it('by offset, where the offset counts what is not listed, as volumes among all disks', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.boolean(), { maxLength: 20 }),
        fc.nat(3),
        fc.integer({ min: 5, max: 8 }),
        async (volumes, others, cap) => {
          const disks = [...Array.from({ length: others }, () => false), ...volumes].map((listed, i) => ({ listed, i }))
          // A window without a single volume cannot be told from the end.
          fc.pre(
            disks.every(
              ({ i }) =>
                disks.slice(i, i + cap).length < cap ||
                disks.slice(i, i + cap).filter(({ listed }) => listed).length > cap / 2
            )
          )
          const { cloud } = cloudSaying(({ path }) => ({
            body: {
              items: windowOf(disks, path, cap)
                .filter(({ listed }) => listed)
                .map(({ i }) => ({ id: String(i) }))
            }
          }))
          const read = await all(listing({ by: 'offset', overlap: 'id' }))({})(cloud)()
          const wanted = disks.filter(({ listed }) => listed).map(({ i }) => String(i))
          expect(E.isRight(read) && ids(read.right)).toEqual(wanted)
        }
      )
    )
  })

  it('by a marker that no link announces, until a page is empty', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(20), fc.integer({ min: 1, max: 5 }), async (size, cap) => {
        const everything = Array.from({ length: size }, (_, i) => String(i))
        const { asked, cloud } = cloudSaying(({ path }) => {
          const from = everything.indexOf(queryOf(path).get('marker') ?? '') + 1
          return { body: named(...everything.slice(from, from + cap)) }
        })
        const { key: _key, ...bare } = listing({ by: 'marker', field: 'id' }).list
        const read = await all({ ...listing({ by: 'none' }), list: bare })({})(cloud)()
        expect(E.isRight(read) && ids(read.right)).toEqual(everything)
        expect(asked).toHaveLength(Math.ceil(size / cap) + 1)
      })
    )
  })

  it('by next, where pages between are empty', async () => {
    const { asked, cloud } = cloudSaying(byNext([['a'], [], [], ['b']], 'text'))
    expect(await all(listing({ by: 'next', links: 'links' }))({})(cloud)()).toEqual(E.right(named('a', 'b')))
    expect(asked).toHaveLength(4)
  })

  it('by nothing: one answer holds all', async () => {
    const link = '<http://x/y?page=2>; rel="next"'
    const { asked, cloud } = cloudSaying({ body: named('a', 'b'), headers: { link } })
    const bare = listing({ by: 'none' }, undefined)
    const { key: _key, ...spec } = bare.list
    expect(await all({ ...bare, list: spec })({})(cloud)()).toEqual(E.right(named('a', 'b')))
    expect(asked).toHaveLength(1)
  })
})

// -------------------------------------------------------------------------------------
// one by one
// -------------------------------------------------------------------------------------

describe('a page', () => {
  const endpoint = listing({ by: 'marker', field: 'id', links: 'links' })
  const more = (marker: string) => [{ rel: 'next', href: `http://x/y?marker=${marker}` }]

  it('has its items, what is known of the answer, and the call for the next', async () => {
    const { asked, cloud } = cloudSaying(
      { body: { items: named('a'), links: more('a') }, headers: { 'x-openstack-request-id': 'req-1' } },
      { body: { items: named('b') } }
    )
    const first = await pages(endpoint)({ limit: 1 })(cloud)()
    expect(first).toMatchObject({
      right: { items: [{ id: 'a' }], meta: { operation: 'Item.list', status: 200, requestIds: ['req-1'] } }
    })
    expect(asked).toHaveLength(1)
    if (E.isLeft(first) || O.isNone(first.right.next)) throw new Error('no next page')
    expect(await first.right.next.value(cloud)()).toMatchObject({ right: { items: [{ id: 'b' }], next: O.none } })
    expect(asked.map(({ path }) => path)).toEqual(['/items?limit=1', '/items?limit=1&marker=a'])
  })

  it('can be asked for again: a call is a value', async () => {
    const { cloud } = cloudSaying(byMarker([['a'], ['b'], ['c']], true))
    const first = await pages(endpoint)({})(cloud)()
    if (E.isLeft(first) || O.isNone(first.right.next)) throw new Error('no next page')
    const next = first.right.next.value(cloud)
    expect(await next()).toMatchObject({ right: { items: [{ id: 'b' }], next: { _tag: 'Some' } } })
    expect(await next()).toMatchObject({ right: { items: [{ id: 'b' }], next: { _tag: 'Some' } } })
  })

  it.each<[string, object, boolean]>([
    ['a link', { items: named('a'), links: more('a') }, true],
    ['no link', { items: named('a') }, false],
    ['links, none of them next', { items: named('a'), links: [{ rel: 'previous', href: 'x?marker=b' }] }, false],
    ['a link that is none', { items: named('a'), links: [{ rel: 'next' }] }, false],
    ['a next that is null', { items: named('a'), links: { next: null } }, false],
    ['links of no known shape', { items: named('a'), links: 5 }, false],
    ['things among the links that are none', { items: named('a'), links: [null, 'x', ...more('a')] }, true],
    ['a link, but no items', { items: [], links: more('a') }, false]
  ])('with %s has a next: %s', async (_, body, has) => {
    const { cloud } = cloudSaying({ body })
    expect(await pages(endpoint)({})(cloud)()).toMatchObject({ right: { next: has ? { _tag: 'Some' } : O.none } })
  })

  it('goes on where the Link header says', async () => {
    const link = '</y?a=1>; rel="prev", </y?page=2&a=b%20c>; rel="NEXT"'
    const { asked, cloud } = cloudSaying({ body: { items: named('a') }, headers: { link } }, { body: { items: [] } })
    await all(listing({ by: 'next' }))({})(cloud)()
    expect(asked[1]?.path).toBe('/items?page=2&a=b%20c')
  })

  it.each(['<http://x/y>; rel="next"', '<http://x/y?page=2>; rel="last"', ''])(
    'goes no further where it says %j',
    async (link) => {
      const { asked, cloud } = cloudSaying({ body: { items: named('a') }, headers: { link } })
      await all(listing({ by: 'next' }))({})(cloud)()
      expect(asked).toHaveLength(1)
    }
  )

  it('takes the marker from a number too, and goes no further without one', async () => {
    const link = [{ rel: 'next', href: 'http://x/y' }]
    const withNumber = cloudSaying({ body: { items: [{ id: 'a', number: 7 }], links: link } }, { body: { items: [] } })
    const byNumber = listing({ by: 'marker', field: 'number', links: 'links' })
    await all(byNumber)({})(withNumber.cloud)()
    expect(withNumber.lines()).toEqual(['GET /items', 'GET /items?marker=7'])
    const without = cloudSaying({ body: { items: [{ id: 'a' }], links: link } })
    expect(await all(byNumber)({})(without.cloud)()).toEqual(E.right([{ id: 'a' }]))
    expect(without.lines()).toEqual(['GET /items'])
  })

  it('keeps a question mark within the query of a link', async () => {
    const { asked, cloud } = cloudSaying(
      { body: { items: named('a'), links: [{ rel: 'next', href: 'http://x/y?marker=a?b' }] } },
      { body: { items: [] } }
    )
    await all(endpoint)({})(cloud)()
    expect(asked[1]?.path).toBe('/items?marker=a%3Fb')
  })
})

describe('what goes wrong', () => {
  const endpoint = listing({ by: 'marker', field: 'id', links: 'links' })

  it.each([1, 2, 5])('a circle of %s pages ends with an error that says where', async (length) => {
    const circle = Array.from({ length }, (_, i) => `p${i}`)
    const { asked, cloud } = cloudSaying(({ path }) => {
      const here = circle.indexOf(queryOf(path).get('marker') ?? '')
      const next = circle[(here + 1) % length] ?? ''
      return {
        body: { items: named(next), links: [{ rel: 'next', href: `x?marker=${next}` }] },
        headers: { 'x-openstack-request-id': `req-${here}` }
      }
    })
    expect(await all(endpoint)({})(cloud)()).toMatchObject({
      left: {
        _tag: 'DecodeError',
        operation: 'Item.list',
        path: 'the next page',
        expected: 'a page not seen before (a larger limit may help)',
        actual: 'marker=p0 again',
        requestIds: [expect.stringContaining('req-') as string]
      }
    })
    expect(asked).toHaveLength(length + 1)
  })

  it.each([17, 100, 1000])('so does a large circle of %s pages, after a few rounds', async (length) => {
    const { asked, cloud } = cloudSaying(({ path }) => {
      const next = String((Number(queryOf(path).get('marker') ?? -1) + 1) % length)
      return { body: { items: named(next), links: [{ rel: 'next', href: `x?marker=${next}` }] } }
    })
    expect(await all(endpoint)({})(cloud)()).toMatchObject({ left: { path: 'the next page' } })
    expect(asked.length).toBeLessThanOrEqual(3 * length)
  })

  it('so does an offset that the service does not heed', async () => {
    const { asked, cloud } = cloudSaying({ body: { items: named('a', 'b') } })
    expect(await all(listing({ by: 'offset' }))({})(cloud)()).toMatchObject({
      left: { path: 'the next page', actual: 'offset=4 again' }
    })
    expect(asked).toHaveLength(2)
  })

  it('an error on a later page is the error of all', async () => {
    const { asked, cloud } = cloudSaying(
      { body: { items: named('a'), links: [{ rel: 'next', href: 'x?marker=a' }] } },
      { status: 503, body: 'busy' }
    )
    expect(await all(endpoint)({})(cloud)()).toMatchObject({ left: { _tag: 'HttpError', status: 503 } })
    expect(asked).toHaveLength(2)
  })

  it('options hold for every page', async () => {
    const { asked, cloud } = cloudSaying(byMarker([['a'], ['b']], true))
    const signal = new AbortController().signal
    await all(endpoint)({}, { headers: { 'X-Mine': 'm' }, timeout: 5, signal })(cloud)()
    expect(asked.map((one) => [one.headers['X-Mine'], one.timeout, one.signal])).toEqual([
      ['m', 5, signal],
      ['m', 5, signal]
    ])
  })
})

it('list and listAll are the same of a resource', async () => {
  const Thing = resource({
    name: 'Thing',
    service: 'compute',
    path: '/items',
    keys: { many: 'items' },
    id: 'id',
    paging: { by: 'marker', field: 'id', links: 'links' },
    operations: { list: 'GET' },
    fields: { id: required('id', t.string) }
  })
  const { cloud } = cloudSaying(byMarker([['a', 'b'], ['c']], true))
  expect(await list(Thing)({})(cloud)()).toMatchObject({ right: { items: named('a', 'b') } })
  expect(await listAll(Thing)({})(cloud)()).toEqual(E.right(named('a', 'b', 'c')))
})
