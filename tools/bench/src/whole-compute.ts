/**
 * A program that touches every group of compute, as an editor has to check it; see `editor.mjs`. It is checked, never run.
 */
import { compute, endpoints, Server, ServerAction, usageOf, waitForAction, waitForServer } from '@openstack-ts/compute'
import { type Cloud, get, listAll, toPromise } from '@openstack-ts/core'

export const tour = async (cloud: Cloud<'compute'>, serverId: string): Promise<unknown> => {
  const nova = compute(cloud)
  const { id } = await nova.servers.create({ name: 'web', flavorRef: '42', networks: 'auto', tags: ['a'] })
  const server = await toPromise(waitForServer(id, 'ACTIVE')(cloud))
  const { meta } = await nova.servers.resize.withMeta({ serverId, flavorRef: '84' })
  await toPromise(waitForAction({ serverId, requestId: meta.requestIds[0] ?? '' })(cloud))
  await nova.servers.rebuild({ serverId, imageRef: 'image', description: null })
  await nova.servers.liveMigrate({ serverId, host: null, blockMigration: 'auto' })
  await nova.volumeAttachments.create({ serverId, volumeId: 'volume', tag: 'data' })
  await nova.serverInterfaces.create({ serverId, netId: 'net', fixedIps: [{ ipAddress: '192.0.2.1' }] })
  await nova.remoteConsoles.create({ serverId, protocol: 'vnc', type: 'novnc' })
  await nova.flavors.create({ name: 'small', ram: 64, disk: 1, vcpus: 1 })
  await nova.serverGroups.create({ name: 'apart', policy: 'anti-affinity', rules: { maxServerPerHost: 1 } })
  await nova.serverExternalEvents.create({ events: [{ name: 'network-changed', serverId }] })
  await nova.services.update({ serviceId: 'service', status: 'disabled', disabledReason: 'broken' })
  await nova.quotaSets.update({ projectId: 'project', instances: 10 })
  await nova.aggregates.setMetadata({ aggregateId: '1', metadata: { ssd: 'true' } })
  const usage = await toPromise(usageOf({ projectId: 'project' })(cloud))
  const found = await nova.images.find('tiny')
  const all = await Promise.all([
    toPromise(get(Server)({ serverId })(cloud)),
    toPromise(listAll(ServerAction)({ serverId, limit: 10 })(cloud)),
    nova.availabilityZones.list.all(),
    nova.extensions.list.all(),
    nova.hosts.list.all(),
    nova.hypervisors.list.all({ withServers: true }),
    nova.keypairs.list.all(),
    nova.limits.get(),
    nova.migrations.list.all({ status: 'error' }),
    nova.quotaClassSets.get({ quotaClass: 'default' }),
    nova.serverMigrations.list.all({ serverId }),
    nova.serverShares.list.all({ serverId }),
    nova.usages.list.all({ detailed: 1 }),
    nova.usageAuditLogs.getLatest(),
    nova.versions.list.all()
  ])
  const flavor = server.flavor !== undefined && 'vcpus' in server.flavor ? server.flavor.vcpus : undefined
  return { all, endpoints, flavor, found, usage }
}
