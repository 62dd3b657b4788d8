/**
 * The scenarios of what is beside the machine itself: labels, views, consoles, ports, volumes.
 */
import { call } from '@openstack-ts/core'

import { endpoints } from '../src/index.js'
import type { Player } from './player.js'
import { network } from './real-cloud.js'
import { addressesOn, eventually, idle, volume, volumeIs } from './server-tools.js'

const { servers } = endpoints

/** Metadata and tags. */
export const labels = async ({ ask }: Player, serverId: string): Promise<void> => {
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
}

/** What can be seen of it, and what others tell of it. */
export const views = async ({ ask, askAsAdmin }: Player, serverId: string): Promise<void> => {
  await ask(servers.listIps, { serverId })
  await ask(servers.getIps, { serverId, networkLabel: 'demo-net' })
  await ask(servers.listSecurityGroups, { serverId })
  await ask(servers.getTopology, { serverId })
  await ask(servers.getPassword, { serverId })
  await ask(servers.removePassword, { serverId })
  await askAsAdmin(servers.getDiagnostics, { serverId })
  await askAsAdmin(servers.getHypervisorDiagnostics, { serverId })
  await askAsAdmin(endpoints.serverExternalEvents.create, { events: [{ name: 'network-changed', serverId }] })
  await ask(endpoints.serverActions.list, { serverId })
  const [action] = await ask(endpoints.serverActions.list, { serverId })
  await ask(endpoints.serverActions.get, { serverId, requestId: action?.requestId ?? '' })
}

export const consoles = async ({ age, ask, askAsAdmin, refused }: Player, serverId: string): Promise<void> => {
  await ask(servers.getConsoleOutput, { serverId, length: 5 })
  await ask(servers.getVncConsole, { serverId, type: 'novnc' })
  const neither = { status: 400, why: 'the consoles of this cloud are VNC alone' }
  await refused(servers.getSpiceConsole, { serverId, type: 'spice-html5' }, neither)
  await refused(servers.getSerialConsole, { serverId, type: 'serial' }, neither)
  const { url } = await ask(endpoints.remoteConsoles.create, { serverId, protocol: 'vnc', type: 'novnc' })
  const consoleToken = /token(?:%3D|=)([0-9a-f-]+)/.exec(url)?.[1] ?? ''
  const seen = endpoints.remoteConsoles.getConnection
  if (age === 'newest') await askAsAdmin(seen, { consoleToken })
  // Before 2.31 it is for RDP alone.
  else await refused(seen, { consoleToken }, { admin: 401, demo: 403 })
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
