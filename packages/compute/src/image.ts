/**
 * Images, as Nova shows those of Glance. Up to microversion 2.35, and their metadata up to 2.38: then ask Glance
 * itself. Nova asks Glance as the caller, so that Glance's own policy says who may see and change what.
 *
 * @see https://docs.openstack.org/api-ref/compute/#images-deprecated
 * @since 0.1.0
 */
import {
  dictionary,
  endpoints,
  type ItemOf,
  nullable,
  openString,
  optional,
  required,
  resource,
  struct,
  Timestamp
} from '@openstack-ts/core'
import * as t from 'io-ts'

import type { Input } from './input.js'
import { Link } from './link.js'
import { newest } from './newest.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

/** The server that an image was made of. */
export interface ImageServer extends t.TypeOf<typeof ImageServer> {}

export const ImageServer = struct('ImageServer', {
  /** The server's id. */
  id: required('id', t.string),
  /** Where it is found. */
  links: required('links', t.readonlyArray(Link))
})

/** Glance's state, in Nova's words. */
const ImageStatus = openString('ACTIVE', 'SAVING', 'DELETED', 'ERROR', 'UNKNOWN')

const query = {
  /** Only those changed at or after this time, UTC. */
  changesSince: optional('changes-since', Timestamp),
  /** Only those made of this server: its address, or its id. */
  server: optional('server', t.string),
  /** Only those of exactly this name. */
  name: optional('name', t.string),
  /** Only those in this state. */
  status: optional('status', ImageStatus),
  /** Only those that need at least this disk, in GiB. */
  minDisk: optional('minDisk', t.Integer),
  /** Only those that need at least this memory, in MiB. */
  minRam: optional('minRam', t.Integer),
  /** Only those made by `createImage`, or only those made by `createBackup`. */
  type: optional('type', t.keyof({ snapshot: null, backup: null })),
  /** The most items of a page; the service has a maximum of its own. */
  limit: optional('limit', t.Integer),
  /** The id of the last image of the page before. */
  marker: optional('marker', t.string),
  /** The most images that Nova asks Glance for at a time; what comes back is the same. */
  pageSize: optional('page_size', t.Integer)
} as const

/** Only those that have these properties in Glance: `{ os_distro: 'debian' }`. */
const queryRest = { name: 'properties', prefix: 'property-', codec: t.string } as const

const paging = { by: 'marker', field: 'id', links: 'images_links' } as const

/** An image, as Nova shows it. */
export interface Image extends ItemOf<typeof Image> {}

export const Image = resource({
  name: 'Image',
  service: 'compute',
  microversion: newest,
  path: '/images',
  keys: { one: 'image', many: 'images' },
  id: 'id',
  address: 'imageId',
  find: { filter: 'name' },
  paging,
  lifetime: { until: '2.35' },
  operations: { list: { method: 'GET', path: '/images/detail' }, get: 'GET', remove: 'DELETE' },
  query,
  queryRest,
  fields: {
    /** The same as in Glance. */
    id: required('id', t.string),
    /** `null` for one without a name. */
    name: required('name', nullable(t.string)),
    /** Memory that a server of it needs, in MiB. */
    minRam: required('minRam', t.number),
    /** Disk that a server of it needs, in GiB. */
    minDisk: required('minDisk', t.number),
    /** Glance's properties of it: texts mostly. */
    metadata: required('metadata', dictionary(t.unknown)),
    /** When it was made, UTC. */
    created: required('created', Timestamp),
    /** When it was last changed, UTC. */
    updated: required('updated', nullable(Timestamp)),
    /** Glance's state, in Nova's words. */
    status: required('status', ImageStatus),
    /** Per cent: 0, 25, 50 or 100. */
    progress: required('progress', t.number),
    /** Where it is found. */
    links: required('links', t.readonlyArray(Link)),
    /** Of images made of a server. */
    server: optional('server', ImageServer),
    /** Bytes. */
    size: required('OS-EXT-IMG-SIZE:size', t.number),
    /** Whether the file system of a server of it is fitted to the disk of its flavor. */
    diskConfig: optional('OS-DCF:diskConfig', openString('AUTO', 'MANUAL'))
  }
})

/** An image in short. */
export interface ImageSummary extends t.TypeOf<typeof ImageSummary> {}

export const ImageSummary = struct('ImageSummary', {
  /** The same as in Glance. */
  id: required('id', t.string),
  /** `null` for one without a name. */
  name: required('name', nullable(t.string)),
  /** Where it is found. */
  links: required('links', t.readonlyArray(Link))
})

// -------------------------------------------------------------------------------------
// endpoints
// -------------------------------------------------------------------------------------

/** What Glance has as no text comes as `null`. */
const Kept = dictionary(nullable(t.string))
const all = {
  fields: {
    /** Texts by name. */
    metadata: required('metadata', dictionary(t.string))
  }
} as const

const metadata = endpoints(
  { name: 'Image', service: 'compute', microversion: newest, until: '2.38', path: '/images/{imageId}/metadata' },
  {
    /** All of it: texts by name. Up to microversion 2.38. */
    getMetadata: { method: 'GET', answer: { key: 'metadata', codec: Kept } },
    /** Adds and overwrites; what is not named stays. Up to microversion 2.38. */
    updateMetadata: { method: 'POST', body: all, answer: { key: 'metadata', codec: Kept } },
    /** Replaces all of it. Up to microversion 2.38. */
    setMetadata: { method: 'PUT', body: all, answer: { key: 'metadata', codec: Kept } },
    /** One text, under its name. Up to microversion 2.38. */
    getMetadataItem: { method: 'GET', under: '/{key}', answer: { key: 'meta', codec: Kept } },
    /** Adds or overwrites one text. Up to microversion 2.38. */
    setMetadataItem: {
      method: 'PUT',
      under: '/{key}',
      body: {
        key: 'meta',
        fields: {
          /** What it is to be. */
          value: required('{key}', t.string)
        }
      },
      answer: { key: 'meta', codec: Kept }
    },
    /** Takes one text away. Up to microversion 2.38. */
    removeMetadataItem: { method: 'DELETE', under: '/{key}' }
  }
)

/** Everything that can be asked of images. */
export const images = {
  /** Those that the account may use, in full. Up to microversion 2.35. */
  list: Image.endpoints.list,
  /** One of them, by its id. Up to microversion 2.35. */
  get: Image.endpoints.get,
  /** Removes it from Glance, where it may be. Up to microversion 2.35. */
  remove: Image.endpoints.remove,
  ...endpoints(
    { name: 'Image', service: 'compute', microversion: newest, until: '2.35', path: '/images' },
    {
      /** Ids and names only. Up to microversion 2.35. */
      listSummaries: { method: 'GET', query, queryRest, list: { key: 'images', codec: ImageSummary, paging } }
    }
  ),
  ...metadata
} as const

/** What a listing of images can be filtered by. */
export interface ImageFilter extends Input<typeof Image.endpoints.list> {}
