/**
 * What Nova's quotas limit, of a project (`quota-set.ts`) and of those that nothing was set for (`quota-class-set.ts`).
 *
 * @since 0.1.0
 */
import { type Field, until } from '@openstack-ts/core'
import type * as t from 'io-ts'

// -------------------------------------------------------------------------------------
// rows
// -------------------------------------------------------------------------------------

/** @internal What is limited at every microversion: required of an answer, optional in a request. */
export const quotaRows = <P extends Field<number>['presence']>(row: (wire: string) => Field<number, P>) => ({
  /** Virtual processors of all servers. */
  cores: row('cores'),
  /** Servers of the project. */
  instances: row('instances'),
  /** Keypairs of each user. */
  keyPairs: row('key_pairs'),
  /** Metadata items of each server. */
  metadataItems: row('metadata_items'),
  /** Memory of all servers, in MiB. */
  ram: row('ram')
})

/** @internal What is limited of the files that servers were once given. */
export const injectedQuotas = (codec: t.Type<number, unknown>) => ({
  /** Bytes in each injected file. Up to microversion 2.56. */
  injectedFileContentBytes: until('2.56', 'injected_file_content_bytes', codec),
  /** Bytes in the path of each injected file. Up to microversion 2.56. */
  injectedFilePathBytes: until('2.56', 'injected_file_path_bytes', codec),
  /** Files injected into each server. Up to microversion 2.56. */
  injectedFiles: until('2.56', 'injected_files', codec)
})
