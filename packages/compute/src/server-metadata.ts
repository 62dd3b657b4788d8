/**
 * Metadata of a server: texts by name, its owner's own, at most 255 characters each. The machine reads them too,
 * through its metadata service. Readers of the project see them, members change them.
 *
 * @see https://docs.openstack.org/api-ref/compute/#server-metadata-servers-metadata
 * @since 0.1.0
 */
import { metadataOf } from '@openstack-ts/core'

import { newest } from './newest.js'

// -------------------------------------------------------------------------------------
// endpoints
// -------------------------------------------------------------------------------------

const metadata = metadataOf({ name: 'Server', service: 'compute', microversion: newest, path: '/servers/{serverId}' })

/** What can be asked of a server's metadata. */
export const serverMetadata = {
  /** All of it: texts by name. */
  getMetadata: metadata.getMetadata,
  /** Adds and overwrites; what is not named stays. Answers all of it. */
  updateMetadata: metadata.updateMetadata,
  /** Replaces all of it: what is not named is gone, so that several are taken away by leaving them out. */
  setMetadata: metadata.setMetadata,
  /** One text, under its name; 404 where there is none. */
  getMetadataItem: metadata.getMetadataItem,
  /** Adds or overwrites one text. */
  setMetadataItem: metadata.setMetadataItem,
  /** Takes one text away; 404 where there is none. Nova has no call for several: `setMetadata` does it at once. */
  removeMetadataItem: metadata.removeMetadataItem
} as const
