/**
 * The scenarios without servers: what is in the cloud, and what operators keep of it.
 */
import { generateKeyPairSync } from 'node:crypto'

import { call } from '@openstack-ts/core'

import { endpoints } from '../src/index.js'
import type { Player } from './player.js'

// -------------------------------------------------------------------------------------
// scenarios
// -------------------------------------------------------------------------------------

/** What anybody may read. */
export const reading = async ({ ask, askAsAdmin, projectId, seed }: Player): Promise<void> => {
  const { availabilityZones, extensions, flavors, images, limits, migrations, quotaClassSets, usages, versions } =
    endpoints
  await ask(versions.list, {})
  await ask(versions.get, { version: 'v2.1' })
  await ask(versions.getCurrent, {})
  await ask(versions.getById, { versionId: 'v2.1' })
  await ask(extensions.list, {})
  await ask(extensions.get, { alias: 'os-keypairs' })
  await ask(limits.get, {})
  await ask(availabilityZones.list, {})
  await askAsAdmin(availabilityZones.listWithHosts, {})
  await ask(flavors.list, { sortKey: 'memory_mb', sortDir: 'desc', limit: 3 })
  await ask(flavors.listSummaries, {})
  await ask(flavors.get, { flavorId: '42' })
  await ask(flavors.getExtraSpecs, { flavorId: '666' })
  await ask(flavors.getExtraSpec, { flavorId: '666', key: 'trait:CUSTOM_BROKEN' })
  await ask(images.list, {})
  await ask(images.listSummaries, {})
  await ask(images.get, { imageId: seed.images['tiny'] ?? '' })
  await askAsAdmin(migrations.list, {})
  await ask(usages.getPage, { projectId })
  await askAsAdmin(usages.list, { detailed: 1 })
  await askAsAdmin(endpoints.usageAuditLogs.getLatest, {})
  await askAsAdmin(endpoints.usageAuditLogs.get, { before: '2026-11-01 00:00:00' })
  await askAsAdmin(quotaClassSets.get, { quotaClass: 'default' })
}

export const keypairs = async ({ ask, name }: Player): Promise<void> => {
  const keypairName = `${name}-key`
  await ask(endpoints.keypairs.create, { name: keypairName, publicKey: publicKey() })
  await ask(endpoints.keypairs.get, { keypairName })
  await ask(endpoints.keypairs.list, {})
  await ask(endpoints.keypairs.remove, { keypairName })
}

export const serverGroups = async ({ ask, name, own, later }: Player): Promise<void> => {
  const { create, get, list, remove } = endpoints.serverGroups
  const { id } = await ask(create, (at) =>
    at('2.64')
      ? { name, policy: 'anti-affinity', rules: { maxServerPerHost: 2 } }
      : { name, policies: ['anti-affinity'] }
  )
  later(() => own.run(call(remove)({ serverGroupId: id })))
  await ask(get, { serverGroupId: id })
  await ask(list, {})
  await ask(remove, { serverGroupId: id })
}

export const aggregates = async ({ admin, askAsAdmin, later, name, seed }: Player): Promise<void> => {
  const { addHost, cacheImages, create, get, list, remove, removeHost, setMetadata, update } = endpoints.aggregates
  const made = await askAsAdmin(create, { name })
  const aggregateId = String(made?.id ?? 1)
  if (made !== undefined) {
    later(() => admin.run(call(removeHost)({ aggregateId, host: 'cmp-1' })))
    later(() => admin.run(call(remove)({ aggregateId })))
  }
  await askAsAdmin(list, {})
  await askAsAdmin(get, { aggregateId })
  await askAsAdmin(update, { aggregateId, name: `${name}-2` })
  await askAsAdmin(addHost, { aggregateId, host: 'cmp-1' })
  await askAsAdmin(setMetadata, { aggregateId, metadata: { shelf: 'left' } })
  await askAsAdmin(cacheImages, { aggregateId, images: [{ imageId: seed.images['tiny'] ?? '' }] })
  await askAsAdmin(removeHost, { aggregateId, host: 'cmp-1' })
  await askAsAdmin(remove, { aggregateId })
}

export const flavors = async ({
  account,
  admin,
  ask,
  askAsAdmin,
  later,
  name,
  projectId,
  refused
}: Player): Promise<void> => {
  const { flavors: all } = endpoints
  const made = await askAsAdmin(all.create, { name, ram: 64, disk: 1, vcpus: 1, isPublic: false })
  const flavorId = made?.id ?? '42'
  if (made !== undefined) later(() => admin.run(call(all.remove)({ flavorId })))
  await askAsAdmin(all.update, { flavorId, description: 'for a test' })
  await askAsAdmin(all.addAccess, { flavorId, projectId })
  if (account === 'admin') await ask(all.listAccess, { flavorId })
  // Of a public flavor nobody is told: there is no such list.
  else await refused(all.listAccess, { flavorId }, 404)
  await askAsAdmin(all.removeAccess, { flavorId, projectId })
  await askAsAdmin(all.updateExtraSpecs, { flavorId, extraSpecs: { 'hw:cpu_policy': 'shared', 'hw:numa_nodes': '1' } })
  await askAsAdmin(all.setExtraSpec, { flavorId, key: 'hw:numa_nodes', value: '2' })
  await askAsAdmin(all.removeExtraSpec, { flavorId, key: 'hw:numa_nodes' })
  await askAsAdmin(all.remove, { flavorId })
}

