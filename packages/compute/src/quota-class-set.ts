/**
 * Quota class sets: what a project may have that nothing was set for. The one class that Nova heeds is `default`.
 *
 * Administrators, by default.
 *
 * @see https://docs.openstack.org/api-ref/compute/#quota-class-sets-os-quota-class-sets
 * @since 0.1.0
 */
import { endpoints, optional, required, since, struct, until } from '@openstack-ts/core'
import * as t from 'io-ts'

import type { Input } from './input.js'
import { newest } from './newest.js'
import { injectedQuotas, quotaRows } from './quota.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

/** What Neutron limits since: addresses … */
const addressQuotas = (codec: t.Type<number, unknown>) => ({
  /** Fixed addresses of all servers. Up to microversion 2.49. */
  fixedIps: until('2.49', 'fixed_ips', codec),
  /** Floating IPs of the project. Up to microversion 2.49. */
  floatingIps: until('2.49', 'floating_ips', codec)
})

/** … and what protects them. */
const securityQuotas = (codec: t.Type<number, unknown>) => ({
  /** Rules of each security group. Up to microversion 2.49. */
  securityGroupRules: until('2.49', 'security_group_rules', codec),
  /** Security groups of the project. Up to microversion 2.49. */
  securityGroups: until('2.49', 'security_groups', codec)
})

/** Limits; `-1` for none. */
export interface QuotaClassSet extends t.TypeOf<typeof QuotaClassSet> {}

export const QuotaClassSet = struct('QuotaClassSet', {
  /** The class. `get` only. */
  id: optional('id', t.string),
  ...quotaRows((wire) => required(wire, t.number)),
  ...addressQuotas(t.number),
  /** Networks of the project, where Nova was set up to limit them. Up to microversion 2.49. */
  networks: until('2.49', 'networks', t.number),
  ...securityQuotas(t.number),
  /** Groups of the project. Microversion 2.50. */
  serverGroups: since('2.50', 'server_groups', t.number),
  /** Servers of each group. Microversion 2.50. */
  serverGroupMembers: since('2.50', 'server_group_members', t.number),
  ...injectedQuotas(t.number)
})

const input = {
  ...quotaRows((wire) => optional(wire, t.Integer)),
  /** Groups of the project. Taken at every microversion, though answers say it from 2.50 on only. */
  serverGroups: optional('server_groups', t.Integer),
  /** Servers of each group. Taken at every microversion, though answers say it from 2.50 on only. */
  serverGroupMembers: optional('server_group_members', t.Integer),
  ...addressQuotas(t.Integer),
  ...securityQuotas(t.Integer),
  ...injectedQuotas(t.Integer)
} as const

// -------------------------------------------------------------------------------------
// endpoints
// -------------------------------------------------------------------------------------

/** Everything that can be asked of quota classes. */
export const quotaClassSets = endpoints(
  {
    name: 'QuotaClassSet',
    service: 'compute',
    microversion: newest,
    path: '/os-quota-class-sets/{quotaClass}',
    answer: { key: 'quota_class_set', codec: QuotaClassSet }
  },
  {
    /** What the class allows. Administrators. */
    get: { method: 'GET' },
    /** Sets what is said; makes the class where there is none. Administrators. */
    update: { method: 'PUT', body: { key: 'quota_class_set', fields: input } }
  }
)

/** What can be set of a quota class, and of which. */
export interface QuotaClassSetUpdate extends Input<typeof quotaClassSets.update> {}
