/**
 * The scenarios of one server: all that can be done to it, one after the other, and all that can be seen of it.
 */
import { call, toPromise } from '@openstack-ts/core'

import { endpoints, waitForServer, type WantedServer } from '../src/index.js'
import type { Player } from './player.js'
import { network, volumes } from './real-cloud.js'

const { servers } = endpoints

const nano = '42'
const micro = '84'
const looks = { every: 400, atMost: 800, timeout: 100_000 } as const

// -------------------------------------------------------------------------------------
// what the scenarios are played with
// -------------------------------------------------------------------------------------

const wish = ({ seed }: Player, where: string) => ({
  flavorRef: nano,
  imageRef: seed.images['tiny'] ?? '',
  networks: [{ uuid: seed.networks[where]?.id ?? '' }]
})

/** Until nothing works on it any more. */
const idle = async ({ admin }: Player, serverId: string, wanted: WantedServer): Promise<void> => {
  await toPromise(waitForServer(serverId, wanted, looks)(admin.cloud))
}

/** A server of the member's, whoever plays: the admin may do everything to it too. */
export const mainServer = async (player: Player): Promise<string> => {
  const { later, name, owner } = player
  const { id } = await owner.run(
    call(servers.create)({
      ...wish(player, 'demo-net'),
      name: `${name}-main`,
      metadata: { 'fake.delay': 'post_live_migration_at_source 6' }
    })
  )
  later(() => owner.run(call(servers.remove)({ serverId: id })))
  await idle(player, id, 'ACTIVE')
  return id
}

// -------------------------------------------------------------------------------------
// scenarios
// -------------------------------------------------------------------------------------

/** Made, listed, renamed, removed. */
export const comingAndGoing = async (player: Player): Promise<void> => {
  const { ask, later, name, own, refused, seed } = player
  const { id: serverId } = await ask(servers.create, { ...wish(player, 'shared'), name })
  later(() => own.run(call(servers.remove)({ serverId })))
  const several = { ...wish(player, 'shared'), name: `${name}-many`, minCount: 1, maxCount: 1 }
  const { reservationId } = await ask(servers.createMany, several)
  later(async () => {
    for (const { id } of await own.run(call(servers.list)({ name: `^${name}-many` }))) {
      await own.run(call(servers.remove)({ serverId: id }))
    }
  })
  await Promise.all([idle(player, serverId, 'ACTIVE'), ask(servers.list, {}), ask(servers.listSummaries, { name })])
  const [one] = await ask(servers.list, { reservationId })
  if (one === undefined) throw new Error(`no server of reservation ${reservationId}`)
  await ask(servers.get, { serverId })
  await ask(servers.update, (at) => (at('2.19') ? { serverId, name, description: 'played' } : { serverId, name }))
  await refused(servers.restore, { serverId }, 409)
  await ask(servers.remove, { serverId })
  await idle(player, one.id, 'ACTIVE')
  await ask(servers.forceDelete, { serverId: one.id })
  await refused(servers.get, { serverId: seed.projects['demo']?.id ?? '' }, 404)
}

