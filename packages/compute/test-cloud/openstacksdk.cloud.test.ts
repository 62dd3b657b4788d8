/**
 * Side by side with Debian's python3-openstacksdk: of every collection of the real cloud both read the same things, and of
 * every thing the same values.
 *
 * Each side is taken back to the wire: ours by encoding, theirs as it kept the body. What theirs does not keep is listed
 * by field; what both have is equal.
 */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

import { call, type Endpoint, fromEpochMicros, type Microversion, toPromise } from '@openstack-ts/core'

import { endpoints, waitForServer, waitForServerGone } from '../src/index.js'
import { hangUp, runId, seedOf, type SignedIn, signInAs, there, volumes } from './real-cloud.js'

const python = '/usr/bin/python3'
const installed = there && spawnSync(python, ['-c', 'import openstack']).status === 0
const suite = installed ? describe : describe.skip

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

type Wire = Readonly<Record<string, unknown>>

interface Theirs {
  readonly list: ReadonlyArray<Wire>
  readonly get: ReadonlyArray<Wire>
  /** The microversions that it says it spoke; none where it spoke the oldest. */
  readonly listedAt: ReadonlyArray<Microversion>
  readonly gotAt: ReadonlyArray<Microversion>
}

// oxlint-disable-next-line typescript/no-explicit-any -- any endpoint of compute, whatever it takes
type AnyCompute = Endpoint<'compute', any, any>

interface Collection {
  readonly list?: AnyCompute
  readonly get?: AnyCompute
  /** What a listing takes. */
  readonly filter?: Wire
  /** What a get takes, of an item as it was on the wire. */
  readonly address?: (item: Wire) => Wire
  /** What tells one from another, on the wire. */
  readonly id?: string
  readonly only?: 'admin'
  /** Of a listing without a filter, which items are this run's. */
  readonly own?: (item: Wire) => boolean
  /** Under which name of ours it lies. */
  readonly inside?: string
  /** Where both were asked at different moments, what may differ. */
  readonly volatile?: ReadonlyArray<string>
}

// -------------------------------------------------------------------------------------
// what openstacksdk 0.101 makes of answers
// -------------------------------------------------------------------------------------

/** What it drops, adds or makes into something else, by collection and field; everything else is equal. */
const known: Readonly<Record<string, ReadonlyArray<string>>> = {
  servers: ['locked_reason: dropped'],
  flavors: ['links: dropped'],
  keypairs: ['deleted_at: dropped', 'id: dropped', 'updated_at: dropped'],
  serverActions: ['instance_uuid: dropped', 'updated_at: dropped'],
  volumeAttachments: ['serverId: dropped'],
  quotaSet: ['reservation: added', 'usage: added'],
  usage: ['id: added']
}

// -------------------------------------------------------------------------------------
// what is compared
// -------------------------------------------------------------------------------------

/** A day that is over: what was used then no longer grows. */
const day = Date.UTC(2026, 10, 22)
const period = { start: fromEpochMicros(day * 1000), end: fromEpochMicros((day + 86_400_000) * 1000) }

