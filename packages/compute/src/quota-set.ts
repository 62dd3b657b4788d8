/**
 * Quota sets: how much a project may have; `-1` for as much as there is.
 *
 * Readers of a project see its own; anyone sees the defaults; setting and resetting are for administrators, by default.
 *
 * @see https://docs.openstack.org/api-ref/compute/#quota-sets-os-quota-sets
 * @since 0.1.0
 */
import { optional, quotaSetOf, required, until } from '@openstack-ts/core'
import * as t from 'io-ts'

import type { Input } from './input.js'
import { newest } from './newest.js'
import { injectedQuotas, quotaRows } from './quota.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

/** What Neutron limits since. */
const networkQuotas = (codec: t.Type<number, unknown>) => ({
  /** Fixed addresses of all servers. Up to microversion 2.35; Neutron's since. */
  fixedIps: until('2.35', 'fixed_ips', codec),
  /** Floating IPs of the project. Up to microversion 2.35; Neutron's since. */
  floatingIps: until('2.35', 'floating_ips', codec),
  /** Networks of the project, where Nova was set up to limit them. Up to microversion 2.35; Neutron's since. */
  networks: until('2.35', 'networks', codec),
  /** Rules of each security group. Up to microversion 2.35; Neutron's since. */
  securityGroupRules: until('2.35', 'security_group_rules', codec),
  /** Security groups of the project. Up to microversion 2.35; Neutron's since. */
  securityGroups: until('2.35', 'security_groups', codec)
})

const fields = {
  ...quotaRows((wire) => required(wire, t.number)),
  /** Groups of the project. */
  serverGroups: required('server_groups', t.number),
  /** Servers of each group. */
  serverGroupMembers: required('server_group_members', t.number),
  ...networkQuotas(t.number),
  ...injectedQuotas(t.number)
} as const

const input = {
  /** Even below what is in use or reserved. Nova's own documentation writes it as a text. */
  force: optional('force', t.union([t.boolean, t.keyof({ True: null, False: null })])),
  ...quotaRows((wire) => optional(wire, t.Integer)),
  /** Groups of the project. */
  serverGroups: optional('server_groups', t.Integer),
  /** Servers of each group. */
  serverGroupMembers: optional('server_group_members', t.Integer),
  ...networkQuotas(t.Integer),
  ...injectedQuotas(t.Integer)
} as const

const query = {
  /** What holds for one user of the project instead. */
  userId: optional('user_id', t.string)
} as const

// -------------------------------------------------------------------------------------
// endpoints
// -------------------------------------------------------------------------------------

const ofProject = quotaSetOf(
  { name: 'QuotaSet', service: 'compute', microversion: newest, path: '/os-quota-sets' },
  { fields, input, query }
)

/** Everything that can be asked of quota sets. */
export const quotaSets = {
  /** What a project may have. Readers of the project. */
  get: ofProject.get,
  /** What a project has that nothing was set for. Anyone. */
  getDefaults: ofProject.getDefaults,
  /** With what is in use, and what is reserved. Readers of the project. */
  getDetail: ofProject.getDetail,
  /** Sets what is said, and leaves the rest. Administrators. */
  update: ofProject.update,
  /** Back to the defaults. Administrators. */
  reset: ofProject.reset
} as const

/** What a project may have; `-1` for as much as there is. */
export interface QuotaSet extends NonNullable<(typeof quotaSets.get)['_A']> {
  /** The project; missing in the answer of `update`. */
  readonly id?: string
}

/** The same, each with what is in use and what is reserved. */
export interface QuotaSetDetail extends NonNullable<(typeof quotaSets.getDetail)['_A']> {
  /** The project. */
  readonly id?: string
}

/** What can be set of a project's quota, and of which. */
export interface QuotaSetUpdate extends Input<typeof quotaSets.update> {}
