/**
 * Diagnostics of a server: what its hypervisor counts. Administrators only, by default.
 *
 * @see https://docs.openstack.org/api-ref/compute/#servers-diagnostics-servers-diagnostics
 * @since 0.1.0
 */
import { endpoints, nullable, openString, required, struct } from '@openstack-ts/core'
import * as t from 'io-ts'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

const count = nullable(t.number)

/** One processor; `null` for what the hypervisor does not count. */
export interface CpuDiagnostics extends t.TypeOf<typeof CpuDiagnostics> {}

export const CpuDiagnostics = struct('CpuDiagnostics', {
  id: required('id', count),
  /** Nanoseconds of use. */
  time: required('time', count),
  /** Per cent. */
  utilisation: required('utilisation', count)
})

/** One disk; `null` for what the hypervisor does not count. */
export interface DiskDiagnostics extends t.TypeOf<typeof DiskDiagnostics> {}

export const DiskDiagnostics = struct('DiskDiagnostics', {
  readBytes: required('read_bytes', count),
  readRequests: required('read_requests', count),
  writeBytes: required('write_bytes', count),
  writeRequests: required('write_requests', count),
  errorsCount: required('errors_count', count)
})

/** One network interface; `null` for what the hypervisor does not count. */
export interface NicDiagnostics extends t.TypeOf<typeof NicDiagnostics> {}

export const NicDiagnostics = struct('NicDiagnostics', {
  macAddress: required('mac_address', nullable(t.string)),
  rxOctets: required('rx_octets', count),
  rxErrors: required('rx_errors', count),
  rxDrop: required('rx_drop', count),
  rxPackets: required('rx_packets', count),
  /** Bytes in a second. */
  rxRate: required('rx_rate', count),
  txOctets: required('tx_octets', count),
  txErrors: required('tx_errors', count),
  txDrop: required('tx_drop', count),
  txPackets: required('tx_packets', count),
  /** Bytes in a second. */
  txRate: required('tx_rate', count)
})

/** Memory, in MiB. */
export interface MemoryDiagnostics extends t.TypeOf<typeof MemoryDiagnostics> {}

export const MemoryDiagnostics = struct('MemoryDiagnostics', {
  maximum: required('maximum', count),
  used: required('used', count)
})

/** What a hypervisor counts of a server, the same for all hypervisors. Microversion 2.48. */
export interface ServerDiagnostics extends t.TypeOf<typeof ServerDiagnostics> {}

export const ServerDiagnostics = struct('ServerDiagnostics', {
  configDrive: required('config_drive', t.boolean),
  state: required('state', openString('pending', 'running', 'paused', 'shutdown', 'crashed', 'suspended')),
  /** Of Nova: `libvirt`, `vmwareapi`, … */
  driver: required('driver', openString('libvirt', 'vmwareapi', 'ironic', 'zvm')),
  hypervisor: required('hypervisor', nullable(t.string)),
  hypervisorOs: required('hypervisor_os', nullable(t.string)),
  /** Seconds. */
  uptime: required('uptime', count),
  numCpus: required('num_cpus', t.number),
  numDisks: required('num_disks', t.number),
  numNics: required('num_nics', t.number),
  memoryDetails: required('memory_details', MemoryDiagnostics),
  cpuDetails: required('cpu_details', t.readonlyArray(CpuDiagnostics)),
  diskDetails: required('disk_details', t.readonlyArray(DiskDiagnostics)),
  nicDetails: required('nic_details', t.readonlyArray(NicDiagnostics))
})

// -------------------------------------------------------------------------------------
// endpoints
// -------------------------------------------------------------------------------------

/** What can be asked of a server's hypervisor. */
export const serverDiagnostics = endpoints(
  { name: 'Server', service: 'compute', microversion: '2.104', method: 'GET', path: '/servers/{serverId}/diagnostics' },
  {
    /** Microversion 2.48. */
    getDiagnostics: { since: '2.48', answer: { codec: ServerDiagnostics } },
    /** In the hypervisor's own words, whatever they are. Until 2.47. */
    getHypervisorDiagnostics: { until: '2.47', answer: { codec: t.UnknownRecord } }
  }
)
