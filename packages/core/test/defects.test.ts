/**
 * What openstacksdk was seen to do, and we never do. The numbers are those of our list of its reproduced defects; each
 * stands at the beginning of one title among the files of this name: here what is of the mechanism, in compute what is of
 * Nova's own resources, in config what is of configuration. More of some is tested elsewhere: redirects (4) by the
 * transport contract, creates (5), caches (34, 35) and secrets (36) by connection and identity.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import * as path from 'node:path'
import { inspect } from 'node:util'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

import * as E from 'fp-ts/lib/Either.js'
import * as O from 'fp-ts/lib/Option.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as t from 'io-ts'

import {
  call,
  changes,
  concurrency,
  type Clock,
  decodeBy,
  find,
  get,
  httpError,
  isForbidden,
  list,
  listAll,
  nullable,
  observe,
  OpenStackFailure,
  optional,
  type OpenStackError,
  promises,
  required,
  remove,
  type RequestEvent,
  resource,
  retry,
  type ServiceRequest,
  since,
  struct,
  Timestamp,
  type Transport,
  transportError,
  wait,
  waitGone
} from '../src/index.js'
import { cloudSaying, type Said } from './cloud-saying.js'
import { answers, asking, breaks, scripted } from './scripted.js'

const server = { name: 'Server', service: 'compute', microversion: '2.104', path: '/servers' } as const

const Server = resource({
  ...server,
  keys: { one: 'server', many: 'servers' },
  id: 'id',
  address: 'serverId',
  find: { filter: 'name', regex: true },
  paging: { by: 'marker', field: 'id', links: 'servers_links' },
  operations: { list: 'GET', get: 'GET', create: 'POST', remove: 'DELETE' },
  query: {
    name: optional('name', t.string),
    limit: optional('limit', t.Integer),
    locked: optional('locked', t.boolean),
    sortKeys: optional('sort_key', t.readonlyArray(t.string))
  },
  input: {
    name: required('name', t.string),
    adminPass: optional('adminPass', t.string),
    userData: optional('user_data', t.string)
  },
  fields: {
    id: required('id', t.string),
    name: required('name', t.string),
    status: optional('status', t.string),
    progress: optional('progress', t.number),
    tags: optional('tags', t.readonlyArray(t.string)),
    image: optional('image', t.union([struct('Image', { id: required('id', t.string) }), t.literal('')])),
    fault: optional('fault', struct('Fault', { message: required('message', t.string) }))
  }
})

const one = (id: string, more: object = {}): object => ({ id, name: `name-${id}`, ...more })
const page = (ids: ReadonlyArray<string>, marker?: string): Said => ({
  body: {
    servers: ids.map((id) => one(id)),
    ...(marker === undefined
      ? {}
      : { servers_links: [{ rel: 'next', href: `http://evil.example/servers?marker=${marker}` }] })
  }
})

/** A cloud that was used in every way, and is let go. */
const useOnce = async (): Promise<WeakRef<object>> => {
  const { cloud } = cloudSaying({ body: { server: one('a'), servers: [one('a')] } })
  const nova = promises({ servers: Server.endpoints })(cloud)
  await nova.servers.get({ serverId: 'a' })
  await nova.servers.list.all({})
  await wait(get(Server)({ serverId: 'a' }), { until: () => true })(cloud)()
  await find(Server)('a')(cloud)()
  return new WeakRef(cloud.compute)
}

const clockOf = (): Clock & { readonly slept: Array<number> } => {
  const slept: Array<number> = []
  return { slept, now: () => slept.reduce((a, b) => a + b, 0), sleep: async (ms) => void slept.push(ms) }
}

const busy: OpenStackError = httpError({
  status: 503,
  service: 'compute',
  operation: 'Server.get',
  method: 'GET',
  route: '/servers/{serverId}',
  path: '/servers/a',
  requestIds: []
})
const reset = transportError({ reason: 'reset', sent: true, method: 'GET', url: 'http://nova/servers/a' })

