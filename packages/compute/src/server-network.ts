/**
 * What changes how a server is on its networks, beside `serverInterfaces`: its security groups, and the addresses that
 * old microversions gave it. For members of the project.
 *
 * @see https://docs.openstack.org/api-ref/compute/#servers-run-an-action-servers-action
 * @since 0.1.0
 */
import { endpoints, optional, required } from '@openstack-ts/core'
import * as t from 'io-ts'

import { newest } from './newest.js'

// -------------------------------------------------------------------------------------
// endpoints
// -------------------------------------------------------------------------------------

const securityGroup = {
  /** Its name or its id. */
  securityGroup: required('name', t.string)
} as const

const fixedAddress = {
  /** The address to take away. */
  address: required('address', t.string)
} as const

/** What changes how a server is on its networks. */
export const serverNetworks = endpoints(
  { name: 'Server', service: 'compute', microversion: newest, method: 'POST', path: '/servers/{serverId}/action' },
  {
    /** Its ports join the group. */
    addSecurityGroup: { body: { key: 'addSecurityGroup', fields: securityGroup } },
    /** Its ports leave the group. */
    removeSecurityGroup: { body: { key: 'removeSecurityGroup', fields: securityGroup } },
    /** An address on one more network. Up to microversion 2.43: `serverInterfaces` from then on. */
    addFixedIp: {
      until: '2.43',
      body: {
        key: 'addFixedIp',
        fields: {
          /** The network; the server must be on it already. */
          networkId: required('networkId', t.string)
        }
      }
    },
    /** Takes an address of its own away. Up to microversion 2.43: `serverInterfaces` from then on. */
    removeFixedIp: { until: '2.43', body: { key: 'removeFixedIp', fields: fixedAddress } },
    /** Lets a floating IP lead to it. Up to microversion 2.43: Neutron's floating IPs from then on. */
    addFloatingIp: {
      until: '2.43',
      body: {
        key: 'addFloatingIp',
        fields: {
          /** The floating IP: it must be there already. */
          address: required('address', t.string),
          /** Which of the server's own addresses it leads to; the first where nothing is said. */
          fixedAddress: optional('fixed_address', t.string)
        }
      }
    },
    /** Lets a floating IP lead to it no more. Up to microversion 2.43: Neutron's floating IPs from then on. */
    removeFloatingIp: { until: '2.43', body: { key: 'removeFloatingIp', fields: fixedAddress } }
  }
)
