import * as E from 'fp-ts/lib/Either.js'
import * as O from 'fp-ts/lib/Option.js'
import * as t from 'io-ts'

import { endpoints, find, optional, required, resource } from '../src/index.js'
import { cloudSaying, type Said } from './cloud-saying.js'

const base = {
  name: 'Thing',
  service: 'compute',
  microversion: '2.104',
  path: '/places/{placeId}/things',
  keys: { one: 'thing', many: 'things' },
  id: 'id',
  address: 'thingId',
  operations: { list: 'GET', get: { method: 'GET', query: { deep: optional('deep', t.boolean) } } },
  query: { name: optional('name', t.string), deep: optional('deep', t.boolean), colour: optional('colour', t.string) }
} as const
const fields = { id: required('id', t.string), name: required('name', t.string) }

const Exact = resource({ ...base, find: { filter: 'name' }, fields })
const Regex = resource({ ...base, find: { filter: 'name', regex: true }, fields })
const Unfiltered = resource({ ...base, paging: { by: 'marker', field: 'id', links: 'links' }, fields })
const Nameless = resource({ ...base, fields: { id: required('id', t.string) } })

const thing = (id: string, name: string) => ({ id, name })
const none: Said = { status: 404, body: { itemNotFound: { message: 'No.' } } }
const things = (...found: ReadonlyArray<object>): Said => ({ body: { things: found } })
const place = { placeId: 'p' }

it('an id is found in one request', async () => {
  const { cloud, lines } = cloudSaying({ body: { thing: thing('a', 'x') } })
  expect(await find(Exact)('a', { ...place, deep: true, colour: 'red' })(cloud)()).toEqual(
    E.right(O.some(thing('a', 'x')))
  )
  expect(lines()).toEqual(['GET /places/p/things/a?deep=true'])
})

it('a name is found in two, where the service can filter', async () => {
  const { cloud, lines } = cloudSaying(none, things(thing('b', 'xy'), thing('a', 'x')))
  expect(await find(Exact)('x', { ...place, colour: 'red' })(cloud)()).toEqual(E.right(O.some(thing('a', 'x'))))
  expect(lines()).toEqual(['GET /places/p/things/x', 'GET /places/p/things?name=x&colour=red'])
})

it.each(['a.b', 'a*b', 'a+b', 'a?b', 'a^b', 'a$b', 'a{b', 'a}b', 'a(b', 'a)b', 'a|b', 'a[b', 'a]b', 'a\\b'])(
  'the name %j is said to the letter where the service reads expressions',
  async (name) => {
    const { asked, cloud } = cloudSaying(none, things())
    await find(Regex)(name, place)(cloud)()
    const expression = new URLSearchParams(asked[1]?.path.split('?')[1]).get('name') ?? ''
    expect(expression).not.toBe(`^${name}$`)
    expect(new RegExp(expression).test(name)).toBe(true)
    expect(new RegExp(expression).test(`${name}x`)).toBe(false)
    expect(new RegExp(expression).test(`x${name}`)).toBe(false)
  }
)

it('where the service cannot filter, pages are read until it is sure', async () => {
  const more = { links: [{ rel: 'next', href: 'x?marker=m' }] }
  const { cloud, lines } = cloudSaying(
    none,
    { body: { things: [thing('m', 'y')], ...more } },
    { body: { things: [thing('a', 'x')] } }
  )
  expect(await find(Unfiltered)('x', place)(cloud)()).toEqual(E.right(O.some(thing('a', 'x'))))
  expect(lines()).toHaveLength(3)
  const twice = cloudSaying(none, { body: { things: [thing('m', 'x'), thing('n', 'x')], ...more } })
  expect(await find(Unfiltered)('x', place)(twice.cloud)()).toMatchObject({
    left: { _tag: 'RequestError', message: expect.stringContaining('has 2 called x: say the id, m or n') as string }
  })
  expect(twice.asked).toHaveLength(2)
})

it.each([400, 404])('a %s is no such id', async (status) => {
  const { cloud } = cloudSaying({ status, body: {} }, things())
  expect(await find(Exact)('x', place)(cloud)()).toEqual(E.right(O.none))
})

it.each([401, 403, 409, 500, 503])('a %s is an error', async (status) => {
  const { asked, cloud } = cloudSaying({ status, body: {} })
  expect(await find(Exact)('x', place)(cloud)()).toMatchObject({ left: { _tag: 'HttpError', status } })
  expect(asked).toHaveLength(1)
})

it('so is one of the listing', async () => {
  const { cloud } = cloudSaying(none, { status: 503, body: {} })
  expect(await find(Exact)('x', place)(cloud)()).toMatchObject({ left: { _tag: 'HttpError', status: 503 } })
})

it('what cannot be an id may be a name', async () => {
  const { cloud, lines } = cloudSaying(things(thing('a', '..')))
  expect(await find(Exact)('..', place)(cloud)()).toEqual(E.right(O.some(thing('a', '..'))))
  expect(lines()).toEqual(['GET /places/p/things?name=..'])
})

it('what has no name is found by id alone', async () => {
  const { asked, cloud } = cloudSaying(none)
  expect(await find(Nameless)('x', place)(cloud)()).toEqual(E.right(O.none))
  expect(asked).toHaveLength(1)
})

it('endpoints that say nothing of ids find nothing by them', async () => {
  const bare = endpoints(
    { name: 'Bare', service: 'compute', method: 'GET', path: '/bare' },
    {
      list: { list: { codec: t.UnknownRecord, paging: { by: 'none' } } },
      get: { under: '/{id}', answer: { codec: t.UnknownRecord } }
    }
  )
  const { asked, cloud } = cloudSaying({ body: {} })
  expect(await find({ endpoints: bare })('x')(cloud)()).toEqual(E.right(O.none))
  expect(asked).toHaveLength(0)
})
