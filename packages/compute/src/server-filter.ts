/**
 * What a listing of servers can be filtered and sorted by.
 *
 * Beware: Nova ignores a filter that the account may not use, and answers all servers, as if nothing had been said.
 * Each row says whose it is; where it says nothing, it is everyone's. `allProjects`, and a `sortKey` of `host` or
 * `node`, are refused instead: 403.
 *
 * Most texts are regular expressions, in the dialect of the cloud's database: `^web-\d+$`. Where that is so, they say
 * it.
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
  /** Those whose `accessIPv4` matches this regular expression. Administrators only. */
  accessIPv4: optional('access_ip_v4', t.string),
  /** Those whose `accessIPv6` matches this regular expression. Administrators only. */
  accessIPv6: optional('access_ip_v6', t.string),
  /** Those of all projects. Administrators only: others are refused, 403. */
  allProjects: optional('all_tenants', t.boolean),
  /** `1` for those whose disks Nova partitions, `0` for the others, as a regular expression. Administrators only. */
  autoDiskConfig: optional('auto_disk_config', t.string),
  /**
   * Those whose availability zone matches this regular expression. Administrators; all accounts from microversion 2.83
   * on.
   */
  availabilityZone: optional('availability_zone', t.string),
  /** Only those updated at or after this time, deleted ones included, UTC. */
  changesSince: optional('changes-since', Timestamp),
  /**
   * Those whose `configDrive`, `True` or an empty text, matches this regular expression. Administrators; all accounts
   * from microversion 2.83 on.
   */
  configDrive: optional('config_drive', t.string),
  /**
   * Those whose time of creation matches this regular expression: its beginning will do. Administrators; all accounts
   * from microversion 2.83 on.
   */
  createdAt: optional('created_at', t.string),
  /** Only those that were deleted, as long as the cloud keeps them. Administrators only. */
  deleted: optional('deleted', t.boolean),
  /** Those whose description matches this regular expression. Administrators only. */
  description: optional('description', t.string),
  /** Only those of the flavor of this id. */
  flavor: optional('flavor', t.string),
  /** Only those on this host. Administrators only. */
  host: optional('host', t.string),
  /** Those whose own name matches this regular expression. Administrators; all accounts from microversion 2.90 on. */
  hostname: optional('hostname', t.string),
  /** Only those made of the image of this id. */
  image: optional('image', t.string),
  /** Those with an IPv4 address that matches this regular expression. */
  ip: optional('ip', t.string),
  /**
   * Those with an IPv6 address that matches this regular expression. Administrators; all accounts from microversion 2.5
   * on.
   */
  ip6: optional('ip6', t.string),
  /** Those whose kernel's image matches this regular expression. Administrators only. */
  kernelId: optional('kernel_id', t.string),
  /** Those whose keypair matches this regular expression. Administrators; all accounts from microversion 2.83 on. */
  keyName: optional('key_name', t.string),
  /** Which it was of those made by one request, counted from 0. Administrators only. */
  launchIndex: optional('launch_index', t.Integer),
  /**
   * Those whose first start matches this regular expression: its beginning will do. Administrators; all accounts from
   * microversion 2.83 on.
   */
  launchedAt: optional('launched_at', t.string),
  /** The most items of a page; the service has a maximum of its own, and 0 is none. */
  limit: optional('limit', t.Integer),
  /** Who locked them, `owner` or `admin`, as a regular expression. Administrators only. */
  lockedBy: optional('locked_by', t.string),
  /** The id of the last server of the page before. */
  marker: optional('marker', t.string),
  /** Those whose name matches this regular expression. */
  name: optional('name', t.string),
  /** Those on a node that matches this regular expression. Administrators only. */
  node: optional('node', t.string),
  /**
   * What the hypervisor says: 0 unknown, 1 running, 3 paused, 4 shut down, 6 crashed, 7 suspended. Administrators; all
   * accounts from microversion 2.83 on.
   */
  powerState: optional('power_state', t.Integer),
  /** How far they are with what is being done, per cent. Administrators; all accounts from microversion 2.83 on. */
  progress: optional('progress', t.Integer),
  /** Only those of this project; needs `allProjects`. Administrators only. */
  projectId: optional('project_id', t.string),
  /** Those whose ramdisk's image matches this regular expression. Administrators only. */
  ramdiskId: optional('ramdisk_id', t.string),
  /** Those whose reservation, equal for those made by one request, matches this regular expression. */
  reservationId: optional('reservation_id', t.string),
  /** Those whose root device matches this regular expression. Administrators only. */
  rootDeviceName: optional('root_device_name', t.string),
  /** Only those that can still be restored. Administrators only. */
  softDeleted: optional('soft_deleted', t.boolean),
  /** Newest first where nothing is said. */
  sortDir: optional('sort_dir', t.union([SortDirection, t.readonlyArray(SortDirection)])),
  /** The first key counts most. The same number of `sortDir`s belongs to them. `host` and `node`: administrators. */
  sortKey: optional('sort_key', t.union([SortKey, t.readonlyArray(SortKey)])),
  /**
   * A status, or several. One that there is not gives no servers up to microversion 2.37, and a 400 from 2.38 on.
   * `DELETED`: administrators only, 403 for others.
   */
  status: optional('status', t.union([ServerStatus, t.readonlyArray(ServerStatus)])),
  /**
   * What is being done to them, e.g. `resize_migrating`; or several. Administrators; all accounts from microversion
   * 2.83 on.
   */
  taskState: optional('task_state', t.union([TaskState, t.readonlyArray(TaskState)])),
  /**
   * Those whose removal matches this regular expression: its beginning will do. Administrators; all accounts from
   * microversion 2.83 on.
   */
  terminatedAt: optional('terminated_at', t.string),
  /** Only those that this user made. Administrators; all accounts from microversion 2.83 on. */
  userId: optional('user_id', t.string),
  /** Only the one of this id. Administrators only. */
  id: optional('uuid', t.string),
  /**
   * What they are when nothing is being done to them, e.g. `stopped`; or several. Administrators; all accounts from
   * microversion 2.83 on.
   */
  vmState: optional('vm_state', t.union([VmState, t.readonlyArray(VmState)])),
  /** Those that do not have all of these tags. Microversion 2.26. */
  notTags: since('2.26', 'not-tags', commaSeparated),
  /** Those that have none of these tags. Microversion 2.26. */
  notAnyTags: since('2.26', 'not-tags-any', commaSeparated),
  /** Those with all of these tags. Microversion 2.26. */
  tags: since('2.26', 'tags', commaSeparated),
  /** Those with any of these tags. Microversion 2.26. */
  anyTags: since('2.26', 'tags-any', commaSeparated),
  /** Only those updated at or before this time, UTC. Microversion 2.66. */
  changesBefore: since('2.66', 'changes-before', Timestamp),
  /** Only those that are locked, or that are not. Microversion 2.73. */
  locked: since('2.73', 'locked', t.boolean)
} as const