const collections = (serverId: string, projectId: string): Readonly<Record<string, Collection>> => {
  const e = endpoints
  const own = ({ name }: Wire) => String(name).startsWith(runId)
  return {
    servers: {
      list: e.servers.list,
      get: e.servers.get,
      filter: { name: `^${runId}` },
      address: ({ id }) => ({ serverId: id })
    },
    flavors: { list: e.flavors.list, get: e.flavors.get, address: ({ id }) => ({ flavorId: id }) },
    keypairs: {
      list: e.keypairs.list,
      own,
      get: e.keypairs.get,
      address: ({ name }) => ({ keypairName: name }),
      id: 'name'
    },
    serverGroups: {
      own,
      list: e.serverGroups.list,
      get: e.serverGroups.get,
      address: ({ id }) => ({ serverGroupId: id })
    },
    serverActions: {
      list: e.serverActions.list,
      get: e.serverActions.get,
      filter: { serverId },
      address: ({ request_id: requestId }) => ({ serverId, requestId }),
      id: 'request_id'
    },
    volumeAttachments: {
      list: e.volumeAttachments.list,
      get: e.volumeAttachments.get,
      filter: { serverId },
      address: ({ volumeId }) => ({ serverId, volumeId }),
      id: 'volumeId'
    },
    serverInterfaces: {
      list: e.serverInterfaces.list,
      get: e.serverInterfaces.get,
      filter: { serverId },
      address: ({ port_id: portId }) => ({ serverId, portId }),
      id: 'port_id'
    },
    availabilityZones: { list: e.availabilityZones.list, id: 'zoneName' },
    zonesWithHosts: {
      list: e.availabilityZones.listWithHosts,
      id: 'zoneName',
      only: 'admin',
      volatile: ['updated_at']
    },
    extensions: { list: e.extensions.list, id: 'alias' },
    quotaSet: { get: e.quotaSets.get, address: () => ({ projectId }) },
    quotaSetDefaults: { get: e.quotaSets.getDefaults, address: () => ({ projectId }) },
    limits: { get: e.limits.get, address: () => ({}) },
    usage: {
      get: e.usages.getPage,
      address: () => ({ projectId, ...period }),
      inside: 'tenant_usage',
      volatile: ['uptime']
    },
    version: { get: e.versions.getCurrent, address: () => ({}) },
    aggregates: {
      list: e.aggregates.list,
      get: e.aggregates.get,
      address: ({ id }) => ({ aggregateId: String(id) }),
      only: 'admin'
    },
    hypervisors: {
      list: e.hypervisors.list,
      get: e.hypervisors.get,
      address: ({ id }) => ({ hypervisorId: String(id) }),
      only: 'admin'
    },
    services: { list: e.services.list, only: 'admin', volatile: ['updated_at'] },
    migrations: { list: e.migrations.list, only: 'admin' },
    serverMigrations: { list: e.serverMigrations.list, filter: { serverId }, only: 'admin' },
    usages: { list: e.usages.list, filter: period, id: 'tenant_id', only: 'admin' }
  }
}

// -------------------------------------------------------------------------------------
// comparing
// -------------------------------------------------------------------------------------

const isRecord = (u: unknown): u is Wire => typeof u === 'object' && u !== null && !Array.isArray(u)

/** Where the two differ, as `field: how`; items of a list and of a dictionary under one name. */
const differences = (ours: unknown, theirs: unknown, path: string): ReadonlyArray<string> => {
  if (Array.isArray(ours) && Array.isArray(theirs) && ours.length === theirs.length) {
    return ours.flatMap((item, i) => differences(item, theirs[i], path))
  }
  if (isRecord(ours) && isRecord(theirs)) {
    return [...new Set([...Object.keys(ours), ...Object.keys(theirs)])].flatMap((key) => {
      const where = path === '' ? key : `${path}.${key}`
      if (!(key in theirs)) return [`${where}: dropped`]
      if (!(key in ours)) return [`${where}: added`]
      return differences(ours[key], theirs[key], where)
    })
  }
  const same = JSON.stringify(ours) === JSON.stringify(theirs)
  return same ? [] : [`${path}: ${JSON.stringify(ours)} became ${JSON.stringify(theirs)}`]
}

const without = (keys: ReadonlyArray<string>, u: unknown): unknown =>
  Array.isArray(u)
    ? u.map((item) => without(keys, item))
    : isRecord(u)
      ? Object.fromEntries(
          Object.entries(u).flatMap(([key, item]) => (keys.includes(key) ? [] : [[key, without(keys, item)]]))
        )
      : u

const at = (versions: ReadonlyArray<Microversion>) => ({ microversion: versions[0] ?? '2.1' }) as const

interface Compared {
  readonly ids: { readonly ours: ReadonlyArray<unknown>; readonly theirs: ReadonlyArray<unknown> }
  readonly found: ReadonlyArray<string>
}

/** Asks for the same, at the microversion that they spoke. */
const compare = async (collection: Collection, theirs: Theirs, { run }: SignedIn): Promise<Compared> => {
  const { address = () => ({}), filter = {}, get, id = 'id', inside, list, own, volatile = [] } = collection
  const look = (ours: unknown, wire: unknown) => differences(without(volatile, ours), without(volatile, wire), '')
  const byId = (all: ReadonlyArray<Wire>) => all.toSorted((a, b) => String(a[id]).localeCompare(String(b[id])))
  const items: ReadonlyArray<unknown> = list === undefined ? [] : await run(call(list)(filter, at(theirs.listedAt)))
  const ours = byId(items.map((item) => list?.list?.codec.encode(item) as Wire).filter((item) => own?.(item) ?? true))
  const wires = byId(theirs.list)
  const found = ours.flatMap((item, i) => look(item, wires[i]))
  for (const wire of get === undefined ? [] : theirs.get) {
    const one = get?.answer?.codec.encode(await run(call(get)(address(wire), at(theirs.gotAt)))) as Wire
    found.push(...look(inside === undefined ? one : one[inside], wire))
  }
  return { ids: { ours: ours.map((item) => item[id]), theirs: wires.map((item) => item[id]) }, found }
}

