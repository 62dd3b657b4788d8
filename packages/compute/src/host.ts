/**
 * Hosts: what `hypervisors` and `services` say in other words. Up to microversion 2.42, for administrators, by default.
 *
 * @see https://docs.openstack.org/api-ref/compute/#hosts-os-hosts-deprecated
 * @since 0.1.0
 */
import { endpoints, openString, optional, required, struct } from '@openstack-ts/core'
import * as t from 'io-ts'

import { newest } from './newest.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

/** One of Nova's services on a host. */
export interface Host extends t.TypeOf<typeof Host> {}

export const Host = struct('Host', {
  /** Its availability zone. */
  zone: required('zone', t.string),
  /** The name that the other calls want. */
  name: required('host_name', t.string),
  /** What runs on it. One host comes once for each. */
  service: required('service', openString('compute', 'conductor', 'scheduler'))
})

/** What a host has, or what some of it is used for. */
export interface HostResource extends t.TypeOf<typeof HostResource> {}

export const HostResource = struct('HostResource', {
  /** The id of a project for what its servers use, or one of the names in brackets. */
  project: required('project', openString('(total)', '(used_now)', '(used_max)')),
  /** Virtual processors. */
  cpu: required('cpu', t.number),
  /** MiB. */
  memoryMb: required('memory_mb', t.number),
  /** GiB. */
  diskGb: required('disk_gb', t.number),
  /** The name of the host. */
  host: required('host', t.string)
})

/** What a host was switched to. */
export interface HostStatus extends t.TypeOf<typeof HostStatus> {}

export const HostStatus = struct('HostStatus', {
  /** The name of the host. */
  host: required('host', t.string),
  /** Where it was asked for. */
  status: optional('status', openString('enabled', 'disabled')),
  /** Where it was asked for. */
  maintenanceMode: optional('maintenance_mode', openString('on_maintenance', 'off_maintenance'))
})

/** What the driver of a host made of a wish. */
export interface HostPower extends t.TypeOf<typeof HostPower> {}

export const HostPower = struct('HostPower', {
  /** The name of the host. */
  host: required('host', t.string),
  /** What was done. */
  powerAction: required('power_action', openString('reboot', 'shutdown', 'startup'))
})

// -------------------------------------------------------------------------------------
// endpoints
// -------------------------------------------------------------------------------------

const onOff = t.keyof({ enable: null, disable: null })
const power = { method: 'GET', answer: { codec: HostPower } } as const

/** Everything that can be asked of hosts. */
export const hosts = endpoints(
  { name: 'Host', service: 'compute', microversion: newest, until: '2.42', path: '/os-hosts' },
  {
    /** The services of all hosts, one by one. Administrators. */
    list: {
      method: 'GET',
      query: {
        /** Only those of this availability zone. */
        zone: optional('zone', t.string)
      },
      list: { key: 'hosts', codec: Host, paging: { by: 'none' } }
    },
    /** What it has in all, what is used, and by which projects. Administrators. */
    listResources: {
      method: 'GET',
      under: '/{hostName}',
      list: { key: 'host', item: 'resource', codec: HostResource, paging: { by: 'none' } }
    },
    /** Whether it takes new servers, and whether it is being maintained. Administrators. */
    update: {
      method: 'PUT',
      under: '/{hostName}',
      body: {
        fields: {
          /** Whether it takes new servers. */
          status: optional('status', onOff),
          /** Of drivers that know such a thing. */
          maintenanceMode: optional('maintenance_mode', onOff)
        },
        some: ['status', 'maintenanceMode']
      },
      answer: { codec: HostStatus }
    },
    /**
     * Switches it off and on. Of drivers that can; 501 from the others. It is a GET, so it may be sent again where an
     * answer is lost. Administrators.
     */
    reboot: { ...power, under: '/{hostName}/reboot' },
    /** Switches it off. Of drivers that can; 501 from the others. Administrators. */
    shutdown: { ...power, under: '/{hostName}/shutdown' },
    /** Switches it on. Of drivers that can; 501 from the others. Administrators. */
    startup: { ...power, under: '/{hostName}/startup' }
  }
)
