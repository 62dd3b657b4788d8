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

import type { Input } from './input.js'
import { newest } from './newest.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

/** Hosts that were put together. */
export interface Aggregate extends ItemOf<typeof Aggregate> {}

export const Aggregate = resource({
  name: 'Aggregate',
  service: 'compute',
  microversion: newest,
  path: '/os-aggregates',
  keys: { one: 'aggregate', many: 'aggregates' },
  id: 'id',
  address: 'aggregateId',
  operations: {
    list: 'GET',
    get: 'GET',
    create: 'POST',
    update: { method: 'PUT', some: ['name', 'availabilityZone'] },
    remove: 'DELETE'
  },
  input: {
    /** What administrators call it: at most 255 characters. */
    name: required('name', t.string),
    /** Makes its hosts an availability zone of this name; `null` for none. */
    availabilityZone: optional('availability_zone', nullable(t.string))
  },
  fields: {
    /** The availability zone that its hosts are; `null` where they are none. */
    availabilityZone: required('availability_zone', nullable(t.string)),
    /** When it was made, UTC. */
    createdAt: required('created_at', Timestamp),
    /** Always `null`. */
    deletedAt: required('deleted_at', nullable(Timestamp)),
    /** Always `false`. */
    deleted: required('deleted', t.boolean),
    /** The names of its hosts. `create` does not answer them. */
    hosts: optional('hosts', nullable(t.readonlyArray(t.string))),
    /** A number. */
    id: required('id', t.number),
    /** Its availability zone among them. `create` does not answer it. */
    metadata: optional('metadata', nullable(dictionary(t.string))),
    /** What administrators call it. */
    name: required('name', t.string),
    /** `null` until it is changed. */
    updatedAt: required('updated_at', nullable(Timestamp)),
    /** The id that Placement knows it by; addresses want `id`. Microversion 2.41. */
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
    microversion: newest,
    method: 'POST',
    path: '/os-aggregates/{aggregateId}',
    numbers: 'aggregateId'
  },
  {
    /** Puts a host into it. Administrators. */
    addHost: { under: '/action', body: { key: 'add_host', fields: host }, answer },
    /** Takes a host out of it. Administrators. */
    removeHost: { under: '/action', body: { key: 'remove_host', fields: host }, answer },
    /** Adds and overwrites; `null` takes a key away; what is not named stays. Administrators. */
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
    /** Asks its hosts to fetch images, and does not wait for it. Administrators. Microversion 2.81. */
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
export const aggregates = {
  /** All of them. Administrators. */
  list: Aggregate.endpoints.list,
  /** One of them, by its number. Administrators. */
  get: Aggregate.endpoints.get,
  /** Makes one that has no hosts yet: `addHost`. Administrators. */
  create: Aggregate.endpoints.create,
  /** Its name, or the availability zone that its hosts are. Administrators. */
  update: Aggregate.endpoints.update,
  /** Only one without hosts: 400 else. Administrators. */
  remove: Aggregate.endpoints.remove,
  ...onAggregate
} as const

/** What an aggregate is made with. */
export interface AggregateCreate extends Input<typeof Aggregate.endpoints.create> {}

/** What can be changed of an aggregate, and which. */
export interface AggregateUpdate extends Input<typeof Aggregate.endpoints.update> {}
