import * as fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import * as O from 'fp-ts/lib/Option.js'
import * as t from 'io-ts'

import {
  call,
  type Cloud,
  create,
  endpoints,
  exchange,
  find,
  get,
  head,
  httpError,
  list,
  listAll,
  nullable,
  OpenStackFailure,
  optional,
  promises,
  remove,
  required,
  resource,
  since,
  struct,
  toPromise,
  transportError,
  type TransportReason,
  update
} from '../src/index.js'
import { cloudSaying, type Said } from './cloud-saying.js'

const Thing = resource({
  name: 'Thing',
  service: 'compute',
  microversion: '2.104',
  path: '/things',
  keys: { one: 'thing', many: 'things' },
  id: 'id',
  address: 'thingId',
  find: { filter: 'name' },
  paging: { by: 'marker', field: 'id', links: 'links' },
  operations: { list: 'GET', get: 'GET', remove: 'DELETE' },
  query: { limit: optional('limit', t.Integer), name: optional('name', t.string) },
  fields: { id: required('id', t.string), name: required('name', t.string) }
})
const face = promises({ things: Thing.endpoints })

const thing = (id: string) => ({ id, name: `name-${id}` })
const page = (id: string, last = false): Said => ({
  body: { things: [thing(id)], ...(last ? {} : { links: [{ rel: 'next', href: `x?marker=${id}` }] }) }
})
const three = [page('a'), page('b'), page('c', true)] as const

const caught = async (promise: Promise<unknown>): Promise<OpenStackFailure> => {
  try {
    await promise
  } catch (error) {
    if (error instanceof OpenStackFailure) return error
    throw error
  }
  throw new Error('nothing was thrown')
}

/** Everything that waits for nothing happens. */
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

describe('a method', () => {
  it('answers the item, or the item with what is known of the answer', async () => {
    const { cloud } = cloudSaying({ body: { thing: thing('a') }, headers: { 'x-openstack-request-id': 'req-1' } })
    const { things } = face(cloud)
    expect(await things.get({ thingId: 'a' })).toEqual(thing('a'))
    expect(await things.get.withMeta({ thingId: 'a' })).toEqual({
      data: thing('a'),
      meta: {
        operation: 'Thing.get',
        status: 200,
        requestIds: ['req-1'],
        microversion: '2.104',
        headers: { 'x-openstack-request-id': 'req-1' }
      }
    })
  })

  it('passes options on', async () => {
    const { asked, cloud } = cloudSaying({ body: { thing: thing('a') } })
    const options = { microversion: '2.50', timeout: 7, headers: { 'X-Mine': 'm' } } as const
    await face(cloud).things.get({ thingId: 'a' }, options)
    await face(cloud).things.get.withMeta({ thingId: 'a' }, options)
    for (const { headers, timeout } of asked) {
      expect([timeout, headers['X-Mine'], headers['OpenStack-API-Version']]).toEqual([7, 'm', 'compute 2.50'])
    }
    expect(asked).toHaveLength(2)
  })

  it('may be called with nothing, where nothing is needed', async () => {
    const { cloud } = cloudSaying({ body: { things: [] } })
    expect(await face(cloud).things.list.all()).toEqual([])
    // As from JavaScript.
    const get = face(cloud).things.get as unknown as { (): Promise<unknown>; withMeta: () => Promise<unknown> }
    expect((await caught(get())).error).toMatchObject({ _tag: 'RequestError', parameter: 'thingId' })
    expect((await caught(get.withMeta())).error).toMatchObject({ _tag: 'RequestError', parameter: 'thingId' })
  })

  it('throws one class, which holds the error', async () => {
    const { cloud } = cloudSaying({ status: 404, body: { itemNotFound: { message: 'No.' } } })
    const failure = await caught(face(cloud).things.remove({ thingId: 'a' }))
    expect(failure).toBeInstanceOf(Error)
    expect(failure.name).toBe('OpenStackFailure')
    expect(failure.message).toBe('compute answered 404 to DELETE /things/a: No.')
    expect(failure.error).toMatchObject({ _tag: 'HttpError', status: 404 })
    expect(failure.cause).toBeUndefined()
  })

  it('says what caused a failure', async () => {
    const cause = new Error('ECONNRESET')
    const error = transportError({ reason: 'reset', sent: true, method: 'GET', url: 'x', cause })
    expect((await caught(toPromise(async () => E.left(error)))).cause).toBe(cause)
    expect(await toPromise(async () => E.right(5))).toBe(5)
  })
})

