import * as E from 'fp-ts/lib/Either.js'
import * as O from 'fp-ts/lib/Option.js'
import * as t from 'io-ts'

import { endpoints, find, optional, promises, required, resource, since } from '../src/index.js'
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

it('an id that was not to blame is no answer', async () => {
  const { asked, cloud } = cloudSaying(things())
  expect(await find(Exact)('x')(cloud)()).toMatchObject({
    left: { _tag: 'RequestError', operation: 'Thing.get', parameter: 'placeId' }
  })
  expect(await find(Exact)('..', { placeId: '.' })(cloud)()).toMatchObject({ left: { parameter: 'placeId' } })
  const wrong = { ...place, deep: 'yes' } as never
  expect(await find(Exact)('x', wrong)(cloud)()).toMatchObject({ left: { parameter: 'deep' } })
  expect(asked).toHaveLength(0)
})

describe('a filter that comes and goes', () => {
  const Young = resource({
    ...base,
    find: { filter: 'called', regex: true },
    query: { called: since('2.50', 'name', t.string), colour: since('2.60', 'colour', t.string) },
    fields
  })

  it.each([
    ['2.50', '?name=%5Ex%24'],
    ['2.49', '']
  ] as const)('is used where it is there: at %s', async (microversion, query) => {
    const { cloud, lines } = cloudSaying(none, things(thing('b', 'xy'), thing('a', 'x')))
    expect(await find(Young)('x', place, { microversion })(cloud)()).toEqual(E.right(O.some(thing('a', 'x'))))
    expect(lines()).toEqual(['GET /places/p/things/x', `GET /places/p/things${query}`])
  })

  it('is not taken for another that is not there', async () => {
    const { cloud } = cloudSaying(none, things())
    expect(await find(Young)('x', { ...place, colour: 'red' }, { microversion: '2.50' })(cloud)()).toMatchObject({
      left: { _tag: 'MicroversionError', feature: 'colour of Thing.list' }
    })
  })
})

describe('a name that is not called name', () => {
  const Host = resource({
    ...base,
    path: '/hosts',
    find: { field: 'hostname', filter: 'pattern', none: 404 },
    query: { pattern: optional('pattern', t.string) },
    fields: { id: required('id', t.string), hostname: required('host_name', t.string) }
  })
  const host = (id: string, name: string) => ({ id, host_name: name })

  it('is compared to the letter, whatever the filter lets through', async () => {
    const { cloud, lines } = cloudSaying(none, things(host('a', 'cmp-1'), host('b', 'cmp-11')))
    expect(await find(Host)('cmp-1')(cloud)()).toEqual(E.right(O.some({ id: 'a', hostname: 'cmp-1' })))
    expect(lines()).toEqual(['GET /hosts/cmp-1', 'GET /hosts?pattern=cmp-1'])
  })

  it('is nowhere where the service says so in its own way', async () => {
    expect(await find(Host)('x')(cloudSaying(none, none).cloud)()).toEqual(E.right(O.none))
    expect(await find(Exact)('x', place)(cloudSaying(none, none).cloud)()).toMatchObject({ left: { status: 404 } })
  })

  it('is found on the promise face too', async () => {
    const { cloud } = cloudSaying(none, things(host('a', 'cmp-1')))
    expect(await promises({ hosts: Host.endpoints })(cloud).hosts.find('cmp-1')).toEqual({ id: 'a', hostname: 'cmp-1' })
  })
})

it('what is known by its name is asked for once', async () => {
  const Key = resource({ ...base, path: '/keys', id: 'name', address: 'keyName', fields })
  const { asked, cloud } = cloudSaying(none)
  expect(await find(Key)('x')(cloud)()).toEqual(E.right(O.none))
  expect(asked).toHaveLength(1)
})

it('what has no name is found by id alone', async () => {
  const { asked, cloud } = cloudSaying(none)
  // @ts-expect-error there is no name to find it by
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
  // @ts-expect-error these are no things that have ids
  expect(await find({ endpoints: bare })('x')(cloud)()).toMatchObject({
    left: { _tag: 'RequestError', message: 'Bare.list does not say how its items are known: get them by id' }
  })
  expect(asked).toHaveLength(0)
})
