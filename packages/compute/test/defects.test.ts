/**
 * What openstacksdk was seen to do to Nova, and we never do, by its number in our list of its reproduced defects. Those
 * of the mechanism are in core's `defects.test.ts`, which also sees to it that each number is tested exactly once.
 */
import { call, find, get, isNotFound, listAll, remove } from '@openstack-ts/core'
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as RTE from 'fp-ts/lib/ReaderTaskEither.js'

import {
  endpoints,
  Keypair,
  Migration,
  Server,
  ServerAction,
  ServerGroup,
  VolumeAttachment,
  waitForServer
} from '../src/index.js'
import { novaSaying } from './nova-saying.js'

const { limits, quotaSets, servers, usages } = endpoints

const server = (id: string, more: object = {}) => ({
  id,
  name: `name-${id}`,
  status: 'ACTIVE',
  created: '2026-11-23T08:36:22Z',
  tenant_id: 'p',
  links: [],
  ...more
})
const missing = { status: 404, body: { itemNotFound: { message: 'No such thing.' } } }
const next = (marker: string) => [{ rel: 'next', href: `http://elsewhere/x?marker=${marker}&limit=9` }]

/** Some of a collection, as Nova pages by an offset. */
const some = (all: ReadonlyArray<object>, query: URLSearchParams): ReadonlyArray<object> => {
  const offset = Number(query.get('offset') ?? 0)
  return all.slice(offset, offset + Number(query.get('limit') ?? 1000))
}

// -------------------------------------------------------------------------------------
// what belongs to one server
// -------------------------------------------------------------------------------------

it('1: a tag that is added to one server shows on no other', async () => {
  const { cloud, lines } = novaSaying(
    { body: { server: server('a') } },
    { status: 201 },
    { body: { server: server('b') } },
    { body: { server: server('a') } }
  )
  const before = await get(Server)({ serverId: 'a' })(cloud)()
  expect(await call(servers.addTag)({ serverId: 'a', tag: 'blue' })(cloud)()).toEqual(E.right(undefined))
  const [other, again] = [await get(Server)({ serverId: 'b' })(cloud)(), await get(Server)({ serverId: 'a' })(cloud)()]
  expect(lines()[1]).toBe('PUT /servers/a/tags/blue')
  for (const read of [before, other, again]) {
    expect(E.isRight(read) && 'tags' in read.right).toBe(false)
    expect(JSON.stringify(read)).not.toContain('blue')
  }
})

it('17: the addresses of a server that is not there are an error that says which server', async () => {
  const { cloud, lines } = novaSaying(missing)
  expect(await call(servers.listIps)({ serverId: 's-17' })(cloud)()).toMatchObject({
    left: { _tag: 'HttpError', status: 404, message: expect.stringContaining('/servers/s-17/ips') as string }
  })
  expect(lines()).toEqual(['GET /servers/s-17/ips'])
})

it('31: a server that becomes ACTIVE without addresses is answered, and nothing is removed', async () => {
  const { cloud, lines } = novaSaying(
    { status: 202, body: { server: { id: 'a', links: [], security_groups: [], 'OS-DCF:diskConfig': 'MANUAL' } } },
    { body: { server: server('a', { status: 'BUILD', addresses: {} }) } },
    { body: { server: server('a', { addresses: {} }) } }
  )
  const wished = { name: 'web-1', imageRef: 'i', flavorRef: 'f', networks: 'none' } as const
  expect(await call(servers.create)(wished)(cloud)()).toMatchObject({ right: { id: 'a' } })
  const clock = { now: () => 0, sleep: async () => undefined }
  expect(await waitForServer('a', 'ACTIVE', { clock })(cloud)()).toMatchObject({
    right: { status: 'ACTIVE', addresses: {} }
  })
  expect(lines().map((line) => line.split(' ', 1)[0])).toEqual(['POST', 'GET', 'GET'])
})

// -------------------------------------------------------------------------------------
// paging
// -------------------------------------------------------------------------------------

