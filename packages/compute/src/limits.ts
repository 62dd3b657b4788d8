/**
 * Limits: what a project may have, and how much of it is in use. Anyone sees those of their own project.
 *
 * @see https://docs.openstack.org/api-ref/compute/#limits-limits
 * @since 0.1.0
 */
import { endpoints, optional, required, struct, until } from '@openstack-ts/core'
import * as t from 'io-ts'

import { newest } from './newest.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

/** Limits, `-1` for none, and what is in use of them. */
export interface AbsoluteLimits extends t.TypeOf<typeof AbsoluteLimits> {}

export const AbsoluteLimits = struct('AbsoluteLimits', {
  /** Servers of each group. */
  maxServerGroupMembers: required('maxServerGroupMembers', t.number),
  /** Groups of the project. */
  maxServerGroups: required('maxServerGroups', t.number),
  /** Metadata items of each server. */
  maxServerMeta: required('maxServerMeta', t.number),
  /** Virtual processors. */
  maxTotalCores: required('maxTotalCores', t.number),
  /** Servers. */
  maxTotalInstances: required('maxTotalInstances', t.number),
  /** Keypairs of each user. */
  maxTotalKeypairs: required('maxTotalKeypairs', t.number),
  /** Memory, in MiB. */
  maxTotalRamSize: required('maxTotalRAMSize', t.number),
  /** Virtual processors that are in use. */
  totalCoresUsed: required('totalCoresUsed', t.number),
  /** Servers that there are. */
  totalInstancesUsed: required('totalInstancesUsed', t.number),
  /** Memory that is in use, in MiB. */
  totalRamUsed: required('totalRAMUsed', t.number),
  /** Groups that there are. */
  totalServerGroupsUsed: required('totalServerGroupsUsed', t.number),
  /** Rules of each security group. Up to microversion 2.35; Neutron's since. */
  maxSecurityGroupRules: until('2.35', 'maxSecurityGroupRules', t.number),
  /** Security groups of the project. Up to microversion 2.35; Neutron's since. */
  maxSecurityGroups: until('2.35', 'maxSecurityGroups', t.number),
  /** Floating IPs of the project. Up to microversion 2.35; Neutron's since. */
  maxTotalFloatingIps: until('2.35', 'maxTotalFloatingIps', t.number),
  /** Floating IPs that are in use. Up to microversion 2.35; Neutron's since. */
  totalFloatingIpsUsed: until('2.35', 'totalFloatingIpsUsed', t.number),
  /** Security groups that are in use. Up to microversion 2.35; Neutron's since. */
  totalSecurityGroupsUsed: until('2.35', 'totalSecurityGroupsUsed', t.number),
  /** Metadata items of each image. Up to microversion 2.38; Glance's since. */
  maxImageMeta: until('2.38', 'maxImageMeta', t.number),
  /** Files injected into each server. Up to microversion 2.56. */
  maxPersonality: until('2.56', 'maxPersonality', t.number),
  /** Bytes in each injected file. Up to microversion 2.56. */
  maxPersonalitySize: until('2.56', 'maxPersonalitySize', t.number)
})

/** What a project may have. */
export interface Limits extends t.TypeOf<typeof Limits> {}

export const Limits = struct('Limits', {
  /** What may be had, and what is in use. */
  absolute: required('absolute', AbsoluteLimits),
  /** Always empty: Nova limits no rates any more. */
  rate: required('rate', t.readonlyArray(t.unknown))
})

// -------------------------------------------------------------------------------------
// endpoints
// -------------------------------------------------------------------------------------

/** Everything that can be asked of limits. */
export const limits = endpoints(
  { name: 'Limits', service: 'compute', microversion: newest, method: 'GET', path: '/limits' },
  {
    /** Those of the caller's project; of another one for administrators, with `projectId`. */
    get: {
      query: {
        /** 1 to count what is reserved as used; Nova passes over it. Up to microversion 2.74. */
        reserved: until('2.74', 'reserved', t.Integer),
        /** Another project's; administrators only. */
        projectId: optional('tenant_id', t.string)
      },
      answer: { key: 'limits', codec: Limits }
    }
  }
)
