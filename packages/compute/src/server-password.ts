/**
 * The first password of a server, which the machine itself made and told Nova, encrypted. Whoever may read the
 * project's servers gets it, and needs the private key to read it.
 *
 * @see https://docs.openstack.org/api-ref/compute/#servers-password-servers-os-server-password
 * @since 0.1.0
 */
import { endpoints } from '@openstack-ts/core'
import * as t from 'io-ts'

import { newest } from './newest.js'

// -------------------------------------------------------------------------------------
// endpoints
// -------------------------------------------------------------------------------------

/** What can be asked of a server's first password. */
export const serverPasswords = endpoints(
  { name: 'Server', service: 'compute', microversion: newest, path: '/servers/{serverId}/os-server-password' },
  {
    /** Encrypted with the server's keypair, and in base64; empty where the server has not said one. */
    getPassword: { method: 'GET', answer: { key: 'password', codec: t.string } },
    /** Makes Nova forget the password; the server keeps it. */
    removePassword: { method: 'DELETE' }
  }
)
