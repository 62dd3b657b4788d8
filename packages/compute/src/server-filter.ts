/**
 * What a listing of servers can be filtered and sorted by.
 *
 * Beware: a filter that the account may not use is ignored, not refused, and all servers come back. Members may filter by
 * `status`, `name`, `flavor`, `image`, `ip`, `changesSince`, `reservationId`, tags and the like, from microversion 2.83 on
 * by most others too; `host`, `node`, `allProjects` and `deleted` remain for administrators.
 *
 * Most texts are regular expressions, in the dialect of the cloud's database: `^web-\d+$`. Where that is so, they say it.
 *
 * @see https://docs.openstack.org/api-ref/compute/#list-servers
 * @since 0.1.0
 */
import { commaSeparated, optional, since, Timestamp, valueSince } from '@openstack-ts/core'
import * as t from 'io-ts'

import { ServerStatus, TaskState, VmState } from './server-state.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

/** Nova takes a score of other columns too, and ignores them: they are not here. */
const SortKey = t.union([
  t.keyof({
    access_ip_v4: null,
    access_ip_v6: null,
    auto_disk_config: null,
    availability_zone: null,
    config_drive: null,
    created_at: null,
    display_description: null,
    display_name: null,
    host: null,
    hostname: null,
    image_ref: null,
    instance_type_id: null,
    kernel_id: null,
    key_name: null,
    launch_index: null,
    launched_at: null,
    locked_by: null,
    node: null,
    power_state: null,
    progress: null,
    project_id: null,
    ramdisk_id: null,
    root_device_name: null,
    task_state: null,
    terminated_at: null,
    updated_at: null,
    user_id: null,
    uuid: null,
    vm_state: null
  }),
  valueSince('2.73', t.literal('locked'))
])

const SortDirection = t.keyof({ asc: null, desc: null })

// -------------------------------------------------------------------------------------
// filters
// -------------------------------------------------------------------------------------

/** @internal */
export const serverFilters = {
  /** The most items of a page; the service has a maximum of its own, and 0 is none. */
  limit: optional('limit', t.Integer),
  /** The id of the last server of the page before. */
  marker: optional('marker', t.string),
  /** The first key counts most. The same number of `sortDir`s belongs to them. `host` and `node`: administrators. */
  sortKey: optional('sort_key', t.union([SortKey, t.readonlyArray(SortKey)])),
  /** Newest first where nothing is said. */
  sortDir: optional('sort_dir', t.union([SortDirection, t.readonlyArray(SortDirection)])),
  /** Those of all projects. Administrators only: others are refused. */
  allProjects: optional('all_tenants', t.boolean),
  /** Only those of this project; needs `allProjects`. Administrators only. */
  projectId: optional('project_id', t.string),
  /** Only those that this user made. */
  userId: optional('user_id', t.string),
  /** Only the one of this id. */
  id: optional('uuid', t.string),
  /** A regular expression. */
  name: optional('name', t.string),
  /** A regular expression. */
  description: optional('description', t.string),
  /** A status, or several. One that there is not gives no servers up to microversion 2.37, and a 400 from 2.38 on. */
  status: optional('status', t.union([ServerStatus, t.readonlyArray(ServerStatus)])),
  /** What they are when nothing is being done to them, e.g. `stopped`; or several. */
  vmState: optional('vm_state', t.union([VmState, t.readonlyArray(VmState)])),
  /** What is being done to them, e.g. `resize_migrating`; or several. */
  taskState: optional('task_state', t.union([TaskState, t.readonlyArray(TaskState)])),
  /** 0 unknown, 1 running, 3 paused, 4 shut down, 6 crashed, 7 suspended. */
  powerState: optional('power_state', t.Integer),
  /** Per cent. */
  progress: optional('progress', t.Integer),
  /** The id of a flavor. */
  flavor: optional('flavor', t.string),
  /** The id of an image. */
  image: optional('image', t.string),
  /** Those with an IPv4 address that matches this regular expression. */
  ip: optional('ip', t.string),
  /** Those with an IPv6 address that matches this regular expression. For all accounts from microversion 2.5 on. */
  ip6: optional('ip6', t.string),
  /** A regular expression. */
  accessIPv4: optional('access_ip_v4', t.string),
  /** A regular expression. */
  accessIPv6: optional('access_ip_v6', t.string),
  /** A regular expression. */
  hostname: optional('hostname', t.string),
  /** Only those on this host. */
  host: optional('host', t.string),
  /** Those on a node that matches this regular expression. */
  node: optional('node', t.string),
  /** A regular expression. */
  availabilityZone: optional('availability_zone', t.string),
  /** A regular expression. */
  keyName: optional('key_name', t.string),
  /** `True`, or an empty text; a regular expression. */
  configDrive: optional('config_drive', t.string),
  /** Equal for those made by one request; a regular expression. */
  reservationId: optional('reservation_id', t.string),
  /** Which it was of those made by one request, counted from 0. */
  launchIndex: optional('launch_index', t.Integer),
  /** A regular expression. */
  kernelId: optional('kernel_id', t.string),
  /** A regular expression. */
  ramdiskId: optional('ramdisk_id', t.string),
  /** A regular expression. */
  rootDeviceName: optional('root_device_name', t.string),
  /** Who locked them: `owner` or `admin`; a regular expression. */
  lockedBy: optional('locked_by', t.string),
  /** `1` for those whose disks are partitioned by Nova, `0` for the others; a regular expression. */
  autoDiskConfig: optional('auto_disk_config', t.string),
  /** The beginning of a time, or all of it: a regular expression. */
  createdAt: optional('created_at', t.string),
  /** The beginning of a time, or all of it: a regular expression. */
  launchedAt: optional('launched_at', t.string),
  /** The beginning of a time, or all of it: a regular expression. */
  terminatedAt: optional('terminated_at', t.string),
  /** Only those that were deleted, as long as the cloud keeps them. Administrators only. */
  deleted: optional('deleted', t.boolean),
  /** Only those that can still be restored. Administrators only. */
  softDeleted: optional('soft_deleted', t.boolean),
  /** Only those updated at or after this time, deleted ones included, UTC. */
  changesSince: optional('changes-since', Timestamp),
  /** Only those updated at or before this time, UTC. Microversion 2.66. */
  changesBefore: since('2.66', 'changes-before', Timestamp),
  /** Those with all of these tags. Microversion 2.26. */
  tags: since('2.26', 'tags', commaSeparated),
  /** Those with any of these tags. Microversion 2.26. */
  anyTags: since('2.26', 'tags-any', commaSeparated),
  /** Those that do not have all of these tags. Microversion 2.26. */
  notTags: since('2.26', 'not-tags', commaSeparated),
  /** Those that have none of these tags. Microversion 2.26. */
  notAnyTags: since('2.26', 'not-tags-any', commaSeparated),
  /** Microversion 2.73. */
  locked: since('2.73', 'locked', t.boolean)
} as const
