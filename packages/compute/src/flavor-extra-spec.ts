/**
 * Extra specs of a flavor: what schedulers and drivers are told, such as `hw:cpu_policy`. Readers of a project see
 * them, changing them is for administrators, by default.
 *
 * @see https://docs.openstack.org/api-ref/compute/#flavors-extra-specs-flavors-os-flavor-extra-specs
 * @since 0.1.0
 */
import { dictionary, endpoints, required } from '@openstack-ts/core'
import * as t from 'io-ts'

import { newest } from './newest.js'

// -------------------------------------------------------------------------------------
// endpoints
// -------------------------------------------------------------------------------------

/** Texts under keys; Nova keeps a number as text, and yet answers it as it was sent. */
const ExtraSpecs = dictionary(t.union([t.string, t.number]))

/** What can be asked of a flavor's extra specs. */
export const flavorExtraSpecs = endpoints(
  { name: 'Flavor', service: 'compute', microversion: newest, path: '/flavors/{flavorId}/os-extra_specs' },
  {
    /** All of them. Readers of a project. */
    getExtraSpecs: {
      method: 'GET',
      answer: { key: 'extra_specs', codec: dictionary(t.string) }
    },
    /** Adds and overwrites; what is not named stays. Answers what was sent. Administrators. */
    updateExtraSpecs: {
      method: 'POST',
      body: {
        fields: {
          /** What to add and to overwrite. */
          extraSpecs: required('extra_specs', ExtraSpecs)
        }
      },
      answer: { key: 'extra_specs', codec: ExtraSpecs }
    },
    /** One of them, under its key. Readers of a project. */
    getExtraSpec: {
      method: 'GET',
      under: '/{key}',
      answer: { codec: dictionary(t.string) }
    },
    /** Adds or overwrites one, and answers what was sent. Administrators. */
    setExtraSpec: {
      method: 'PUT',
      under: '/{key}',
      body: {
        fields: {
          /** What it is to be. */
          value: required('{key}', t.union([t.string, t.number]))
        }
      },
      answer: { codec: ExtraSpecs }
    },
    /** Takes one away. Administrators. */
    removeExtraSpec: { method: 'DELETE', under: '/{key}' }
  }
)
