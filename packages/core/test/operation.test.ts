import * as E from 'fp-ts/lib/Either.js'
import * as O from 'fp-ts/lib/Option.js'
import * as t from 'io-ts'

import {
  call,
  endpoints,
  exchange,
  get,
  list,
  listAll,
  nullable,
  optional,
  promises,
  remove,
  required,
  resource,
  since,
  struct
} from '../src/index.js'
import { cloudSaying, type Said } from './cloud-saying.js'

const Thing = resource({
  name: 'Thing',
  service: 'compute',
  microversion: '2.104',
  path: '/places/{placeId}/things',
  keys: { one: 'thing', many: 'things' },
  id: 'id',
  address: 'thingId',
  paging: { by: 'marker', field: 'id', links: 'things_links' },
  operations: { list: 'GET', get: 'GET', create: 'POST', update: 'PUT', remove: 'DELETE' },
  query: { limit: optional('limit', t.Integer), colour: since('2.10', 'colour', t.string) },
  input: { name: required('name', t.string), note: since('2.20', 'note', nullable(t.string)) },
  fields: {
    id: required('id', t.string),
    name: required('name', t.string),
    note: since('2.20', 'note', nullable(t.string))
  }
})

const acts = endpoints(
  { name: 'Thing', service: 'compute', microversion: '2.104', method: 'POST', path: '/things/{thingId}/action' },
  {
    stop: { body: { key: 'os-stop' } },
    reboot: { body: { key: 'reboot', fields: { type: required('type', t.keyof({ SOFT: null, HARD: null })) } } },
    setItem: {
      method: 'PUT',
      path: '/things/{thingId}/metadata/{key}',
      body: { key: 'meta', fields: { value: required('{key}', t.string) } }
    },
    old: { until: '2.35', body: { key: 'old' } }
  }
)

const thing = { id: 'a', name: 'one', note: null }

describe('what is already gone', () => {
  const gone: Said = { status: 404, body: {} }
  const Answering = resource({
    name: 'Answering',
    service: 'compute',
    path: '/things',
    keys: {},
    id: 'id',
    operations: { remove: { method: 'DELETE', answer: { codec: t.string } } },
    fields: { id: required('id', t.string) }
  })

  it('is fine where that is asked for, of any call that answers nothing, on both faces', async () => {
    const { cloud } = cloudSaying(gone)
    const address = { placeId: 'p', thingId: 'a' }
    expect(await remove(Thing)(address, { missing: 'ok' })(cloud)()).toEqual(E.right(undefined))
    expect(await remove(Answering)({ id: 'a' }, { missing: 'ok' })(cloud)()).toEqual(E.right(undefined))
    expect(await call(acts.stop)({ thingId: 'a' }, { missing: 'ok' })(cloud)()).toEqual(E.right(undefined))
    const face = promises({ things: { ...Thing.endpoints, ...acts } })(cloud)
    expect(await face.things.remove(address, { missing: 'ok' })).toBeUndefined()
    expect(await face.things.stop({ thingId: 'a' }, { missing: 'ok' })).toBeUndefined()
    await expect(face.things.stop({ thingId: 'a' })).rejects.toMatchObject({ error: { status: 404 } })
  })

  it('is an error otherwise, and so is anything else', async () => {
    expect(await call(acts.stop)({ thingId: 'a' })(cloudSaying(gone).cloud)()).toMatchObject({ left: { status: 404 } })
    const refused = cloudSaying({ status: 403, body: {} })
    expect(await call(acts.stop)({ thingId: 'a' }, { missing: 'ok' })(refused.cloud)()).toMatchObject({
      left: { status: 403 }
    })
  })
})

describe('get', () => {
  it('asks for the item and answers it', async () => {
    const { cloud, asked, lines } = cloudSaying({ body: { thing } })
    expect(await get(Thing)({ placeId: 'p', thingId: 'a' })(cloud)()).toEqual(E.right(thing))
    expect(lines()).toEqual(['GET /places/p/things/a'])
    expect(asked[0]?.headers).toMatchObject({ 'OpenStack-API-Version': 'compute 2.104', Accept: 'application/json' })
  })

  it.each(['', '.', '..'])('refuses the id %j', async (thingId) => {
    const { cloud, asked } = cloudSaying({ body: { thing } })
    expect(await get(Thing)({ placeId: 'p', thingId })(cloud)()).toMatchObject({
      left: { _tag: 'RequestError', parameter: 'thingId' }
    })
    expect(asked).toEqual([])
  })

  it('keeps an id within its segment', async () => {
    const { cloud, lines } = cloudSaying({ body: { thing } })
    await get(Thing)({ placeId: '../os-keypairs', thingId: 'a/b?c#d' })(cloud)()
    expect(lines()).toEqual(['GET /places/..%2Fos-keypairs/things/a%2Fb%3Fc%23d'])
  })
})