describe('objects', () => {
  it('21: what an answer no longer says is gone: a recovered server has no fault', async () => {
    const { cloud } = cloudSaying(
      { body: { server: one('a', { fault: { message: 'x' } }) } },
      { body: { server: one('a') } }
    )
    await get(Server)({ serverId: 'a' })(cloud)()
    expect(await get(Server)({ serverId: 'a' })(cloud)()).toEqual(E.right(one('a')))
  })

  it('25: nothing is coerced: a wrong type is an error that says where', () => {
    for (const progress of ['-3', '12.5', 'abc', 'False', null]) {
      expect(E.isLeft(Server.codec.decode(one('a', { progress })))).toBe(true)
    }
    expect(E.isLeft(Server.codec.decode(one('a', { image: 'm1' })))).toBe(true)
    expect(Server.codec.decode(one('a', { image: '' }))).toEqual(E.right(one('a', { image: '' })))
  })

  it('26: an item is a plain value: a changed copy says the same however it is read', () => {
    const read = Server.codec.decode(one('a'))
    if (E.isLeft(read)) throw new Error('unread')
    const renamed = { ...read.right, name: 'b' }
    expect([renamed.name, renamed['name'], Object.entries(renamed), { ...renamed }]).toEqual([
      'b',
      'b',
      [
        ['id', 'a'],
        ['name', 'b']
      ],
      { id: 'a', name: 'b' }
    ])
    expect(Server.codec.encode(renamed)).toEqual(one('a', { name: 'b' }))
    expect(read.right.name).toBe('name-a')
  })

  it('27: a nested value is the same each time it is looked at, and a change within it is a change', () => {
    const read = Server.codec.decode(one('a', { fault: { message: 'x' } }))
    if (E.isLeft(read)) throw new Error('unread')
    const { right: item } = read
    expect(item.fault).toBe(item.fault)
    expect(changes(item, { ...item, fault: { message: 'y' } })).toEqual({ fault: { message: 'y' } })
    expect(changes(item, { ...item, fault: { message: 'x' } })).toEqual({})
  })

  it('28: a name that one declaration has is no name of another', async () => {
    const common = { ...server, id: 'id', operations: { list: 'GET' } } as const
    const id = required('id', t.string)
    const Host = resource({
      ...common,
      name: 'Host',
      keys: { many: 'hosts' },
      query: { zone: optional('availability_zone', t.string) },
      fields: { id, zone: optional('availability_zone', t.string) }
    })
    const Zone = resource({ ...common, name: 'Zone', keys: { many: 'zones' }, fields: { id } })
    const { asked, cloud } = cloudSaying({ body: { hosts: [], zones: [] } })
    expect(Host.codec.decode({ id: 'a', availability_zone: 'z' })).toEqual(E.right({ id: 'a', zone: 'z' }))
    expect(Zone.codec.decode({ id: 'a', availability_zone: 'z' })).toEqual(E.right({ id: 'a' }))
    expect(await list(Host)({ zone: 'z' })(cloud)()).toMatchObject({ right: { items: [] } })
    expect(await list(Zone)({ zone: 'z' } as never)(cloud)()).toMatchObject({
      left: { _tag: 'RequestError', parameter: 'zone' }
    })
    expect(asked.map((request) => request.path)).toEqual(['/servers?availability_zone=z'])
  })

  it('29: what is declared on the ground of another has its id: in its address, in find, and as a marker', async () => {
    const Base = resource({
      ...server,
      name: 'Base',
      path: '/bases',
      keys: { one: 'base', many: 'bases' },
      id: 'name',
      address: 'baseName',
      paging: { by: 'marker', field: 'name', links: 'links' },
      operations: { list: 'GET', get: 'GET' },
      fields: { name: required('name', t.string) }
    })
    const Sub = resource({ ...Base, name: 'Sub', fields: { ...Base.fields, size: optional('size', t.number) } })
    const { cloud, lines } = cloudSaying(
      { body: { base: { name: 'a', size: 1 } } },
      { body: { bases: [{ name: 'a', size: 1 }], links: [{ rel: 'next', href: 'x' }] } },
      { body: { bases: [] } }
    )
    expect(await find(Sub)('a')(cloud)()).toEqual(E.right(O.some({ name: 'a', size: 1 })))
    expect(await listAll(Sub)({})(cloud)()).toEqual(E.right([{ name: 'a', size: 1 }]))
    expect(lines()).toEqual(['GET /bases/a', 'GET /bases', 'GET /bases?marker=a'])
  })

  it('36: no secret is shown: not by what watches, and not by an error that repeats what was sent', async () => {
    const seen: Array<RequestEvent> = []
    const { cloud } = cloudSaying(({ body }) => ({
      status: 400,
      headers: { 'set-cookie': 'session=hunter2-cookie' },
      body: { badRequest: { message: `Invalid input: ${typeof body === 'string' ? body : ''}` } }
    }))
    const { compute } = cloud
    const { send } = compute
    const over = (request: ServiceRequest) =>
      observe((event) => seen.push(event), { messages: 'bodies' })((() => send(request)) as Transport)(
        asking(request.method, { ...request, headers: { ...request.headers, 'X-Auth-Token': 'hunter2-token' } })
      )
    const watched = { compute: { ...compute, send: over as typeof send } }
    const wanted = { name: 'x', adminPass: 'hunter2-secret', userData: 'aHVudGVyMg==' }
    const refused = await call(Server.endpoints.create)(wanted)(watched)()
    expect(refused).toMatchObject({ left: { _tag: 'HttpError', status: 400 } })
    expect(seen.map(({ _tag }) => _tag)).toEqual(['RequestStarted', 'RequestEnded'])
    const shown = inspect([seen, refused], { depth: Infinity })
    expect(shown).toContain('"name":"x"')
    expect(shown).not.toMatch(/hunter2|aHVudGVyMg/)
  })

  it('37: neither declaring, nor calling, nor reading says anything to the console', async () => {
    const said = [
      ...(['log', 'info', 'warn', 'error', 'debug'] as const).map((name) => jest.spyOn(console, name)),
      jest.spyOn(process, 'emitWarning'),
      jest.spyOn(process.stderr, 'write')
    ]
    const Fresh = resource({ ...Server, name: 'Fresh' })
    const { cloud } = cloudSaying({ body: { server: one('a'), servers: [one('a')] } })
    const nova = promises({ servers: Fresh.endpoints })(cloud)
    await nova.servers.get({ serverId: 'a' })
    await nova.servers.create({ name: 'x' })
    await nova.servers.list.all({ limit: 1 })
    await nova.servers.remove({ serverId: 'a' })
    await find(Fresh)('a')(cloud)()
    await list(Fresh)({ naem: 'x' } as never)(cloud)()
    for (const spy of said) expect(spy).not.toHaveBeenCalled()
    jest.restoreAllMocks()
  })

  it('20: what was called with a cloud that nobody holds any more does not hold it either', async () => {
    const used = await useOnce()
    setFlagsFromString('--expose-gc')
    const collect = runInNewContext('gc') as () => void
    for (let i = 0; i < 10 && used.deref() !== undefined; i++) {
      await new Promise((resolve) => setImmediate(resolve))
      collect()
    }
    expect(used.deref()).toBeUndefined()
  })
})

