/**
 * Remote consoles: a URL at which a server's screen or serial port is seen. For members of the project. Readers may
 * not: who sees a console can type.
 *
 * @see https://docs.openstack.org/api-ref/compute/#server-consoles
 * @since 0.1.0
 */
import { endpoints, openString, required, struct, valueSince } from '@openstack-ts/core'
import * as t from 'io-ts'

import type { Input } from './input.js'
import { newest } from './newest.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

/**
 * How a console speaks. `mks` from microversion 2.8 on. `rdp` is of Hyper-V, which Nova has no driver for since 29
 * (2024.1): its schema still takes the word, and newer clouds answer 400.
 */
export const ConsoleProtocol = t.union([
  t.literal('vnc'),
  t.literal('spice'),
  t.literal('rdp'),
  t.literal('serial'),
  valueSince('2.8', t.literal('mks'))
])

/**
 * What shows it. `webmks` from microversion 2.8 on, `spice-direct` from 2.99 on; `xvpvnc` went in Nova 21, `rdp-html5`
 * in 29.
 */
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
  protocol: required('protocol', openString('vnc', 'spice', 'rdp', 'serial', 'mks')),
  /** What shows it. */
  type: required('type', openString('novnc', 'xvpvnc', 'spice-html5', 'rdp-html5', 'serial', 'webmks', 'spice-direct')),
  /** Holds a token: who knows it sees the console. */
  url: required('url', t.string)
})

// -------------------------------------------------------------------------------------
// endpoints
// -------------------------------------------------------------------------------------

/** All that can be asked of consoles. */
export const remoteConsoles = endpoints(
  { name: 'RemoteConsole', service: 'compute', microversion: newest },
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
    }
  }
)

/** Which console of which server to open. */
export interface RemoteConsoleCreate extends Input<typeof remoteConsoles.create> {}
