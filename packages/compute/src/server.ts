/**
 * Servers: the machines that Nova runs.
 *
 * @see https://docs.openstack.org/api-ref/compute/#servers-servers
 * @since 0.1.0
 */
import {
  dictionary,
  endpoints,
  type ItemOf,
  nullable,
  openString,
  optional,
  required,
  resource,
  since,
  struct,
  Timestamp
} from '@openstack-ts/core'
import * as t from 'io-ts'

import { Link } from './link.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

/** What Nova answers to a create: the rest is asked for once the server is there. */
export interface CreatedServer extends t.TypeOf<typeof CreatedServer> {}

export const CreatedServer = struct('CreatedServer', {
  id: required('id', t.string),
  links: required('links', t.readonlyArray(Link)),
  /** The administrator's password: this answer alone says it. */
  adminPass: optional('adminPass', t.string)
})

/** A machine that Nova runs. */
export interface Server extends ItemOf<typeof Server> {}

export const Server = resource({
  name: 'Server',
  service: 'compute',
  microversion: '2.104',
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
    remove: 'DELETE'
  },
  query: {
    limit: optional('limit', t.Integer),
    marker: optional('marker', t.string),
    /** A regular expression. */
    name: optional('name', t.string),
    status: optional('status', t.string),
    /** Administrators only. */
    allProjects: optional('all_tenants', t.boolean),
    changesSince: optional('changes-since', Timestamp)
  },
  input: {
    name: required('name', t.string),
    flavorRef: required('flavorRef', t.string),
    imageRef: optional('imageRef', t.string),
    networks: optional('networks', t.union([t.literal('none'), t.literal('auto'), t.readonlyArray(t.UnknownRecord)])),
    metadata: optional('metadata', dictionary(t.string))
  },
  fields: {
    id: required('id', t.string),
    name: optional('name', t.string),
    status: required('status', openString('ACTIVE', 'BUILD', 'DELETED', 'ERROR', 'SHUTOFF', 'UNKNOWN')),
    created: optional('created', Timestamp),
    updated: optional('updated', Timestamp),
    userId: optional('user_id', t.string),
    projectId: optional('tenant_id', t.string),
    taskState: optional('OS-EXT-STS:task_state', nullable(t.string)),
    host: optional('OS-EXT-SRV-ATTR:host', nullable(t.string)),
    hostId: optional('hostId', t.string),
    description: since('2.19', 'description', nullable(t.string)),
    metadata: optional('metadata', dictionary(t.string))
  }
})

const action = {
  name: 'Server',
  service: 'compute',
  microversion: '2.104',
  method: 'POST',
  path: '/servers/{serverId}/action'
} as const

/** All that can be asked of servers. */
export const servers = {
  ...Server.endpoints,
  ...endpoints(action, {
    start: { body: { key: 'os-start' } },
    stop: { body: { key: 'os-stop' } },
    reboot: { body: { key: 'reboot', fields: { type: required('type', t.keyof({ SOFT: null, HARD: null })) } } },
    resize: { body: { key: 'resize', fields: { flavorRef: required('flavorRef', t.string) } } }
  })
}
