/**
 * A server as it is written in an answer: which fields, by microversion and role.
 *
 * @see https://docs.openstack.org/api-ref/compute/#show-server-details
 * @since 0.1.0
 */
import { hostId } from './host-id.js'
import { type Server, statusOf } from './model.js'
import { isAdmin, isSince, type NovaCall } from './nova-call.js'
import { inSeconds, withoutZone } from './timestamps.js'

// -------------------------------------------------------------------------------------
// conversions
// -------------------------------------------------------------------------------------

/** As summary listings have it. */
export const serverSummary =
  (call: NovaCall) =>
  ({ id, name }: Server) => ({ id, name, links: linksOf(call, id) })

export const linksOf = ({ bookmark, self }: NovaCall, id: string) => [
  { rel: 'self', href: `${self}/servers/${id}` },
  { rel: 'bookmark', href: `${bookmark}/servers/${id}` }
]

/** As it is shown, and as listings in detail have it: those without its groups. */
export const serverRecord =
  (call: NovaCall, shown: 'alone' | 'listed') =>
  (server: Server): Readonly<Record<string, unknown>> => ({
    ...plain(call, server),
    ...byState(call, server),
    ...usage(server),
    ...(server.address === null ? {} : { security_groups: [{ name: 'default' }] }),
    ...(isAdmin(call) ? forAdmins(call, server) : {}),
    'OS-EXT-STS:task_state': server.taskState,
    'OS-EXT-STS:vm_state': server.vmState,
    'OS-EXT-STS:power_state': server.powerState,
    'os-extended-volumes:volumes_attached': [],
    ...byVersion(call, server, shown)
  })

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

const plain = (call: NovaCall, server: Server) => ({
  accessIPv4: '',
  accessIPv6: '',
  addresses: addressesOf(server),
  created: inSeconds(server.created),
  flavor: flavorOf(call, server),
  hostId: hostId(server.projectId, server.host),
  id: server.id,
  image: imageOf(call, server),
  links: linksOf(call, server.id),
  metadata: server.metadata,
  name: server.name,
  status: statusOf(server),
  tenant_id: server.projectId,
  user_id: server.userId,
  updated: inSeconds(server.updated),
  'OS-DCF:diskConfig': 'MANUAL'
})

const addressesOf = ({ address, vmState }: Server) =>
  address === null || vmState === 'building'
    ? {}
    : {
        'demo-net': [
          { version: 4, addr: address, 'OS-EXT-IPS:type': 'fixed', 'OS-EXT-IPS-MAC:mac_addr': macOf(address) }
        ]
      }

const macOf = (address: string): string =>
  `fa:16:3e:${address
    .split('.')
    .slice(1)
    .map((part) => Number(part).toString(16).padStart(2, '0'))
    .join(':')}`

const flavorOf = (call: NovaCall, { flavor }: Server) => {
  const { disk, ephemeral, extraSpecs, id, name, ram, swap, vcpus } = flavor
  return isSince('2.47', call)
    ? { vcpus, ram, disk, ephemeral, swap, original_name: name, extra_specs: extraSpecs }
    : { id, links: [{ rel: 'bookmark', href: `${call.bookmark}/flavors/${id}` }] }
}

const imageOf = (call: NovaCall, { imageId }: Server) =>
  imageId === ''
    ? ''
    : {
        id: imageId,
        links: [{ rel: 'bookmark', href: `${call.bookmark}/images/${imageId}` }],
        ...(isSince('2.98', call) ? { properties: { architecture: 'x86_64' } } : {})
      }

const progressing = ['ACTIVE', 'BUILD', 'REBUILD', 'RESIZE', 'VERIFY_RESIZE', 'MIGRATING']

const byState = (call: NovaCall, server: Server) => {
  const status = statusOf(server)
  if (progressing.includes(status)) return { progress: 0 }
  if (server.fault === null || (status !== 'ERROR' && status !== 'DELETED')) return {}
  const { code, created, details, message } = server.fault
  const shown = isAdmin(call) || code !== 500
  return { fault: { code, created: inSeconds(created), message, ...(shown ? { details } : {}) } }
}

const usage = (server: Server) => ({
  'OS-EXT-AZ:availability_zone': server.host === null ? '' : server.availabilityZone,
  config_drive: '',
  key_name: server.keyName,
  'OS-SRV-USG:launched_at': moment(server.launchedAt),
  'OS-SRV-USG:terminated_at': moment(server.terminatedAt)
})

const moment = (micros: number | null): string | null => (micros === null ? null : withoutZone(micros))

const forAdmins = (call: NovaCall, server: Server) => ({
  'OS-EXT-SRV-ATTR:host': server.host,
  'OS-EXT-SRV-ATTR:instance_name': `instance-${server.number.toString(16).padStart(8, '0')}`,
  'OS-EXT-SRV-ATTR:hypervisor_hostname': server.host,
  ...(isSince('2.3', call)
    ? {
        'OS-EXT-SRV-ATTR:hostname': server.name,
        'OS-EXT-SRV-ATTR:kernel_id': '',
        'OS-EXT-SRV-ATTR:launch_index': server.launchIndex,
        'OS-EXT-SRV-ATTR:ramdisk_id': '',
        'OS-EXT-SRV-ATTR:reservation_id': server.reservationId,
        'OS-EXT-SRV-ATTR:root_device_name': '/dev/vda',
        'OS-EXT-SRV-ATTR:user_data': null
      }
    : {})
})

const byVersion = (call: NovaCall, server: Server, shown: 'alone' | 'listed') => {
  const admin = isAdmin(call)
  return {
    ...(isSince('2.9', call) ? { locked: server.lockedBy !== null } : {}),
    ...(admin && isSince('2.16', call) ? { host_status: server.host === null ? '' : 'UP' } : {}),
    ...(isSince('2.19', call) ? { description: server.description } : {}),
    ...(isSince('2.26', call) ? { tags: server.tags } : {}),
    ...(isSince('2.63', call) ? { trusted_image_certificates: null } : {}),
    ...(isSince('2.71', call) && shown === 'alone' ? { server_groups: [] } : {}),
    ...(isSince('2.73', call) ? { locked_reason: server.lockedReason } : {}),
    ...(!admin && isSince('2.90', call) ? { 'OS-EXT-SRV-ATTR:hostname': server.name } : {}),
    ...(isSince('2.96', call) ? { pinned_availability_zone: null } : {}),
    ...(isSince('2.100', call) ? { scheduler_hints: {} } : {})
  }
}
