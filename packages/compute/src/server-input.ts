/**
 * What a server is made with, and what can be changed of it.
 *
 * @see https://docs.openstack.org/api-ref/compute/#create-server
 * @since 0.1.0
 */
import {
  beside,
  dictionary,
  except,
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

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

/** @internal A number, which Nova takes as text too. */
export const Count = t.union([t.Integer, t.string])

/**
 * @internal Whether Nova partitions the disk so that the file system fills it (`AUTO`), or leaves it as the image has
 * it.
 */
export const DiskConfig = t.keyof({ AUTO: null, MANUAL: null })

/** A network that a server is to be on: a network, or a port that is there already. */
export interface NetworkWish extends t.TypeOf<typeof NetworkWish> {}

export const NetworkWish = struct('NetworkWish', {
  /** The id of a network; Nova makes the port, and removes it with the server. */
  uuid: optional('uuid', t.string),
  /** The id of a port, which stays when the server goes. */
  port: optional('port', nullable(t.string)),
  /** The address to have on the network. */
  fixedIp: optional('fixed_ip', t.string),
  /** What the server's metadata service calls the interface. Microversion 2.32, but not 2.37 to 2.41. */
  tag: except(['2.37', '2.41'], since('2.32', 'tag', t.string))
})

/** A file to put into a server. */
export interface PersonalityFile extends t.TypeOf<typeof PersonalityFile> {}

export const PersonalityFile = struct('PersonalityFile', {
  /** Where in the server, from its root. */
  path: optional('path', t.string),
  /** What is in it, in base64. */
  contents: optional('contents', t.string)
})

/** A security group, by its name or its id. */
export interface SecurityGroupWish extends t.TypeOf<typeof SecurityGroupWish> {}

export const SecurityGroupWish = struct('SecurityGroupWish', {
  /** Its name or its id. */
  name: optional('name', t.string)
})

const disk = {
  /** What the disk is of the image: `ephemeral0`, `swap`. */
  virtualName: optional('virtual_name', t.string),
  /** The volume to attach. */
  volumeId: optional('volume_id', t.string),
  /** The snapshot to make a volume of. */
  snapshotId: optional('snapshot_id', t.string),
  /** How big the volume is to be, in GiB. */
  volumeSize: optional('volume_size', Count),
  /** E.g. `/dev/vda`; most hypervisors choose their own. */
  deviceName: optional('device_name', t.string),
  /** Whether the volume goes with the server. */
  deleteOnTermination: optional('delete_on_termination', t.boolean),
  /** Takes away a device that the image says. */
  noDevice: optional('no_device', t.boolean),
  /** How the volume is reached; Nova finds it out by itself. */
  connectionInfo: optional('connection_info', t.string)
} as const

/** A disk, in the old way: prefer `BlockDevice`. */
export interface LegacyBlockDevice extends t.TypeOf<typeof LegacyBlockDevice> {}

export const LegacyBlockDevice = struct('LegacyBlockDevice', disk)

/** A disk that a server is to have: made of an image, a volume or a snapshot, or blank. */
export interface BlockDevice extends t.TypeOf<typeof BlockDevice> {}

export const BlockDevice = struct('BlockDevice', {
  ...disk,
  /** What the disk is made of. */
  sourceType: optional('source_type', t.keyof({ blank: null, image: null, snapshot: null, volume: null })),
  /** The id of what it is made of. */
  uuid: optional('uuid', t.string),
  /** The id of an image; `uuid` with the `sourceType` `image` is the usual way. */
  imageId: optional('image_id', t.string),
  /** Whether it is a volume, or a disk of the host. */
  destinationType: optional('destination_type', t.keyof({ local: null, volume: null })),
  /** The file system of a blank disk, or `swap`. */
  guestFormat: optional('guest_format', t.string),
  /** `disk`, `cdrom`, … */
  deviceType: optional('device_type', t.string),
  /** `virtio`, `scsi`, `ide`, `usb`, … */
  diskBus: optional('disk_bus', t.string),
  /** 0 for the disk to boot from; negative, or `null`, for one never to boot from. */
  bootIndex: optional('boot_index', nullable(Count)),
  /** What the server's metadata service calls the disk. Microversion 2.32, but not 2.33 to 2.41. */
  tag: except(['2.33', '2.41'], since('2.32', 'tag', t.string)),
  /** The type of the volume that is made. Microversion 2.67. */
  volumeType: since('2.67', 'volume_type', nullable(t.string))
})

const ids = t.union([t.string, t.readonlyArray(t.string)])

/** What the scheduler is told. What it makes of it depends on the cloud's filters. */
export interface SchedulerHints extends t.TypeOf<typeof SchedulerHints> {
  /** Those of the cloud's own filters, under their own names. */
  readonly others?: Readonly<Record<string, unknown>>
}

export const SchedulerHints = struct(
  'SchedulerHints',
  {
    /** The id of a server group that the server is to be in. */
    group: optional('group', ids),
    /** The ids of servers whose hosts it must not be on. */
    differentHost: optional('different_host', ids),
    /** The ids of servers whose host it must be on. */
    sameHost: optional('same_host', ids),
    /** A condition for the JSON filter, as text: `[">=", "$free_ram_mb", 1024]`. */
    query: optional('query', t.union([t.string, t.UnknownRecord])),
    /** A cell to be in, as `region!cell`. Of no use with cells of today. */
    targetCell: optional('target_cell', t.string),
    /** Cells not to be in. Of no use with cells of today. */
    differentCell: optional('different_cell', ids),
    /** An address near which the host must be; `cidr` says how near. */
    buildNearHostIp: optional('build_near_host_ip', t.string),
    /** How near: `/24`, say. */
    cidr: optional('cidr', t.string)
  },
  /** Those of the cloud's own filters, under their own names. */
  { name: 'others', codec: t.unknown, optional: true }
)

// -------------------------------------------------------------------------------------
// inputs
// -------------------------------------------------------------------------------------

/** @internal What a server is made with. */
export const serverWishes = {
  /** 1 to 255 characters; need not be unlike others. */
  name: required('name', t.string),
  /** The id of a flavor. */
  flavorRef: required('flavorRef', t.string),
  /** The id of an image; nothing, or an empty text, for a server that boots from a volume. */
  imageRef: optional('imageRef', t.string),
  /**
   * `none`, or `auto` for a network that Neutron makes where there is none (both from microversion 2.37 on), or a list.
   * Must be said from microversion 2.37 on; before, the project's one network is taken.
   */
  networks: neededSince(
    '2.37',
    optional(
      'networks',
      t.union([
        valueSince('2.37', t.literal('auto')),
        valueSince('2.37', t.literal('none')),
        t.readonlyArray(NetworkWish)
      ])
    )
  ),
  /** The IPv4 address at which others are to reach it. */
  accessIPv4: optional('accessIPv4', t.string),
  /** The IPv6 address at which others are to reach it. */
  accessIPv6: optional('accessIPv6', t.string),
  /** The administrator's password; Nova makes one where none is given. */
  adminPass: optional('adminPass', t.string),
  /** The zone, or `zone:host` and `zone:host:node` from administrators. */
  availabilityZone: optional('availability_zone', t.string),
  /** What it boots from, and its other disks. */
  blockDevices: optional('block_device_mapping_v2', t.readonlyArray(BlockDevice)),
  /** The same in the old way: one of the two. */
  legacyBlockDevices: optional('block_device_mapping', t.readonlyArray(LegacyBlockDevice)),
  /** Whether it gets a disk with its metadata. */
  configDrive: optional('config_drive', t.boolean),
  /** The name of a keypair of the caller's. */
  keyName: optional('key_name', t.string),
  /** At most 128 texts of at most 255 characters, as quotas are by default. */
  metadata: optional('metadata', dictionary(t.string)),
  /** Whether its file system is made to fill its disk. */
  diskConfig: optional('OS-DCF:diskConfig', DiskConfig),
  /** Files to put into it. Up to microversion 2.56: `userData` from then on. */
  personality: until('2.56', 'personality', t.readonlyArray(PersonalityFile)),
  /** Of the ports that Nova makes; `default` where nothing is said. */
  securityGroups: optional('security_groups', t.readonlyArray(SecurityGroupWish)),
  /** What the machine is told at its first boot: in base64, at most 65,535 characters. */
  userData: optional('user_data', t.string),
  /** At least so many, or none; 1 where nothing is said. */
  minCount: optional('min_count', Count),
  /** At most so many, as the quota allows; `minCount` where nothing is said. */
  maxCount: optional('max_count', Count),
  /** What its owner says of it, in at most 255 characters. Microversion 2.19. */
  description: since('2.19', 'description', nullable(t.string)),
  /** Words to find it by: at most 50, of at most 60 characters. Microversion 2.52. */
  tags: since('2.52', 'tags', t.readonlyArray(t.string)),
  /** The ids of certificates, one of which must have signed the image. Microversion 2.63. */
  trustedImageCertificates: since('2.63', 'trusted_image_certificates', nullable(t.readonlyArray(t.string))),
  /** The host to be on, if the scheduler agrees. Administrators only. Microversion 2.74. */
  host: since('2.74', 'host', t.string),
  /** The node to be on, if the scheduler agrees. Administrators only. Microversion 2.74. */
  hypervisorHostname: since('2.74', 'hypervisor_hostname', t.string),
  /** The name that it has itself; with dots from microversion 2.94 on. Microversion 2.90. */
  hostname: since('2.90', 'hostname', t.string),
  /** What the scheduler is told. */
  schedulerHints: beside(optional('os:scheduler_hints', SchedulerHints)),
  /** The same under their old name, for clouds that have a proxy that knows no other. */
  oldSchedulerHints: beside(optional('OS-SCH-HNT:scheduler_hints', SchedulerHints))
} as const

/** @internal What can be changed of a server. */
export const serverChanges = {
  /** The IPv4 address at which others are to reach it. */
  accessIPv4: optional('accessIPv4', t.string),
  /** The IPv6 address at which others are to reach it. */
  accessIPv6: optional('accessIPv6', t.string),
  /** 1 to 255 characters. */
  name: optional('name', t.string),
  /** The name that it is told at its next boot; with dots from microversion 2.94 on. Microversion 2.90. */
  hostname: since('2.90', 'hostname', t.string),
  /** Whether its file system is made to fill its disk. */
  diskConfig: optional('OS-DCF:diskConfig', DiskConfig),
  /** What its owner says of it; `null` takes it away. Microversion 2.19. */
  description: since('2.19', 'description', nullable(t.string)),
  /** The availability zone that it may not leave; `null` lets it. Microversion 2.104. */
  pinnedAvailabilityZone: since('2.104', 'pinned_availability_zone', nullable(t.string))
} as const
