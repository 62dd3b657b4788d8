/**
 * Migrations of one server that are under way: how far a live migration has come, and how it is ended.
 *
 * Administrators, by default; managers of the server's project may list, abort and force them too, and see `null` for
 * every host and hypervisor.
 *
 * @see https://docs.openstack.org/api-ref/compute/#server-migrations-servers-migrations
 * @since 0.1.0
 */
import { endpoints, type ItemOf, nullable, openString, required, resource, since, Timestamp } from '@openstack-ts/core'
import * as t from 'io-ts'

import { newest } from './newest.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

/** A live migration that is under way. */
export interface ServerMigration extends ItemOf<typeof ServerMigration> {}

export const ServerMigration = resource({
  name: 'ServerMigration',
  service: 'compute',
  microversion: newest,
  path: '/servers/{serverId}/migrations',
  keys: { one: 'migration', many: 'migrations' },
  id: 'id',
  address: 'migrationId',
  lifetime: { since: '2.23' },
  operations: { list: 'GET', get: 'GET', remove: { method: 'DELETE', since: '2.24' } },
  fields: {
    /** When it was asked for, UTC. */
    createdAt: required('created_at', Timestamp),
    /** The host it goes to; `null` until one is chosen, and to managers. */
    destCompute: required('dest_compute', nullable(t.string)),
    /** The address of that host; `null` to managers. */
    destHost: required('dest_host', nullable(t.string)),
    /** The hypervisor it goes to; `null` until one is chosen, and to managers. */
    destNode: required('dest_node', nullable(t.string)),
    /** Bytes of disk, as the hypervisor counts them; `null` where it does not. */
    diskProcessedBytes: required('disk_processed_bytes', nullable(t.number)),
    /** Bytes of disk that are still to be copied. */
    diskRemainingBytes: required('disk_remaining_bytes', nullable(t.number)),
    /** Bytes of disk in all. */
    diskTotalBytes: required('disk_total_bytes', nullable(t.number)),
    /** A number. */
    id: required('id', t.number),
    /** Bytes of memory, as the hypervisor counts them; `null` where it does not. */
    memoryProcessedBytes: required('memory_processed_bytes', nullable(t.number)),
    /** Bytes of memory that are still to be copied. */
    memoryRemainingBytes: required('memory_remaining_bytes', nullable(t.number)),
    /** Bytes of memory in all. */
    memoryTotalBytes: required('memory_total_bytes', nullable(t.number)),
    /** The server that moves. */
    serverId: required('server_uuid', t.string),
    /** The host it comes from; `null` to managers. */
    sourceCompute: required('source_compute', nullable(t.string)),
    /** The hypervisor it comes from; `null` to managers. */
    sourceNode: required('source_node', nullable(t.string)),
    /** How far it is. */
    status: required('status', nullable(openString('queued', 'preparing', 'running', 'post-migrating', 'accepted'))),
    /** When it last changed, UTC; `null` until it does. */
    updatedAt: required('updated_at', nullable(Timestamp)),
    /** What `migrations` know it by. Microversion 2.59. */
    uuid: since('2.59', 'uuid', t.string),
    /** Who asked for it; `null` for migrations older than Victoria. Microversion 2.80. */
    userId: since('2.80', 'user_id', nullable(t.string)),
    /** The project of who asked for it; `null` for migrations older than Victoria. Microversion 2.80. */
    projectId: since('2.80', 'project_id', nullable(t.string))
  }
})

/** All that can be asked of a server's migrations. */
export const serverMigrations = {
  /**
   * The live migrations of a server that are under way. Managers of its project, and administrators. Microversion 2.23.
   */
  list: ServerMigration.endpoints.list,
  /** One of them, by its number: how far it is. Administrators. Microversion 2.23. */
  get: ServerMigration.endpoints.get,
  /**
   * Aborts it; while it is queued or being prepared, from microversion 2.65 on. Managers of its project, and
   * administrators. Microversion 2.24.
   */
  remove: ServerMigration.endpoints.remove,
  ...endpoints(
    { name: 'ServerMigration', service: 'compute', microversion: newest, path: '/servers/{serverId}/migrations' },
    {
      /**
       * Ends a live migration that copies for ever, by holding the server or by post-copy. Managers of its project, and
       * administrators. Microversion 2.22.
       */
      forceComplete: {
        method: 'POST',
        under: '/{migrationId}/action',
        numbers: 'migrationId',
        since: '2.22',
        body: { key: 'force_complete' }
      }
    }
  )
}
