/**
 * A cloud with something in every collection that is compared.
 */
import { call, fromEpochMicros, type Timestamp, toPromise } from '@openstack-ts/core'

import { endpoints, waitForServer, waitForServerGone } from '../../src/index.js'
import { runId, seedOf, type SignedIn, volumes } from '../real-cloud.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

export interface Furnished {
  readonly serverId: string
  /** A server that is on its way from one host to another for a minute. */
  readonly moverId: string
  readonly projectId: string
  /** One that only the project may use. */
  readonly flavorId: string
  readonly imageId: string
  /** Over when all stands: what was used then no longer grows. */
  readonly period: { readonly start: Timestamp; readonly end: Timestamp }
}

export interface Furnishing {
  readonly admin: SignedIn
  readonly demo: SignedIn
  /** Done when all is over, the last first. */
  readonly undo: Array<() => Promise<unknown>>
}

const { aggregates, flavors, images, keypairs, serverGroups, serverMigrations, servers, volumeAttachments } = endpoints
const looks = { every: 500, atMost: 1000, timeout: 120_000 }

// -------------------------------------------------------------------------------------
// constructors
// -------------------------------------------------------------------------------------

export const furnish = async (furnishing: Furnishing): Promise<Furnished> => {
  const start = fromEpochMicros(Math.floor(Date.now() / 86_400_000) * 86_400_000_000)
  const projectId = seedOf().projects['demo']?.id ?? ''
  const flavorId = await furnishForAdmins(furnishing, projectId)
  const imageId = await furnishImage(furnishing)
  const serverId = await furnishServer(furnishing)
  const moverId = await furnishMover(furnishing)
  const end = fromEpochMicros((Math.floor(Date.now() / 1000) - 1) * 1_000_000)
  return { serverId, moverId, projectId, flavorId, imageId, period: { start, end } }
}

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

/** A keypair and a group of its own, an aggregate, a flavor for one project. */
const furnishForAdmins = async ({ admin: { run }, undo }: Furnishing, projectId: string): Promise<string> => {
  const key = await run(call(keypairs.create)({ name: `${runId}-admin-key` }, { microversion: '2.91' }))
  undo.push(() => run(call(keypairs.remove)({ keypairName: key.name })))
  const { id: group } = await run(call(serverGroups.create)({ name: `${runId}-admin-group`, policy: 'affinity' }))
  undo.push(() => run(call(serverGroups.remove)({ serverGroupId: group })))
  const aggregate = await run(call(aggregates.create)({ name: `${runId}-aggregate` }))
  const aggregateId = String(aggregate.id)
  undo.push(() => run(call(aggregates.remove)({ aggregateId })))
  await run(call(aggregates.setMetadata)({ aggregateId, metadata: { shelf: 'left' } }))
  const flavor = { name: `${runId}-flavor`, ram: 64, disk: 1, vcpus: 1, isPublic: false }
  const { id: flavorId } = await run(call(flavors.create)(flavor))
  undo.push(() => run(call(flavors.remove)({ flavorId })))
  await run(call(flavors.addAccess)({ flavorId, projectId }))
  return flavorId
}

/** Something that is kept of an image, for a while. */
const furnishImage = async ({ admin: { run }, undo }: Furnishing): Promise<string> => {
  const item = { imageId: seedOf().images['tiny-2'] ?? '', key: runId }
  await run(call(images.setMetadataItem)({ ...item, value: '1' }))
  undo.push(() => run(call(images.removeMetadataItem)(item)))
  return item.imageId
}

const wish = (name: string) => ({
  name: `${runId}-${name}`,
  flavorRef: '42',
  imageRef: seedOf().images['tiny'] ?? '',
  networks: [{ uuid: seedOf().networks['demo-net']?.id ?? '' }]
})

/** A server with a keypair, a group, a volume, a port, tags, actions and a resize behind it. */
const furnishServer = async ({ demo, undo }: Furnishing): Promise<string> => {
  const { run } = demo
  const { id: group } = await run(call(serverGroups.create)({ name: `${runId}-group`, policy: 'soft-affinity' }))
  undo.push(() => run(call(serverGroups.remove)({ serverGroupId: group })))
  const key = await run(call(keypairs.create)({ name: `${runId}-key` }, { microversion: '2.91' }))
  undo.push(() => run(call(keypairs.remove)({ keypairName: key.name })))
  const { id: volumeId } = await run(call(volumes.create)({ name: `${runId}-volume`, size: 1 }))
  undo.push(() => run(call(volumes.remove)({ volumeId })))
  const more = { keyName: key.name, metadata: { a: '1' }, tags: ['one', 'two'], description: 'furnished' }
  const { id: serverId } = await run(call(servers.create)({ ...wish('server'), ...more, schedulerHints: { group } }))
  undo.push(() => removed(demo, serverId))
  await run(waitForServer(serverId, 'ACTIVE', looks))
  await run(call(volumeAttachments.create)({ serverId, volumeId }))
  await run(call(servers.resize)({ serverId, flavorRef: '84' }))
  await run(waitForServer(serverId, 'VERIFY_RESIZE', looks))
  await run(call(servers.confirmResize)({ serverId }))
  await run(waitForServer(serverId, 'ACTIVE', looks))
  return serverId
}

/** Its metadata has its hypervisor take a minute over a live migration. */
const furnishMover = async ({ admin, demo, undo }: Furnishing): Promise<string> => {
  const metadata = { 'fake.delay': 'post_live_migration_at_source 60' }
  const { id: serverId } = await demo.run(call(servers.create)({ ...wish('mover'), metadata }))
  undo.push(() => removed(demo, serverId))
  await demo.run(waitForServer(serverId, 'ACTIVE', looks))
  await admin.run(call(servers.liveMigrate)({ serverId, host: null, blockMigration: 'auto' }))
  const deadline = Date.now() + 30_000
  while ((await admin.run(call(serverMigrations.list)({ serverId })))[0]?.status !== 'running') {
    if (Date.now() > deadline) throw new Error('the migration did not start within 30 s')
    await new Promise((resolve) => void setTimeout(resolve, 400))
  }
  return serverId
}

/** What is on its way cannot be removed before it is there. */
const removed = async ({ cloud, run }: SignedIn, serverId: string): Promise<void> => {
  await run(waitForServer(serverId, 'ACTIVE', looks))
  await run(call(servers.remove)({ serverId }))
  await toPromise(waitForServerGone(serverId, looks)(cloud))
}
