/**
 * Metadata, as Nova, Cinder and Glance keep it: texts under keys of the owner's choice, under `{path}/metadata`.
 *
 * @since 0.1.0
 */
import * as t from 'io-ts'

import { dictionary } from './codec.js'
import { endpoints } from './endpoint.js'
import { required } from './field.js'
import type { Owner } from './tags.js'

// -------------------------------------------------------------------------------------
// constructors
// -------------------------------------------------------------------------------------

/**
 * The endpoints for the metadata of one thing.
 *
 * @example
 * const metadata = metadataOf({ name: 'Server', service: 'compute', path: '/servers/{serverId}' })
 *
 * assert.deepStrictEqual(metadata.setMetadataItem.path, '/servers/{serverId}/metadata/{key}')
 * call(metadata.updateMetadata)({ serverId: '79edaa44', metadata: { role: 'web' } })
 */
export const metadataOf = <const O extends Owner>(owner: O) => endpoints(owner, metadata)

const texts = dictionary(t.string)
const all = { fields: { metadata: required('metadata', texts) } }

const metadata = {
  getMetadata: { method: 'GET', under: '/metadata', answer: { key: 'metadata', codec: texts } },
  /** Adds and overwrites; what is not named stays. */
  updateMetadata: { method: 'POST', under: '/metadata', body: all, answer: { key: 'metadata', codec: texts } },
  /** Replaces all of it. */
  setMetadata: { method: 'PUT', under: '/metadata', body: all, answer: { key: 'metadata', codec: texts } },
  getMetadataItem: { method: 'GET', under: '/metadata/{key}', answer: { key: 'meta', codec: texts } },
  setMetadataItem: {
    method: 'PUT',
    under: '/metadata/{key}',
    body: { key: 'meta', fields: { value: required('{key}', t.string) } },
    answer: { key: 'meta', codec: texts }
  },
  removeMetadataItem: { method: 'DELETE', under: '/metadata/{key}' }
} as const
