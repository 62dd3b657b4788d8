/**
 * What ours and openstacksdk are asked for, and what openstacksdk 0.101 is known to make of the answers.
 */
import { type Endpoint, type Microversion } from '@openstack-ts/core'

import { endpoints } from '../../src/index.js'
import { runId } from '../real-cloud.js'
import type { Furnished } from './furnish.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

export type Wire = Readonly<Record<string, unknown>>

export interface Theirs {
  readonly list: ReadonlyArray<Wire>
  readonly get: ReadonlyArray<Wire>
  /** The microversions that it says it spoke; none where it spoke the oldest. */
  readonly listedAt: ReadonlyArray<Microversion>
  readonly gotAt: ReadonlyArray<Microversion>
}

// oxlint-disable-next-line typescript/no-explicit-any -- any endpoint of compute, whatever it takes
type AnyCompute = Endpoint<'compute', any, any>

export interface Collection {
  readonly list?: AnyCompute
  readonly get?: AnyCompute
  /** What a listing takes. */
  readonly filter?: Wire
  /** What a listing takes as admin, beside that. */
  readonly adminFilter?: Wire
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

export interface Collections {
  readonly [name: string]: Collection
}

// -------------------------------------------------------------------------------------
// what openstacksdk 0.101 makes of answers
// -------------------------------------------------------------------------------------

/** What it drops, adds or makes into something else, by collection and field; everything else is equal. */
export const known: Readonly<Record<string, ReadonlyArray<string>>> = {
  servers: ['locked_reason: dropped'],
  flavors: ['links: dropped'],
  keypairs: ['deleted_at: dropped', 'id: dropped', 'updated_at: dropped'],
  serverActions: ['instance_uuid: dropped', 'updated_at: dropped'],
  volumeAttachments: ['serverId: dropped'],
  quotaSet: ['reservation: added', 'usage: added'],
  usage: ['id: added'],
  extensions: ['id: added'],
  migrations: ['links: dropped'],
  serverMigrations: ['server_uuid: dropped'],
  serverMigration: ['server_uuid: dropped'],
  // It has rows for those of 2.48 and later alone, and does not ask for them.
  hypervisorDiagnostics: [
    'cpu0_time: dropped',
    'memory: dropped',
    'vda_errors: dropped',
    'vda_read: dropped',
    'vda_read_req: dropped',
    'vda_write: dropped',
    'vda_write_req: dropped',
    'vnet1_rx: dropped',
    'vnet1_rx_drop: dropped',
    'vnet1_rx_errors: dropped',
    'vnet1_rx_packets: dropped',
    'vnet1_tx: dropped',
    'vnet1_tx_drop: dropped',
    'vnet1_tx_errors: dropped',
    'vnet1_tx_packets: dropped'
  ]
}

// -------------------------------------------------------------------------------------
// what is compared
// -------------------------------------------------------------------------------------

/** Our endpoints, under the names that openstacksdk.py gives the same. */
export const collections = (furnished: Furnished): Collections => ({
  ...ofServers(furnished),
  ...ofEverybody(furnished),
  ...ofOperators(furnished)
})

const e = endpoints
const own = ({ name }: Wire): boolean => String(name).startsWith(runId)

const ofServers = ({ serverId }: Furnished): Collections => ({
  servers: {
    list: e.servers.list,
    get: e.servers.get,
    filter: { name: `^${runId}` },
    adminFilter: { allProjects: true },
    address: ({ id }) => ({ serverId: id }),
    // The one that is on its way.
    volatile: ['progress']
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
  serverAddresses: { get: e.servers.listIps, address: () => ({ serverId }) },
  serverMetadata: { get: e.servers.getMetadata, address: () => ({ serverId }) },
  serverTags: { get: e.servers.listTags, address: () => ({ serverId }) },
  serverSecurityGroups: { list: e.servers.listSecurityGroups, filter: { serverId } }
})

const ofEverybody = ({ imageId, period, projectId }: Furnished): Collections => ({
  flavors: {
    list: e.flavors.list,
    get: e.flavors.get,
    // Theirs asks for those of every project, where it may.
    adminFilter: { isPublic: 'None' },
    address: ({ id }) => ({ flavorId: id })
  },
  flavorExtraSpecs: { get: e.flavors.getExtraSpecs, address: () => ({ flavorId: '666' }) },
  images: { list: e.images.list, get: e.images.get, address: ({ id }) => ({ imageId: id }) },
  imageMetadata: { get: e.images.getMetadata, address: () => ({ imageId }) },
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
  availabilityZones: { list: e.availabilityZones.list, id: 'zoneName' },
  extensions: {
    list: e.extensions.list,
    get: e.extensions.get,
    address: ({ alias }) => ({ alias }),
    id: 'alias'
  },
  quotaSet: { get: e.quotaSets.get, address: () => ({ projectId }) },
  quotaSetDefaults: { get: e.quotaSets.getDefaults, address: () => ({ projectId }) },
  quotaSetDetail: { get: e.quotaSets.getDetail, address: () => ({ projectId }) },
  limits: { get: e.limits.get, address: () => ({}) },
  usage: {
    get: e.usages.getPage,
    address: () => ({ projectId, ...period }),
    inside: 'tenant_usage',
    volatile: ['uptime']
  },
  version: { get: e.versions.getCurrent, address: () => ({}) }
})

const ofOperators = ({ flavorId, moverId, period, serverId }: Furnished): Collections => {
  const all: Collections = {
    zonesWithHosts: { list: e.availabilityZones.listWithHosts, id: 'zoneName', volatile: ['updated_at'] },
    aggregates: {
      list: e.aggregates.list,
      get: e.aggregates.get,
      address: ({ id }) => ({ aggregateId: String(id) })
    },
    hypervisors: {
      list: e.hypervisors.list,
      get: e.hypervisors.get,
      address: ({ id }) => ({ hypervisorId: String(id) })
    },
    services: { list: e.services.list, volatile: ['updated_at'] },
    migrations: { list: e.migrations.list },
    serverMigrations: { list: e.serverMigrations.list, filter: { serverId: moverId } },
    serverMigration: {
      get: e.serverMigrations.get,
      address: ({ id }) => ({ serverId: moverId, migrationId: String(id) })
    },
    flavorAccess: { list: e.flavors.listAccess, filter: { flavorId }, id: 'tenant_id' },
    quotaClassSet: { get: e.quotaClassSets.get, address: () => ({ quotaClass: 'default' }) },
    serverDiagnostics: { get: e.servers.getDiagnostics, address: () => ({ serverId }), volatile: ['uptime'] },
    hypervisorDiagnostics: { get: e.servers.getHypervisorDiagnostics, address: () => ({ serverId }) },
    usages: { list: e.usages.list, filter: period, id: 'tenant_id', volatile: ['uptime'] }
  }
  return Object.fromEntries(Object.entries(all).map(([name, one]) => [name, { ...one, only: 'admin' }]))
}