describe('find', () => {
  it('answers the thing, undefined, or throws', async () => {
    const none: Said = { status: 404, body: {} }
    const byId = cloudSaying({ body: { thing: thing('a') } })
    expect(await face(byId.cloud).things.find('a')).toEqual(thing('a'))
    const byName = cloudSaying(none, page('a', true))
    expect(await face(byName.cloud).things.find('name-a', { limit: 5 }, { microversion: '2.50' })).toEqual(thing('a'))
    expect(byName.lines()).toEqual(['GET /things/name-a', 'GET /things?limit=5&name=name-a'])
    expect(byName.asked[1]?.headers['OpenStack-API-Version']).toBe('compute 2.50')
    expect(await face(cloudSaying(none, { body: { things: [] } }).cloud).things.find('x')).toBeUndefined()
    const two = cloudSaying(none, { body: { things: [thing('a'), { id: 'b', name: 'name-a' }] } })
    expect((await caught(face(two.cloud).things.find('name-a'))).error).toMatchObject({ _tag: 'RequestError' })
  })

  it('is there only where things are listed and got, and have names', () => {
    const { cloud } = cloudSaying({})
    const nameless = resource({
      name: 'Nameless',
      service: 'compute',
      path: '/x',
      keys: {},
      id: 'id',
      operations: { list: 'GET', get: 'GET' },
      fields: { id: required('id', t.string) }
    })
    const { list: listed, get: got } = Thing.endpoints
    const groups = promises({ nameless: nameless.endpoints, listed: { list: listed }, got: { get: got } })(cloud)
    expect(Object.values(groups).map((methods) => 'find' in methods)).toEqual([false, false, false])
    expect('find' in face(cloud).things).toBe(true)
  })
})

