/**
 * Hypervisors: the computes that servers run on, as their drivers describe them.
 *
 * All of it is for administrators, by default. Ids are numbers up to microversion 2.52 and UUIDs from 2.53 on.
 *
 * @see https://docs.openstack.org/api-ref/compute/#hypervisors-os-hypervisors
 * @since 0.1.0
 */
import {
  endpoints,
  type ItemOf,
  nullable,
  openString,
  optional,
  required,
  resource,
  since,
  struct,
  until
} from '@openstack-ts/core'
import * as t from 'io-ts'

import type { Input } from './input.js'
import { newest } from './newest.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

/**
 * A number up to microversion 2.52, a UUID from 2.53 on. One type for both, and not two kinds of hypervisor: calls take
 * either as it comes, and whoever wants to know which asks `typeof`.
 */
const Id = t.union([t.number, t.string])

/** A server that runs there. */
export interface HypervisorServer extends t.TypeOf<typeof HypervisorServer> {}

export const HypervisorServer = struct('HypervisorServer', {
  /** Its id. */
  serverId: required('uuid', t.string),
  /** What the hypervisor calls it, such as `instance-0000002a`. */
  name: required('name', t.string)
})

/** The `nova-compute` service of a hypervisor. */
export interface HypervisorService extends t.TypeOf<typeof HypervisorService> {}

export const HypervisorService = struct('HypervisorService', {
  /** The host it runs on. */
  host: required('host', t.string),
  /** A number up to microversion 2.52, a UUID from 2.53 on. */
  id: required('id', Id),
  /** `null` where it is enabled, or nobody said why not. */
  disabledReason: required('disabled_reason', nullable(t.string))
})

const identity = {
  /** What it calls itself; the name of a node where drivers have several. */
  hostname: required('hypervisor_hostname', t.string),
  /** A number up to microversion 2.52, a UUID from 2.53 on. */
  id: required('id', Id),
  /** Whether its service was heard of lately. */
  state: required('state', openString('up', 'down')),
  /** Whether its service takes new servers. */
  status: required('status', openString('enabled', 'disabled'))
} as const

const servers = t.readonlyArray(HypervisorServer)

const asked = {
  /** The servers of each hypervisor too; one without any lacks them before microversion 2.75. Microversion 2.53. */
  withServers: since('2.53', 'with_servers', t.boolean)
} as const

const query = {
  /** The most items of a page; the service has a maximum of its own. Microversion 2.33. */
  limit: since('2.33', 'limit', t.Integer),
  /** The id of the last hypervisor of the page before. Microversion 2.33. */
  marker: since('2.33', 'marker', Id),
  /** Only those whose name contains this; 404 where none does. Not together with `limit`. Microversion 2.53. */
  hostnamePattern: since('2.53', 'hypervisor_hostname_pattern', t.string),
  ...asked
} as const

/**
 * A compute that servers run on. One that is known to Nova and has not told of its resources yet has `null` for some of
 * them: its record comes first, and they are the columns of it that may be empty (`objects/compute_node.py`).
 */
export interface Hypervisor extends ItemOf<typeof Hypervisor> {}

export const Hypervisor = resource({
  name: 'Hypervisor',
  service: 'compute',
  microversion: newest,
  path: '/os-hypervisors',
  keys: { one: 'hypervisor', many: 'hypervisors' },
  id: 'id',
  address: 'hypervisorId',
  find: { field: 'hostname', filter: 'hostnamePattern', none: 404 },
  paging: { by: 'marker', field: 'id', links: 'hypervisors_links' },
  operations: { list: { method: 'GET', path: '/os-hypervisors/detail' }, get: { method: 'GET', query: asked } },
  query,
  fields: {
    /** Whatever the driver says: an object, and up to microversion 2.27 a text of JSON, or `null`. Up to 2.87. */
    cpuInfo: until('2.87', 'cpu_info', nullable(t.union([t.string, t.UnknownRecord]))),
    /** How many servers are being built, moved or removed there; `null` before it tells. Up to microversion 2.87. */
    currentWorkload: until('2.87', 'current_workload', nullable(t.number)),
    /** Whether its service takes new servers. */
    status: required('status', openString('enabled', 'disabled')),
    /** Whether its service was heard of lately. */
    state: required('state', openString('up', 'down')),
    /** What a new disk may actually take, in GiB; `null` where the driver does not say. Up to microversion 2.87. */
    diskAvailableLeast: until('2.87', 'disk_available_least', nullable(t.number)),
    /** Its address in the cloud's own network; `null` before it tells. */
    hostIp: optional('host_ip', nullable(t.string)),
    /** Disk that no server has been promised, in GiB; `null` before it tells. Up to microversion 2.87. */
    freeDiskGb: until('2.87', 'free_disk_gb', nullable(t.number)),
    /** Memory that no server has been promised, in MiB; `null` before it tells. Up to microversion 2.87. */
    freeRamMb: until('2.87', 'free_ram_mb', nullable(t.number)),
    /** What it calls itself; the name of a node where drivers have several. */
    hostname: required('hypervisor_hostname', t.string),
    /** What it is: `QEMU`, `fake`, `ironic` … */
    hypervisorType: optional('hypervisor_type', t.string),
    /** As the driver counts: 4002001 for QEMU 4.2.1. */
    hypervisorVersion: optional('hypervisor_version', t.union([t.number, t.string])),
    /** A number up to microversion 2.52, a UUID from 2.53 on. */
    id: required('id', Id),
    /** Disk of the host, in GiB. Up to microversion 2.87. */
    localGb: until('2.87', 'local_gb', t.number),
    /** Disk promised to servers, in GiB. Up to microversion 2.87. */
    localGbUsed: until('2.87', 'local_gb_used', t.number),
    /** Memory of the host, in MiB. Up to microversion 2.87. */
    memoryMb: until('2.87', 'memory_mb', t.number),
    /** Memory promised to servers or kept back, in MiB. Up to microversion 2.87. */
    memoryMbUsed: until('2.87', 'memory_mb_used', t.number),
    /** How many servers run there; `null` before it tells. Up to microversion 2.87. */
    runningVms: until('2.87', 'running_vms', nullable(t.number)),
    /** Where asked for with `withServers`. Microversion 2.53. */
    servers: since('2.53', 'servers', servers),
    /** The process that drives it. */
    service: required('service', HypervisorService),
    /** What `uptime` prints there; `null` where the driver does not say, or the host is down. Microversion 2.88. */
    uptime: since('2.88', 'uptime', nullable(t.string)),
    /** Processors of the host. Up to microversion 2.87. */
    vcpus: until('2.87', 'vcpus', t.number),
    /** Virtual processors promised to servers. Up to microversion 2.87. */
    vcpusUsed: until('2.87', 'vcpus_used', t.number)
  }
})

