/**
 * Host aggregates: hosts that an administrator put together, as an availability zone or for what their metadata says.
 *
 * All of it is for administrators, by default.
 *
 * @see https://docs.openstack.org/api-ref/compute/#host-aggregates-os-aggregates
 * @since 0.1.0
 */
import {
  dictionary,
  endpoints,
  type ItemOf,
  nullable,
  optional,
  required,
  resource,
  since,
  struct,
  Timestamp
} from '@openstack-ts/core'
import * as t from 'io-ts'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

/** Hosts that were put together. */
export interface Aggregate extends ItemOf<typeof Aggregate> {}

export const Aggregate = resource({
  name: 'Aggregate',
  service: 'compute',
  microversion: '2.104',
  path: '/os-aggregates',
  keys: { one: 'aggregate', many: 'aggregates' },
  id: 'id',
  address: 'aggregateId',
  operations: { list: 'GET', get: 'GET', create: 'POST', update: 'PUT', remove: 'DELETE' },
  input: {
    /** At most 255 characters. */
    name: required('name', t.string),
    /** Makes its hosts an availability zone of this name; `null` for none. */
    availabilityZone: optional('availability_zone', nullable(t.string))
  },
  fields: {
    /** `null` where it is no availability zone. */
    availabilityZone: required('availability_zone', nullable(t.string)),
    /** When it was made, UTC. */
    createdAt: required('created_at', Timestamp),
    /** Always `null`. */
    deletedAt: required('deleted_at', nullable(Timestamp)),
    /** Always `false`. */
    deleted: required('deleted', t.boolean),
    /** The names of its hosts. `create` does not answer them. */
    hosts: optional('hosts', nullable(t.readonlyArray(t.string))),
    /** A number; addresses want it as text. */
    id: required('id', t.number),
    /** Its availability zone among them. `create` does not answer it. */
    metadata: optional('metadata', nullable(dictionary(t.string))),
    /** What administrators call it. */
    name: required('name', t.string),
    /** `null` until it is changed. */
    updatedAt: required('updated_at', nullable(Timestamp)),
    /** Microversion 2.41. */
    uuid: since('2.41', 'uuid', t.string)
  }
})

/** An image to fetch ahead of its first server. */
export interface CachedImage extends t.TypeOf<typeof CachedImage> {}

export const CachedImage = struct('CachedImage', {
  /** The image's id, in Glance. */
  imageId: required('id', t.string)
})

// -------------------------------------------------------------------------------------
// endpoints
// -------------------------------------------------------------------------------------

const answer = { key: 'aggregate', codec: Aggregate.codec } as const
const host = {
  /** The name of a host, as `hosts` of aggregates have it. */
  host: required('host', t.string)
} as const

const onAggregate = endpoints(
  {
    name: 'Aggregate',
    service: 'compute',
    microversion: '2.104',
    method: 'POST',
    path: '/os-aggregates/{aggregateId}'
  },
  {
    addHost: { under: '/action', body: { key: 'add_host', fields: host }, answer },
    removeHost: { under: '/action', body: { key: 'remove_host', fields: host }, answer },
    /** Adds and overwrites; `null` takes a key away; what is not named stays. */
    setMetadata: {
      under: '/action',
      body: {
        key: 'set_metadata',
        fields: {
          /** What to add, to overwrite, or to take away. */
          metadata: required('metadata', dictionary(nullable(t.string)))
        }
      },
      answer
    },
    /** Asks its hosts to fetch images, and does not wait for it. Microversion 2.81. */
    cacheImages: {
      since: '2.81',
      under: '/images',
      body: {
        fields: {
          /** The images to fetch, each at most once. */
          images: required('cache', t.readonlyArray(CachedImage))
        }
      }
    }
  }
)

/** Everything that can be asked of host aggregates. */
export const aggregates = { ...Aggregate.endpoints, ...onAggregate } as const
