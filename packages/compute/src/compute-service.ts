/**
 * Compute services: Nova's own processes, each on a host.
 *
 * All of it is for administrators, by default. Up to microversion 2.52 a service is addressed by its host and binary
 * and switched by a request for each purpose; from 2.53 on it is addressed by a UUID, and `update` does it all.
 *
 * @see https://docs.openstack.org/api-ref/compute/#compute-services-os-services
 * @since 0.1.0
 */
import { endpoints, nullable, openString, optional, required, since, struct, Timestamp } from '@openstack-ts/core'
import * as t from 'io-ts'

import type { Input } from './input.js'
import { newest } from './newest.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

/** Nova's processes. */
const Binary = openString('nova-compute', 'nova-conductor', 'nova-scheduler')

/**
 * One of Nova's processes. From microversion 2.69 on one in a cell that cannot be reached has the status `UNKNOWN`, and
 * nothing but its binary and its host beside it.
 */
export interface ComputeService extends t.TypeOf<typeof ComputeService> {}

export const ComputeService = struct('ComputeService', {
  /** A number up to microversion 2.52, a UUID from 2.53 on. */
  id: optional('id', t.union([t.number, t.string])),
  /** Which of the processes it is. */
  binary: required('binary', Binary),
  /** Why it is disabled; `null` where it is enabled, or nobody said why not. */
  disabledReason: optional('disabled_reason', nullable(t.string)),
  /** Where it runs. */
  host: required('host', t.string),
  /** Whether it was heard of lately. */
  state: optional('state', openString('up', 'down')),
  /** Whether it takes new servers. */
  status: required('status', openString('enabled', 'disabled', 'UNKNOWN')),
  /** When it was last heard of, UTC; `null` for never. */
  updatedAt: optional('updated_at', nullable(Timestamp)),
  /** Its availability zone; `internal` for what is no compute. */
  zone: optional('zone', t.string),
  /** Whether an operator declared it dead, so that its servers can be evacuated. Microversion 2.11. */
  forcedDown: since('2.11', 'forced_down', t.boolean)
})

/** What a switch of a service, up to microversion 2.52, answers. */
export interface SwitchedService extends t.TypeOf<typeof SwitchedService> {}

export const SwitchedService = struct('SwitchedService', {
  /** Which of the processes was switched. */
  binary: required('binary', Binary),
  /** Where it runs. */
  host: required('host', t.string),
  /** Whether it takes new servers; not after `forceDown`. */
  status: optional('status', openString('enabled', 'disabled')),
  /** Why it is disabled; after `disableWithReason` only. */
  disabledReason: optional('disabled_reason', nullable(t.string)),
  /** Whether it counts as dead; after `forceDown` only. Microversion 2.11. */
  forcedDown: since('2.11', 'forced_down', t.boolean)
})

// -------------------------------------------------------------------------------------
// endpoints
// -------------------------------------------------------------------------------------

const which = {
  /** The name of the host. */
  host: required('host', t.string),
  /** `nova-compute`, nearly always. */
  binary: required('binary', t.string)
} as const

const common = { name: 'ComputeService', service: 'compute', microversion: newest, path: '/os-services' } as const

/** Up to microversion 2.52; `update` from then on. */
const switches = endpoints(
  { ...common, method: 'PUT', until: '2.52', answer: { key: 'service', codec: SwitchedService } },
  {
    /** Lets it take new servers again. Administrators. */
    enable: { under: '/enable', body: { fields: which } },
    /** Lets it take no new servers. Administrators. */
    disable: { under: '/disable', body: { fields: which } },
    /** Lets it take no new servers, and says why. Administrators. */
    disableWithReason: {
      under: '/disable-log-reason',
      body: {
        fields: {
          ...which,
          /** Why, in at most 255 characters. */
          disabledReason: required('disabled_reason', t.string)
        }
      }
    },
    /** Declares it dead, or no longer so. Administrators. Microversion 2.11. */
    forceDown: {
      since: '2.11',
      under: '/force-down',
      body: {
        fields: {
          ...which,
          /** `true` for dead, `false` for alive again. */
          forcedDown: required('forced_down', t.boolean)
        }
      }
    }
  }
)

/** Everything that can be asked of compute services. */
export const services = {
  ...endpoints(common, {
    /** All of Nova's processes, wherever they run. Administrators. */
    list: {
      method: 'GET',
      query: {
        /** Only those of this kind, such as `nova-compute`. */
        binary: optional('binary', t.string),
        /** Only those on this host. */
        host: optional('host', t.string)
      },
      list: { key: 'services', codec: ComputeService, paging: { by: 'none' } }
    },
    /** Only `nova-compute` can be disabled or forced down. Administrators. Microversion 2.53. */
    update: {
      method: 'PUT',
      since: '2.53',
      under: '/{serviceId}',
      body: {
        fields: {
          /** Whether it takes new servers. */
          status: optional('status', t.keyof({ enabled: null, disabled: null })),
          /** Why it is disabled: goes with `status: 'disabled'`. */
          disabledReason: optional('disabled_reason', t.string),
          /** Declares it dead, so that its servers can be evacuated, or no longer so. */
          forcedDown: optional('forced_down', t.boolean)
        }
      },
      answer: { key: 'service', codec: ComputeService }
    },
    /** Forgets one that is gone for good; 409 while servers or migrations are left on its host. Administrators. */
    remove: { method: 'DELETE', under: '/{serviceId}', numbers: 'serviceId' }
  }),
  ...switches
} as const

/** Which services to list. */
export interface ComputeServiceFilter extends Input<typeof services.list> {}

/** What can be changed of a service, and of which. */
export interface ComputeServiceUpdate extends Input<typeof services.update> {}