it('6: a listing of usages ends, with as many requests as it has pages', async () => {
  const usage = (projectId: string) => ({
    start: '2026-11-01T00:00:00.000000',
    stop: '2026-11-02T00:00:00.000000',
    tenant_id: projectId,
    total_hours: 1,
    total_local_gb_usage: 1,
    total_memory_mb_usage: 1,
    total_vcpus_usage: 1
  })
  const { cloud, lines } = novaSaying(
    { body: { tenant_usages: [usage('p')], tenant_usages_links: next('s1') } },
    { body: { tenant_usages: [usage('q')], tenant_usages_links: next('s2') } },
    { body: { tenant_usages: [] } }
  )
  expect(await listAll({ endpoints: { list: usages.list } })({ limit: 1 })(cloud)()).toMatchObject({
    right: [{ projectId: 'p' }, { projectId: 'q' }]
  })
  expect(lines()).toHaveLength(3)
})

describe('7: what Nova pages by an offset, or not at all, has no duplicates and no end that is an error', () => {
  it('server groups', async () => {
    const groups = ['a', 'b', 'c'].map((id) => ({ id, name: id, members: [], project_id: 'p', user_id: 'u' }))
    const { cloud, lines } = novaSaying((query) => ({ body: { server_groups: some(groups, query) } }))
    const read = await listAll(ServerGroup)({ limit: 2 })(cloud)()
    expect(E.isRight(read) && read.right.map(({ id }) => id)).toEqual(['a', 'b', 'c'])
    expect(lines().some((line) => line.includes('marker'))).toBe(false)
  })

  it('the volumes of a server', async () => {
    const volumes = ['a', 'b', 'c'].map((volumeId) => ({ volumeId, serverId: 's', device: null }))
    const { cloud, lines } = novaSaying((query) => ({ body: { volumeAttachments: some(volumes, query) } }))
    const read = await listAll(VolumeAttachment)({ serverId: 's', limit: 2 })(cloud)()
    expect(E.isRight(read) && read.right.map(({ volumeId }) => volumeId)).toEqual(['a', 'b', 'c'])
    expect(lines().some((line) => line.includes('marker'))).toBe(false)
  })

  it('keypairs, whose pages need 2.35', async () => {
    const keypair = (name: string) => ({ keypair: { name, public_key: 'ssh-rsa', fingerprint: 'aa', type: 'ssh' } })
    const { cloud, lines, spoken } = novaSaying(
      { body: { keypairs: [keypair('a')], keypairs_links: next('a') } },
      { body: { keypairs: [keypair('b')] } }
    )
    const read = await listAll(Keypair)({ limit: 1 })(cloud)()
    expect(E.isRight(read) && read.right.map(({ name }) => name)).toEqual(['a', 'b'])
    expect(lines()).toEqual(['GET /os-keypairs?limit=1', 'GET /os-keypairs?limit=1&marker=a'])
    expect(new Set(spoken())).toEqual(new Set(['compute 2.104']))
  })
})

it('8: migrations go on by their uuid, never by their number', async () => {
  const migration = {
    id: 7,
    uuid: 'u-7',
    instance_uuid: 's',
    created_at: '2026-11-23T08:36:22.000000',
    updated_at: null,
    dest_compute: null,
    dest_host: null,
    dest_node: null,
    new_instance_type_id: null,
    old_instance_type_id: null,
    source_compute: null,
    source_node: null,
    status: 'done',
    migration_type: 'resize',
    user_id: null,
    project_id: null
  }
  const { cloud, lines } = novaSaying(
    { body: { migrations: [migration], migrations_links: [{ rel: 'next', href: 'http://elsewhere/x' }] } },
    { body: { migrations: [] } }
  )
  expect(await listAll(Migration)({ limit: 1 })(cloud)()).toMatchObject({ right: [{ id: 7 }] })
  expect(lines()).toEqual(['GET /os-migrations?limit=1', 'GET /os-migrations?limit=1&marker=u-7'])
})

