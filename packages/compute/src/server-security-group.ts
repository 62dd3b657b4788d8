/**
 * Security groups of a server, as Neutron keeps them. Whoever may read the project's servers sees them; the server
 * joins and leaves them by `addSecurityGroup` and `removeSecurityGroup`.
 *
 * @see https://docs.openstack.org/api-ref/compute/#servers-security-groups-servers-os-security-groups
 * @since 0.1.0
 */
import { endpoints, nullable, optional, required, struct } from '@openstack-ts/core'
import * as t from 'io-ts'

import { newest } from './newest.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

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
  /** What it is for. */
  description: required('description', nullable(t.string)),
  /** The group's id, in Neutron. */
  id: required('id', t.string),
  /** What people call it. */
  name: required('name', t.string),
  /** What it lets in; what it lets out is not told here. */
  rules: required('rules', t.readonlyArray(SecurityGroupRule)),
  /** Whose it is. */
  projectId: required('tenant_id', t.string)
})

// -------------------------------------------------------------------------------------
// endpoints
// -------------------------------------------------------------------------------------

/** What can be asked of a server's security groups. */
export const serverSecurityGroups = endpoints(
  { name: 'Server', service: 'compute', microversion: newest, method: 'GET', path: '/servers/{serverId}' },
  {
    /** The groups that any of its ports is in, each with what it lets in. */
    listSecurityGroups: {
      under: '/os-security-groups',
      list: { key: 'security_groups', codec: ServerSecurityGroup, paging: { by: 'none' } }
    }
  }
)