describe('a listing', () => {
  it('goes through all items with as many requests as there are pages', async () => {
    const { asked, cloud } = cloudSaying(...three)
    const ids: Array<string> = []
    for await (const { id } of face(cloud).things.list({ limit: 1 })) ids.push(id)
    expect(ids).toEqual(['a', 'b', 'c'])
    expect(asked.map(({ path }) => path)).toEqual([
      '/things?limit=1',
      '/things?limit=1&marker=a',
      '/things?limit=1&marker=b'
    ])
  })

  it('goes through pages, and answers all at once', async () => {
    const { cloud } = cloudSaying(...three)
    const pages: Array<ReadonlyArray<string>> = []
    for await (const { items } of face(cloud).things.list.pages({})) pages.push(items.map(({ id }) => id))
    expect(pages).toEqual([['a'], ['b'], ['c']])
    const again = cloudSaying(...three)
    expect(await face(again.cloud).things.list.all({})).toEqual(['a', 'b', 'c'].map(thing))
  })

  it('asks for nothing until it is asked', async () => {
    const { asked, cloud } = cloudSaying(...three)
    face(cloud).things.list({})
    await settle()
    expect(asked).toHaveLength(0)
  })

  it('fetches one page ahead, and no more, while the caller works', async () => {
    const { asked, cloud } = cloudSaying(...three)
    const iterator = face(cloud).things.list({})[Symbol.asyncIterator]()
    await iterator.next()
    await settle()
    expect(asked).toHaveLength(2)
    await settle()
    expect(asked).toHaveLength(2)
    await iterator.next()
    await settle()
    expect(asked).toHaveLength(3)
    await iterator.next()
    expect((await iterator.next()).done).toBe(true)
    expect(asked).toHaveLength(3)
  })

  it('fetches none ahead where that is not wanted', async () => {
    const { asked, cloud } = cloudSaying(...three)
    const iterator = face(cloud).things.list({}, { readAhead: false })[Symbol.asyncIterator]()
    for (const requests of [1, 2, 3]) {
      await iterator.next()
      await settle()
      expect(asked).toHaveLength(requests)
    }
    expect((await iterator.next()).done).toBe(true)
    expect(asked).toHaveLength(3)
  })

  /** Answers the first page; the ones after it only when told to, or when aborted. */
  const slow = () => {
    const { asked, cloud } = cloudSaying(page('a'))
    const aborted: Array<string> = []
    let sent = 0
    const held: Cloud<'compute'> = {
      compute: {
        ...cloud.compute,
        send: (request) => {
          if (sent++ === 0) return cloud.compute.send(request)
          asked.push(request)
          return () =>
            new Promise((resolve) => {
              const end = (): void => {
                aborted.push(request.path)
                resolve(E.left(transportError({ reason: 'aborted', sent: true, method: 'GET', url: request.path })))
              }
              if (request.signal?.aborted === true) end()
              else request.signal?.addEventListener('abort', end, { once: true })
            })
        }
      }
    }
    return { asked, aborted, cloud: held }
  }

  it('ends the request under way when the caller stops early, and asks no more', async () => {
    const { aborted, asked, cloud } = slow()
    for await (const { id } of face(cloud).things.list({})) {
      expect(id).toBe('a')
      await settle()
      expect(asked).toHaveLength(2)
      break
    }
    await settle()
    expect(aborted).toEqual(['/things?marker=a'])
    expect(asked).toHaveLength(2)
  })

  it('ends when the caller aborts, in the middle and before', async () => {
    const controller = new AbortController()
    const { aborted, asked, cloud } = slow()
    const iterator = face(cloud).things.list({}, { signal: controller.signal })[Symbol.asyncIterator]()
    await iterator.next()
    const waiting = caught(iterator.next())
    await settle()
    controller.abort()
    expect((await waiting).error).toMatchObject({ _tag: 'TransportError', reason: 'aborted' })
    expect(aborted).toEqual(['/things?marker=a'])
    expect(asked).toHaveLength(2)
    const late = slow()
    const refused = face(late.cloud).things.list({}, { signal: controller.signal })[Symbol.asyncIterator]()
    expect((await caught(refused.next())).error).toMatchObject({ _tag: 'TransportError', reason: 'aborted' })
    expect(late.asked).toHaveLength(0)
  })

  it('leaves no listener on the caller’s signal', async () => {
    const { signal } = new AbortController()
    const listeners = new Set<unknown>()
    const watched = new Proxy(signal, {
      get: (target, key) => {
        if (key === 'addEventListener') return (_: string, listener: unknown) => listeners.add(listener)
        if (key === 'removeEventListener') return (_: string, listener: unknown) => listeners.delete(listener)
        return Reflect.get(target, key, target) as unknown
      }
    })
    for await (const _ of face(cloudSaying(...three).cloud).things.list({}, { signal: watched })) {
      expect(listeners.size).toBe(1)
    }
    expect(listeners.size).toBe(0)
  })

  it('throws what goes wrong on a later page after the items before it', async () => {
    const { asked, cloud } = cloudSaying(page('a'), { status: 503, body: { message: 'Busy.' } })
    const seen: Array<string> = []
    const failure = await caught(
      (async () => {
        for await (const { id } of face(cloud).things.list({})) seen.push(id)
      })()
    )
    expect(seen).toEqual(['a'])
    expect(failure.error).toMatchObject({ _tag: 'HttpError', status: 503 })
    expect(asked).toHaveLength(2)
    expect((await caught(face(cloudSaying({ status: 500 }).cloud).things.list.all({}))).error).toMatchObject({
      status: 500
    })
  })
})

// -------------------------------------------------------------------------------------
// the two faces
// -------------------------------------------------------------------------------------