describe('requests', () => {
  it('2: an unknown filter is refused, and the nearest name is said', async () => {
    const { asked, cloud } = cloudSaying(page([]))
    expect(await list(Server)({ naem: 'x' } as never)(cloud)()).toMatchObject({
      left: { _tag: 'RequestError', nearest: 'name' }
    })
    expect(asked).toEqual([])
  })

  describe('3: an id is one segment of a path, or refused', () => {
    it.each(['../os-services?binary=x#f', 'a/b', '%2e%2e', 'é', 'a b'])('%j addresses one server', async (serverId) => {
      const { asked, cloud } = cloudSaying({ body: { server: one('a') } })
      await get(Server)({ serverId })(cloud)()
      expect(asked[0]?.path).toBe(`/servers/${encodeURIComponent(serverId)}`)
    })

    it.each(['', '.', '..', '\ud800', undefined, null, 5])('%j is refused, for a delete too', async (serverId) => {
      const { asked, cloud } = cloudSaying({ status: 204 })
      const refused = { left: { _tag: 'RequestError', parameter: 'serverId' } }
      expect(await get(Server)({ serverId } as never)(cloud)()).toMatchObject(refused)
      expect(await remove(Server)({ serverId } as never)(cloud)()).toMatchObject(refused)
      expect(asked).toEqual([])
    })
  })

  it('30: a misspelt attribute of a create is refused', async () => {
    const { asked, cloud } = cloudSaying({ status: 202 })
    const refused = await call(Server.endpoints.create)({ name: 'x', adminPas: 'p' } as never)(cloud)()
    expect(refused).toMatchObject({ left: { _tag: 'RequestError', nearest: 'adminPass' } })
    expect(asked).toEqual([])
  })
})

