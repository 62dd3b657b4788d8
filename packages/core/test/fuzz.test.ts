/**
 * A million answers that no service should send, through the calls that callers make: each becomes a value or a
 * `DecodeError`, never a throw, never a polluted prototype, and the same whichever way it is read.
 */
import { isDeepStrictEqual } from 'node:util'

import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'

import {
  call,
  type Cloud,
  decodeBy,
  type Decoding,
  dictionary,
  endpoints,
  get,
  head,
  type HttpResponse,
  list,
  nullable,
  type OpenStackError,
  optional,
  required,
  resource,
  struct,
  Timestamp
} from '../src/index.js'
import { type Mangleable, mangleable, mangled, oddHeader, randomOf } from './mangle.js'

const bodies = Number(process.env['FUZZ_BODIES'] ?? 1_000_000)

// -------------------------------------------------------------------------------------
// what is read
// -------------------------------------------------------------------------------------

const Event = struct('Event', {
  event: required('event', t.string),
  start: required('start_time', Timestamp),
  finish: required('finish_time', nullable(Timestamp)),
  details: optional('details', nullable(t.string))
})

const common = { service: 'compute', microversion: '2.104', id: 'id' } as const

/** Nested tables, and unions of them. */
const Thing = resource({
  ...common,
  name: 'Thing',
  path: '/things',
  keys: { one: 'thing', many: 'things' },
  paging: { by: 'marker', field: 'id', links: 'things_links' },
  operations: { get: 'GET', list: 'GET' },
  fields: {
    id: required('id', t.string),
    size: optional('size', t.number),
    tags: optional('tags', t.readonlyArray(t.string)),
    metadata: optional('metadata', dictionary(t.string)),
    events: optional('events', t.readonlyArray(Event)),
    flavor: optional('flavor', t.union([Event, dictionary(Event), t.literal('')])),
    anything: optional('anything', t.unknown)
  }
})

/** What is not declared is kept. */
const Image = resource({
  ...common,
  name: 'Image',
  path: '/images',
  keys: { many: 'images' },
  paging: { by: 'next', links: 'next' },
  operations: { get: 'GET', list: 'GET' },
  fields: { id: required('id', t.string), size: required('size', nullable(t.Integer)) },
  rest: { name: 'properties', codec: t.union([t.string, t.readonlyArray(Event), dictionary(t.unknown)]) }
})

/** An envelope around each item. */
const Keypair = resource({
  ...common,
  name: 'Keypair',
  id: 'name',
  path: '/keypairs',
  keys: { many: 'keypairs', item: 'keypair' },
  operations: { list: 'GET' },
  fields: { name: required('name', t.string), type: optional('type', t.keyof({ ssh: null, x509: null })) }
})

/** Attributes in headers alone. */
const Container = resource({
  ...common,
  name: 'Container',
  id: 'name',
  path: '/containers',
  keys: {},
  operations: {
    head: {
      method: 'HEAD',
      answer: {
        codec: struct('Container', {}),
        headers: {
          count: required('X-Count', t.number),
          isPublic: optional('X-Public', t.boolean),
          at: optional('X-At', Timestamp)
        }
      }
    }
  },
  fields: { name: required('name', t.string) }
})

/** No envelope at all. */
const { bare } = endpoints(
  { name: 'Bare', ...common },
  { bare: { method: 'GET', path: '/bare', list: { codec: t.union([Event, t.string]), paging: { by: 'none' } } } }
)

const event = { event: 'e', start_time: '2026-11-23T08:36:22.000001', finish_time: null, details: 'd' }
const thing = {
  id: 'a',
  size: 1,
  tags: ['x', 'y'],
  metadata: { k: 'v' },
  events: [event],
  flavor: { small: event },
  anything: [{ a: 1 }]
}
const image = { id: 'i', size: 5, os: 'linux', history: [event], more: { a: null } }
const links = [{ rel: 'next', href: 'http://x/y?marker=a' }]

interface Shape {
  readonly name: string
  readonly read: (cloud: Cloud<'compute'>) => () => Promise<E.Either<OpenStackError, unknown>>
  readonly good: Mangleable
}

