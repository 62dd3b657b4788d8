/**
 * Servers: the machines that Nova runs. What can be done to one that runs is in `server-operation.ts` and
 * `server-administration.ts`, what stands under it in files of its own.
 *
 * Readers of a project see its servers, members make and change them, administrators do both to those of all projects.
 *
 * @see https://docs.openstack.org/api-ref/compute/#servers-servers
 * @since 0.1.0
 */
import {
  always,
  endpoints,
  type ItemOf,
  openString,
  optional,
  required,
  resource,
  since,
  struct
} from '@openstack-ts/core'
import * as t from 'io-ts'

import type { Input } from './input.js'
import { Link } from './link.js'
import { newest } from './newest.js'
import { NamedSecurityGroup, serverFields } from './server-fields.js'
import { serverFilters } from './server-filter.js'
import { serverChanges, serverWishes } from './server-input.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

/** What Nova answers to a create: the rest is asked for once the server is there. */
export interface CreatedServer extends t.TypeOf<typeof CreatedServer> {}

export const CreatedServer = struct('CreatedServer', {
  /** What all the other calls want. */
  id: required('id', t.string),
  /** Where it is found. */
  links: required('links', t.readonlyArray(Link)),
  /** Whether its file system is made to fill its disk. */
  diskConfig: required('OS-DCF:diskConfig', openString('AUTO', 'MANUAL')),
  /** Those that it was asked to be in. */
  securityGroups: required('security_groups', t.readonlyArray(NamedSecurityGroup)),
  /** The administrator's password: this answer alone says it, and not on every cloud. */
  adminPass: optional('adminPass', t.string)
})

/** Several servers that were asked for at once: list them by this id. */
export interface Reservation extends t.TypeOf<typeof Reservation> {}

export const Reservation = struct('Reservation', {
  /** What `list` takes as `reservationId`. */
  reservationId: required('reservation_id', t.string)
})

/** A server in short. */
export interface ServerSummary extends t.TypeOf<typeof ServerSummary> {}

export const ServerSummary = struct('ServerSummary', {
  /** What all the other calls want. */
  id: required('id', t.string),
  /** Where it is found. */
  links: required('links', t.readonlyArray(Link)),
  /** `UNKNOWN` where its cell cannot be reached; else missing. Microversion 2.69. */
  status: since('2.69', 'status', openString('UNKNOWN')),
  /** Missing where its cell cannot be reached. */
  name: optional('name', t.string)
})

/** A machine that Nova runs. */
export interface Server extends ItemOf<typeof Server> {}

export const Server = resource({
  name: 'Server',
  service: 'compute',
  microversion: newest,
  path: '/servers',
  keys: { one: 'server', many: 'servers' },
  id: 'id',
  address: 'serverId',
  find: { filter: 'name', regex: true },
  paging: { by: 'marker', field: 'id', links: 'servers_links' },
  operations: {
    list: { method: 'GET', path: '/servers/detail' },
    get: 'GET',
    create: { method: 'POST', answer: { key: 'server', codec: CreatedServer } },
    update: { method: 'PUT', input: serverChanges },
    remove: 'DELETE'
  },
  query: serverFilters,
  input: serverWishes,
  fields: serverFields
})

// -------------------------------------------------------------------------------------
// endpoints
// -------------------------------------------------------------------------------------

const onServers = endpoints(
  { name: 'Server', service: 'compute', microversion: newest, path: '/servers' },
  {
    /** Ids and names only. */
    listSummaries: {
      method: 'GET',
      query: serverFilters,
      list: { key: 'servers', codec: ServerSummary, paging: { by: 'marker', field: 'id', links: 'servers_links' } }
    },
    /** Answers the id that all of them share: `list` takes it as `reservationId`. */
    createMany: {
      method: 'POST',
      body: {
        key: 'server',
        // As text, which is how Nova's own documentation says it.
        fields: { ...serverWishes, returnReservationId: always('return_reservation_id', 'True') }
      },
      answer: { codec: Reservation }
    }
  }
)

/** What a server is made with. */
export interface ServerCreate extends Input<typeof Server.endpoints.create> {}

/** What can be changed of a server, and which. */
export interface ServerUpdate extends Input<typeof Server.endpoints.update> {}

/** What a listing of servers can be filtered and sorted by. */
export interface ServerFilter extends Input<typeof Server.endpoints.list> {}

/** What several servers are made with at once. */
export interface ServerCreateMany extends Input<typeof onServers.createMany> {}

/** What can be asked of servers as such. */
export const servers = {
  /** Those of the project, in full; of all projects for administrators, with `allProjects`. */
  list: Server.endpoints.list,
  /** One of them, by its id. */
  get: Server.endpoints.get,
  /**
   * It is being built when this answers: wait with `waitForServer`, or let `bootServer` do both. With `minCount` or
   * `maxCount` it answers the first of several; see `createMany`.
   */
  create: Server.endpoints.create,
  /** Its name, its description and the like: at once, and it runs on. */
  update: Server.endpoints.update,
  /** Is done later: wait with `waitForServerGone`. */
  remove: Server.endpoints.remove,
  ...onServers
} as const
