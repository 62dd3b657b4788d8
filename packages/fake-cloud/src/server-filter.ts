/**
 * What servers can be chosen and ordered by: which filter, whose, and since when.
 *
 * @see https://docs.openstack.org/api-ref/compute/#list-servers
 * @since 0.1.0
 */
import type { Microversion } from '@openstack-ts/core'
import * as E from 'fp-ts/lib/Either.js'

import { type Server, statusOf } from './model.js'
import { type Check, isDateTime, isPattern, patternOf, readBoolean, readMoment } from './query.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

/** A filter: who may use it, since when, and which servers it keeps. */
export interface ServerFilter {
  readonly since?: Microversion
  /** Since when others than administrators may use it; absent: never. Their use before is ignored. */
  readonly members?: Microversion
  readonly check?: Check
  readonly keeps: (values: ReadonlyArray<string>, server: Server) => boolean
}

// -------------------------------------------------------------------------------------
// constructors
// -------------------------------------------------------------------------------------

const text = (read: (server: Server) => string | null, members?: Microversion): ServerFilter => ({
  ...(members === undefined ? {} : { members }),
  keeps: (values, server) => read(server) === values.at(-1)
})

const pattern = (read: (server: Server) => string | null, members?: Microversion): ServerFilter => ({
  ...(members === undefined ? {} : { members }),
  check: isPattern,
  keeps: (values, server) => patternOf(values.at(-1) ?? '')?.test(read(server) ?? '') === true
})

const tags = (keeps: (wanted: ReadonlyArray<string>, has: (tag: string) => boolean) => boolean): ServerFilter => ({
  since: '2.26',
  members: '2.26',
  keeps: (values, server) => keeps((values.at(-1) ?? '').split(','), (tag) => server.tags.includes(tag))
})

// -------------------------------------------------------------------------------------
// instances
// -------------------------------------------------------------------------------------

export const serverFilters: Readonly<Record<string, ServerFilter>> = {
  name: pattern(({ name }) => name, '2.1'),
  status: {
    members: '2.1',
    keeps: (values, server) => values.some((status) => status.toUpperCase() === statusOf(server))
  },
  flavor: text(({ flavor }) => flavor.id, '2.1'),
  image: text(({ imageId }) => imageId, '2.1'),
  reservation_id: text(({ reservationId }) => reservationId, '2.1'),
  ip: pattern(({ address }) => address, '2.1'),
  ip6: pattern(() => null, '2.5'),
  'changes-since': {
    members: '2.1',
    check: isDateTime,
    keeps: (values, { updated }) => updated >= (readMoment(values.at(-1) ?? '') ?? 0)
  },
  'changes-before': {
    since: '2.66',
    members: '2.66',
    check: isDateTime,
    keeps: (values, { updated }) => updated <= (readMoment(values.at(-1) ?? '') ?? 0)
  },
  locked: {
    since: '2.73',
    members: '2.73',
    keeps: (values, { lockedBy }) => {
      const wanted = readBoolean(values.at(-1) ?? '')
      return E.isRight(wanted) && wanted.right === (lockedBy !== null)
    }
  },
  tags: tags((wanted, has) => wanted.every(has)),
  'tags-any': tags((wanted, has) => wanted.some(has)),
  'not-tags': tags((wanted, has) => !wanted.every(has)),
  'not-tags-any': tags((wanted, has) => !wanted.some(has)),
  host: text(({ host }) => host),
  node: text(({ host }) => host),
  uuid: text(({ id }) => id),
  tenant_id: text(({ projectId }) => projectId),
  project_id: text(({ projectId }) => projectId),
  user_id: text(({ userId }) => userId, '2.83'),
  vm_state: text(({ vmState }) => vmState, '2.83'),
  task_state: text(({ taskState }) => taskState ?? 'None', '2.83'),
  power_state: text(({ powerState }) => String(powerState), '2.83'),
  availability_zone: text(({ availabilityZone }) => availabilityZone, '2.83'),
  key_name: text(({ keyName }) => keyName, '2.83'),
  hostname: pattern(({ name }) => name, '2.90'),
  description: pattern(({ description }) => description)
}

/** Filters that Nova knows and this fake has no values for. */
export const idleFilters = [
  'access_ip_v4',
  'access_ip_v6',
  'auto_disk_config',
  'cleaned',
  'config_drive',
  'created_at',
  'disable_terminate',
  'display_description',
  'display_name',
  'ephemeral_gb',
  'fixed_ip',
  'image_ref',
  'instance_type_id',
  'internal_id',
  'is_public',
  'kernel_id',
  'launch_index',
  'launched_at',
  'launched_on',
  'locked_by',
  'memory_mb',
  'not-tags',
  'progress',
  'ramdisk_id',
  'root_device_name',
  'root_gb',
  'shutdown_terminate',
  'soft_deleted',
  'terminated_at',
  'user_data',
  'vcpus',
  'vm_mode',
  'updated_at',
  'ephemeral_key_uuid',
  'host_name',
  'block_device_mapping'
]

export const serverColumns: Readonly<Record<string, (server: Server) => string | number>> = {
  created_at: ({ created }) => created,
  updated_at: ({ updated }) => updated,
  launched_at: ({ launchedAt }) => launchedAt ?? 0,
  terminated_at: ({ terminatedAt }) => terminatedAt ?? 0,
  display_name: ({ name }) => name,
  uuid: ({ id }) => id,
  project_id: ({ projectId }) => projectId,
  user_id: ({ userId }) => userId,
  vm_state: ({ vmState }) => vmState,
  task_state: ({ taskState }) => taskState ?? '',
  power_state: ({ powerState }) => powerState,
  availability_zone: ({ availabilityZone }) => availabilityZone,
  key_name: ({ keyName }) => keyName ?? '',
  image_ref: ({ imageId }) => imageId,
  instance_type_id: ({ flavor }) => flavor.id,
  host: ({ host }) => host ?? '',
  node: ({ host }) => host ?? '',
  launch_index: ({ launchIndex }) => launchIndex,
  locked_by: ({ lockedBy }) => lockedBy ?? ''
}