describe('the promise face and the functional face', () => {
  const Whole = resource({
    ...Thing,
    operations: {
      ...Thing.operations,
      head: {
        method: 'HEAD',
        answer: {
          codec: struct('Head', {}),
          headers: { size: required('X-Size', t.number), id: optional('X-Id', t.string) }
        }
      },
      create: 'POST',
      update: 'PUT'
    },
    input: { name: required('name', t.string), note: since('2.60', 'note', nullable(t.string)) }
  })
  const { rename } = endpoints(
    { name: 'Thing', service: 'compute', microversion: '2.104', path: '/things/{thingId}' },
    {
      rename: {
        method: 'POST',
        under: '/action',
        until: '2.90',
        body: { key: 'rename', fields: { name: required('name', t.string) } },
        answer: { key: 'thing', codec: Thing.codec, optional: true }
      }
    }
  )
  const face = promises({ things: { ...Whole.endpoints, rename } })
  const sent = ({ asked }: ReturnType<typeof cloudSaying>) =>
    asked.map(({ body, headers, method, path }) => ({ body, headers, method, path }))
  const versions = ['latest', '2.1', '2.60', '2.95', '2.200'] as const
  type Version = (typeof versions)[number]

  const wire = fc.constantFrom<unknown>(
    thing('a'),
    thing('b'),
    { id: 'a', name: 'name-b' },
    { id: 5, name: 'x' },
    { id: 'a' },
    null
  )
  const step: fc.Arbitrary<Said> = fc.oneof(
    wire.map((body): Said => ({ body: { thing: body } })),
    fc
      .tuple(fc.array(wire, { maxLength: 3 }), fc.option(fc.constantFrom('a', 'b', 'c')))
      .map(([things, marker]): Said => ({
        body: { things, ...(marker === null ? {} : { links: [{ rel: 'next', href: `x?marker=${marker}` }] }) },
        headers: { 'x-openstack-request-id': 'req-1' }
      })),
    fc
      .constantFrom(200, 204, 400, 403, 404, 409, 429, 500, 503)
      .map((status): Said => ({ status, body: { message: 'No.' } })),
    fc.constantFrom<unknown>('', '<html>', '{', 'null').map((body): Said => ({ body })),
    fc.constantFrom('5', 'x', '').map((size): Said => ({ headers: { 'x-size': size, 'x-id': 'a' } })),
    fc.constantFrom<TransportReason>('reset', 'timeout', 'dns').map((reason): Said => ({
      error: transportError({ reason, sent: true, method: 'GET', url: 'x' })
    })),
    fc.constant<Said>({
      error: httpError({
        status: 418,
        service: 's',
        operation: 'o',
        method: 'GET',
        route: '',
        path: '',
        requestIds: []
      })
    })
  )
  const script = fc.array(step, { minLength: 1, maxLength: 6 })

  const either = async (promise: Promise<unknown>): Promise<unknown> => {
    try {
      return E.right(await promise)
    } catch (error) {
      if (error instanceof OpenStackFailure) return E.left(error.error)
      throw error
    }
  }
  const gather = async <A>(items: AsyncIterable<A>): Promise<ReadonlyArray<A>> => {
    const gathered: Array<A> = []
    for await (const item of items) gathered.push(item)
    return gathered
  }

  type Faces = {
    readonly promised: (things: ReturnType<typeof face>['things'], id: string, at: Version) => Promise<unknown>
    readonly functional: (cloud: Cloud<'compute'>, id: string, at: Version) => Promise<E.Either<unknown, unknown>>
  }
  const faces: Readonly<Record<string, Faces>> = {
    get: {
      promised: (things, thingId) => things.get({ thingId }),
      functional: (cloud, thingId) => get(Thing)({ thingId })(cloud)()
    },
    'get with meta': {
      promised: (things, thingId) => things.get.withMeta({ thingId }),
      functional: (cloud, thingId) => exchange(Thing.endpoints.get)({ thingId })(cloud)()
    },
    remove: {
      promised: (things, thingId) => things.remove({ thingId }),
      functional: (cloud, thingId) => remove(Thing)({ thingId })(cloud)()
    },
    'get at a microversion': {
      promised: (things, thingId, microversion) => things.get({ thingId }, { microversion }),
      functional: (cloud, thingId, microversion) => get(Thing)({ thingId }, { microversion })(cloud)()
    },
    head: {
      promised: (things, thingId, microversion) => things.head({ thingId }, { microversion }),
      functional: (cloud, thingId, microversion) => head(Whole)({ thingId }, { microversion })(cloud)()
    },
    create: {
      promised: (things, name, microversion) => things.create({ name, note: 'n' }, { microversion }),
      functional: (cloud, name, microversion) => create(Whole)({ name, note: 'n' }, { microversion })(cloud)()
    },
    'create with meta': {
      promised: (things, name) => things.create.withMeta({ name }),
      functional: (cloud, name) => exchange(Whole.endpoints.create)({ name })(cloud)()
    },
    update: {
      promised: (things, thingId, microversion) => things.update({ thingId, note: null }, { microversion }),
      functional: (cloud, thingId, microversion) => update(Whole)({ thingId, note: null }, { microversion })(cloud)()
    },
    'remove what may be gone': {
      promised: (things, thingId) => things.remove({ thingId }, { missing: 'ok' }),
      functional: (cloud, thingId) => remove(Whole)({ thingId }, { missing: 'ok' })(cloud)()
    },
    'call anything': {
      promised: (things, thingId, microversion) => things.rename({ thingId, name: 'x' }, { microversion }),
      functional: (cloud, thingId, microversion) => call(rename)({ thingId, name: 'x' }, { microversion })(cloud)()
    },
    'a wrong input': {
      promised: (things, thingId) => things.create({ naem: thingId } as never),
      functional: (cloud, thingId) => create(Whole)({ naem: thingId } as never)(cloud)()
    },
    'list all at a microversion': {
      promised: (things, _, microversion) => things.list.all({}, { microversion }),
      functional: (cloud, _, microversion) => listAll(Thing)({}, { microversion })(cloud)()
    },
    'list all': {
      promised: (things) => things.list.all({ limit: 2 }),
      functional: (cloud) => listAll(Thing)({ limit: 2 })(cloud)()
    },
    iterate: {
      promised: (things) => gather(things.list({ limit: 2 })),
      functional: (cloud) => listAll(Thing)({ limit: 2 })(cloud)()
    },
    'iterate without reading ahead': {
      promised: (things) => gather(things.list({}, { readAhead: false })),
      functional: (cloud) => listAll(Thing)({})(cloud)()
    },
    'the first page': {
      promised: async (things) => {
        for await (const { items, meta } of things.list.pages({})) return { items, meta }
        return undefined
      },
      functional: async (cloud) => {
        const first = await list(Thing)({})(cloud)()
        return E.isLeft(first) ? first : E.right({ items: first.right.items, meta: first.right.meta })
      }
    },
    find: {
      promised: (things, idOrName) => things.find(idOrName),
      functional: async (cloud, idOrName) => {
        const found = await find(Thing)(idOrName)(cloud)()
        return E.isLeft(found) ? found : E.right(O.toUndefined(found.right))
      }
    }
  }

  it.each(Object.entries(faces))('say the same of any service: %s', async (_, { functional, promised }) => {
    const ends = new Set<string>()
    await fc.assert(
      fc.asyncProperty(
        script,
        fc.constantFrom('a', 'name-a', '', '..'),
        fc.constantFrom(...versions),
        async (...drawn) => {
          const [answers, id, version] = drawn
          const [one, other] = [cloudSaying(...answers), cloudSaying(...answers)]
          const answered = await functional(other.cloud, id, version)
          ends.add(answered._tag)
          expect(await either(promised(face(one.cloud).things, id, version))).toEqual(answered)
          // What was read ahead when an early end was called is asked for, but never waited for.
          expect(sent(one).slice(0, other.asked.length)).toEqual(sent(other))
        }
      ),
      { numRuns: 150 }
    )
    expect(ends.has('Left')).toBe(true)
  })
})