// -------------------------------------------------------------------------------------
// microversions
// -------------------------------------------------------------------------------------

it('10: what Nova removed is called at the last microversion that has it', async () => {
  const { cloud, spoken } = novaSaying({ status: 202 })
  const address = '10.0.0.5'
  await call(servers.addFixedIp)({ serverId: 'a', networkId: 'n' })(cloud)()
  await call(servers.removeFixedIp)({ serverId: 'a', address })(cloud)()
  await call(servers.addFloatingIp)({ serverId: 'a', address })(cloud)()
  await call(servers.removeFloatingIp)({ serverId: 'a', address })(cloud)()
  await call(servers.getVncConsole)({ serverId: 'a', type: 'novnc' })(cloud)()
  expect(spoken()).toEqual([...Array.from({ length: 4 }, () => 'compute 2.43'), 'compute 2.5'])
})

it('11: the topology of a server is asked at 2.78 or newer, or not at all', async () => {
  const { asked, cloud, spoken } = novaSaying({ body: { nodes: [], pagesize_kb: null } })
  expect(await call(servers.getTopology)({ serverId: 'a' })(cloud)()).toMatchObject({ right: { nodes: [] } })
  expect(spoken()).toEqual(['compute 2.104'])
  expect(await call(servers.getTopology)({ serverId: 'a' }, { microversion: '2.77' })(cloud)()).toMatchObject({
    left: { _tag: 'MicroversionError', needs: { since: '2.78' } }
  })
  expect(asked).toHaveLength(1)
})

it('12: what evacuate no longer takes is refused before anything is sent, and is sent where it is taken', async () => {
  const { asked, cloud, lines } = novaSaying({ status: 200 })
  const [forced, shared] = [{ force: true }, { onSharedStorage: false }]
  expect(await call(servers.evacuate)({ serverId: 'a', ...forced })(cloud)()).toMatchObject({
    left: { _tag: 'MicroversionError', needs: { since: '2.29', until: '2.67' } }
  })
  expect(await call(servers.evacuate)({ serverId: 'a', ...shared })(cloud)()).toMatchObject({
    left: { _tag: 'MicroversionError', needs: { until: '2.13' } }
  })
  expect(asked).toEqual([])
  await call(servers.evacuate)({ serverId: 'a', ...forced }, { microversion: '2.67' })(cloud)()
  await call(servers.evacuate)({ serverId: 'a', ...shared }, { microversion: '2.13' })(cloud)()
  expect(lines()).toEqual([
    'POST /servers/a/action {"evacuate":{"force":true}}',
    'POST /servers/a/action {"evacuate":{"onSharedStorage":false}}'
  ])
})

// -------------------------------------------------------------------------------------
// parameters
// -------------------------------------------------------------------------------------

it('13: the quotas of one user of a project are set', async () => {
  const { cloud, lines } = novaSaying({ status: 500 })
  await call(quotaSets.update)({ projectId: 'p', userId: 'u', cores: 8 })(cloud)()
  expect(lines()).toEqual(['PUT /os-quota-sets/p?user_id=u {"quota_set":{"cores":8}}'])
})

it('14: limits are asked at their own address, and nothing else that is given becomes one', async () => {
  const { asked, cloud, lines } = novaSaying(missing)
  const odd = { error_message: 'Limits are gone', base_path: '/elsewhere' }
  for (const [parameter, value] of Object.entries(odd)) {
    expect(await call(limits.get)({ [parameter]: value })(cloud)()).toMatchObject({
      left: { _tag: 'RequestError', parameter }
    })
  }
  expect(asked).toEqual([])
  expect(await call(limits.get)({ projectId: 'Limits are gone' })(cloud)()).toMatchObject({
    left: { status: 404, detail: 'No such thing.' }
  })
  expect(lines()).toEqual(['GET /limits?tenant_id=Limits%20are%20gone'])
})

