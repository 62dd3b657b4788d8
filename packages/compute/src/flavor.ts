/**
 * Flavors: the sizes that servers come in.
 *
 * Anyone may list and show them; creating, changing and removing them is for administrators, by default.
 *
 * @see https://docs.openstack.org/api-ref/compute/#flavors
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
  until,
  valueUntil
} from '@openstack-ts/core'
import * as t from 'io-ts'

import { flavorAccesses } from './flavor-access.js'
import { flavorExtraSpecs } from './flavor-extra-spec.js'
import type { Input } from './input.js'
import { Link } from './link.js'
import { newest } from './newest.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

/** What a listing of flavors can be sorted by. */
const SortKey = t.union([
  t.literal('created_at'),
  t.literal('description'),
  t.literal('disabled'),
  t.literal('ephemeral_gb'),
  t.literal('flavorid'),
  t.literal('id'),
  t.literal('is_public'),
  t.literal('memory_mb'),
  t.literal('name'),
  t.literal('root_gb'),
  valueUntil('2.101', t.literal('rxtx_factor')),
  t.literal('swap'),
  t.literal('updated_at'),
  t.literal('vcpu_weight'),
  t.literal('vcpus')
])

const query = {
  /** The first key counts most. The same number of `sortDir`s belongs to them, ascending where there is none. */
  sortKey: optional('sort_key', t.union([SortKey, t.readonlyArray(SortKey)])),
  /** One for each `sortKey`. */
  sortDir: optional(
    'sort_dir',
    t.union([t.keyof({ asc: null, desc: null }), t.readonlyArray(t.keyof({ asc: null, desc: null }))])
  ),
  /** The most items of a page; the service has a maximum of its own. */
  limit: optional('limit', t.Integer),
  /** The id of the last flavor of the page before. */
  marker: optional('marker', t.string),
  /** Only flavors with at least this disk, in GiB. */
  minDisk: optional('minDisk', t.Integer),
  /** Only flavors with at least this memory, in MiB. */
  minRam: optional('minRam', t.Integer),
  /** Only public ones (`true`, what Nova does unasked), only the others (`false`), or all (`None`). Administrators. */
  isPublic: optional('is_public', t.union([t.boolean, t.literal('None')])),
  /** Only flavors whose name matches this regular expression. Microversion 2.102. */
  name: since('2.102', 'name', t.string)
} as const

/** A size that servers come in. */
export interface Flavor extends ItemOf<typeof Flavor> {}

