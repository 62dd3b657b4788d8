/**
 * What is seen of a server, and what that is made of.
 *
 * A cell that cannot be reached answers next to nothing of its servers from microversion 2.69 on: those have the status
 * `UNKNOWN`, and neither name nor flavor nor addresses. That is why so little here is on every answer; `isReachable`
 * tells the others, and makes certain what Nova always says of them.
 *
 * @see https://docs.openstack.org/api-ref/compute/#show-server-details
 * @since 0.1.0
 */
import {
  dictionary,
  nullable,
  openString,
  optional,
  required,
  since,
  struct,
  Timestamp,
  until
} from '@openstack-ts/core'
import * as t from 'io-ts'

import { Link } from './link.js'
import { ServerStatus, TaskState, VmState } from './server-state.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

/** An address of a server, where it is listed with its server. */
export interface ServerAddress extends t.TypeOf<typeof ServerAddress> {}

export const ServerAddress = struct('ServerAddress', {
  /** IPv4 or IPv6. */
  addr: required('addr', t.string),
  /** The version of IP that it is of: 4 or 6. */
  version: required('version', t.number),
  /** Missing in the answers of `update` and `rebuild` before microversion 2.75. */
  type: optional('OS-EXT-IPS:type', openString('fixed', 'floating')),
  /** Missing in the answers of `update` and `rebuild` before microversion 2.75. */
  macAddr: optional('OS-EXT-IPS-MAC:mac_addr', t.string)
})

/** Why a server went to ERROR. */
export interface ServerFault extends t.TypeOf<typeof ServerFault> {}

export const ServerFault = struct('ServerFault', {
  /** As HTTP has it: mostly 500. */
  code: required('code', t.number),
  /** When it failed, UTC. */
  created: required('created', Timestamp),
  /** What went wrong, in a sentence. */
  message: required('message', t.string),
  /** Where it failed, as Python says it. Administrators, and everyone where the code is not 500. */
  details: optional('details', t.string)
})

/** The flavor as it was when the server took it. Microversion 2.47. */
export interface EmbeddedFlavor extends t.TypeOf<typeof EmbeddedFlavor> {}

export const EmbeddedFlavor = struct('EmbeddedFlavor', {
  /** The name it had then. */
  originalName: required('original_name', t.string),
  /** Virtual processors. */
  vcpus: required('vcpus', t.number),
  /** Memory, in MiB. */
  ram: required('ram', t.number),
  /** The root disk, in GiB. */
  disk: required('disk', t.number),
  /** A second disk that goes with the server, in GiB. */
  ephemeral: required('ephemeral', t.number),
  /** Swap, in MiB. */
  swap: required('swap', t.number),
  /** What schedulers and drivers were told. Whoever may list extra specs. */
  extraSpecs: optional('extra_specs', dictionary(t.string))
})

/** Which flavor the server has; nothing where it was removed since. Up to microversion 2.46. */
export interface FlavorReference extends t.TypeOf<typeof FlavorReference> {}

export const FlavorReference = struct('FlavorReference', {
  /** What `flavors.get` takes. Up to microversion 2.46. */
  id: until('2.46', 'id', t.string),
  /** Where it is found. Up to microversion 2.46. */
  links: until('2.46', 'links', t.readonlyArray(Link))
})

/** The image that a server was made from. */
export interface ServerImage extends t.TypeOf<typeof ServerImage> {}

export const ServerImage = struct('ServerImage', {
  /** The image, in Glance. */
  id: required('id', t.string),
  /** Where it is found. */
  links: required('links', t.readonlyArray(Link)),
  /** As they were when the server was made. Microversion 2.98. */
  properties: since('2.98', 'properties', dictionary(nullable(t.string)))
})

/** A volume that a server has, in short. */
export interface AttachedVolume extends t.TypeOf<typeof AttachedVolume> {}