let lastTurn: Promise<void> = Promise.resolve()

/** One player after the other: Nova answers 500 to who sets a quota that another one resets meanwhile. */
const inTurn = (step: () => Promise<void>): Promise<void> => (lastTurn = lastTurn.then(step, step))

export const quotas = async ({ ask, askAsAdmin, name, projectId, seed }: Player): Promise<void> => {
  const { quotaClassSets, quotaSets } = endpoints
  const other = seed.projects['other']?.id ?? ''
  await ask(quotaSets.get, { projectId })
  await ask(quotaSets.getDefaults, { projectId })
  await ask(quotaSets.getDetail, { projectId })
  await inTurn(async () => {
    await askAsAdmin(quotaSets.update, { projectId: other, instances: 11, force: true })
    await askAsAdmin(quotaSets.reset, { projectId: other })
  })
  // A class of its own: what is said of `default` holds for everybody.
  await askAsAdmin(quotaClassSets.update, { quotaClass: name, instances: 10 })
}

/** On the host that no server is on. */
export const hosts = async ({ askAsAdmin, refused }: Player): Promise<void> => {
  const { hosts: all } = endpoints
  const host = { hostName: 'cmp-broken' }
  await askAsAdmin(all.list, {})
  await askAsAdmin(all.listResources, host)
  await askAsAdmin(all.update, { ...host, status: 'enable' })
  await askAsAdmin(all.reboot, host)
  await askAsAdmin(all.shutdown, host)
  await askAsAdmin(all.startup, host)
  await refused(all.listResources, { hostName: 'nowhere' }, { admin: 404, demo: 403 })
}

export const hypervisors = async ({ admin, askAsAdmin, refused, age }: Player): Promise<void> => {
  const { hypervisors: all } = endpoints
  const microversion = age === 'oldest' ? '2.1' : '2.93'
  const known = await admin.run(call(all.listSummaries)({}, { microversion }))
  const hypervisorId = String(known[0]?.id)
  await askAsAdmin(all.list, {})
  await askAsAdmin(all.listSummaries, {})
  await askAsAdmin(all.get, { hypervisorId })
  await askAsAdmin(all.getStatistics, {})
  await askAsAdmin(all.search, { hostnamePattern: 'cmp-1' })
  await askAsAdmin(all.listServers, { hostnamePattern: 'cmp-1' })
  const why = 'the fake hypervisor knows no uptime'
  await refused(all.getUptime, { hypervisorId }, { status: { admin: 501, demo: 403 }, why })
}

/** On the host that no server is on; what is switched off is switched on again. */
export const services = async ({ account, admin, age, askAsAdmin, later, refused }: Player): Promise<void> => {
  const { services: all } = endpoints
  const which = { host: 'cmp-broken', binary: 'nova-compute' }
  const [known] = await admin.run(call(all.list)(which))
  const serviceId = String(known?.id)
  const back = () => admin.run(call(all.update)({ serviceId, status: 'enabled', forcedDown: false }))
  if (account === 'admin') later(back)
  await askAsAdmin(all.list, {})
  await askAsAdmin(all.update, { serviceId, status: 'disabled', disabledReason: 'for a test' })
  await askAsAdmin(all.update, { serviceId, status: 'enabled' })
  await askAsAdmin(all.disable, which)
  await askAsAdmin(all.disableWithReason, { ...which, disabledReason: 'for a test' })
  await askAsAdmin(all.enable, which)
  await askAsAdmin(all.forceDown, { ...which, forcedDown: true })
  await askAsAdmin(all.forceDown, { ...which, forcedDown: false })
  const why = 'asked for one that is not there: the others are needed'
  const nobody = age === 'oldest' ? '4242' : '5f2d3f0c-3a5a-4b27-9f05-5c1fb9a6d0a1'
  await refused(all.remove, { serviceId: nobody }, { status: { admin: 404, demo: 403 }, why })
}

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

/** An ed25519 key in the form of OpenSSH: a name and 32 bytes, each with its length before it. */
const publicKey = (): string => {
  const { publicKey: key } = generateKeyPairSync('ed25519')
  const bytes = key.export({ format: 'der', type: 'spki' }).subarray(-32)
  const parts = [Buffer.from('ssh-ed25519'), bytes].flatMap((part) => {
    const length = Buffer.alloc(4)
    length.writeUInt32BE(part.length)
    return [length, part]
  })
  return `ssh-ed25519 ${Buffer.concat(parts).toString('base64')} test`
}
