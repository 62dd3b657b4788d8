/**
 * Migrations: every move of every server from host to host, done or under way.
 *
 * Administrators, and project managers for their own project's: a manager says `projectId`, from microversion 2.80 on,
 * and sees `null` for every host and hypervisor. Those of one server that can still be stopped are `serverMigrations`.
 *
 * @see https://docs.openstack.org/api-ref/compute/#migrations-os-migrations
 * @since 0.1.0
 */
import { type ItemOf, nullable, openString, optional, required, resource, since, Timestamp } from '@openstack-ts/core'
import * as t from 'io-ts'

import type { Input } from './input.js'
import { Link } from './link.js'
import { newest } from './newest.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

/** Why the server moves. */
const MigrationType = openString('migration', 'live-migration', 'evacuation', 'resize')

/** How far a migration is; whatever else a cloud says is read as well. */
const MigrationStatus = openString(
  'queued',
  'accepted',
  'preparing',
  'pre-migrating',
  'running',
  'migrating',
  'post-migrating',
  'finished',
  'confirming',
  'confirmed',
  'reverting',
  'reverted',
  'done',
  'completed',
  'cancelled',
  'failed',
  'error'
)

/** A move of a server from host to host. */
export interface Migration extends ItemOf<typeof Migration> {}

export const Migration = resource({
  name: 'Migration',
  service: 'compute',
  microversion: newest,
  path: '/os-migrations',
  keys: { many: 'migrations' },
  id: 'id',
  address: 'migrationId',
  paging: { by: 'marker', field: 'uuid', links: 'migrations_links' },
  operations: { list: 'GET' },
  query: {
    /** 1 for those that Nova hides from itself, 0 for the others. */
    hidden: optional('hidden', t.union([t.literal(0), t.literal(1)])),
    /** Only those from or to this host. */
    host: optional('host', t.string),
    /** Only those of this server. */
    serverId: optional('instance_uuid', t.string),
    /** Only those of this kind. */
    migrationType: optional('migration_type', MigrationType),
    /** Only those from this host. */
    sourceCompute: optional('source_compute', t.string),
    /** Only those in exactly this state. */
    status: optional('status', MigrationStatus),
    /** The most items of a page; the service has a maximum of its own. Microversion 2.59. */
    limit: since('2.59', 'limit', t.Integer),
    /** The `uuid` of the last migration of the page before. Microversion 2.59. */
    marker: since('2.59', 'marker', t.string),
    /** Only those updated at or after this time, UTC. Microversion 2.59. */
    changesSince: since('2.59', 'changes-since', Timestamp),
    /** Only those updated at or before this time, UTC. Microversion 2.66. */
    changesBefore: since('2.66', 'changes-before', Timestamp),
    /** Only those that this user asked for. Microversion 2.80. */
    userId: since('2.80', 'user_id', t.string),
    /**
     * Only those of this project. Managers have to say their own; all without it are for administrators. Microversion
     * 2.80.
     */
    projectId: since('2.80', 'project_id', t.string)
  },
  fields: {
    /** When it was asked for, UTC. */
    createdAt: required('created_at', Timestamp),
    /** The host it goes to; `null` until one is chosen, and to managers. */
    destCompute: required('dest_compute', nullable(t.string)),
    /** The address of that host; `null` where none is known, and to managers. */
    destHost: required('dest_host', nullable(t.string)),
    /** The hypervisor it goes to; `null` until one is chosen, and to managers. */
    destNode: required('dest_node', nullable(t.string)),
    /** A number; `uuid` is what pages go by. */
    id: required('id', t.number),
    /** The server that moves. */
    serverId: required('instance_uuid', t.string),
    /** A number of Nova's own for the flavor after it; good for nothing outside. */
    newFlavorNumber: required('new_instance_type_id', nullable(t.number)),
    /** The same for the flavor before it. */
    oldFlavorNumber: required('old_instance_type_id', nullable(t.number)),
    /** The host it comes from; `null` to managers. */
    sourceCompute: required('source_compute', nullable(t.string)),
    /** The hypervisor it comes from; `null` to managers. */
    sourceNode: required('source_node', nullable(t.string)),
    /** How far it is. `done`, `completed`, `confirmed`, `reverted`, `cancelled`, `failed` and `error` are the ends. */
    status: required('status', MigrationStatus),
    /** `null` until it is changed. */
    updatedAt: required('updated_at', nullable(Timestamp)),
    /** Why it moves. Microversion 2.23. */
    migrationType: since('2.23', 'migration_type', MigrationType),
    /** Only of live migrations that are under way. Microversion 2.23. */
    links: since('2.23', 'links', t.readonlyArray(Link)),
    /** Its id, which pages go by. Microversion 2.59. */
    uuid: since('2.59', 'uuid', t.string),
    /** Who asked for it; `null` on records older than that. Microversion 2.80. */
    userId: since('2.80', 'user_id', nullable(t.string)),
    /** The project of who asked for it; `null` on records older than that. Microversion 2.80. */
    projectId: since('2.80', 'project_id', nullable(t.string))
  }
})

/** Everything that can be asked of migrations. */
export const migrations = {
  /**
   * All of them, newest first from microversion 2.59 on. Administrators, and managers of a project with its
   * `projectId`.
   */
  list: Migration.endpoints.list
} as const

/** What a listing of migrations can be filtered by. */
export interface MigrationFilter extends Input<typeof Migration.endpoints.list> {}
