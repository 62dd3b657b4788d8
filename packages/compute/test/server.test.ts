import { call, find, list, type MicroversionPolicy, promises, type ServiceRequest } from '@openstack-ts/core'
import * as E from 'fp-ts/lib/Either.js'

import { compute, endpoints, Server, ServerSummary } from '../src/index.js'

// -------------------------------------------------------------------------------------
// a Nova that answers what it is told, and remembers what it was asked
// -------------------------------------------------------------------------------------

interface Said {
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: unknown
}

const novaSaying = (policy: MicroversionPolicy, ...answers: ReadonlyArray<Said>) => {
  const asked: Array<ServiceRequest> = []
  const cloud: Parameters<typeof compute>[0] = {
    compute: {
      microversions: async () => E.right({ min: '2.1', max: '2.104' }),
      policy,
      send: (request) => async () => {
        const said = answers[Math.min(asked.length, answers.length - 1)] ?? {}
        asked.push(request)
        const text = said.body === undefined ? '' : JSON.stringify(said.body)
        return E.right({ status: said.status ?? 200, headers: said.headers ?? {}, text })
      }
    }
  }
  const lines = (): ReadonlyArray<string> =>
    asked.map(({ body, method, path }) => `${method} ${path}${typeof body === 'string' ? ` ${body}` : ''}`)
  return { cloud, nova: compute(cloud), asked, lines }
}

const server = {
  id: 's1',
  name: 'web-1',
  status: 'ACTIVE',
  created: '2026-11-23T08:36:22Z',
  tenant_id: 'p',
  links: []
}

const created = { id: 's1', links: [], security_groups: [{ name: 'default' }], 'OS-DCF:diskConfig': 'MANUAL' }

// -------------------------------------------------------------------------------------
// listing
// -------------------------------------------------------------------------------------

describe('listing servers', () => {
  it('repeats what stands in a list, and joins tags by commas', async () => {
    const { lines, nova } = novaSaying('latest', { body: { servers: [] } })
    await nova.servers.list.all({
      allProjects: true,
      status: ['ERROR', 'SHUTOFF'],
      sortKey: ['host', 'created_at'],
      sortDir: ['asc', 'desc'],
      anyTags: ['web', 'blue'],
      locked: false
    })
    expect(lines()).toMatchInlineSnapshot(`
[
  "GET /servers/detail?all_tenants=true&sort_dir=asc&sort_dir=desc&sort_key=host&sort_key=created_at&status=ERROR&status=SHUTOFF&tags-any=web%2Cblue&locked=false",
]
`)
  })

  it('goes on after the last server, by its own parameters', async () => {
    const first = { servers: [server], servers_links: [{ rel: 'next', href: 'http://else.where/servers?marker=s1' }] }
    const { lines, nova } = novaSaying('latest', { body: first }, { body: { servers: [{ ...server, id: 's2' }] } })
    const found = await nova.servers.listSummaries.all({ name: '^web', limit: 1 })
    expect(found.map(({ id }) => id)).toEqual(['s1', 's2'])
    expect(lines()).toEqual(['GET /servers?limit=1&name=%5Eweb', 'GET /servers?limit=1&name=%5Eweb&marker=s1'])
  })

  it.each([
    ['tags', { tags: ['a'] }, '2.25', '2.26'],
    ['changesBefore', { changesBefore: '2026-11-23' }, '2.65', '2.66'],
    ['locked', { locked: true }, '2.72', '2.73'],
    ['sortKey', { sortKey: 'locked' }, '2.72', '2.73']
  ] as const)('does not ask a cloud for %s that would not heed it', async (...[name, filter, policy, since]) => {
    const { asked, cloud } = novaSaying(policy, { body: { servers: [] } })
    const answer = await list(Server)(filter as never)(cloud)()
    const message = expect.stringMatching(`^${name}.*${since.replace('.', '\\.')} or newer`) as unknown
    expect(answer).toMatchObject({ left: { _tag: 'MicroversionError', message } })
    expect(asked).toEqual([])
  })

  it('refuses columns that Nova takes and does not sort by', async () => {
    const { cloud } = novaSaying('latest', { body: { servers: [] } })
    expect(await list(Server)({ sortKey: 'vcpus' } as never)(cloud)()).toMatchObject({ left: { _tag: 'RequestError' } })
  })

  it('finds one by its exact name, though Nova reads names as expressions', async () => {
    const body = { servers: [{ ...server, name: 'web.1' }] }
    const { cloud, lines } = novaSaying('latest', { status: 404, body: {} }, { body })
    expect(await find(Server)('web.1')(cloud)()).toMatchObject({ right: { _tag: 'Some', value: { id: 's1' } } })
    expect(lines()).toEqual(['GET /servers/web.1', 'GET /servers/detail?name=%5Eweb%5C.1%24'])
  })

  it('reads what little a cell that is down leaves of a server', () => {
    const { links } = server
    expect(ServerSummary.decode({ id: 's1', status: 'UNKNOWN', links })).toEqual(
      E.right({ id: 's1', status: 'UNKNOWN', links })
    )
    const bare = { id: 's1', status: 'UNKNOWN', tenant_id: 'p', created: '2026-11-23T08:36:22Z', links }
    expect(E.map(Server.codec.encode)(Server.codec.decode(bare))).toEqual(E.right(bare))
  })
})

