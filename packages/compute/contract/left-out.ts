/**
 * What the contract lists and this package does not declare, and why: it belongs to another service, it is gone
 * everywhere, or it is nothing that can be asked.
 */

export interface LeftOut {
  readonly why: string
  /** What to use. */
  readonly instead: string
}

const gone = (instead: string): LeftOut => ({ why: 'answers 410 Gone at every microversion', instead })

const proxy = (service: string, instead: string): LeftOut => ({
  why: `only passed on to ${service}, up to microversion 2.35`,
  instead
})

const neutron = (what: string): LeftOut => proxy('Neutron', `Neutron: ${what}`)
const cinder = (what: string): LeftOut => proxy('Cinder', `Cinder: ${what}`)
const ironic = proxy('Ironic', 'Ironic: nodes')

const boot: LeftOut = {
  why: 'the same as /servers under another address, up to microversion 2.102',
  instead: 'servers: create with blockDevices, and all the rest'
}

/** By the beginning of the path; the longest that fits holds. */
export const leftOutPaths: Readonly<Record<string, LeftOut>> = {
  '/os-agents': gone('image properties: agents were of the XenAPI driver'),
  '/os-baremetal-nodes': ironic,
  '/os-cells': gone('nothing: cells are no longer to be seen from outside'),
  '/os-certificates': gone('Barbican: certificates'),
  '/os-cloudpipe': gone('Neutron: VPN as a service'),
  '/os-fixed-ips': gone('Neutron: ports'),
  '/os-floating-ip-dns': gone('Designate: recordsets; Neutron: dns_name of floating IPs'),
  '/os-floating-ip-pools': neutron('networks with router:external'),
  '/os-floating-ips': neutron('floating IPs'),
  '/os-floating-ips-bulk': gone('Neutron: floating IPs'),
  '/os-fping': gone('nothing: what a host can reach is for its monitoring to say'),
  '/os-networks': neutron('networks'),
  '/os-security-group-default-rules': gone('Neutron: default security group rules'),
  '/os-security-group-rules': neutron('security group rules'),
  '/os-security-groups': neutron('security groups'),
  '/os-snapshots': cinder('snapshots'),
  '/os-tenant-networks': neutron('networks'),
  '/os-volumes': cinder('volumes'),
  '/os-volumes_boot': boot,
  '/servers/{server_id}/consoles': gone('remoteConsoles: these were of the XenAPI driver'),
  '/servers/{server_id}/os-virtual-interfaces': gone('serverInterfaces, or Neutron: ports')
}

/** By operation; goes before the paths. */
export const leftOutOperations: Readonly<Record<string, LeftOut>> = {
  "REDIRECT '' -> /": { why: 'a redirect of the router, nothing that can be asked', instead: 'versions.getCurrent' },
  'GET ROOT /{unknown}': {
    why: 'the answer to an address that does not exist: 300, which is an HttpError to whoever asked',
    instead: 'versions.list'
  },
  'POST /os-networks': gone('Neutron: networks'),
  'POST /os-networks/add': gone('Neutron: networks'),
  'DELETE /os-networks/{id}': gone('Neutron: networks'),
  'POST /os-networks/{id}/action#disassociate': gone('Neutron: networks'),
  'POST /os-networks/{id}/action#disassociate_host': gone('Neutron: networks'),
  'POST /os-networks/{id}/action#disassociate_project': gone('Neutron: networks'),
  'POST /os-networks/{id}/action#associate_host': gone('Neutron: networks'),
  'POST /os-tenant-networks': gone('Neutron: networks'),
  'DELETE /os-tenant-networks/{id}': gone('Neutron: networks'),
  'POST /servers/{id}/action#resetNetwork': gone('nothing: it was of the XenAPI driver'),
  'POST /servers/{id}/action#os-getRDPConsole': {
    why: 'answers 400 up to microversion 2.5 and 404 from then on: the Hyper-V driver is gone',
    instead: 'remoteConsoles'
  }
}

const otherName = (name: string): LeftOut => ({
  why: 'another name for the same, up to microversion 2.74',
  instead: name
})

const refused: LeftOut = { why: "a table of Nova's own, for which it answers 400", instead: 'nothing' }

const ofServers: Readonly<Record<string, LeftOut>> = {
  tenant_id: otherName('projectId'),
  image_ref: otherName('image'),
  display_name: otherName('name'),
  display_description: otherName('description'),
  block_device_mapping: refused,
  services: refused,
  metadata: refused,
  system_metadata: refused,
  info_cache: refused,
  security_groups: refused,
  pci_devices: refused,
  '^_': refused,
  pinned_availability_zone: {
    why: 'openstacksdk has it as a filter, and Nova has not: 400 from microversion 2.75 on, passed over before',
    instead: 'availabilityZone'
  }
}

const ofImages: Readonly<Record<string, LeftOut>> = {
  offset: { why: 'Nova takes it, and passes over it', instead: 'marker' }
}

/** Query parameters of operations that are declared: by operation, by their names on the wire. */
export const leftOutParameters: Readonly<Record<string, Readonly<Record<string, LeftOut>>>> = {
  'GET /images': ofImages,
  'GET /images/detail': ofImages,
  'GET /servers': ofServers,
  'GET /servers/detail': ofServers
}

/** Properties of answers that others read, and Nova does not write: by operation. */
export const leftOutProperties: Readonly<Record<string, Readonly<Record<string, LeftOut>>>> = {
  'GET /servers/{server_id}/shares': {
    share_proto: {
      why: 'openstacksdk has it, and neither the schema of Nova nor its view has',
      instead: 'Manila: share_proto of the share'
    }
  }
}

/** Why an operation is left out; `undefined` where nobody says. */
export const leftOut = ({ id, path }: { readonly id: string; readonly path: string }): LeftOut | undefined =>
  leftOutOperations[id] ??
  Object.entries(leftOutPaths)
    .filter(([start]) => path === start || path.startsWith(`${start}/`))
    .toSorted(([a], [b]) => b.length - a.length)[0]?.[1]