it('15: an action that is not there is said by its address, and may be nothing to who wants it so', async () => {
  const address = { serverId: 's-15', requestId: 'req-15' }
  const orNothing = pipe(
    get(ServerAction)(address),
    RTE.map((action): ServerAction | undefined => action),
    RTE.orElse((error) => (isNotFound(error) ? RTE.right(undefined) : RTE.left(error)))
  )
  const gone = await get(ServerAction)(address)(novaSaying(missing).cloud)()
  expect(E.isLeft(gone) && gone.left.message).toContain('/servers/s-15/os-instance-actions/req-15')
  expect(E.isLeft(gone) && gone.left.message).not.toMatch(/None|undefined/)
  expect(await orNothing(novaSaying(missing).cloud)()).toEqual(E.right(undefined))
  expect(await orNothing(novaSaying({ status: 503 }).cloud)()).toMatchObject({ left: { status: 503 } })
})

it('16: a removal by force may find the server gone, as any removal may', async () => {
  const forced = remove({ endpoints: { remove: servers.forceDelete } })
  const { cloud, lines } = novaSaying(missing)
  for (const removal of [remove(Server), forced]) {
    expect(await removal({ serverId: 'a' })(cloud)()).toMatchObject({ left: { status: 404 } })
    expect(await removal({ serverId: 'a' }, { missing: 'ok' })(cloud)()).toEqual(E.right(undefined))
  }
  expect(lines().slice(2)).toEqual(Array.from({ length: 2 }, () => 'POST /servers/a/action {"forceDelete":null}'))
  const refused = await forced({ serverId: 'a' }, { missing: 'ok' })(novaSaying({ status: 409 }).cloud)()
  expect(refused).toMatchObject({ left: { status: 409 } })
})

// -------------------------------------------------------------------------------------
// answers
// -------------------------------------------------------------------------------------

describe('38: what Nova answers is what is answered', () => {
  it('metadata after a merge is all of it, not what was sent', async () => {
    const { cloud, lines } = novaSaying({ body: { metadata: { old: '1', fresh: '2' } } })
    expect(await call(servers.updateMetadata)({ serverId: 'a', metadata: { fresh: '2' } })(cloud)()).toEqual(
      E.right({ old: '1', fresh: '2' })
    )
    expect(lines()).toEqual(['POST /servers/a/metadata {"metadata":{"fresh":"2"}}'])
  })

  it('a rescue answers the password to use', async () => {
    const { cloud } = novaSaying({ body: { adminPass: 'MySecret' } })
    expect(await call(servers.rescue)({ serverId: 'a' })(cloud)()).toEqual(E.right({ adminPass: 'MySecret' }))
  })

  it('a rebuild takes files as long as Nova does', async () => {
    const { cloud, lines } = novaSaying({ status: 500 })
    const wanted = { serverId: 'a', imageRef: 'i', personality: [{ path: '/etc/motd', contents: 'aGk=' }] }
    await call(servers.rebuild)(wanted, { microversion: '2.56' })(cloud)()
    expect(lines()[0]).toContain('"personality":[{"path":"/etc/motd","contents":"aGk="}]')
    expect(await call(servers.rebuild)(wanted)(cloud)()).toMatchObject({
      left: { _tag: 'MicroversionError', needs: { until: '2.56' } }
    })
  })

  it('the links of an image stay links, and become none of its properties', async () => {
    const image = { id: 'i', links: [{ rel: 'bookmark', href: 'http://nova/images/i' }] }
    const { cloud } = novaSaying({ body: { server: server('a', { image }) } })
    const read = await get(Server)({ serverId: 'a' })(cloud)()
    expect(E.isRight(read) && read.right.image).toEqual(image)
  })

  it('two of one name are said by their ids, in a sentence without holes', async () => {
    const both = [server('a', { name: 'x' }), server('b', { name: 'x' })]
    const { cloud } = novaSaying(missing, { body: { servers: both } })
    const found = await find(Server)('x')(cloud)()
    expect(E.isLeft(found) && found.left.message).toBe('Server.list has 2 called x: say the id, a or b')
  })
})