/** A hypervisor in short. */
export interface HypervisorSummary extends t.TypeOf<typeof HypervisorSummary> {}

export const HypervisorSummary = struct('HypervisorSummary', {
  ...identity,
  /** Where asked for: with `withServers` from microversion 2.53 on, or by `listServers` before. */
  servers: optional('servers', servers)
})

/** How long a hypervisor has been up. */
export interface HypervisorUptime extends t.TypeOf<typeof HypervisorUptime> {}

export const HypervisorUptime = struct('HypervisorUptime', {
  ...identity,
  /** Where the cloud says it beside the uptime. Microversion 2.53. */
  servers: since('2.53', 'servers', servers),
  /** What `uptime` prints there. */
  uptime: required('uptime', nullable(t.string))
})

/** All hypervisors, added up. */
export interface HypervisorStatistics extends t.TypeOf<typeof HypervisorStatistics> {}

export const HypervisorStatistics = struct('HypervisorStatistics', {
  /** How many there are. */
  count: required('count', t.number),
  /** How many servers are being built, moved or removed. */
  currentWorkload: required('current_workload', t.number),
  /** What new disks may actually take, in GiB; `null` where no driver says. */
  diskAvailableLeast: required('disk_available_least', nullable(t.number)),
  /** Disk that no server has been promised, in GiB. */
  freeDiskGb: required('free_disk_gb', t.number),
  /** Memory that no server has been promised, in MiB. */
  freeRamMb: required('free_ram_mb', t.number),
  /** Disk of all hosts, in GiB. */
  localGb: required('local_gb', t.number),
  /** Disk promised to servers, in GiB. */
  localGbUsed: required('local_gb_used', t.number),
  /** Memory of all hosts, in MiB. */
  memoryMb: required('memory_mb', t.number),
  /** Memory promised to servers or kept back, in MiB. */
  memoryMbUsed: required('memory_mb_used', t.number),
  /** How many servers run. */
  runningVms: required('running_vms', t.number),
  /** Processors of all hosts. */
  vcpus: required('vcpus', t.number),
  /** Virtual processors promised to servers. */
  vcpusUsed: required('vcpus_used', t.number)
})

// -------------------------------------------------------------------------------------
// endpoints
// -------------------------------------------------------------------------------------

const short = { key: 'hypervisors', codec: HypervisorSummary } as const

const onHypervisor = endpoints(
  { name: 'Hypervisor', service: 'compute', microversion: newest, method: 'GET', path: '/os-hypervisors' },
  {
    /** Ids, names and states only. Administrators. */
    listSummaries: { query, list: { ...short, paging: { by: 'marker', field: 'id', links: 'hypervisors_links' } } },
    /**
     * What all of them have and promised, added up. Administrators. Up to microversion 2.87; Placement says it since.
     */
    getStatistics: {
      until: '2.87',
      under: '/statistics',
      answer: { key: 'hypervisor_statistics', codec: HypervisorStatistics }
    },
    /** Those whose name contains a text. Administrators. Up to microversion 2.52; then `hostnamePattern` of `list`. */
    search: { until: '2.52', under: '/{hostnamePattern}/search', list: { ...short, paging: { by: 'none' } } },
    /** The same with their servers. Administrators. Up to microversion 2.52; then `withServers` of `list`. */
    listServers: { until: '2.52', under: '/{hostnamePattern}/servers', list: { ...short, paging: { by: 'none' } } },
    /** How long it has been up, in its own words. Administrators. Up to microversion 2.87; then `uptime` of `get`. */
    getUptime: {
      until: '2.87',
      under: '/{hypervisorId}/uptime',
      numbers: 'hypervisorId',
      answer: { key: 'hypervisor', codec: HypervisorUptime }
    }
  }
)

/** Everything that can be asked of hypervisors. */
export const hypervisors = {
  /** All of them, in full. Administrators. */
  list: Hypervisor.endpoints.list,
  /** One of them, by its id. Administrators. */
  get: Hypervisor.endpoints.get,
  ...onHypervisor
} as const

/** What a listing of hypervisors can be filtered by. */
export interface HypervisorFilter extends Input<typeof Hypervisor.endpoints.list> {}