/** Labels, passwords, addresses, consoles: what is beside the machine itself. */
export const beside = async (player: Player, serverId: string): Promise<void> => {
  const { ask, askAsAdmin, refused } = player
  await ask(servers.setMetadata, { serverId, metadata: { a: '1', 'fake.delay': 'post_live_migration_at_source 6' } })
  await ask(servers.updateMetadata, { serverId, metadata: { b: '2' } })
  await ask(servers.setMetadataItem, { serverId, key: 'c', value: '3' })
  await ask(servers.getMetadata, { serverId })
  await ask(servers.getMetadataItem, { serverId, key: 'b' })
  await ask(servers.removeMetadataItem, { serverId, key: 'b' })
  await ask(servers.setTags, { serverId, tags: ['one', 'two'] })
  await ask(servers.addTag, { serverId, tag: 'three' })
  await ask(servers.listTags, { serverId })
  await ask(servers.checkTag, { serverId, tag: 'three' })
  await ask(servers.removeTag, { serverId, tag: 'three' })
  await ask(servers.removeTags, { serverId })
  await ask(servers.listIps, { serverId })
  await ask(servers.getIps, { serverId, networkLabel: 'demo-net' })
  await ask(servers.listSecurityGroups, { serverId })
  await ask(servers.getTopology, { serverId })
  await ask(servers.getPassword, { serverId })
  await ask(servers.removePassword, { serverId })
  await askAsAdmin(servers.getDiagnostics, { serverId })
  await askAsAdmin(servers.getHypervisorDiagnostics, { serverId })
  await ask(servers.getConsoleOutput, { serverId, length: 5 })
  await ask(servers.getVncConsole, { serverId, type: 'novnc' })
  // This cloud has neither.
  await refused(servers.getSpiceConsole, { serverId, type: 'spice-html5' }, 400)
  await refused(servers.getSerialConsole, { serverId, type: 'serial' }, 400)
  const { url } = await ask(endpoints.remoteConsoles.create, { serverId, protocol: 'vnc', type: 'novnc' })
  const consoleToken = /token(?:%3D|=)([0-9a-f-]+)/.exec(url)?.[1] ?? ''
  const seen = endpoints.remoteConsoles.getConnection
  if (player.age === 'newest') await askAsAdmin(seen, { consoleToken })
  // Before 2.31 it is for RDP alone.
  else await refused(seen, { consoleToken }, { admin: 401, demo: 403 })
  await askAsAdmin(endpoints.serverExternalEvents.create, { events: [{ name: 'network-changed', serverId }] })
  await ask(endpoints.serverActions.list, { serverId })
  const [action] = await ask(endpoints.serverActions.list, { serverId })
  await ask(endpoints.serverActions.get, { serverId, requestId: action?.requestId ?? '' })
}

/** Ports, addresses, security groups. */
export const onNetworks = async (player: Player, serverId: string): Promise<void> => {
  const { ask, later, name, owner, seed } = player
  const { serverInterfaces } = endpoints
  const netId = seed.networks['shared']?.id ?? ''
  const made = await ask(serverInterfaces.create, { serverId, netId })
  await ask(serverInterfaces.list, { serverId })
  await ask(serverInterfaces.get, { serverId, portId: made.portId })
  await ask(serverInterfaces.remove, { serverId, portId: made.portId })
  await eventually(async () => (await addressesOn(player, serverId, 'shared')).length === 0)
  const before = await addressesOn(player, serverId, 'demo-net')
  await ask(servers.addFixedIp, { serverId, networkId: seed.networks['demo-net']?.id ?? '' })
  let added: string | undefined
  await eventually(async () => {
    added = (await addressesOn(player, serverId, 'demo-net')).find((address) => !before.includes(address))
    return added !== undefined
  })
  await ask(servers.removeFixedIp, { serverId, address: added ?? '' })
  await eventually(async () => (await addressesOn(player, serverId, 'demo-net')).length === before.length)
  const group = await owner.run(call(network.createSecurityGroup)({ name }))
  later(() => owner.run(call(network.removeSecurityGroup)({ groupId: group.id })))
  const floating = await owner.run(call(network.createFloatingIp)({ network: seed.networks['public']?.id ?? '' }))
  later(() => owner.run(call(network.removeFloatingIp)({ floatingIpId: floating.id })))
  // By id: the admin has groups of that name of its own.
  await ask(servers.addSecurityGroup, { serverId, securityGroup: group.id })
  await ask(servers.removeSecurityGroup, { serverId, securityGroup: group.id })
  await ask(servers.addFloatingIp, { serverId, address: floating.floating_ip_address })
  await eventually(async () => (await addressesOn(player, serverId, 'demo-net')).includes(floating.floating_ip_address))
  await ask(servers.removeFloatingIp, { serverId, address: floating.floating_ip_address })
}

/** Volumes that come and go. */
export const withVolumes = async (player: Player, serverId: string): Promise<void> => {
  const { account, age, ask, askAsAdmin, owner, refused } = player
  const { assistedVolumeSnapshots, volumeAttachments: all } = endpoints
  const one = await volume(player, 'one')
  const two = await volume(player, 'two')
  await ask(all.create, { serverId, volumeId: one })
  await volumeIs(player, one, 'in-use')
  await ask(all.list, { serverId })
  await ask(all.get, { serverId, volumeId: one })
  const creation = { snapshotId: one, type: 'qcow2', newFile: 'file' } as const
  await askAsAdmin(assistedVolumeSnapshots.create, { volumeId: one, creation })
  const deleteInfo = JSON.stringify({ volume_id: one })
  await askAsAdmin(assistedVolumeSnapshots.remove, { snapshotId: one, deleteInfo })
  if (age === 'newest') {
    await ask(all.update, { serverId, volumeId: one, newVolumeId: one, deleteOnTermination: false })
  } else {
    await askAsAdmin(all.update, { serverId, volumeId: one, newVolumeId: two })
    if (account === 'admin') await volumeIs(player, two, 'in-use')
  }
  const attached = account === 'admin' && age === 'oldest' ? two : one
  await idle(player, serverId, 'ACTIVE')
  await ask(all.remove, { serverId, volumeId: attached })
  // Cinder is done before Nova is.
  await volumeIs(player, attached, 'available')
  await eventually(async () => (await owner.run(call(all.list)({ serverId }))).length === 0)
  await refused(all.get, { serverId, volumeId: attached }, 404)
}