describe('call', () => {
  it('sends null, an envelope, a name from the path', async () => {
    const { cloud, lines } = cloudSaying({ status: 202 })
    await call(acts.stop)({ thingId: 'a' })(cloud)()
    await call(acts.reboot)({ thingId: 'a', type: 'HARD' })(cloud)()
    await call(acts.setItem)({ thingId: 'a', key: 'k', value: 'v' })(cloud)()
    expect(lines()).toEqual([
      'POST /things/a/action {"os-stop":null}',
      'POST /things/a/action {"reboot":{"type":"HARD"}}',
      'PUT /things/a/metadata/k {"meta":{"k":"v"}}'
    ])
  })

  it('calls what was removed at the last version that had it', async () => {
    const { cloud, asked } = cloudSaying({ status: 202 })
    const answer = await exchange(acts.old)({ thingId: 'a' })(cloud)()
    expect(answer).toMatchObject({ right: { meta: { microversion: '2.35' } } })
    expect(asked[0]?.headers).toMatchObject({ 'OpenStack-API-Version': 'compute 2.35' })
  })

  it('refuses what the version lacks, and says what it needs', async () => {
    const { cloud, asked } = cloudSaying({ body: { things: [] } })
    const answer = await list(Thing)({ placeId: 'p', colour: 'red' }, { microversion: '2.9' })(cloud)()
    expect(answer).toMatchObject({
      left: {
        _tag: 'MicroversionError',
        message: 'colour of Thing.list needs microversion 2.10 or newer; this call speaks 2.9'
      }
    })
    expect(asked).toEqual([])
  })

  it('says the nearest name for an unknown one', async () => {
    const { cloud } = cloudSaying({ body: { things: [] } })
    const answer = await list(Thing)({ placeId: 'p', colur: 'red' } as never)(cloud)()
    expect(answer).toMatchObject({
      left: { _tag: 'RequestError', nearest: 'colour', message: 'Thing.list takes no colur: did you mean colour?' }
    })
  })
})

describe('list', () => {
  const pageOf = (id: string, more: boolean): Said => ({
    body: {
      things: [{ ...thing, id }],
      ...(more ? { things_links: [{ rel: 'next', href: `http://internal:1/x?limit=1&marker=${id}` }] } : {})
    }
  })

  it('goes on with our own parameters and the marker', async () => {
    const { cloud, lines } = cloudSaying(pageOf('a', true), pageOf('b', true), pageOf('c', false))
    const all = await listAll(Thing)({ placeId: 'p', limit: 1, colour: 'red' })(cloud)()
    expect(all).toMatchObject({ right: [{ id: 'a' }, { id: 'b' }, { id: 'c' }] })
    expect(lines()).toEqual([
      'GET /places/p/things?limit=1&colour=red',
      'GET /places/p/things?limit=1&colour=red&marker=a',
      'GET /places/p/things?limit=1&colour=red&marker=b'
    ])
  })

  it('breaks a loop with an error', async () => {
    const { cloud } = cloudSaying(pageOf('a', true))
    expect(await listAll(Thing)({ placeId: 'p' })(cloud)()).toMatchObject({
      left: { _tag: 'DecodeError', actual: 'marker=a again' }
    })
  })

  it('is an async iterable on the promise face', async () => {
    const { cloud, asked } = cloudSaying(pageOf('a', true), pageOf('b', false))
    const { things } = promises({ things: Thing.endpoints })(cloud)
    const ids: Array<string> = []
    for await (const { id } of things.list({ placeId: 'p' })) ids.push(id)
    expect(ids).toEqual(['a', 'b'])
    expect(asked).toHaveLength(2)
    expect(await list(Thing)({ placeId: 'p' })(cloud)()).toMatchObject({ right: { next: O.none } })
  })
})

describe('answers', () => {
  it('says where an answer is wrong, in wire names', async () => {
    const { cloud } = cloudSaying({
      body: { things: [thing, { ...thing, name: 5 }] },
      headers: { 'x-openstack-request-id': 'req-1' }
    })
    expect(await listAll(Thing)({ placeId: 'p' })(cloud)()).toMatchObject({
      left: { _tag: 'DecodeError', path: 'things[1].name', expected: 'string', actual: '5', requestIds: ['req-1'] }
    })
  })

  it.each([
    ['', 'empty'],
    ['<html><body>Sign in</body></html>', 'HTML: <html><body>Sign in</body></html>…'],
    [{}, 'missing'],
    [{ thing: null }, 'null'],
    [[], 'a list of 0']
  ])('never makes a thing of %j', async (body, actual) => {
    const { cloud } = cloudSaying({ body })
    expect(await get(Thing)({ placeId: 'p', thingId: 'a' })(cloud)()).toMatchObject({
      left: { _tag: 'DecodeError', actual }
    })
  })

  it('says a no with the service’s words and the request id', async () => {
    const { cloud } = cloudSaying({
      status: 404,
      headers: { 'x-openstack-request-id': 'req-1', 'x-compute-request-id': 'req-1' },
      body: { itemNotFound: { code: 404, message: 'Instance a could not be found.' } }
    })
    expect(await get(Thing)({ placeId: 'p', thingId: 'a' })(cloud)()).toMatchObject({
      left: {
        _tag: 'HttpError',
        fault: 'itemNotFound',
        message: 'compute answered 404 to GET /places/p/things/a: Instance a could not be found. (request req-1)'
      }
    })
  })
})

it('a struct is a table', () => {
  const Event = struct('Event', { event: required('event', t.string), hostId: since('2.62', 'hostId', t.string) })
  expect(Event.decode({ event: 'x', other: 1 })).toEqual(E.right({ event: 'x' }))
  expect(Event.encode({ event: 'x', hostId: 'h' })).toEqual({ event: 'x', hostId: 'h' })
})
