/** Servers: what compiles, and what does not. */
import { type Cloud, create, listAll, toPromise } from '@openstack-ts/core'

import {
  type BootedServer,
  bootServer,
  bootVolume,
  compute,
  type CreatedServer,
  type EmbeddedFlavor,
  type FlavorReference,
  isReachable,
  Server,
  type ServerCreate,
  type ServerFault,
  type ServerFilter,
  type ServerImage,
  type ServerResize
} from '../src/index.js'

declare const cloud: Cloud<'compute'>
type Equal<A, B> = [A, B] extends [B, A] ? true : false
const nova = compute(cloud)

export const nameMayBeMissing: Equal<Server['name'], string | null | undefined> = true
export const faultIs: Equal<Server['fault'], ServerFault | undefined> = true
export const idIs: Equal<Server['id'], string> = true

const made: Promise<CreatedServer> = nova.servers.create({
  name: 'web-1',
  flavorRef: '1',
  networks: 'auto',
  tags: ['web'],
  schedulerHints: { group: 'g1', others: { rack: 'r7' } }
})
void made
create(Server)({ name: 'web-1', flavorRef: '1', networks: [{ uuid: 'n1' }] })
// @ts-expect-error a server has a flavor
create(Server)({ name: 'web-1' })
// @ts-expect-error networks are auto, none, or a list
create(Server)({ name: 'web-1', flavorRef: '1', networks: 'all' })
// @ts-expect-error no such wish of a network
create(Server)({ name: 'web-1', flavorRef: '1', networks: [{ fixed_ip: '10.0.0.1' }] })
// @ts-expect-error disks are made of four things
create(Server)({ name: 'web-1', flavorRef: '1', blockDevices: [{ sourceType: 'tape' }] })

listAll(Server)({ status: ['ERROR', 'SHUTOFF'], sortKey: 'created_at', sortDir: 'desc' })
// @ts-expect-error Nova takes this key and does not sort by it
listAll(Server)({ sortKey: 'vcpus' })
// @ts-expect-error no such filter
listAll(Server)({ colour: 'red' })
// @ts-expect-error a filter has a type
listAll(Server)({ locked: 'yes' })

nova.servers.reboot({ serverId: 's', type: 'SOFT' })
// @ts-expect-error SOFT or HARD
nova.servers.reboot({ serverId: 's', type: 'GENTLE' })
// @ts-expect-error in capitals
nova.servers.reboot({ serverId: 's', type: 'soft' })
// @ts-expect-error which server?
nova.servers.stop({})
// @ts-expect-error a resize needs a flavor
nova.servers.resize({ serverId: 's' })
nova.servers.liveMigrate({ serverId: 's', host: null, blockMigration: 'auto' })
// @ts-expect-error a host, or null for any
nova.servers.liveMigrate({ serverId: 's', blockMigration: 'auto' })
// @ts-expect-error Nova never had it
nova.servers.reinstall

const { flavor } = await nova.servers.get({ serverId: 's' })
if (flavor !== undefined && 'vcpus' in flavor) flavor.ram.toFixed()
// @ts-expect-error only an embedded flavor says its memory
flavor?.ram
export const embeddedIs: Equal<EmbeddedFlavor['originalName'], string> = true
export const referenceIs: Equal<FlavorReference['id'], string | undefined> = true
export const imageIs: Equal<Server['image'], '' | ServerImage | undefined> = true
export const imageIdIs: Equal<ServerImage['id'], string> = true
export const hintsAre: Equal<Server['schedulerHints'], Readonly<Record<string, ReadonlyArray<string>>> | undefined> =
  true

const booted: Promise<BootedServer> = toPromise(
  bootServer({ name: 'web-1', flavorRef: '1', networks: 'none', blockDevices: [bootVolume({ volumeId: 'v1' })] })(cloud)
)
void booted
// @ts-expect-error several at once are for createMany
bootServer({ name: 'web-1', flavorRef: '1', minCount: 2 })
// @ts-expect-error a volume that is made of an image has a size
bootVolume({ imageId: 'i1' })

declare const anyServer: Server
if (isReachable(anyServer)) {
  const certain: string | null = anyServer.name
  void certain
  // @ts-expect-error tags came with a microversion
  const tags: ReadonlyArray<string> = anyServer.tags
  void tags
}
// @ts-expect-error of a server in a cell that is down no addresses are known
void anyServer.addresses['private']

const resize: ServerResize = { serverId: 's', flavorRef: '2' }
void nova.servers.resize(resize)
const wanted: ServerFilter = { status: 'ACTIVE', sortKey: 'created_at' }
void nova.servers.list(wanted)
const wish: ServerCreate = { name: 'web-1', flavorRef: '1' }
void nova.servers.create({ ...wish, networks: 'auto' })
// @ts-expect-error a resize is to a flavor
const nowhere: ServerResize = { serverId: 's' }
void nowhere