/** On, off, and in between. */
export const power = async (player: Player, serverId: string): Promise<void> => {
  const { ask } = player
  const is = (wanted: WantedServer) => idle(player, serverId, wanted)
  await ask(servers.stop, { serverId })
  await is('SHUTOFF')
  await ask(servers.start, { serverId })
  await is('ACTIVE')
  await ask(servers.reboot, { serverId, type: 'HARD' })
  await is('ACTIVE')
  await ask(servers.pause, { serverId })
  await is('PAUSED')
  await ask(servers.unpause, { serverId })
  await is('ACTIVE')
  await ask(servers.suspend, { serverId })
  await is('SUSPENDED')
  await ask(servers.resume, { serverId })
  await is('ACTIVE')
  await ask(servers.lock, (at) => (at('2.73') ? { serverId, reason: 'played' } : { serverId }))
  await ask(servers.unlock, { serverId })
  await ask(servers.triggerCrashDump, { serverId })
  await ask(servers.changePassword, { serverId, adminPass: 'opensesame' })
  await is('ACTIVE')
  await ask(servers.rescue, { serverId, adminPass: 'opensesame' })
  await is('RESCUE')
  await ask(servers.unrescue, { serverId })
  await is('ACTIVE')
}

/** Made anew, made larger, put aside. */
export const change = async (player: Player, serverId: string): Promise<void> => {
  const { ask, refused, seed } = player
  const is = (wanted: WantedServer) => idle(player, serverId, wanted)
  await ask(servers.rebuild, { serverId, imageRef: seed.images['tiny'] ?? '' })
  await is('ACTIVE')
  await ask(servers.resize, { serverId, flavorRef: micro })
  await is('VERIFY_RESIZE')
  await ask(servers.confirmResize, { serverId })
  await is('ACTIVE')
  await ask(servers.shelve, { serverId })
  await is('SHELVED_OFFLOADED')
  // This cloud takes what is shelved off its host at once.
  await refused(servers.shelveOffload, { serverId }, { admin: 409, demo: 403 })
  await ask(servers.unshelve, (at) => (at('2.77') ? { serverId, availabilityZone: 'nova' } : { serverId }))
  await is('ACTIVE')
}

/** What operators do. */
export const administration = async (player: Player, serverId: string): Promise<void> => {
  const { account, admin, ask, askAsAdmin, refused } = player
  const is = (wanted: WantedServer) => idle(player, serverId, wanted)
  await askAsAdmin(servers.resetState, { serverId, state: 'active' })
  await is('ACTIVE')
  await askAsAdmin(servers.injectNetworkInfo, { serverId })
  await is('ACTIVE')
  await askAsAdmin(servers.migrate, { serverId })
  if (account === 'demo') await admin.run(call(servers.migrate)({ serverId }))
  await is('VERIFY_RESIZE')
  await ask(servers.revertResize, { serverId })
  await is('ACTIVE')
  // A host that is up has to keep its servers; see `evacuation`.
  await refused(servers.evacuate, (at) => (at('2.14') ? { serverId } : { serverId, onSharedStorage: false }), {
    admin: 400,
    demo: 403
  })
  await liveMigration(player, serverId)
  await is('ACTIVE')
}

