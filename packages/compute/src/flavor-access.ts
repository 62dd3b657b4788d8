/**
 * Flavor access: which projects may use a flavor that is not public. Administrators only, by default.
 *
 * @see https://docs.openstack.org/api-ref/compute/#flavors-access-flavors-os-flavor-access-addtenantaccess-action-removetenantaccess-action
 * @since 0.1.0
 */
import { endpoints, required, struct } from '@openstack-ts/core'
import * as t from 'io-ts'

import { newest } from './newest.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

/** A project that may use a flavor that is not public. */
export interface FlavorAccess extends t.TypeOf<typeof FlavorAccess> {}

export const FlavorAccess = struct('FlavorAccess', {
  /** The project that may use it. */
  projectId: required('tenant_id', t.string),
  /** The flavor. */
  flavorId: required('flavor_id', t.string)
})

// -------------------------------------------------------------------------------------
// endpoints
// -------------------------------------------------------------------------------------

/** Of `addAccess` and `removeAccess`: which project, and who may use the flavor thereafter. */
const accessOf = <const K extends string>(key: K) =>
  ({
    under: '/action',
    method: 'POST',
    body: {
      key,
      fields: {
        /** The project. */
        projectId: required('tenant', t.string)
      }
    },
    answer: { key: 'flavor_access', codec: t.readonlyArray(FlavorAccess) }
  }) as const

/** What can be asked of who may use a flavor. */
export const flavorAccesses = endpoints(
  { name: 'Flavor', service: 'compute', microversion: newest, path: '/flavors/{flavorId}' },
  {
    /** The projects that may use a flavor that is not public; a public one is 404. Administrators. */
    listAccess: {
      method: 'GET',
      under: '/os-flavor-access',
      list: { key: 'flavor_access', codec: FlavorAccess, paging: { by: 'none' } }
    },
    /** Lets a project use it, and answers all that may. Administrators. */
    addAccess: accessOf('addTenantAccess'),
    /** Lets a project no longer use it, and answers all that still may. Administrators. */
    removeAccess: accessOf('removeTenantAccess')
  }
)