const shapes: ReadonlyArray<Shape> = [
  { name: 'one', read: get(Thing)({ id: 'a' }), good: mangleable({ thing }) },
  { name: 'a page', read: list(Thing)({}), good: mangleable({ things: [thing, thing], things_links: links }) },
  { name: 'a rest', read: get(Image)({ id: 'a' }), good: mangleable(image) },
  { name: 'a page of rests', read: list(Image)({}), good: mangleable({ images: [image], next: '/images?marker=i' }) },
  {
    name: 'envelopes',
    read: list(Keypair)({}),
    good: mangleable({ keypairs: [{ keypair: { name: 'k', type: 'ssh' } }] })
  },
  { name: 'headers', read: head(Container)({ name: 'c' }), good: mangleable({}) },
  { name: 'a bare list', read: call(bare)({}), good: mangleable([event, 'x', event]) }
]

// -------------------------------------------------------------------------------------
// reading it
// -------------------------------------------------------------------------------------

const random = randomOf(20261123)
let said: HttpResponse = { status: 200, headers: {}, text: '' }
const cloud: Cloud<'compute'> = {
  compute: {
    microversions: async () => E.right({ min: '2.1', max: '2.104' }),
    policy: 'latest',
    send: () => async () => E.right(said)
  }
}
const readers = shapes.map(({ good, name, read }) => ({ name, good, read: read(cloud) }))

const nextAnswer = (name: string, good: Mangleable): HttpResponse => {
  if (name !== 'headers') return { status: 200, headers: {}, text: mangled(good, random) }
  const [count, open, at] = [oddHeader(random), oddHeader(random), oddHeader(random)]
  const often = random(3) > 0 ? { 'x-count': '7' } : {}
  return {
    status: 200,
    headers: {
      'x-count': count,
      ...often,
      ...(random(2) === 0 ? { 'x-public': open } : {}),
      ...(random(9) === 0 ? { 'x-at': at } : {})
    },
    text: ''
  }
}

/** What can be compared: a page without the call for the next one. */
const plain = (answer: E.Either<OpenStackError, unknown>): unknown => JSON.stringify(answer)

afterAll(() => decodeBy('generated'))

it(`reads ${bodies.toLocaleString('en')} generated bodies to a value or a DecodeError`, async () => {
  const seen = new Map<string, { values: number; errors: number }>()
  const others: Array<unknown> = []
  for (let i = 0; i < bodies; i++) {
    const { good, name, read } = readers[i % readers.length] as (typeof readers)[number]
    const way: Decoding = random(2) === 0 ? 'generated' : 'interpreted'
    said = nextAnswer(name, good)
    decodeBy(way)
    const answer = await read()
    const counts = seen.get(`${name}, ${way}`) ?? { values: 0, errors: 0 }
    seen.set(`${name}, ${way}`, counts)
    if (E.isRight(answer)) counts.values += 1
    else if (answer.left._tag === 'DecodeError') counts.errors += 1
    else others.push(answer.left)
    if (i % 20 === 0) {
      decodeBy('plain')
      const slowly = await read()
      if (!isDeepStrictEqual(plain(answer), plain(slowly))) others.push({ way, said, answer, slowly })
    }
  }
  expect(others).toEqual([])
  expect(seen.size).toBe(2 * shapes.length)
  const each = bodies / seen.size
  for (const [what, { errors, values }] of seen) {
    expect([what, values > each / 10, errors > each / 10]).toEqual([what, true, true])
  }
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined()
  expect(Object.keys(Object.prototype)).toEqual([])
}, 300_000)

it.each(['generated', 'interpreted', 'plain'] as const)(
  'reads deep nesting without running out of stack: %s',
  async (way) => {
    decodeBy(way)
    const read = get(Thing)({ id: 'a' })(cloud)
    const deep = (inside: string): string => `{"thing":{"id":"a",${inside}}}`
    const lists = '['.repeat(100_000) + ']'.repeat(100_000)
    said = { status: 200, headers: {}, text: deep(`"flavor":${lists}`) }
    expect(await read()).toMatchObject({ left: { _tag: 'DecodeError' } })
    said = { status: 200, headers: {}, text: deep(`"metadata":${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`) }
    expect(await read()).toMatchObject({ left: { _tag: 'DecodeError' } })
    said = { status: 200, headers: {}, text: deep(`"anything":${lists}`) }
    expect(E.isRight(await read())).toBe(true)
  },
  60_000
)
