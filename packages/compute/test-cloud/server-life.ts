/**
 * The scenarios of one server: all that can be done to it, one after the other.
 */
import { call } from '@openstack-ts/core'

import { endpoints, type WantedServer } from '../src/index.js'
import type { Player } from './player.js'
import { eventually, idle, micro, wish } from './server-tools.js'

const { servers } = endpoints

// -------------------------------------------------------------------------------------
// scenarios
// -------------------------------------------------------------------------------------

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
  await refused(servers.restore, { serverId }, { status: 409, why: 'this cloud keeps nothing that was removed' })
  await ask(servers.remove, { serverId })
  await idle(player, one.id, 'ACTIVE')
  await ask(servers.forceDelete, { serverId: one.id })
  await refused(servers.get, { serverId: seed.projects['demo']?.id ?? '' }, 404)
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
  const why = 'this cloud takes what is shelved off its host at once'
  await refused(servers.shelveOffload, { serverId }, { status: { admin: 409, demo: 403 }, why })
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