describe('a server', () => {
  it.each([
    ['a reference to its flavor', { id: '1', links: [] }],
    ['nothing of a flavor that was removed', {}],
    ['its flavor', { original_name: 'm1', vcpus: 1, ram: 512, disk: 1, ephemeral: 0, swap: 0, extra_specs: { a: 'b' } }]
  ])('has %s', (_, flavor) => {
    const wire = { ...server, flavor }
    expect(E.map(Server.codec.encode)(Server.codec.decode(wire))).toEqual(E.right(wire))
  })

  it('has a flavor that can be told from a reference', async () => {
    const flavor = { original_name: 'm1', vcpus: 4, ram: 512, disk: 1, ephemeral: 0, swap: 0 }
    const { nova } = novaSaying('latest', { body: { server: { ...server, flavor } } })
    const got = await nova.servers.get({ serverId: 's1' })
    expect(got.flavor !== undefined && 'vcpus' in got.flavor ? got.flavor.vcpus : undefined).toBe(4)
  })

  it('may boot from a volume', () => {
    const wire = { ...server, image: '' }
    expect(E.map(Server.codec.encode)(Server.codec.decode(wire))).toEqual(E.right(wire))
  })
})

// -------------------------------------------------------------------------------------
// making
// -------------------------------------------------------------------------------------