export const AttachedVolume = struct('AttachedVolume', {
  /** The volume, in Cinder. */
  id: required('id', t.string),
  /** Whether the volume goes with the server. Microversion 2.3. */
  deleteOnTermination: since('2.3', 'delete_on_termination', t.boolean)
})

/** A security group by its name; one name for each port that is in it. */
export interface NamedSecurityGroup extends t.TypeOf<typeof NamedSecurityGroup> {}

export const NamedSecurityGroup = struct('NamedSecurityGroup', {
  /** The name of the group. */
  name: required('name', t.string)
})

// -------------------------------------------------------------------------------------
// rows
// -------------------------------------------------------------------------------------

/** @internal What `get`, `list` and `update` answer, and `rebuild` too. */
export const serverFields = {
  /** The IPv4 address at which others are to reach it, as its owner says; an empty text for none. */
  accessIPv4: optional('accessIPv4', t.string),
  /** The IPv6 address at which others are to reach it, as its owner says; an empty text for none. */
  accessIPv6: optional('accessIPv6', t.string),
  /** By network; none while it is built. */
  addresses: optional('addresses', dictionary(t.readonlyArray(ServerAddress))),
  /** `True`, or an empty text for none. In the answers of `update` and `rebuild` from microversion 2.75 on. */
  configDrive: optional('config_drive', nullable(t.string)),
  /** When it was asked for, UTC. */
  created: required('created', Timestamp),
  /** A reference up to microversion 2.46, the flavor itself from 2.47 on: `'vcpus' in flavor` tells which. */
  flavor: optional('flavor', t.union([EmbeddedFlavor, FlavorReference])),
  /** The host, hashed with the project: equal within one project means the same host; empty while there is none. */
  hostId: optional('hostId', t.string),
  /** What all the other calls want; a UUID. */
  id: required('id', t.string),
  /** An empty text for a server that boots from a volume. */
  image: optional('image', t.union([t.literal(''), ServerImage])),
  /** The name of its keypair, `null` for none. */
  keyName: optional('key_name', nullable(t.string)),
  /** Where it is found. */
  links: required('links', t.readonlyArray(Link)),
  /** Texts by name, its owner's own; at most 255 characters each. */
  metadata: optional('metadata', dictionary(t.string)),
  /** Missing where its cell cannot be reached. */
  name: optional('name', nullable(t.string)),
  /** Whether the image's file system grows to the flavor's disk. */
  diskConfig: optional('OS-DCF:diskConfig', openString('AUTO', 'MANUAL')),
  /** An empty text until it has a host. */
  availabilityZone: optional('OS-EXT-AZ:availability_zone', t.string),
  /** `null` until it has one, and while it is shelved. Administrators only, by default. */
  host: optional('OS-EXT-SRV-ATTR:host', nullable(t.string)),
  /** The name that it has itself. Administrators only before microversion 2.90. Microversion 2.3. */
  hostname: since('2.3', 'OS-EXT-SRV-ATTR:hostname', t.string),
  /** The node of the host. Administrators only, by default. */
  hypervisorHostname: optional('OS-EXT-SRV-ATTR:hypervisor_hostname', nullable(t.string)),
  /** What the hypervisor calls it. Administrators only, by default. */
  instanceName: optional('OS-EXT-SRV-ATTR:instance_name', t.string),
  /** The kernel's image, of an image in parts. Administrators only, by default. Microversion 2.3. */
  kernelId: since('2.3', 'OS-EXT-SRV-ATTR:kernel_id', nullable(t.string)),
  /** Which it was, counted from 0, of those made by one request. Administrators only, by default. Microversion 2.3. */
  launchIndex: since('2.3', 'OS-EXT-SRV-ATTR:launch_index', nullable(t.number)),
  /** The ramdisk's image, of an image in parts. Administrators only, by default. Microversion 2.3. */
  ramdiskId: since('2.3', 'OS-EXT-SRV-ATTR:ramdisk_id', nullable(t.string)),
  /** Equal for those made by one request. Administrators only, by default. Microversion 2.3. */
  reservationId: since('2.3', 'OS-EXT-SRV-ATTR:reservation_id', nullable(t.string)),
  /** The disk it boots from, e.g. `/dev/vda`. Administrators only, by default. Microversion 2.3. */
  rootDeviceName: since('2.3', 'OS-EXT-SRV-ATTR:root_device_name', nullable(t.string)),
  /**
   * What the machine was told at its first boot: in base64, with whatever secrets it holds. Administrators only, by
   * default. Microversion 2.3.
   */
  userData: since('2.3', 'OS-EXT-SRV-ATTR:user_data', nullable(t.string)),
  /** What the hypervisor says: 0 unknown, 1 running, 3 paused, 4 shut down, 6 crashed, 7 suspended. */
  powerState: optional('OS-EXT-STS:power_state', nullable(t.number)),
  /** What is being done to it, e.g. `powering-off`; `null` for nothing. */
  taskState: optional('OS-EXT-STS:task_state', nullable(TaskState)),
  /** What it is when nothing is being done to it, e.g. `active`, `stopped`. */
  vmState: optional('OS-EXT-STS:vm_state', nullable(VmState)),
  /** The volumes that it has, its own disk among them where it boots from one. */
  volumesAttached: optional('os-extended-volumes:volumes_attached', t.readonlyArray(AttachedVolume)),
  /** When it first ran, UTC. */
  launchedAt: optional('OS-SRV-USG:launched_at', nullable(Timestamp)),
  /** When it was deleted, UTC. */
  terminatedAt: optional('OS-SRV-USG:terminated_at', nullable(Timestamp)),
  /** What it is, in a word: `ACTIVE`, `SHUTOFF`, `ERROR`, … */
  status: required('status', ServerStatus),
  /** The project that it counts for. */
  projectId: required('tenant_id', t.string),
  /** When anything of it last changed, UTC. */
  updated: optional('updated', Timestamp),
  /** Who made it. Missing in listings where its cell cannot be reached. */
  userId: optional('user_id', t.string),
  /** Why it failed: only of those in `ERROR` or `DELETED`. */
  fault: optional('fault', ServerFault),
  /** The availability zone that it may not leave; `null` for any. Microversion 2.96. */
  pinnedAvailabilityZone: since('2.96', 'pinned_availability_zone', nullable(t.string)),
  /** Per cent of what is being done; only while it is built, moved or runs. */
  progress: optional('progress', nullable(t.number)),
  /**
   * What it was made with: each hint as a list of texts, even one that was sent as a text or a number. Microversion
   * 2.100.
   */
  schedulerHints: since('2.100', 'scheduler_hints', dictionary(t.readonlyArray(t.string))),
  /** Missing while it has no ports. */
  securityGroups: optional('security_groups', t.readonlyArray(NamedSecurityGroup)),
  /** Whether it is locked: then only its owner and administrators can do anything to it. Microversion 2.9. */
  locked: since('2.9', 'locked', t.boolean),
  /** How its host does; an empty text for none. Administrators only, by default. Microversion 2.16. */
  hostStatus: since('2.16', 'host_status', openString('UP', 'DOWN', 'MAINTENANCE', 'UNKNOWN', '')),
  /** What its owner says of it; `null` for nothing. Microversion 2.19. */
  description: since('2.19', 'description', nullable(t.string)),
  /** Words to find it by. Microversion 2.26. */
  tags: since('2.26', 'tags', t.readonlyArray(t.string)),
  /** The certificates that its image had to be signed by; `null` for none. Microversion 2.63. */
  trustedImageCertificates: since('2.63', 'trusted_image_certificates', nullable(t.readonlyArray(t.string))),
  /** The id of its server group, if any; not in listings. Microversion 2.71. */
  serverGroups: since('2.71', 'server_groups', t.readonlyArray(t.string)),
  /** Why it was locked, `null` for no reason. Microversion 2.73. */
  lockedReason: since('2.73', 'locked_reason', nullable(t.string))
} as const
