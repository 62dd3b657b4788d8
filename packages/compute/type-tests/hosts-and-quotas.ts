/** What is beside servers: keypairs, groups, hosts, quotas. */
import type { Cloud } from '@openstack-ts/core'

import { compute, type Keypair, usageOf } from '../src/index.js'

declare const cloud: Cloud<'compute'>
const nova = compute(cloud)

const made: Promise<Keypair> = nova.keypairs.create({ name: 'mine', type: 'ssh' })
void made.then(({ privateKey }) => privateKey?.length)
// @ts-expect-error Nova knows ssh and x509
nova.keypairs.create({ name: 'mine', type: 'rsa' })
// @ts-expect-error keypairs are never changed
nova.keypairs.update

nova.serverGroups.create({ name: 'apart', policy: 'anti-affinity', rules: { maxServerPerHost: 2 } })
// @ts-expect-error no such policy
nova.serverGroups.create({ name: 'apart', policy: 'far-apart' })
// @ts-expect-error no such rule
nova.serverGroups.create({ name: 'apart', rules: { max_server_per_host: 2 } })

nova.flavors.list({ isPublic: 'None', sortKey: ['memory_mb', 'vcpus'], sortDir: ['asc', 'desc'] })
// @ts-expect-error flavors have no such filter
nova.flavors.list({ status: 'ACTIVE' })
// @ts-expect-error only a description can be changed
nova.flavors.update({ flavorId: '1', name: 'big' })

// An id that came as a number is handed back as one.
void nova.aggregates.list.all().then(([aggregate]) => aggregate && nova.aggregates.get({ aggregateId: aggregate.id }))
nova.aggregates.addHost({ aggregateId: 1, host: 'cmp-1' })
nova.serverMigrations.forceComplete({ serverId: 's', migrationId: 1 })
nova.hypervisors.getUptime({ hypervisorId: 1 })
// @ts-expect-error a server's id is a text
nova.serverMigrations.forceComplete({ serverId: 1, migrationId: 1 })
const found: Promise<{ readonly hostname: string } | undefined> = nova.hypervisors.find('cmp-1')
void found
// @ts-expect-error volume attachments have no name
nova.volumeAttachments.find('x')
nova.images.list({ properties: { os_distro: 'debian' } })

nova.aggregates.setMetadata({ aggregateId: '1', metadata: { ssd: 'true', old: null } })
// @ts-expect-error a host has a name
nova.aggregates.addHost({ aggregateId: '1' })

nova.quotaSets.update({ projectId: 'p', userId: 'u', cores: 40, force: true })
// @ts-expect-error no such resource
nova.quotaSets.update({ projectId: 'p', disks: 5 })

nova.services.enable({ host: 'compute1', binary: 'nova-compute' })
nova.services.update({ serviceId: 's', status: 'disabled', disabledReason: 'new memory' })
// @ts-expect-error enabled or disabled
nova.services.update({ serviceId: 's', status: 'up' })

nova.serverExternalEvents.create({ events: [{ name: 'network-changed', serverId: 's' }] })
// @ts-expect-error Nova takes no other events
nova.serverExternalEvents.create({ events: [{ name: 'it-rained', serverId: 's' }] })

usageOf({ projectId: 'p', limit: 500 })
// @ts-expect-error of a project
usageOf({})