export const Flavor = resource({
  name: 'Flavor',
  service: 'compute',
  microversion: newest,
  path: '/flavors',
  keys: { one: 'flavor', many: 'flavors' },
  id: 'id',
  address: 'flavorId',
  find: { filter: 'name', regex: true },
  paging: { by: 'marker', field: 'id', links: 'flavors_links' },
  operations: {
    list: { method: 'GET', path: '/flavors/detail' },
    get: 'GET',
    create: 'POST',
    update: {
      method: 'PUT',
      since: '2.55',
      input: {
        /** What it is for; `null` takes it away. */
        description: required('description', nullable(t.string))
      }
    },
    remove: 'DELETE'
  },
  query,
  input: {
    /** What people call it: at most 255 characters. */
    name: required('name', t.string),
    /** What it is for, in at most 65,535 characters. Microversion 2.55. */
    description: since('2.55', 'description', nullable(t.string)),
    /** Nova makes a UUID where none is given; a number comes back as text. */
    id: optional('id', nullable(t.union([t.string, t.number]))),
    /** Memory, in MiB. */
    ram: required('ram', t.Integer),
    /** The root disk, in GiB; 0 for the size of the image. */
    disk: required('disk', t.Integer),
    /** Virtual processors. */
    vcpus: required('vcpus', t.Integer),
    /** A second disk that goes with the server, in GiB; 0 where nothing is said. */
    ephemeral: optional('OS-FLV-EXT-DATA:ephemeral', t.Integer),
    /** Swap, in MiB; 0 where nothing is said. */
    swap: optional('swap', t.Integer),
    /** A factor for bandwidth that only the XenAPI driver ever heeded. Up to microversion 2.101. */
    rxtxFactor: until('2.101', 'rxtx_factor', t.number),
    /** `false` for the projects only that are given access; `true` where nothing is said. */
    isPublic: optional('os-flavor-access:is_public', t.boolean)
  },
  fields: {
    /** What people call it. */
    name: required('name', t.string),
    /** What it is for; `null` where nobody said. Microversion 2.55. */
    description: since('2.55', 'description', nullable(t.string)),
    /** What servers are made with; a UUID, unless who made it chose otherwise. */
    id: required('id', t.string),
    /** Memory, in MiB. */
    ram: required('ram', t.number),
    /** The root disk, in GiB; 0 for the size of the image. */
    disk: required('disk', t.number),
    /** Virtual processors. */
    vcpus: required('vcpus', t.number),
    /** Where it is found. */
    links: required('links', t.readonlyArray(Link)),
    /** A second disk that goes with the server, in GiB. */
    ephemeral: required('OS-FLV-EXT-DATA:ephemeral', t.number),
    /** Whether an administrator of long ago disabled it; nothing can today. Up to microversion 2.101. */
    disabled: until('2.101', 'OS-FLV-DISABLED:disabled', t.boolean),
    /** Swap, in MiB; an empty text for none before microversion 2.75. */
    swap: required('swap', t.union([t.number, t.literal('')])),
    /**
     * A factor for bandwidth that only the XenAPI driver ever heeded; may be an empty text. Up to microversion 2.101.
     */
    rxtxFactor: until('2.101', 'rxtx_factor', t.union([t.number, t.literal('')])),
    /** `false` for the projects only that are given access. */
    isPublic: required('os-flavor-access:is_public', t.boolean),
    /**
     * What schedulers and drivers are told, such as `hw:cpu_policy`. Whoever may list extra specs. Microversion 2.61.
     */
    extraSpecs: since('2.61', 'extra_specs', dictionary(t.string))
  }
})

/** A flavor in short. */
export interface FlavorSummary extends t.TypeOf<typeof FlavorSummary> {}

export const FlavorSummary = struct('FlavorSummary', {
  /** What servers are made with. */
  id: required('id', t.string),
  /** What people call it. */
  name: required('name', t.string),
  /** What it is for; `null` where nobody said. Microversion 2.55. */
  description: since('2.55', 'description', nullable(t.string)),
  /** Where it is found. */
  links: required('links', t.readonlyArray(Link))
})

// -------------------------------------------------------------------------------------
// endpoints
// -------------------------------------------------------------------------------------

const onFlavor = endpoints(
  { name: 'Flavor', service: 'compute', microversion: newest, path: '/flavors' },
  {
    /** Ids, names and descriptions only. Anyone. */
    listSummaries: {
      method: 'GET',
      query,
      list: { key: 'flavors', codec: FlavorSummary, paging: { by: 'marker', field: 'id', links: 'flavors_links' } }
    }
  }
)

/** Everything that can be asked of flavors. */
export const flavors = {
  /** Those that the project may use, in full. Anyone. */
  list: Flavor.endpoints.list,
  /** One of them, by its id. Anyone. */
  get: Flavor.endpoints.get,
  /** Makes one. Administrators. */
  create: Flavor.endpoints.create,
  /** Its description: all else of a flavor is for ever. Administrators. Microversion 2.55. */
  update: Flavor.endpoints.update,
  /** Servers of it keep what they have. Administrators. */
  remove: Flavor.endpoints.remove,
  ...onFlavor,
  ...flavorAccesses,
  ...flavorExtraSpecs
} as const

/** What a flavor is made with. */
export interface FlavorCreate extends Input<typeof Flavor.endpoints.create> {}

/** What can be changed of a flavor, and of which. */
export interface FlavorUpdate extends Input<typeof Flavor.endpoints.update> {}

/** What a listing of flavors can be filtered and sorted by. */
export interface FlavorFilter extends Input<typeof Flavor.endpoints.list> {}
