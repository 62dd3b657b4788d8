/**
 * API versions: what a compute endpoint speaks. The connection asks for it by itself; these are for those who want to
 * see.
 *
 * @see https://docs.openstack.org/api-ref/compute/#api-versions
 * @since 0.1.0
 */
import { endpoints, openString, optional, required, struct, Timestamp } from '@openstack-ts/core'
import * as t from 'io-ts'

import { Link } from './link.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

/** A form that answers come in. */
export interface MediaType extends t.TypeOf<typeof MediaType> {}

export const MediaType = struct('MediaType', {
  /** `application/json`. */
  base: required('base', t.string),
  /** The form with its version: `application/vnd.openstack.compute+json;version=2.1`. */
  type: required('type', t.string)
})

/** A version of the API. */
export interface ApiVersion extends t.TypeOf<typeof ApiVersion> {}

export const ApiVersion = struct('ApiVersion', {
  /** `v2.1`, say. */
  id: required('id', t.string),
  /** Where it is found. */
  links: required('links', t.readonlyArray(Link)),
  /** The oldest microversion; empty for a version that has none. */
  minVersion: required('min_version', t.string),
  /** `SUPPORTED` is still there, and nothing is added to it. */
  status: required('status', openString('CURRENT', 'SUPPORTED', 'DEPRECATED')),
  /** When the version was last changed; microversions do not count. */
  updated: required('updated', Timestamp),
  /** Where one version alone is shown. */
  mediaTypes: optional('media-types', t.readonlyArray(MediaType)),
  /** The newest microversion; empty for a version that has none. */
  version: optional('version', t.string)
})

// -------------------------------------------------------------------------------------
// endpoints
// -------------------------------------------------------------------------------------

const answer = { key: 'version', codec: ApiVersion } as const

/** Everything that can be asked of versions. */
export const versions = endpoints(
  { name: 'ApiVersion', service: 'compute', method: 'GET' },
  {
    /** All that the service speaks. Nobody need be signed in. */
    list: { base: 'root', path: '/', list: { key: 'versions', codec: ApiVersion, paging: { by: 'none' } } },
    /** One of them, such as `v2.1`. Nobody need be signed in. */
    get: { base: 'root', path: '/{version}/', answer },
    /** The one that this connection speaks. */
    getCurrent: { path: '/', answer },
    /** The same under another address, for which `versionId` is `v2.1`; 404 for any other. */
    getById: { path: '/versions/{versionId}', answer }
  }
)
