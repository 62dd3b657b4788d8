/**
 * What a cloud answers, in the size of a page: 1,000 servers in detail, 1,000 actions with 5 steps each, 1,000 flavors.
 * Made from nothing, the same each time.
 */
import { Flavor, Server, ServerAction } from '@openstack-ts/compute'

const hex = (i, digits) => (Math.imul(i + 1, 0x9e3779b1) >>> 0).toString(16).padStart(8, '0').repeat(8).slice(0, digits)
const uuid = (i) => `${hex(i, 8)}-${hex(i + 1, 4)}-4${hex(i + 2, 3)}-9${hex(i + 3, 3)}-${hex(i + 4, 12)}`
const times = (n, f) => Array.from({ length: n }, (_, i) => f(i))
const micros = (i) =>
  `2026-11-23T08:${String(i % 60).padStart(2, '0')}:22.${String((i * 7919) % 1000000).padStart(6, '0')}`
const href = (path) => `https://compute.example.com:8774/v2.1/6f70656e737461636b20342065766572/${path}`
const links = (path) => [
  { rel: 'self', href: href(path) },
  { rel: 'bookmark', href: href(path) }
]

const address = (i) => ({
  version: 4,
  addr: `10.0.${i % 250}.${(i * 3) % 250}`,
  'OS-EXT-IPS:type': 'fixed',
  'OS-EXT-IPS-MAC:mac_addr': `fa:16:3e:${hex(i, 2)}:${hex(i + 1, 2)}:${hex(i + 2, 2)}`
})

const server = (i) => ({
  id: uuid(i),
  name: `web-${i}`,
  status: i % 20 === 0 ? 'ERROR' : 'ACTIVE',
  tenant_id: '6f70656e737461636b20342065766572',
  user_id: hex(i % 5, 32),
  hostId: hex(i % 40, 56),
  created: '2026-11-23T08:36:22Z',
  updated: '2026-11-23T08:37:11Z',
  progress: 0,
  accessIPv4: '',
  accessIPv6: '',
  config_drive: '',
  key_name: i % 3 === 0 ? null : 'deploy',
  description: null,
  locked: false,
  locked_reason: null,
  host_status: 'UP',
  tags: ['web', `group-${i % 7}`],
  metadata: { role: 'web', owner: `team-${i % 9}`, ticket: `OPS-${i}` },
  trusted_image_certificates: null,
  server_groups: [],
  pinned_availability_zone: null,
  scheduler_hints: {},
  flavor: {
    original_name: 'm1.small',
    vcpus: 2,
    ram: 2048,
    disk: 20,
    ephemeral: 0,
    swap: 0,
    extra_specs: { 'hw:cpu_policy': 'shared' }
  },
  image:
    i % 3 === 0
      ? ''
      : { id: uuid(i % 10), links: [{ rel: 'bookmark', href: href(`images/${uuid(i % 10)}`) }], properties: {} },
  addresses: { private: times(2 + (i % 3), (j) => address(i + j)) },
  links: links(`servers/${uuid(i)}`),
  security_groups: [{ name: 'default' }],
  'os-extended-volumes:volumes_attached': [{ id: uuid(i + 1), delete_on_termination: false }],
  'OS-DCF:diskConfig': 'MANUAL',
  'OS-EXT-AZ:availability_zone': 'nova',
  'OS-EXT-STS:power_state': 1,
  'OS-EXT-STS:task_state': null,
  'OS-EXT-STS:vm_state': 'active',
  'OS-EXT-SRV-ATTR:host': `cmp-${i % 40}`,
  'OS-EXT-SRV-ATTR:hypervisor_hostname': `cmp-${i % 40}.example.com`,
  'OS-EXT-SRV-ATTR:instance_name': `instance-${hex(i, 8)}`,
  'OS-EXT-SRV-ATTR:hostname': `web-${i}`,
  'OS-EXT-SRV-ATTR:launch_index': 0,
  'OS-EXT-SRV-ATTR:reservation_id': `r-${hex(i, 8)}`,
  'OS-EXT-SRV-ATTR:root_device_name': '/dev/vda',
  'OS-EXT-SRV-ATTR:kernel_id': '',
  'OS-EXT-SRV-ATTR:ramdisk_id': '',
  'OS-EXT-SRV-ATTR:user_data': null,
  'OS-SRV-USG:launched_at': micros(i),
  'OS-SRV-USG:terminated_at': null,
  ...(i % 20 === 0
    ? { fault: { code: 500, created: '2026-11-23T08:36:22Z', message: 'No valid host was found.' } }
    : {})
})

const step = (i) => ({
  event: `compute_step_${i}`,
  start_time: micros(i),
  finish_time: micros(i + 1),
  result: 'Success',
  traceback: null,
  host: `cmp-${i}`,
  hostId: hex(i, 56),
  details: null
})

const action = (i) => ({
  action: 'resize',
  instance_uuid: uuid(i),
  request_id: `req-${uuid(i)}`,
  user_id: hex(i % 5, 32),
  project_id: '6f70656e737461636b20342065766572',
  start_time: micros(i),
  updated_at: micros(i + 5),
  message: i % 25 === 0 ? 'Error' : null,
  events: times(5, (j) => step(i + j))
})

const flavor = (i) => ({
  id: String(i),
  name: `m1.size-${i}`,
  description: null,
  ram: 512 * (1 + (i % 8)),
  disk: 10,
  vcpus: 1 + (i % 8),
  swap: 0,
  'OS-FLV-EXT-DATA:ephemeral': 0,
  'OS-FLV-DISABLED:disabled': false,
  rxtx_factor: 1,
  'os-flavor-access:is_public': true,
  extra_specs: { 'hw:numa_nodes': '1' },
  links: links(`flavors/${i}`)
})

/** By name: what reads one item, and a page of them as text. */
export const payloads = {
  servers: { codec: Server.codec, text: JSON.stringify(times(1000, server)) },
  actions: { codec: ServerAction.codec, text: JSON.stringify(times(1000, action)) },
  flavors: { codec: Flavor.codec, text: JSON.stringify(times(1000, flavor)) }
}
