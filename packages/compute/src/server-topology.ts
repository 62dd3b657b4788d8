/**
 * The NUMA topology of a server. Whoever may read the project's servers sees it, but for what it says of the host:
 * administrators only, by default. Microversion 2.78.
 *
 * @see https://docs.openstack.org/api-ref/compute/#servers-topology-servers-topology
 * @since 0.1.0
 */
import { dictionary, endpoints, nullable, optional, required, struct } from '@openstack-ts/core'
import * as t from 'io-ts'

import { newest } from './newest.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

/** A NUMA node of a server. */
export interface TopologyNode extends t.TypeOf<typeof TopologyNode> {}

export const TopologyNode = struct('TopologyNode', {
  /** The host's processor for each of the server's. Administrators only. */
  cpuPinning: optional('cpu_pinning', dictionary(t.number)),
  /** The host's NUMA node. Administrators only. */
  hostNode: optional('host_node', t.number),
  /** MiB. */
  memoryMb: required('memory_mb', t.number),
  /** Processors that share a core. */
  siblings: required('siblings', t.readonlyArray(t.readonlyArray(t.number))),
  /** The server's processors that are on it. */
  vcpuSet: required('vcpu_set', t.readonlyArray(t.number))
})

/** How a server lies on its host. Microversion 2.78. */
export interface ServerTopology extends t.TypeOf<typeof ServerTopology> {}

export const ServerTopology = struct('ServerTopology', {
  /** None where the server has no NUMA topology. */
  nodes: required('nodes', t.readonlyArray(TopologyNode)),
  /** KiB; `null` for the host's usual. */
  pagesizeKb: required('pagesize_kb', nullable(t.number))
})

// -------------------------------------------------------------------------------------
// endpoints
// -------------------------------------------------------------------------------------

/** What can be asked of a server's topology. */
export const serverTopologies = endpoints(
  { name: 'Server', service: 'compute', microversion: newest, method: 'GET', path: '/servers/{serverId}' },
  {
    /** Which processors and how much memory on which NUMA nodes. Microversion 2.78. */
    getTopology: { under: '/topology', since: '2.78', answer: { codec: ServerTopology } }
  }
)