/** An image of the server, a backup of it, and what Nova itself can do to an image. */
export const imagesOf = async (player: Player, serverId: string): Promise<void> => {
  const { ask, name, own } = player
  const { images } = endpoints
  await ask(servers.createImage, { serverId, name: `${name}-image`, metadata: { made: 'here' } })
  await idle(player, serverId, 'ACTIVE')
  await ask(servers.createBackup, { serverId, name: `${name}-backup`, backupType: 'daily', rotation: 1 })
  await idle(player, serverId, 'ACTIVE')
  const mine = async (which: string) =>
    (await player.owner.run(call(images.list)({ name: `${name}-${which}` }, { microversion: '2.1' })))[0]?.id ??
    (await own.run(call(images.list)({ name: `${name}-${which}` }, { microversion: '2.1' })))[0]?.id ??
    ''
  const [imageId, backupId] = [await mine('image'), await mine('backup')]
  const undo = (id: string) => () => player.admin.run(call(images.remove)({ imageId: id }, { microversion: '2.1' }))
  player.later(undo(imageId))
  player.later(undo(backupId))
  await ask(images.getMetadata, { imageId })
  await ask(images.updateMetadata, { imageId, metadata: { a: '1' } })
  await ask(images.setMetadataItem, { imageId, key: 'b', value: '2' })
  await ask(images.getMetadataItem, { imageId, key: 'a' })
  await ask(images.removeMetadataItem, { imageId, key: 'a' })
  await ask(images.setMetadata, { imageId, metadata: { c: '3' } })
  await ask(images.remove, { imageId })
}

/** A server on a host that is declared dead: its flavor fits nowhere else, so that it stays, and the host can come back. */
export const evacuation = async (player: Player): Promise<void> => {
  const { account, admin, ask, later, name, owner } = player
  if (account !== 'admin') return
  const { services } = endpoints
  const { id: serverId } = await owner.run(
    call(servers.create)({ ...wish(player, 'demo-net'), name: `${name}-evacuee` })
  )
  later(() => owner.run(call(servers.remove)({ serverId })))
  await idle(player, serverId, 'ACTIVE')
  await owner.run(call(servers.resize)({ serverId, flavorRef: '666' }))
  await idle(player, serverId, 'ERROR')
  const [service] = await admin.run(call(services.list)({ host: 'cmp-broken', binary: 'nova-compute' }))
  const forced = (forcedDown: boolean) =>
    admin.run(call(services.update)({ serviceId: String(service?.id), forcedDown }))
  await forced(true)
  try {
    await ask(servers.evacuate, (at) => (at('2.14') ? { serverId } : { serverId, onSharedStorage: false }))
    await idle(player, serverId, ({ taskState }) => (taskState ?? null) === null)
  } finally {
    await forced(false)
  }
}

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

/** Slow enough to be seen: the server's metadata has its hypervisor take 6 s. */
const liveMigration = async (player: Player, serverId: string): Promise<void> => {
  const { account, admin, askAsAdmin } = player
  const { serverMigrations: all } = endpoints
  await askAsAdmin(servers.liveMigrate, (at) =>
    at('2.25')
      ? { serverId, host: null, blockMigration: 'auto' as const }
      : { serverId, host: null, blockMigration: false, diskOverCommit: false }
  )
  let migrationId = '1'
  if (account === 'admin') {
    await eventually(async () => {
      const running = await admin.run(call(all.list)({ serverId }))
      migrationId = String(running[0]?.id ?? '')
      return running[0]?.status === 'running'
    })
  }
  await askAsAdmin(all.list, { serverId })
  await askAsAdmin(all.get, { serverId, migrationId })
  await askAsAdmin(all.forceComplete, { serverId, migrationId })
  await askAsAdmin(all.remove, { serverId, migrationId })
}

const addressesOn = async ({ owner }: Player, serverId: string, label: string): Promise<ReadonlyArray<string>> => {
  const { addresses = {} } = await owner.run(call(servers.get)({ serverId }))
  return (addresses[label] ?? []).map(({ addr }) => addr)
}

const volume = async (player: Player, name: string): Promise<string> => {
  const { later, owner } = player
  const { id } = await owner.run(call(volumes.create)({ name: `${player.name}-${name}`, size: 1 }))
  later(() => owner.run(call(volumes.remove)({ volumeId: id })))
  await volumeIs(player, id, 'available')
  return id
}

const volumeIs = ({ owner }: Player, volumeId: string, wanted: string): Promise<void> =>
  eventually(async () => (await owner.run(call(volumes.get)({ volumeId }))).status === wanted)

/** Looks until it is so, for half a minute. */
const eventually = async (isSo: () => Promise<boolean>): Promise<void> => {
  const deadline = Date.now() + 30_000
  while (!(await isSo())) {
    if (Date.now() > deadline) throw new Error('what was waited for did not come within 30 s')
    await new Promise((resolve) => void setTimeout(resolve, 400))
  }
}
