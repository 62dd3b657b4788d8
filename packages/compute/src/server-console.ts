/**
 * What a server's console says, and the consoles of old clouds: `remoteConsoles` opens those of today. For members of
 * the project.
 *
 * @see https://docs.openstack.org/api-ref/compute/#servers-run-an-action-servers-action
 * @since 0.1.0
 */
import { endpoints, nullable, openString, optional, required, struct } from '@openstack-ts/core'
import * as t from 'io-ts'

import { newest } from './newest.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

/** A console as microversions up to 2.5 have it. */
export interface LegacyConsole extends t.TypeOf<typeof LegacyConsole> {}

export const LegacyConsole = struct('LegacyConsole', {
  /** What shows it. */
  type: required('type', openString('novnc', 'xvpvnc', 'spice-html5', 'serial')),
  /** Holds a token: who knows it sees the console. */
  url: required('url', t.string)
})

// -------------------------------------------------------------------------------------
// endpoints
// -------------------------------------------------------------------------------------

/** What can be asked of a server's consoles. */
export const serverConsoles = endpoints(
  { name: 'Server', service: 'compute', microversion: newest, method: 'POST', path: '/servers/{serverId}/action' },
  {
    /** What the machine wrote to its serial port. */
    getConsoleOutput: {
      body: {
        key: 'os-getConsoleOutput',
        fields: {
          /** The last so many lines; all of them for nothing, `null` or -1. */
          length: optional('length', nullable(t.Integer))
        }
      },
      answer: { key: 'output', codec: t.string }
    },
    /** A console of its screen, by VNC. Up to microversion 2.5: `remoteConsoles` from then on. */
    getVncConsole: {
      until: '2.5',
      body: {
        key: 'os-getVNCConsole',
        fields: {
          /** What is to show it; `xvpvnc` went in Nova 21. */
          type: required('type', t.keyof({ novnc: null, xvpvnc: null }))
        }
      },
      answer: { key: 'console', codec: LegacyConsole }
    },
    /** A console of its screen, by SPICE. Up to microversion 2.5: `remoteConsoles` from then on. */
    getSpiceConsole: {
      until: '2.5',
      body: {
        key: 'os-getSPICEConsole',
        fields: {
          /** What is to show it. */
          type: required('type', t.literal('spice-html5'))
        }
      },
      answer: { key: 'console', codec: LegacyConsole }
    },
    /** A console of its serial port. Up to microversion 2.5: `remoteConsoles` from then on. */
    getSerialConsole: {
      until: '2.5',
      body: {
        key: 'os-getSerialConsole',
        fields: {
          /** What is to show it. */
          type: required('type', t.literal('serial'))
        }
      },
      answer: { key: 'console', codec: LegacyConsole }
    }
  }
)
