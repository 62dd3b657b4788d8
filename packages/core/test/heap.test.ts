/**
 * A listing of 100,000 items holds a few pages of them at a time, whichever face it is read by.
 */
import * as E from 'fp-ts/lib/Either.js'
import * as O from 'fp-ts/lib/Option.js'
import * as t from 'io-ts'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

import { type Cloud, list, promises, required, resource, Timestamp } from '../src/index.js'

const pageSize = 1000
const total = 100_000

const Item = resource({
  name: 'Item',
  service: 'compute',
  path: '/items',
  keys: { many: 'items' },
  id: 'id',
  paging: { by: 'marker', field: 'id', links: 'links' },
  operations: { list: 'GET' },
  fields: {
    id: required('id', t.string),
    name: required('name', t.string),
    created: required('created', Timestamp),
    texts: required('texts', t.readonlyArray(t.string))
  }
})

/** Writes each page when it is asked for, and keeps none. */
const service: Cloud<'compute'> = {
  compute: {
    microversions: async () => E.right(undefined),
    policy: 'latest',
    send:
      ({ path }) =>
      async () => {
        const start = Number(new URLSearchParams(path.split('?')[1]).get('marker') ?? 0)
        const items = Array.from({ length: pageSize }, (_, i) => ({
          id: String(start + i + 1),
          name: `item ${start + i}`,
          created: '2026-11-23T08:36:22Z',
          texts: Array.from({ length: 10 }, (__, n) => `text ${n} of ${start + i}`)
        }))
        const end = start + pageSize
        const links = end < total ? [{ rel: 'next', href: `x?marker=${end}` }] : []
        return E.right({ status: 200, headers: {}, text: JSON.stringify({ items, links }) })
      }
  }
}

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

const heapUsed = (): number => {
  collect()
  return process.memoryUsage().heapUsed
}

/** Bytes that a page of decoded items holds. */
const pageBytes = async (): Promise<number> => {
  const before = heapUsed()
  const page = await list(Item)({})(service)()
  const held = heapUsed() - before
  expect(E.isRight(page) && page.right.items.length).toBe(pageSize)
  return held
}

const byPromises = async (look: (seen: number) => void): Promise<number> => {
  let seen = 0
  for await (const { id } of promises({ items: Item.endpoints })(service).items.list()) {
    seen += id === '' ? 0 : 1
    if (seen % 10_000 === 5000) look(seen)
  }
  return seen
}

const byPages = async (look: (seen: number) => void): Promise<number> => {
  let seen = 0
  for (let page = await list(Item)({})(service)(); E.isRight(page);) {
    seen += page.right.items.length
    if (seen % 10_000 === 5000) look(seen)
    if (O.isNone(page.right.next)) return seen
    page = await page.right.next.value(service)()
  }
  throw new Error('a page could not be read')
}

it.each([
  ['an async iterator', byPromises],
  ['calls for the next page', byPages]
])(
  'by %s',
  async (_, read) => {
    await pageBytes()
    const page = await pageBytes()
    const heap: Array<number> = []
    expect(await read(() => heap.push(heapUsed()))).toBe(total)
    expect(heap).toHaveLength(10)
    // The page at hand, the one read ahead, as text and as items, and some room for the engine.
    const [first = 0, ...later] = heap
    expect((Math.max(...later) - first) / page).toBeLessThan(5)
  },
  60_000
)