// -------------------------------------------------------------------------------------
// tests
// -------------------------------------------------------------------------------------

suite('the same cloud, read by openstacksdk', () => {
  const accounts: Partial<Record<'admin' | 'demo', SignedIn>> = {}
  const undo: Array<() => Promise<unknown>> = []
  let theirs: Readonly<Record<string, Readonly<Record<string, Theirs>>>> = {}
  let compared: Readonly<Record<string, Collection>> = {}

  beforeAll(async () => {
    const [admin, demo] = await Promise.all([signInAs('admin'), signInAs('demo')])
    Object.assign(accounts, { admin, demo })
    const projectId = seedOf().projects['demo']?.id ?? ''
    const serverId = await furnish(demo, undo)
    compared = collections(serverId, projectId)
    const { status, stderr, stdout } = spawnSync(python, [join(__dirname, 'openstacksdk.py')], {
      env: { ...process.env },
      input: JSON.stringify({ serverId, projectId, name: runId, ...period }),
      encoding: 'utf8',
      maxBuffer: 1e8
    })
    if (status !== 0) throw new Error(stderr)
    theirs = JSON.parse(stdout)
  }, 240_000)

  afterAll(async () => {
    for (const step of undo.toReversed()) await step().catch(() => undefined)
    hangUp()
  }, 120_000)

  const names = Object.keys(collections('', ''))
  const cases = names.flatMap((name) =>
    (['admin', 'demo'] as const)
      .filter((account) => collections('', '')[name]?.only === undefined || account === 'admin')
      .map((account) => [name, account] as const)
  )

  it.each(cases)('%s, as %s', async (name, account) => {
    const signedIn = accounts[account]
    const collection = compared[name]
    const their = theirs[account]?.[name]
    if (signedIn === undefined || collection === undefined || their === undefined) throw new Error(`no ${name}`)
    const { found, ids } = await compare(collection, their, signedIn)
    expect(ids.ours).toEqual(ids.theirs)
    const differing = [...new Set(found)].toSorted()
    const expected = known[name] ?? []
    // The admin has no keypairs and servers of its own here.
    const wanted = account === 'demo' ? expected : expected.filter((difference) => differing.includes(difference))
    expect(differing).toEqual(wanted.toSorted())
  })
})

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

/** A server with something in every collection: a keypair, a group, a volume, a port, actions, a migration. */
const furnish = async ({ cloud, run }: SignedIn, undo: Array<() => Promise<unknown>>): Promise<string> => {
  const seed = seedOf()
  const { keypairs, serverGroups, servers, volumeAttachments } = endpoints
  const looks = { every: 500, atMost: 1000, timeout: 120_000 }
  const { id: group } = await run(call(serverGroups.create)({ name: `${runId}-group`, policy: 'soft-affinity' }))
  undo.push(() => run(call(serverGroups.remove)({ serverGroupId: group })))
  const key = await run(call(keypairs.create)({ name: `${runId}-key` }, { microversion: '2.91' }))
  undo.push(() => run(call(keypairs.remove)({ keypairName: key.name })))
  const { id: volumeId } = await run(call(volumes.create)({ name: `${runId}-volume`, size: 1 }))
  undo.push(() => run(call(volumes.remove)({ volumeId })))
  const { id: serverId } = await run(
    call(servers.create)({
      name: `${runId}-server`,
      flavorRef: '42',
      imageRef: seed.images['tiny'] ?? '',
      networks: [{ uuid: seed.networks['demo-net']?.id ?? '' }],
      keyName: key.name,
      metadata: { a: '1' },
      tags: ['one', 'two'],
      description: 'furnished',
      schedulerHints: { group }
    })
  )
  undo.push(async () => {
    await run(call(servers.remove)({ serverId }))
    await toPromise(waitForServerGone(serverId, looks)(cloud))
  })
  await run(waitForServer(serverId, 'ACTIVE', looks))
  await run(call(volumeAttachments.create)({ serverId, volumeId }))
  await run(call(servers.resize)({ serverId, flavorRef: '84' }))
  await run(waitForServer(serverId, 'VERIFY_RESIZE', looks))
  await run(call(servers.confirmResize)({ serverId }))
  await run(waitForServer(serverId, 'ACTIVE', looks))
  return serverId
}
