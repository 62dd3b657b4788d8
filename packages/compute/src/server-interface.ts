/**
 * Interfaces of a server: the ports through which it is on networks. Readers of the project see them, members change
 * them.
 *
 * @see https://docs.openstack.org/api-ref/compute/#port-interfaces-servers-os-interface
 * @since 0.1.0
 */
import { type ItemOf, nullable, openString, optional, required, resource, since, struct } from '@openstack-ts/core'
import * as t from 'io-ts'

import type { Input } from './input.js'
import { newest } from './newest.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

/** An address that a port has. */
export interface InterfaceAddress extends t.TypeOf<typeof InterfaceAddress> {}

export const InterfaceAddress = struct('InterfaceAddress', {
  /** IPv4 or IPv6. */
  ipAddress: required('ip_address', t.string),
  /** The subnet that it is from. */
  subnetId: required('subnet_id', t.string)
})

/** An address that a new port is to have. */
export interface WantedAddress extends t.TypeOf<typeof WantedAddress> {}

export const WantedAddress = struct('WantedAddress', {
  /** IPv4 or IPv6, of a subnet of the network. */
  ipAddress: required('ip_address', t.string)
})

/** A port that is attached to a server. */
export interface ServerInterface extends ItemOf<typeof ServerInterface> {}

export const ServerInterface = resource({
  name: 'ServerInterface',
  service: 'compute',
  microversion: newest,
  path: '/servers/{serverId}/os-interface',
  keys: { one: 'interfaceAttachment', many: 'interfaceAttachments' },
  id: 'portId',
  operations: { list: 'GET', get: 'GET', create: 'POST', remove: 'DELETE' },
  input: {
    /** The port to attach; or say `netId`, or nothing where the project has one network. */
    portId: optional('port_id', t.string),
    /** The network to make a port on. */
    netId: optional('net_id', t.string),
    /** The address of the port to be made; wants `netId`. At most one. */
    fixedIps: optional('fixed_ips', t.readonlyArray(WantedAddress)),
    /** What the server's metadata service calls the device. Microversion 2.49. */
    tag: since('2.49', 'tag', t.string)
  },
  fields: {
    /** As Neutron has it. */
    portState: required('port_state', openString('ACTIVE', 'BUILD', 'DOWN', 'ERROR', 'N/A')),
    /** `null` where it has none. */
    fixedIps: required('fixed_ips', nullable(t.readonlyArray(InterfaceAddress))),
    /** Its hardware address. */
    macAddr: required('mac_addr', t.string),
    /** The network it is on. */
    netId: required('net_id', t.string),
    /** The port, in Neutron; the interface is addressed by it. */
    portId: required('port_id', t.string),
    /** What the server's metadata service calls the device. Microversion 2.70. */
    tag: since('2.70', 'tag', nullable(t.string))
  }
})

/** All that can be asked of a server's interfaces. */
export const serverInterfaces = {
  /** All ports that the server has. */
  list: ServerInterface.endpoints.list,
  /** One of them, by the id of its port. */
  get: ServerInterface.endpoints.get,
  /** Attaches a port that is there, or makes one; done when it answers. */
  create: ServerInterface.endpoints.create,
  /** Is done later: wait until `get` answers 404. A port that Nova made goes, another one stays. */
  remove: ServerInterface.endpoints.remove
} as const

/** Which port, or a port on which network, to attach to which server. */
export interface ServerInterfaceCreate extends Input<typeof ServerInterface.endpoints.create> {}
