/**
 * Metadata and tags of a server: what its owner calls it.
 *
 * @see https://docs.openstack.org/api-ref/compute/#server-metadata-servers-metadata
 * @since 0.1.0
 */
import { metadataOf, tagsOf } from '@openstack-ts/core'

// -------------------------------------------------------------------------------------
// endpoints
// -------------------------------------------------------------------------------------

const server = { name: 'Server', service: 'compute', microversion: '2.104', path: '/servers/{serverId}' } as const

/** Metadata, and tags from microversion 2.26 on: at most 50 of them, 60 characters each, without `/` and `,`. */
export const serverLabels = { ...metadataOf(server), ...tagsOf({ ...server, since: '2.26' }) }
