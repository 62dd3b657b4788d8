/**
 * Diagnostics of a server: what its hypervisor counts. Administrators only, by default.
 *
 * @see https://docs.openstack.org/api-ref/compute/#servers-diagnostics-servers-diagnostics
 * @since 0.1.0
 */
import { endpoints, nullable, openString, required, struct } from '@openstack-ts/core'
import * as t from 'io-ts'

import { newest } from './newest.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

const count = nullable(t.number)

/** One processor; `null` for what the hypervisor does not count. */
export interface CpuDiagnostics extends t.TypeOf<typeof CpuDiagnostics> {}

export const CpuDiagnostics = struct('CpuDiagnostics', {
  /** Which processor, counted from 0. */
  id: required('id', count),
  /** Nanoseconds of use. */
  time: required('time', count),
  /** How busy it is, per cent. */
  utilisation: required('utilisation', count)
})

/** One disk; `null` for what the hypervisor does not count. */
export interface DiskDiagnostics extends t.TypeOf<typeof DiskDiagnostics> {}

export const DiskDiagnostics = struct('DiskDiagnostics', {
  /** Bytes read. */
  readBytes: required('read_bytes', count),
  /** How often it was read. */
  readRequests: required('read_requests', count),
  /** Bytes written. */
  writeBytes: required('write_bytes', count),
  /** How often it was written. */
  writeRequests: required('write_requests', count),
  /** How often either failed. */
  errorsCount: required('errors_count', count)
})

/** One network interface; `null` for what the hypervisor does not count. */
export interface NicDiagnostics extends t.TypeOf<typeof NicDiagnostics> {}

export const NicDiagnostics = struct('NicDiagnostics', {
  /** Which interface: its hardware address. */
  macAddress: required('mac_address', nullable(t.string)),
  /** Bytes received. */
  rxOctets: required('rx_octets', count),
  /** Packets received with an error. */
  rxErrors: required('rx_errors', count),
  /** Packets that came and were dropped. */
  rxDrop: required('rx_drop', count),
  /** Packets received. */
  rxPackets: required('rx_packets', count),
  /** Bytes received in a second. */
  rxRate: required('rx_rate', count),
  /** Bytes sent. */
  txOctets: required('tx_octets', count),
  /** Packets that could not be sent. */
  txErrors: required('tx_errors', count),
  /** Packets that were to go and were dropped. */
  txDrop: required('tx_drop', count),
  /** Packets sent. */
  txPackets: required('tx_packets', count),
  /** Bytes sent in a second. */
  txRate: required('tx_rate', count)
})

/** Memory, in MiB. */
export interface MemoryDiagnostics extends t.TypeOf<typeof MemoryDiagnostics> {}

export const MemoryDiagnostics = struct('MemoryDiagnostics', {
  /** What it may have. */
  maximum: required('maximum', count),
  /** What it has in use. */
  used: required('used', count)
})

/**
 * What a hypervisor counts of a server, the same for all hypervisors; `null` for whatever a driver does not say, which
 * is how Nova writes what is not set (`views/server_diagnostics.py`). Microversion 2.48.
 */
export interface ServerDiagnostics extends t.TypeOf<typeof ServerDiagnostics> {}

export const ServerDiagnostics = struct('ServerDiagnostics', {
  /** Whether it has a disk with its metadata. */
  configDrive: required('config_drive', nullable(t.boolean)),
  /** What the hypervisor says that it does. */
  state: required('state', nullable(openString('pending', 'running', 'paused', 'shutdown', 'crashed', 'suspended'))),
  /** Of Nova: `libvirt`, `vmwareapi`, … */
  driver: required('driver', nullable(openString('libvirt', 'vmwareapi', 'ironic', 'zvm'))),
  /** What runs it: `kvm`, say. */
  hypervisor: required('hypervisor', nullable(t.string)),
  /** The operating system of the host. */
  hypervisorOs: required('hypervisor_os', nullable(t.string)),
  /** Seconds since it was started. */
  uptime: required('uptime', count),
  /** Processors, those that are listed and those that are not. */
  numCpus: required('num_cpus', count),
  /** Disks. */
  numDisks: required('num_disks', count),
  /** Network interfaces. */
  numNics: required('num_nics', count),
  /** Its memory. */
  memoryDetails: required('memory_details', MemoryDiagnostics),
  /** One for each processor. */
  cpuDetails: required('cpu_details', t.readonlyArray(CpuDiagnostics)),
  /** One for each disk. */
  diskDetails: required('disk_details', t.readonlyArray(DiskDiagnostics)),
  /** One for each network interface. */
  nicDetails: required('nic_details', t.readonlyArray(NicDiagnostics))
})

// -------------------------------------------------------------------------------------
// endpoints
// -------------------------------------------------------------------------------------

/** What can be asked of a server's hypervisor. */
export const serverDiagnostics = endpoints(
  { name: 'Server', service: 'compute', microversion: newest, method: 'GET', path: '/servers/{serverId}/diagnostics' },
  {
    /** The same words whatever the hypervisor. Administrators. Microversion 2.48. */
    getDiagnostics: { since: '2.48', answer: { codec: ServerDiagnostics } },
    /** In the hypervisor's own words, whatever they are. Administrators. Up to microversion 2.47. */
    getHypervisorDiagnostics: { until: '2.47', answer: { codec: t.UnknownRecord } }
  }
)