describe('sending', () => {
  it.each([true, false])('5: a create that broke after it was sent (%s) is not sent again', async (sent) => {
    const { requests, transport } = scripted(breaks('timeout', sent), answers(202))
    const patient = retry({ clock: clockOf() })(transport)
    await patient(asking('POST', { body: '{}' }))()
    expect(requests).toHaveLength(sent ? 1 : 2)
  })

  it('19: n at once are n, and never n + 1', async () => {
    let [running, most] = [0, 0]
    const limited = concurrency(3)(() => async () => {
      most = Math.max(most, ++running)
      await new Promise((resolve) => setImmediate(resolve))
      running -= 1
      return E.right({ status: 200, headers: {}, text: '' })
    })
    await Promise.all(Array.from({ length: 20 }, () => limited(asking())()))
    expect(most).toBe(3)
  })

  it('35: nothing is remembered of answers, nor of one cloud for another', async () => {
    const [young, other] = [cloudSaying({ body: { server: one('a') } }), cloudSaying({ body: { server: one('a') } })]
    const old = {
      compute: { ...other.cloud.compute, microversions: async () => E.right({ min: '2.1', max: '2.50' } as const) }
    }
    for (let round = 0; round < 2; round++) {
      await get(Server)({ serverId: 'a' })(young.cloud)()
      await get(Server)({ serverId: 'a' })(old)()
    }
    const spoken = ({ asked }: typeof young) => asked.map(({ headers }) => headers['OpenStack-API-Version'])
    expect(spoken(young)).toEqual(['compute 2.104', 'compute 2.104'])
    expect(spoken(other)).toEqual(['compute 2.50', 'compute 2.50'])
  })
})

describe('paging', () => {
  it('4: a next link to another host is never asked: its marker is taken, and nothing else', async () => {
    const { cloud, lines } = cloudSaying(page(['a'], 'a'), page([]))
    await listAll(Server)({ limit: 1 })(cloud)()
    expect(lines()).toEqual(['GET /servers?limit=1', 'GET /servers?limit=1&marker=a'])
  })

  it('9: a Link header is read', async () => {
    const Linked = resource({
      ...server,
      name: 'Linked',
      path: '/things',
      keys: { many: 'things' },
      id: 'id',
      paging: { by: 'next' },
      operations: { list: 'GET' },
      fields: { id: required('id', t.string) }
    })
    const { cloud, lines } = cloudSaying(
      {
        headers: { link: '<http://other/x?a=1>; rel="first", <http://other/things?page=2&a=b%20c>; rel="next"' },
        body: { things: [{ id: 'a' }] }
      },
      { body: { things: [{ id: 'b' }] } }
    )
    expect(await listAll(Linked)({})(cloud)()).toEqual(E.right([{ id: 'a' }, { id: 'b' }]))
    expect(lines()).toEqual(['GET /things', 'GET /things?page=2&a=b%20c'])
  })

  it('18: who wants two that fit gets two, and asks for no more pages than they are on', async () => {
    const { asked, cloud } = cloudSaying(page(['a', 'b'], 'b'), page(['c', 'd'], 'd'), page(['e', 'f'], 'f'))
    const fitting: Array<string> = []
    const { servers } = promises({ servers: Server.endpoints })(cloud)
    for await (const { id } of servers.list({ limit: 2 }, { readAhead: false })) {
      if (['b', 'd', 'f'].includes(id)) fitting.push(id)
      if (fitting.length === 2) break
    }
    expect(fitting).toEqual(['b', 'd'])
    expect(asked).toHaveLength(2)
  })

  it('keeps no request that the service did not ask for: a full last page without a link is the last', async () => {
    const { asked, cloud } = cloudSaying(page(['a', 'b']))
    await listAll(Server)({ limit: 2 })(cloud)()
    expect(asked).toHaveLength(1)
  })
})

