/**
 * Remote consoles: a URL at which a server's screen or serial port is seen, and what a console proxy learns of it.
 *
 * @see https://docs.openstack.org/api-ref/compute/#server-consoles
 * @since 0.1.0
 */
import { endpoints, nullable, optional, required, since, struct, valueSince } from '@openstack-ts/core'
import * as t from 'io-ts'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

/** How a console speaks. `mks` from microversion 2.8 on. */
export const ConsoleProtocol = t.union([
  t.literal('vnc'),
  t.literal('spice'),
  t.literal('rdp'),
  t.literal('serial'),
  valueSince('2.8', t.literal('mks'))
])

/** What shows it. `webmks` from microversion 2.8 on, `spice-direct` from 2.99 on. */
export const ConsoleType = t.union([
  t.literal('novnc'),
  t.literal('xvpvnc'),
  t.literal('spice-html5'),
  t.literal('rdp-html5'),
  t.literal('serial'),
  valueSince('2.8', t.literal('webmks')),
  valueSince('2.99', t.literal('spice-direct'))
])

/** A console that is open for a while. */
export interface RemoteConsole extends t.TypeOf<typeof RemoteConsole> {}

export const RemoteConsole = struct('RemoteConsole', {
  /** How it speaks. */
  protocol: required('protocol', t.string),
  /** What shows it. */
  type: required('type', t.string),
  /** Holds a token: who knows it sees the console. */
  url: required('url', t.string)
})

/** Where a console proxy has to connect to. */
export interface ConsoleConnection extends t.TypeOf<typeof ConsoleConnection> {}

export const ConsoleConnection = struct('ConsoleConnection', {
  /** The server behind it. */
  serverId: required('instance_uuid', t.string),
  /** The host of the server. */
  host: optional('host', nullable(t.string)),
  /** The port, on that host. */
  port: required('port', t.number),
  /** For `spice-direct`. Microversion 2.99. */
  tlsPort: since('2.99', 'tls_port', nullable(t.number)),
  /** A path that the proxy has to ask for, where the hypervisor wants one. */
  internalAccessPath: optional('internal_access_path', nullable(t.string))
})

// -------------------------------------------------------------------------------------
// endpoints
// -------------------------------------------------------------------------------------

/** All that can be asked of consoles. */
export const remoteConsoles = endpoints(
  { name: 'RemoteConsole', service: 'compute', microversion: '2.104' },
  {
    /** Opens one. Microversion 2.6; before that, the `get…Console` actions of servers. */
    create: {
      method: 'POST',
      path: '/servers/{serverId}/remote-consoles',
      since: '2.6',
      body: {
        key: 'remote_console',
        fields: {
          /** How it is to speak; not every hypervisor speaks each. */
          protocol: required('protocol', ConsoleProtocol),
          /** What is to show it; each belongs to one protocol. */
          type: required('type', ConsoleType)
        }
      },
      answer: { key: 'remote_console', codec: RemoteConsole }
    },
    /** What a token of a console's URL stands for. For console proxies: administrators only. Of use from 2.31 on. */
    getConnection: {
      method: 'GET',
      path: '/os-console-auth-tokens/{consoleToken}',
      answer: { key: 'console', codec: ConsoleConnection }
    }
  }
)
