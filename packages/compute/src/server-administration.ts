/**
 * What operators do to a server: move it, and put right what went wrong with it. Administrators, by default; project
 * managers may `migrate` and `liveMigrate` the servers of their project, without saying a host.
 *
 * @see https://docs.openstack.org/api-ref/compute/#servers-run-an-administrative-action-servers-action
 * @since 0.1.0
 */
import {
  during,
  endpoints,
  neededSince,
  nullable,
  optional,
  required,
  since,
  struct,
  until,
  valueSince
} from '@openstack-ts/core'
import * as t from 'io-ts'

import type { Input } from './input.js'
import { newest } from './newest.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

/** The password of a server that was evacuated. Up to microversion 2.13. */
export interface EvacuatedServer extends t.TypeOf<typeof EvacuatedServer> {}

export const EvacuatedServer = struct('EvacuatedServer', {
  /** The administrator's password: this answer alone says it, and not on every cloud. Up to microversion 2.13. */
  adminPass: until('2.13', 'adminPass', nullable(t.string))
})

/** A yes or a no, which Nova takes as text too. */
const Flag = t.union([t.boolean, t.keyof({ True: null, true: null, False: null, false: null })])

// -------------------------------------------------------------------------------------
// endpoints
// -------------------------------------------------------------------------------------

/** What operators can do to a server. */
export const serverAdministration = endpoints(
  { name: 'Server', service: 'compute', microversion: newest, method: 'POST', path: '/servers/{serverId}/action' },
  {
    /**
     * To another host, switched off meanwhile: then as after a `resize`. Managers of its project, and administrators.
     */
    migrate: {
      body: {
        key: 'migrate',
        empty: null,
        fields: {
          /** The scheduler chooses where nothing is said. Administrators only. Microversion 2.56. */
          host: since('2.56', 'host', nullable(t.string))
        }
      }
    },
    /**
     * To another host, while it runs. How far it is: `serverMigrations`. Managers of its project, and administrators.
     */
    liveMigrate: {
      body: {
        key: 'os-migrateLive',
        fields: {
          /**
           * `null`: the scheduler chooses. A name: administrators only; the scheduler checks it from microversion 2.30
           * on.
           */
          host: required('host', nullable(t.string)),
          /** Whether its disks are copied; `auto` finds out, from microversion 2.25 on. */
          blockMigration: required('block_migration', t.union([t.boolean, valueSince('2.25', t.literal('auto'))])),
          /** Must be said up to microversion 2.24, and is not there from then on. */
          diskOverCommit: neededSince('2.1', until('2.24', 'disk_over_commit', t.boolean)),
          /** Does not ask the scheduler about `host`. Microversions 2.30 to 2.67. */
          force: during(['2.30', '2.67'], 'force', t.boolean)
        }
      }
    },
    /**
     * Off a host that is down: made anew on another. It is stopped there, from microversion 2.95 on. Administrators.
     */
    evacuate: {
      body: {
        key: 'evacuate',
        fields: {
          /** The scheduler chooses where nothing is said. Checked by the scheduler from microversion 2.29 on. */
          host: optional('host', t.string),
          /** Nova makes one where none is given. */
          adminPass: optional('adminPass', t.string),
          /** Must be said up to microversion 2.13, and is found out from then on. */
          onSharedStorage: neededSince('2.1', until('2.13', 'onSharedStorage', Flag)),
          /** Does not ask the scheduler about `host`. Microversions 2.29 to 2.67. */
          force: during(['2.29', '2.67'], 'force', t.boolean)
        }
      },
      /** Nothing from microversion 2.14 on. */
      answer: { codec: EvacuatedServer, optional: true }
    },
    /** Says what state it is in, and does nothing to it. Administrators. */
    resetState: {
      body: {
        key: 'os-resetState',
        fields: {
          /** The state it is to be said to be in. */
          state: required('state', t.keyof({ active: null, error: null }))
        }
      }
    },
    /** Of a server that is shelved and still on its host: takes it off. Administrators. */
    shelveOffload: { body: { key: 'shelveOffload' } },
    /** Writes its network configuration into it; no driver does so today. Administrators. */
    injectNetworkInfo: { body: { key: 'injectNetworkInfo' } }
  }
)

/** Which server to move while it is off, and to where. */
export interface ServerMigrate extends Input<typeof serverAdministration.migrate> {}

/** Which server to move while it runs, and how. */
export interface ServerLiveMigrate extends Input<typeof serverAdministration.liveMigrate> {}

/** Which server to make anew elsewhere, and where. */
export interface ServerEvacuate extends Input<typeof serverAdministration.evacuate> {}
