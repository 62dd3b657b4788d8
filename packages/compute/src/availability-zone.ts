/**
 * Availability zones: parts of a cloud that servers can be asked into.
 *
 * @see https://docs.openstack.org/api-ref/compute/#availability-zones-os-availability-zone
 * @since 0.1.0
 */
import { dictionary, endpoints, nullable, required, struct, Timestamp } from '@openstack-ts/core'
import * as t from 'io-ts'

import { newest } from './newest.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

/** One service of one host of a zone. */
export interface AvailabilityZoneService extends t.TypeOf<typeof AvailabilityZoneService> {}

export const AvailabilityZoneService = struct('AvailabilityZoneService', {
  /** Whether it was heard of lately. */
  available: required('available', t.boolean),
  /** Whether it is enabled. */
  active: required('active', t.boolean),
  /** When it was last heard of, UTC; `null` for never. */
  updatedAt: required('updated_at', nullable(Timestamp))
})

/** Whether a zone takes servers. */
export interface AvailabilityZoneState extends t.TypeOf<typeof AvailabilityZoneState> {}

export const AvailabilityZoneState = struct('AvailabilityZoneState', {
  /** Whether any of its hosts is enabled. */
  available: required('available', t.boolean)
})

/** A part of a cloud that servers can be asked into. */
export interface AvailabilityZone extends t.TypeOf<typeof AvailabilityZone> {}

export const AvailabilityZone = struct('AvailabilityZone', {
  /** By host, then by service (`nova-compute`). `null` for zones that are not available, and in `list`. */
  hosts: required('hosts', nullable(dictionary(dictionary(AvailabilityZoneService)))),
  /** What servers are asked into. */
  name: required('zoneName', t.string),
  /** Whether it takes servers. */
  state: required('zoneState', AvailabilityZoneState)
})

// -------------------------------------------------------------------------------------
// endpoints
// -------------------------------------------------------------------------------------

const list = { key: 'availabilityZoneInfo', codec: AvailabilityZone, paging: { by: 'none' } } as const

/** Everything that can be asked of availability zones. */
export const availabilityZones = endpoints(
  {
    name: 'AvailabilityZone',
    service: 'compute',
    microversion: newest,
    method: 'GET',
    path: '/os-availability-zone',
    list
  },
  {
    /** Their names, and whether they take servers. Anyone. */
    list: {},
    /** With hosts and their services, and the zone of Nova's own services too. Administrators. */
    listWithHosts: { under: '/detail' }
  }
)
