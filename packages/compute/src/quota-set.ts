/**
 * Quota sets: how much a project may have; `-1` for as much as there is.
 *
 * @see https://docs.openstack.org/api-ref/compute/#quota-sets-os-quota-sets
 * @since 0.1.0
 */
import { optional, quotaSetOf, required, until } from '@openstack-ts/core'
import * as t from 'io-ts'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

const fields = {
  /** Virtual processors of all servers. */
  cores: required('cores', t.number),
  /** Servers. */
  instances: required('instances', t.number),
  /** Keypairs of each user. */
  keyPairs: required('key_pairs', t.number),
  /** Metadata items of each server. */
  metadataItems: required('metadata_items', t.number),
  /** Memory of all servers, in MiB. */
  ram: required('ram', t.number),
  /** Groups of the project. */
  serverGroups: required('server_groups', t.number),
  /** Servers of each group. */
  serverGroupMembers: required('server_group_members', t.number),
  /** Up to microversion 2.35; Neutron's since. */
  fixedIps: until('2.35', 'fixed_ips', t.number),
  /** Up to microversion 2.35; Neutron's since. */
  floatingIps: until('2.35', 'floating_ips', t.number),
  /** Where Nova was set up to limit networks. Up to microversion 2.35; Neutron's since. */
  networks: until('2.35', 'networks', t.number),
  /** Up to microversion 2.35; Neutron's since. */
  securityGroupRules: until('2.35', 'security_group_rules', t.number),
  /** Up to microversion 2.35; Neutron's since. */
  securityGroups: until('2.35', 'security_groups', t.number),
  /** Bytes in each injected file. Up to microversion 2.56. */
  injectedFileContentBytes: until('2.56', 'injected_file_content_bytes', t.number),
  /** Bytes in the path of each injected file. Up to microversion 2.56. */
  injectedFilePathBytes: until('2.56', 'injected_file_path_bytes', t.number),
  /** Files injected into each server. Up to microversion 2.56. */
  injectedFiles: until('2.56', 'injected_files', t.number)
} as const

const input = {
  /** Even below what is in use or reserved. Nova's own documentation writes it as a text. */
  force: optional('force', t.union([t.boolean, t.keyof({ True: null, False: null })])),
  /** Virtual processors of all servers. */
  cores: optional('cores', t.Integer),
  /** Servers. */
  instances: optional('instances', t.Integer),
  /** Keypairs of each user. */
  keyPairs: optional('key_pairs', t.Integer),
  /** Metadata items of each server. */
  metadataItems: optional('metadata_items', t.Integer),
  /** Memory of all servers, in MiB. */
  ram: optional('ram', t.Integer),
  /** Groups of the project. */
  serverGroups: optional('server_groups', t.Integer),
  /** Servers of each group. */
  serverGroupMembers: optional('server_group_members', t.Integer),
  /** Up to microversion 2.35; Neutron's since. */
  fixedIps: until('2.35', 'fixed_ips', t.Integer),
  /** Up to microversion 2.35; Neutron's since. */
  floatingIps: until('2.35', 'floating_ips', t.Integer),
  /** Up to microversion 2.35; Neutron's since. */
  networks: until('2.35', 'networks', t.Integer),
  /** Up to microversion 2.35; Neutron's since. */
  securityGroupRules: until('2.35', 'security_group_rules', t.Integer),
  /** Up to microversion 2.35; Neutron's since. */
  securityGroups: until('2.35', 'security_groups', t.Integer),
  /** Bytes in each injected file. Up to microversion 2.56. */
  injectedFileContentBytes: until('2.56', 'injected_file_content_bytes', t.Integer),
  /** Bytes in the path of each injected file. Up to microversion 2.56. */
  injectedFilePathBytes: until('2.56', 'injected_file_path_bytes', t.Integer),
  /** Files injected into each server. Up to microversion 2.56. */
  injectedFiles: until('2.56', 'injected_files', t.Integer)
} as const

const query = {
  /** What holds for one user of the project instead. */
  userId: optional('user_id', t.string)
} as const

// -------------------------------------------------------------------------------------
// endpoints
// -------------------------------------------------------------------------------------

/**
 * Everything that can be asked of quota sets. A project's own members may read them; setting and resetting them is for
 * administrators, by default.
 */
export const quotaSets = quotaSetOf(
  { name: 'QuotaSet', service: 'compute', microversion: '2.104', path: '/os-quota-sets' },
  { fields, input, query }
)

/** What a project may have; `-1` for as much as there is. */
export interface QuotaSet extends NonNullable<(typeof quotaSets.get)['_A']> {}

/** The same, each with what is in use and what is reserved. */
export interface QuotaSetDetail extends NonNullable<(typeof quotaSets.getDetail)['_A']> {}
