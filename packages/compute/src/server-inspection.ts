/**
 * What is seen of a server beside itself: its addresses, its security groups, its NUMA topology, its first password.
 *
 * @see https://docs.openstack.org/api-ref/compute/#servers-ips-servers-ips
 * @since 0.1.0
 */
import { dictionary, endpoints, nullable, optional, required, struct } from '@openstack-ts/core'
import * as t from 'io-ts'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

/** An address of a server. */
export interface ServerIp extends t.TypeOf<typeof ServerIp> {}

export const ServerIp = struct('ServerIp', {
  /** The address. */
  addr: required('addr', t.string),
  /** 4 or 6. */
  version: required('version', t.number)
})

/** Whom a rule lets in: a group, where it is not a range of addresses. */
export interface RuleGroup extends t.TypeOf<typeof RuleGroup> {}

export const RuleGroup = struct('RuleGroup', {
  /** The name of the group. */
  name: optional('name', t.string),
  /** Whose group it is. */
  projectId: optional('tenant_id', t.string)
})

/** Whom a rule lets in: a range of addresses, where it is not a group. */
export interface RuleRange extends t.TypeOf<typeof RuleRange> {}

export const RuleRange = struct('RuleRange', {
  /** Addresses and how much of them counts: `192.0.2.0/24`. */
  cidr: optional('cidr', t.string)
})

/** A rule of a security group. */
export interface SecurityGroupRule extends t.TypeOf<typeof SecurityGroupRule> {}

export const SecurityGroupRule = struct('SecurityGroupRule', {
  /** The rule's id, in Neutron. */
  id: required('id', t.string),
  /** The first port; `null` for any, the type for ICMP. */
  fromPort: required('from_port', nullable(t.number)),
  /** The last port; `null` for any, the code for ICMP. */
  toPort: required('to_port', nullable(t.number)),
  /** `null` for any. */
  ipProtocol: required('ip_protocol', nullable(t.string)),
  /** Empty where it lets in a range. */
  group: required('group', RuleGroup),
  /** Empty where it lets in a group. */
  ipRange: required('ip_range', RuleRange),
  /** The security group that the rule is of. */
  parentGroupId: required('parent_group_id', t.string)
})

/** A security group that a server is in. */
export interface ServerSecurityGroup extends t.TypeOf<typeof ServerSecurityGroup> {}

export const ServerSecurityGroup = struct('ServerSecurityGroup', {
  /** The group's id, in Neutron. */
  id: required('id', t.string),
  /** What people call it. */
  name: required('name', t.string),
  /** What it is for. */
  description: required('description', nullable(t.string)),
  /** Whose it is. */
  projectId: required('tenant_id', t.string),
  /** What it lets in; what it lets out is not told here. */
  rules: required('rules', t.readonlyArray(SecurityGroupRule))
})

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

const addresses = t.readonlyArray(ServerIp)

/** What can be asked about a server. */
export const serverInspection = endpoints(
  { name: 'Server', service: 'compute', microversion: '2.104', method: 'GET', path: '/servers/{serverId}' },
  {
    /** By network, as the project calls it. */
    listIps: { under: '/ips', answer: { key: 'addresses', codec: dictionary(addresses) } },
    /** On one network, under its name. */
    getIps: { under: '/ips/{networkLabel}', answer: { codec: dictionary(addresses) } },
    listSecurityGroups: {
      under: '/os-security-groups',
      list: { key: 'security_groups', codec: ServerSecurityGroup, paging: { by: 'none' } }
    },
    /** Microversion 2.78. */
    getTopology: { under: '/topology', since: '2.78', answer: { codec: ServerTopology } },
    /** Encrypted with the server's keypair, and in base64; empty where the server has not said one. */
    getPassword: { under: '/os-server-password', answer: { key: 'password', codec: t.string } },
    /** Makes Nova forget the password; the server keeps it. */
    removePassword: { method: 'DELETE', under: '/os-server-password' }
  }
)
