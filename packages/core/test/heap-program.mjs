/**
 * Lists 100,000 items in a process of its own and prints what the heap held, in bytes: of a page, and on the way.
 *
 * Arguments: the compiled core, and `items` or `pages`. Run with --expose-gc.
 */
import { pathToFileURL } from 'node:url'

import * as t from 'io-ts'

const [core, face] = process.argv.slice(2)
const { list, promises, required, resource, Timestamp } = await import(pathToFileURL(core).href)

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

const right = (value) => ({ _tag: 'Right', right: value })

/** Writes each page when it is asked for, and keeps none. */
const cloud = {
  compute: {
    microversions: async () => right(undefined),
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
        return right({ status: 200, headers: {}, text: JSON.stringify({ items, links }) })
      }
  }
}

const heapUsed = async () => {
  for (let i = 0; i < 3; i++) {
    globalThis.gc()
    await new Promise((resolve) => setImmediate(resolve))
  }
  return process.memoryUsage().heapUsed
}

const pageBytes = async () => {
  const before = await heapUsed()
  const page = await list(Item)({})(cloud)()
  const bytes = (await heapUsed()) - before
  return page.right.items.length === pageSize ? bytes : 0
}

const heap = []
const look = async (seen) => {
  if (seen % 10_000 === 5000) heap.push(await heapUsed())
}

const byItem = async () => {
  let seen = 0
  for await (const { id } of promises({ items: Item.endpoints })(cloud).items.list()) {
    if (id !== '') await look(++seen)
  }
  return seen
}

const byPage = async () => {
  let seen = 0
  let page = await list(Item)({})(cloud)()
  for (;;) {
    seen += page.right.items.length
    await look(seen)
    if (page.right.next._tag === 'None') return seen
    page = await page.right.next.value(cloud)()
  }
}

await pageBytes()
const page = await pageBytes()
const seen = await (face === 'items' ? byItem() : byPage())
process.stdout.write(JSON.stringify({ page, heap, seen }))