describe('errors', () => {
  it.each<[string, unknown]>([
    ['HTML', '<html>sign in</html>'],
    ['another envelope', { servr: {} }],
    ['an empty body', undefined],
    ['a list', []],
    ['null', 'null']
  ])('22: a 200 with %s is a DecodeError', async (_, body) => {
    const { cloud } = cloudSaying({ body })
    expect(await get(Server)({ serverId: 'a' })(cloud)()).toMatchObject({ left: { _tag: 'DecodeError' } })
  })

  const refusals = [400, 401, 403, 404, 405, 409, 410, 413, 429, 500, 503]
  const refusing = (status: number) =>
    cloudSaying({
      status,
      headers: { 'x-compute-request-id': 'req-1' },
      body: { fault: { message: 'Words.' } }
    }).cloud

  it.each(refusals)('23: a %i says itself, in the words of the service', async (status) => {
    expect(await get(Server)({ serverId: 'a' })(refusing(status))()).toMatchObject({
      left: { message: `compute answered ${status} to GET /servers/a: Words. (request req-1)`, detail: 'Words.' }
    })
  })

  it('24: every refusal is of one class, and silence of another, that say what they are', async () => {
    for (const status of refusals) {
      expect(await get(Server)({ serverId: 'a' })(refusing(status))()).toMatchObject({
        left: { _tag: 'HttpError', status, requestIds: ['req-1'] }
      })
    }
    const silent = cloudSaying({ error: reset })
    expect(await get(Server)({ serverId: 'a' })(silent.cloud)()).toEqual(E.left(reset))
    await expect(promises({ servers: Server.endpoints })(silent.cloud).servers.get({ serverId: 'a' })).rejects.toThrow(
      OpenStackFailure
    )
  })
})

describe('33: find takes a name to the letter, asks twice at most, and swallows nothing', () => {
  it('a 403 stays a 403', async () => {
    const { asked, cloud } = cloudSaying({ status: 403, body: { forbidden: { message: 'No.' } } })
    const found = await find(Server)('a')(cloud)()
    expect(E.isLeft(found) && isForbidden(found.left)).toBe(true)
    expect(asked).toHaveLength(1)
  })

  it('a 400, which Nova says of an id of the wrong form, leads to the name, and a 503 does not', async () => {
    const wrong = cloudSaying({ status: 400, body: {} }, { body: { servers: [one('a', { name: 'x' })] } })
    expect(await find(Server)('x')(wrong.cloud)()).toMatchObject({ right: O.some({ id: 'a' }) })
    const down = cloudSaying({ status: 503, body: {} })
    expect(await find(Server)('x')(down.cloud)()).toMatchObject({ left: { status: 503 } })
    expect(down.asked).toHaveLength(1)
  })

  it('a name is taken to the letter, whatever the service makes of it, in two requests', async () => {
    const { cloud, lines } = cloudSaying(
      { status: 404, body: {} },
      { body: { servers: [one('a', { name: 'web+1' }), one('b', { name: 'webb1' })] } }
    )
    expect(await find(Server)('web+1')(cloud)()).toMatchObject({ right: O.some({ id: 'a' }) })
    expect(lines()).toEqual(['GET /servers/web%2B1', `GET /servers?name=${encodeURIComponent('^web\\+1$')}`])
  })

  it('two of one name are an error that says their ids; none is none', async () => {
    const twice = cloudSaying(
      { status: 404, body: {} },
      { body: { servers: [one('a', { name: 'x' }), one('b', { name: 'x' })] } }
    )
    expect(await find(Server)('x')(twice.cloud)()).toMatchObject({
      left: { _tag: 'RequestError', message: 'Server.list has 2 called x: say the id, a or b' }
    })
    expect(await find(Server)('x')(cloudSaying({ status: 404, body: {} }, page([])).cloud)()).toEqual(E.right(O.none))
  })

  it('the pinned microversion holds for both halves', async () => {
    const { asked, cloud } = cloudSaying({ status: 404, body: {} }, page([]))
    await find(Server)('x', {}, { microversion: '2.50' })(cloud)()
    expect(asked.map(({ headers }) => headers['OpenStack-API-Version'])).toEqual(['compute 2.50', 'compute 2.50'])
  })
})

