/**
 * Console auth tokens: what a console proxy learns of the token in a console's URL. For proxies: administrators only,
 * by default.
 *
 * @see https://docs.openstack.org/api-ref/compute/#compute-server-console-auth-tokens-servers-os-console-auth-tokens
 * @since 0.1.0
 */
import { endpoints, nullable, optional, required, since, struct } from '@openstack-ts/core'
import * as t from 'io-ts'

import { newest } from './newest.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

/** Where a console proxy has to connect to. */
export interface ConsoleConnection extends t.TypeOf<typeof ConsoleConnection> {}

export const ConsoleConnection = struct('ConsoleConnection', {
  /** The server behind it. */
  serverId: required('instance_uuid', t.string),
  /** The host of the server. */
  host: optional('host', nullable(t.string)),
  /** The port, on that host. */
  port: required('port', t.number),
  /** The port for TLS, of `spice-direct`; `null` for none. Microversion 2.99. */
  tlsPort: since('2.99', 'tls_port', nullable(t.number)),
  /** A path that the proxy has to ask for, where the hypervisor wants one. */
  internalAccessPath: optional('internal_access_path', nullable(t.string))
})

// -------------------------------------------------------------------------------------
// endpoints
// -------------------------------------------------------------------------------------

/** All that can be asked of console auth tokens. */
export const consoleAuthTokens = endpoints(
  { name: 'ConsoleAuthToken', service: 'compute', microversion: newest, path: '/os-console-auth-tokens' },
  {
    /** What a token of a console's URL stands for. Administrators. Of use from microversion 2.31 on: 400 before. */
    getConnection: {
      method: 'GET',
      under: '/{consoleToken}',
      answer: { key: 'console', codec: ConsoleConnection }
    }
  }
)
