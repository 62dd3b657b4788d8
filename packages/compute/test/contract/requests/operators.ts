/**
 * The requests of operators: aggregates, hosts, services, quotas.
 */
import type { Requests } from './requests.js'

export const operatorRequests = {
  'os-aggregates/aggregate-add-host-post-req.json': (nova) =>
    nova.aggregates.addHost({ aggregateId: 'an-aggregate', host: '21549b2f665945baaa7101926a00143c' }),
  'os-aggregates/aggregate-metadata-post-req.json': (nova) =>
    nova.aggregates.setMetadata({ aggregateId: 'an-aggregate', metadata: { key: 'value' } }),
  'os-aggregates/aggregate-post-req.json': (nova) =>
    nova.aggregates.create({ name: 'name', availabilityZone: 'london' }),
  'os-aggregates/aggregate-remove-host-post-req.json': (nova) =>
    nova.aggregates.removeHost({ aggregateId: 'an-aggregate', host: 'bf1454b3d71145d49fca2101c56c728d' }),
  'os-aggregates/aggregate-update-post-req.json': (nova) =>
    nova.aggregates.update({ aggregateId: 'an-aggregate', name: 'newname', availabilityZone: 'nova2' }),
  'os-aggregates/v2.41/aggregate-add-host-post-req.json': (nova) =>
    nova.aggregates.addHost({ aggregateId: 'an-aggregate', host: 'compute' }),
  'os-aggregates/v2.41/aggregate-metadata-post-req.json': (nova) =>
    nova.aggregates.setMetadata({ aggregateId: 'an-aggregate', metadata: { key: 'value' } }),
  'os-aggregates/v2.41/aggregate-post-req.json': (nova) =>
    nova.aggregates.create({ name: 'name', availabilityZone: 'nova' }),
  'os-aggregates/v2.41/aggregate-remove-host-post-req.json': (nova) =>
    nova.aggregates.removeHost({ aggregateId: 'an-aggregate', host: 'compute' }),
  'os-aggregates/v2.41/aggregate-update-post-req.json': (nova) =>
    nova.aggregates.update({ aggregateId: 'an-aggregate', name: 'newname', availabilityZone: 'nova2' }),
  'os-aggregates/v2.81/aggregate-add-host-post-req.json': (nova) =>
    nova.aggregates.addHost({ aggregateId: 'an-aggregate', host: 'compute' }),
  'os-aggregates/v2.81/aggregate-images-post-req.json': (nova) =>
    nova.aggregates.cacheImages({
      aggregateId: 'an-aggregate',
      images: [{ imageId: '70a599e0-31e7-49b7-b260-868f441e862b' }]
    }),
  'os-aggregates/v2.81/aggregate-metadata-post-req.json': (nova) =>
    nova.aggregates.setMetadata({ aggregateId: 'an-aggregate', metadata: { key: 'value' } }),
  'os-aggregates/v2.81/aggregate-post-req.json': (nova) =>
    nova.aggregates.create({ name: 'name', availabilityZone: 'london' }),
  'os-aggregates/v2.81/aggregate-remove-host-post-req.json': (nova) =>
    nova.aggregates.removeHost({ aggregateId: 'an-aggregate', host: 'compute' }),
  'os-aggregates/v2.81/aggregate-update-post-req.json': (nova) =>
    nova.aggregates.update({ aggregateId: 'an-aggregate', name: 'newname', availabilityZone: 'nova2' }),
  'os-assisted-volume-snapshots/snapshot-create-assisted-req.json': (nova) =>
    nova.assistedVolumeSnapshots.create({
      volumeId: '521752a6-acf6-4b2d-bc7a-119f9148cd8c',
      creation: {
        snapshotId: '421752a6-acf6-4b2d-bc7a-119f9148cd8c',
        type: 'qcow2',
        newFile: 'new_file_name',
        id: '421752a6-acf6-4b2d-bc7a-119f9148cd8c'
      }
    }),
  'os-hosts/host-put-maintenance-req.json': (nova) =>
    nova.hosts.update({ hostName: 'a-host', status: 'enable', maintenanceMode: 'disable' }),
  'os-quota-class-sets/quota-classes-update-post-req.json': (nova) =>
    nova.quotaClassSets.update({
      quotaClass: 'a-quota-class',
      cores: 50,
      instances: 50,
      keyPairs: 100,
      metadataItems: 128,
      ram: 51200,
      fixedIps: -1,
      floatingIps: -1,
      securityGroupRules: -1,
      securityGroups: -1,
      injectedFileContentBytes: 10240,
      injectedFilePathBytes: 255,
      injectedFiles: 5
    }),
  'os-quota-class-sets/v2.50/quota-classes-update-post-req.json': (nova) =>
    nova.quotaClassSets.update({
      quotaClass: 'a-quota-class',
      cores: 50,
      instances: 50,
      keyPairs: 100,
      metadataItems: 128,
      ram: 51200,
      serverGroups: 10,
      serverGroupMembers: 10,
      injectedFileContentBytes: 10240,
      injectedFilePathBytes: 255,
      injectedFiles: 5
    }),
  'os-quota-class-sets/v2.57/quota-classes-update-post-req.json': (nova) =>
    nova.quotaClassSets.update({
      quotaClass: 'a-quota-class',
      cores: 50,
      instances: 50,
      keyPairs: 100,
      metadataItems: 128,
      ram: 51200,
      serverGroups: 10,
      serverGroupMembers: 10
    }),
  'os-services/service-disable-log-put-req.json': (nova) =>
    nova.services.disableWithReason({ host: 'host1', binary: 'nova-compute', disabledReason: 'test2' }),
  'os-services/service-disable-put-req.json': (nova) =>
    nova.services.disable({ host: 'host1', binary: 'nova-compute' }),
  'os-services/service-enable-put-req.json': (nova) => nova.services.enable({ host: 'host1', binary: 'nova-compute' }),
  'os-services/v2.11/service-disable-log-put-req.json': (nova) =>
    nova.services.disableWithReason({ host: 'host1', binary: 'nova-compute', disabledReason: 'test2' }),
  'os-services/v2.11/service-disable-put-req.json': (nova) =>
    nova.services.disable({ host: 'host1', binary: 'nova-compute' }),
  'os-services/v2.11/service-enable-put-req.json': (nova) =>
    nova.services.enable({ host: 'host1', binary: 'nova-compute' }),
  'os-services/v2.11/service-force-down-put-req.json': (nova) =>
    nova.services.forceDown({ host: 'host1', binary: 'nova-compute', forcedDown: true }),
  'os-services/v2.53/service-disable-log-put-req.json': (nova) =>
    nova.services.update({ serviceId: 'a-service', status: 'disabled', disabledReason: 'maintenance' }),
  'os-services/v2.53/service-disable-put-req.json': (nova) =>
    nova.services.update({ serviceId: 'a-service', status: 'disabled' }),
  'os-services/v2.53/service-enable-put-req.json': (nova) =>
    nova.services.update({ serviceId: 'a-service', status: 'enabled' }),
  'os-services/v2.53/service-force-down-put-req.json': (nova) =>
    nova.services.update({ serviceId: 'a-service', forcedDown: true })
} satisfies Requests
