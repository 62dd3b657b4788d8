/**
 * Addresses of a server, by the networks that it is on. Whoever may read the project's servers sees them.
 *
 * @see https://docs.openstack.org/api-ref/compute/#servers-ips-servers-ips
 * @since 0.1.0
 */
import { dictionary, endpoints, required, struct } from '@openstack-ts/core'
import * as t from 'io-ts'

import { newest } from './newest.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

/** An address of a server. */
export interface ServerIp extends t.TypeOf<typeof ServerIp> {}

export const ServerIp = struct('ServerIp', {
  /** The address. */
  addr: required('addr', t.string),
  /** The version of IP that it is of: 4 or 6. */
  version: required('version', t.number)
})

// -------------------------------------------------------------------------------------
// endpoints
// -------------------------------------------------------------------------------------

const addresses = t.readonlyArray(ServerIp)

/** What can be asked of a server's addresses. */
export const serverAddresses = endpoints(
  { name: 'Server', service: 'compute', microversion: newest, method: 'GET', path: '/servers/{serverId}/ips' },
  {
    /** By network, as the project calls it. */
    listIps: { answer: { key: 'addresses', codec: dictionary(addresses) } },
    /** On one network, under its name; 404 where the server is not on it. */
    getIps: { under: '/{networkLabel}', answer: { codec: dictionary(addresses) } }
  }
)
