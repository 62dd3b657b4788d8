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

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

/** Limits; `-1` for none. */
export interface QuotaClassSet extends t.TypeOf<typeof QuotaClassSet> {}

export const QuotaClassSet = struct('QuotaClassSet', {
  /** Virtual processors of all servers. */
  cores: required('cores', t.number),
  /** The class. `get` only. */
  id: optional('id', t.string),
  /** Servers. */
  instances: required('instances', t.number),
  /** Keypairs of each user. */
  keyPairs: required('key_pairs', t.number),
  /** Metadata items of each server. */
  metadataItems: required('metadata_items', t.number),
  /** Memory of all servers, in MiB. */
  ram: required('ram', t.number),
  /** Up to microversion 2.49. */
  fixedIps: until('2.49', 'fixed_ips', t.number),
  /** Up to microversion 2.49. */
  floatingIps: until('2.49', 'floating_ips', t.number),
  /** Where Nova was set up to limit networks. Up to microversion 2.49. */
  networks: until('2.49', 'networks', t.number),
  /** Up to microversion 2.49. */
  securityGroupRules: until('2.49', 'security_group_rules', t.number),
  /** Up to microversion 2.49. */
  securityGroups: until('2.49', 'security_groups', t.number),
  /** Microversion 2.50. */
  serverGroups: since('2.50', 'server_groups', t.number),
  /** Servers of each group. Microversion 2.50. */
  serverGroupMembers: since('2.50', 'server_group_members', t.number),
  /** Bytes in each injected file. Up to microversion 2.56. */
  injectedFileContentBytes: until('2.56', 'injected_file_content_bytes', t.number),
  /** Bytes in the path of each injected file. Up to microversion 2.56. */
  injectedFilePathBytes: until('2.56', 'injected_file_path_bytes', t.number),
  /** Files injected into each server. Up to microversion 2.56. */
  injectedFiles: until('2.56', 'injected_files', t.number)
})

const input = {
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
  /** Taken at every microversion, though answers say it from 2.50 on only. */
  serverGroups: optional('server_groups', t.Integer),
  /** Servers of each group. Taken at every microversion, though answers say it from 2.50 on only. */
  serverGroupMembers: optional('server_group_members', t.Integer),
  /** Up to microversion 2.49. */
  fixedIps: until('2.49', 'fixed_ips', t.Integer),
  /** Up to microversion 2.49. */
  floatingIps: until('2.49', 'floating_ips', t.Integer),
  /** Up to microversion 2.49. */
  securityGroupRules: until('2.49', 'security_group_rules', t.Integer),
  /** Up to microversion 2.49. */
  securityGroups: until('2.49', 'security_groups', t.Integer),
  /** Bytes in each injected file. Up to microversion 2.56. */
  injectedFileContentBytes: until('2.56', 'injected_file_content_bytes', t.Integer),
  /** Bytes in the path of each injected file. Up to microversion 2.56. */
  injectedFilePathBytes: until('2.56', 'injected_file_path_bytes', t.Integer),
  /** Files injected into each server. Up to microversion 2.56. */
  injectedFiles: until('2.56', 'injected_files', t.Integer)
} as const

// -------------------------------------------------------------------------------------
// endpoints
// -------------------------------------------------------------------------------------

/** Everything that can be asked of quota classes. */
export const quotaClassSets = endpoints(
  {
    name: 'QuotaClassSet',
    service: 'compute',
    microversion: '2.104',
    path: '/os-quota-class-sets/{quotaClass}',
    answer: { key: 'quota_class_set', codec: QuotaClassSet }
  },
  {
    get: { method: 'GET' },
    /** Makes the class where there is none. */
    update: { method: 'PUT', body: { key: 'quota_class_set', fields: input } }
  }
)