describe('making servers', () => {
  const wish = { name: 'web-1', flavorRef: '1', imageRef: 'i1' }

  it('puts hints beside the server, the cloud’s own among them', async () => {
    const { lines, nova } = novaSaying('latest', { status: 202, body: { server: created } })
    const schedulerHints = { group: 'g1', differentHost: ['s2', 's3'], others: { rack: 'r7' } }
    await nova.servers.create({ ...wish, networks: 'none', schedulerHints })
    await nova.servers.create({ ...wish, networks: 'none', schedulerHints: { group: 'g1' } })
    expect(lines()).toMatchInlineSnapshot(`
[
  "POST /servers {"server":{"name":"web-1","flavorRef":"1","imageRef":"i1","networks":"none"},"os:scheduler_hints":{"group":"g1","different_host":["s2","s3"],"rack":"r7"}}",
  "POST /servers {"server":{"name":"web-1","flavorRef":"1","imageRef":"i1","networks":"none"},"os:scheduler_hints":{"group":"g1"}}",
]
`)
  })

  it('boots from a volume that is made of an image', async () => {
    const { lines, nova } = novaSaying('latest', { status: 202, body: { server: created } })
    await nova.servers.create({
      name: 'db-1',
      flavorRef: '2',
      networks: [{ uuid: 'n1', fixedIp: '10.0.0.7', tag: 'front' }, { port: 'p1' }],
      blockDevices: [
        {
          sourceType: 'image',
          uuid: 'i1',
          destinationType: 'volume',
          volumeSize: 20,
          volumeType: 'ssd',
          bootIndex: 0,
          deleteOnTermination: false
        }
      ]
    })
    expect(lines()).toMatchInlineSnapshot(`
[
  "POST /servers {"server":{"name":"db-1","flavorRef":"2","networks":[{"uuid":"n1","fixed_ip":"10.0.0.7","tag":"front"},{"port":"p1"}],"block_device_mapping_v2":[{"volume_size":20,"delete_on_termination":false,"source_type":"image","uuid":"i1","destination_type":"volume","boot_index":0,"volume_type":"ssd"}]}}",
]
`)
  })

  it('answers one id for many', async () => {
    const { lines, nova } = novaSaying('2.36', { status: 202, body: { reservation_id: 'r-3fhpjulh' } })
    expect(await nova.servers.createMany({ ...wish, minCount: 2, maxCount: 5 })).toEqual({
      reservationId: 'r-3fhpjulh'
    })
    expect(lines()).toMatchInlineSnapshot(`
[
  "POST /servers {"server":{"name":"web-1","flavorRef":"1","imageRef":"i1","min_count":2,"max_count":5,"return_reservation_id":"True"}}",
]
`)
  })

  it.each([
    ['2.36', 'auto', 'MicroversionError'],
    ['2.37', undefined, 'RequestError'],
    ['2.37', 'auto', undefined],
    ['2.36', undefined, undefined]
  ] as const)('at %s, with networks %s: %s', async (policy, networks, tag) => {
    const { asked, cloud } = novaSaying(policy, { status: 202, body: { server: created } })
    const input = networks === undefined ? wish : { ...wish, networks }
    const answer = await call(endpoints.servers.create)(input)(cloud)()
    expect(E.isLeft(answer) ? answer.left._tag : undefined).toBe(tag)
    expect(asked).toHaveLength(tag === undefined ? 1 : 0)
  })

  it.each([
    ['2.31', false],
    ['2.32', true],
    ['2.36', true],
    ['2.37', false],
    ['2.41', false],
    ['2.42', true]
  ] as const)('tags networks at %s: %s', async (policy, takes) => {
    const { cloud } = novaSaying(policy, { status: 202, body: { server: created } })
    const answer = await call(endpoints.servers.create)({ ...wish, networks: [{ uuid: 'n1', tag: 'front' }] })(cloud)()
    expect(E.isRight(answer)).toBe(takes)
  })

  it.each([
    ['2.32', true],
    ['2.33', false],
    ['2.41', false],
    ['2.42', true]
  ] as const)('tags disks at %s: %s', async (policy, takes) => {
    const { cloud } = novaSaying(policy, { status: 202, body: { server: created } })
    const input = { ...wish, networks: [], blockDevices: [{ uuid: 'v1', tag: 'data' }] }
    expect(E.isRight(await call(endpoints.servers.create)(input)(cloud)())).toBe(takes)
  })

  it('takes files up to 2.56, and says so', async () => {
    const { cloud } = novaSaying('2.57')
    const input = { ...wish, networks: 'auto', personality: [{ path: '/a', contents: 'Yg==' }] } as const
    expect(await call(endpoints.servers.create)(input)(cloud)()).toMatchObject({
      left: { message: expect.stringContaining('2.56 or older') as unknown }
    })
  })

  it('never says a password in its complaint', async () => {
    const { cloud } = novaSaying('latest')
    const input = { ...wish, networks: 'auto', adminPass: { secret: 'hunter2' } }
    const answer = await call(endpoints.servers.create)(input as never)(cloud)()
    expect(answer).toMatchObject({ left: { _tag: 'RequestError', parameter: 'adminPass' } })
    expect(JSON.stringify(answer)).not.toContain('hunter2')
  })
})

describe('changing servers', () => {
  it('sends what is given and nothing else; null takes away', async () => {
    const { lines, nova } = novaSaying('latest', { body: { server } })
    await nova.servers.update({ serverId: 's1', description: null, pinnedAvailabilityZone: null })
    expect(lines()).toEqual(['PUT /servers/s1 {"server":{"description":null,"pinned_availability_zone":null}}'])
  })
})

// -------------------------------------------------------------------------------------
// the rest of a server
// -------------------------------------------------------------------------------------

it('offers what can be asked of a server under one name', () => {
  const names = Object.keys(promises(endpoints)(novaSaying('latest').cloud).servers)
  expect(names).toEqual(
    expect.arrayContaining(['find', 'start', 'migrate', 'getDiagnostics', 'listIps', 'listTags', 'getMetadata'])
  )
  expect(new Set(names).size).toBe(names.length)
})