describe('32: a wait lives through passing trouble, and ends in time', () => {
  const look = get(Server)({ serverId: 'a' })
  const saying = (...statuses: ReadonlyArray<string | OpenStackError>) =>
    cloudSaying(
      ...statuses.map((status) =>
        typeof status === 'string' ? { body: { server: one('a', { status }) } } : { error: status }
      )
    )
  const active = { until: ({ status }: { readonly status?: string }) => status === 'ACTIVE' }

  it('passing trouble is lived through', async () => {
    const { asked, cloud } = saying('BUILD', busy, reset, 'ACTIVE')
    expect(await wait(look, { ...active, clock: clockOf() })(cloud)()).toMatchObject({ right: { status: 'ACTIVE' } })
    expect(asked).toHaveLength(4)
  })

  it('a 404 on the way is an error, and the end of a wait for removal', async () => {
    const gone = httpError({
      status: 404,
      service: 'compute',
      operation: 'Server.get',
      method: 'GET',
      route: '',
      path: '',
      requestIds: []
    })
    expect(await wait(look, { ...active, clock: clockOf() })(saying(gone).cloud)()).toMatchObject({
      left: { status: 404 }
    })
    expect(await waitGone(look, { clock: clockOf() })(saying('ACTIVE', busy, gone).cloud)()).toEqual(E.right(undefined))
  })

  it('the last look is at the deadline, never after, and no deadline is too short for one look', async () => {
    const clock = clockOf()
    const { asked, cloud } = saying('BUILD')
    expect(await wait(look, { ...active, clock, every: 2000, timeout: 5000 })(cloud)()).toMatchObject({
      left: { _tag: 'WaitError', reason: 'timeout', last: { status: 'BUILD' } }
    })
    expect(clock.now()).toBe(5000)
    expect(asked).toHaveLength(3)
    const none = saying('ACTIVE')
    expect(await wait(look, { ...active, clock: clockOf(), timeout: 0 })(none.cloud)()).toMatchObject({
      right: { status: 'ACTIVE' }
    })
  })

  it('a state that rules out the end is an error with what was seen', async () => {
    const fails = ({ status }: { readonly status?: string }) =>
      status === 'ERROR' ? 'the server went to ERROR' : undefined
    expect(await wait(look, { ...active, fails, clock: clockOf() })(saying('BUILD', 'ERROR').cloud)()).toMatchObject({
      left: { _tag: 'WaitError', reason: 'failed', message: 'the server went to ERROR', last: { status: 'ERROR' } }
    })
  })

  it('a state that is null, or not said at all, is looked at again', async () => {
    const Machine = resource({
      ...server,
      name: 'Machine',
      keys: { one: 'machine' },
      id: 'id',
      operations: { get: 'GET' },
      fields: { id: required('id', t.string), status: optional('status', nullable(t.string)) }
    })
    const { cloud } = cloudSaying(
      { body: { machine: { id: 'a', status: null } } },
      { body: { machine: { id: 'a' } } },
      { status: 404, body: {} }
    )
    expect(await waitGone(get(Machine)({ id: 'a' }), { clock: clockOf() })(cloud)()).toEqual(E.right(undefined))
  })

  it('an abort ends it at once', async () => {
    const controller = new AbortController()
    const { asked, cloud } = saying('BUILD')
    const waiting = wait(look, { ...active, signal: controller.signal })(cloud)()
    setTimeout(() => controller.abort(), 5)
    expect(await waiting).toMatchObject({ left: { _tag: 'TransportError', reason: 'aborted' } })
    expect(asked).toHaveLength(1)
  })
})

describe('microversions', () => {
  it('34: a discovery that failed is an error, and no call goes out at 2.1', async () => {
    const { asked, cloud } = cloudSaying({ body: {} })
    const broken = { compute: { ...cloud.compute, microversions: async () => E.left(busy) } }
    expect(await get(Server)({ serverId: 'a' })(broken)()).toEqual(E.left(busy))
    expect(asked).toEqual([])
  })
})

describe('timestamps', () => {
  it('are never read as local time, and keep their microseconds', () => {
    expect(Timestamp.decode('2018-04-25T01:26:36.000001')).toEqual(E.right('2018-04-25T01:26:36.000001'))
  })
})

it('nullable is null, optional is absent, and decoding may be done any way', () => {
  const Row = struct('Row', { a: required('a', nullable(t.string)), b: since('2.2', 'b', t.string) })
  for (const way of ['generated', 'interpreted', 'plain'] as const) {
    decodeBy(way)
    expect(pipe(Row.decode({ a: null }), E.map(Object.keys))).toEqual(E.right(['a']))
    expect(E.isLeft(Row.decode({}))).toBe(true)
    expect(E.isLeft(Row.decode({ a: null, b: null }))).toBe(true)
  }
  decodeBy('generated')
})

describe('this list', () => {
  const packages = path.resolve(__dirname, '../..')
  const files = readdirSync(packages)
    .map((name) => path.join(packages, name, 'test', 'defects.test.ts'))
    .filter((file) => existsSync(file))
  const titles = /\(\s*['"`](\d+): /g
  const numbers = files.flatMap((file) => [...readFileSync(file, 'utf8').matchAll(titles)].map(([, n]) => Number(n)))

  it('has each of the 39 defects once', () => {
    expect(files.length).toBeGreaterThanOrEqual(3)
    expect(numbers.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 39 }, (_, i) => i + 1))
  })
})
