/**
 * The requests about what belongs to a server or an image.
 */
import type { Requests } from './requests.js'

export const besideServerRequests = {
  'images/image-meta-key-put-req.json': (nova) =>
    nova.images.setMetadataItem({ imageId: 'an-image', key: 'auto_disk_config', value: 'False' }),
  'images/image-metadata-post-req.json': (nova) =>
    nova.images.updateMetadata({ imageId: 'an-image', metadata: { kernel_id: 'False', Label: 'UpdatedImage' } }),
  'images/image-metadata-put-req.json': (nova) =>
    nova.images.setMetadata({ imageId: 'an-image', metadata: { auto_disk_config: 'True', Label: 'Changed' } }),
  'os-remote-consoles/get-serial-console-post-req.json': (nova) =>
    nova.servers.getSerialConsole({ serverId: 'a-server', type: 'serial' }),
  'os-remote-consoles/get-vnc-console-post-req.json': (nova) =>
    nova.servers.getVncConsole({ serverId: 'a-server', type: 'novnc' }),
  'os-server-groups/server-groups-post-req.json': (nova) =>
    nova.serverGroups.create({ name: 'test', policies: ['anti-affinity'] }),
  'os-server-groups/v2.13/server-groups-post-req.json': (nova) =>
    nova.serverGroups.create({ name: 'test', policies: ['anti-affinity'] }),
  'os-server-groups/v2.64/server-groups-post-req.json': (nova) =>
    nova.serverGroups.create({ name: 'test', policy: 'anti-affinity', rules: { maxServerPerHost: 3 } }),
  'os-server-shares/v2.97/server-shares-create-req.json': (nova) =>
    nova.serverShares.create({
      serverId: 'a-server',
      shareId: '3cdf5132-64f2-4584-876a-bd296ae7eabd',
      tag: 'my-share'
    }),
  'os-server-shares/v2.97/server-shares-create-tag-req.json': (nova) =>
    nova.serverShares.create({ serverId: 'a-server', shareId: 'e8debdc0-447a-4376-a10a-4cd9122d7986', tag: 'my-tag' }),
  'os-server-shares/v2.97/server-shares-delete-req.json': (nova) =>
    nova.serverShares.create({ serverId: 'a-server', shareId: 'e8debdc0-447a-4376-a10a-4cd9122d7986' }),
  'os-server-tags/v2.26/server-tags-put-all-req.json': (nova) =>
    nova.servers.setTags({ serverId: 'a-server', tags: ['tag1', 'tag2'] }),
  'os-volume_attachments/attach-volume-to-server-req.json': (nova) =>
    nova.volumeAttachments.create({
      serverId: 'a-server',
      volumeId: 'a07f71dc-8151-4e7d-a0cc-cd24a3f11113',
      device: '/dev/sdb'
    }),
  'os-volume_attachments/update-volume-req.json': (nova) =>
    nova.volumeAttachments.update({
      serverId: 'a-server',
      volumeId: 'a-volume',
      newVolumeId: '227cc671-f30b-4488-96fd-7d0bf13648d8'
    }),
  'os-volume_attachments/v2.101/attach-volume-to-server-req.json': (nova) =>
    nova.volumeAttachments.create({
      serverId: 'a-server',
      volumeId: 'a07f71dc-8151-4e7d-a0cc-cd24a3f11113',
      tag: 'foo',
      deleteOnTermination: true
    }),
  'os-volume_attachments/v2.101/update-volume-attachment-delete-flag-req.json': (nova) =>
    nova.volumeAttachments.update({
      serverId: 'a-server',
      volumeId: 'a-volume',
      newVolumeId: 'a07f71dc-8151-4e7d-a0cc-cd24a3f11113',
      device: '/dev/sdb',
      tag: 'foo',
      deleteOnTermination: true,
      ofServerId: 'fddf0901-8caf-42c9-b496-133c570b171b',
      id: 'a07f71dc-8151-4e7d-a0cc-cd24a3f11113'
    }),
  'os-volume_attachments/v2.49/attach-volume-to-server-req.json': (nova) =>
    nova.volumeAttachments.create({
      serverId: 'a-server',
      volumeId: 'a07f71dc-8151-4e7d-a0cc-cd24a3f11113',
      tag: 'foo'
    }),
  'os-volume_attachments/v2.49/update-volume-req.json': (nova) =>
    nova.volumeAttachments.update({
      serverId: 'a-server',
      volumeId: 'a-volume',
      newVolumeId: '227cc671-f30b-4488-96fd-7d0bf13648d8'
    }),
  'os-volume_attachments/v2.70/attach-volume-to-server-req.json': (nova) =>
    nova.volumeAttachments.create({
      serverId: 'a-server',
      volumeId: 'a07f71dc-8151-4e7d-a0cc-cd24a3f11113',
      tag: 'foo'
    }),
  'os-volume_attachments/v2.70/update-volume-req.json': (nova) =>
    nova.volumeAttachments.update({
      serverId: 'a-server',
      volumeId: 'a-volume',
      newVolumeId: '227cc671-f30b-4488-96fd-7d0bf13648d8'
    }),
  'os-volume_attachments/v2.79/attach-volume-to-server-req.json': (nova) =>
    nova.volumeAttachments.create({
      serverId: 'a-server',
      volumeId: 'a07f71dc-8151-4e7d-a0cc-cd24a3f11113',
      tag: 'foo',
      deleteOnTermination: true
    }),
  'os-volume_attachments/v2.79/update-volume-req.json': (nova) =>
    nova.volumeAttachments.update({
      serverId: 'a-server',
      volumeId: 'a-volume',
      newVolumeId: '227cc671-f30b-4488-96fd-7d0bf13648d8'
    }),
  'os-volume_attachments/v2.85/attach-volume-to-server-req.json': (nova) =>
    nova.volumeAttachments.create({
      serverId: 'a-server',
      volumeId: 'a07f71dc-8151-4e7d-a0cc-cd24a3f11113',
      tag: 'foo',
      deleteOnTermination: true
    }),
  'os-volume_attachments/v2.85/update-volume-attachment-delete-flag-req.json': (nova) =>
    nova.volumeAttachments.update({
      serverId: 'a-server',
      volumeId: 'a-volume',
      newVolumeId: 'a07f71dc-8151-4e7d-a0cc-cd24a3f11113',
      deleteOnTermination: true
    }),
  'os-volume_attachments/v2.85/update-volume-req.json': (nova) =>
    nova.volumeAttachments.update({
      serverId: 'a-server',
      volumeId: 'a-volume',
      newVolumeId: '227cc671-f30b-4488-96fd-7d0bf13648d8'
    }),
  'os-volume_attachments/v2.89/attach-volume-to-server-req.json': (nova) =>
    nova.volumeAttachments.create({
      serverId: 'a-server',
      volumeId: 'a07f71dc-8151-4e7d-a0cc-cd24a3f11113',
      tag: 'foo',
      deleteOnTermination: true
    }),
  'os-volume_attachments/v2.89/update-volume-attachment-delete-flag-req.json': (nova) =>
    nova.volumeAttachments.update({
      serverId: 'a-server',
      volumeId: 'a-volume',
      newVolumeId: 'a07f71dc-8151-4e7d-a0cc-cd24a3f11113',
      device: '/dev/sdb',
      tag: 'foo',
      deleteOnTermination: true,
      ofServerId: 'fddf0901-8caf-42c9-b496-133c570b171b',
      id: 'a07f71dc-8151-4e7d-a0cc-cd24a3f11113'
    }),
  'server-metadata/server-metadata-all-req.json#POST /servers/{server_id}/metadata': (nova) =>
    nova.servers.updateMetadata({ serverId: 'a-server', metadata: { foo: 'Foo Value' } }),
  'server-metadata/server-metadata-all-req.json#PUT /servers/{server_id}/metadata': (nova) =>
    nova.servers.setMetadata({ serverId: 'a-server', metadata: { foo: 'Foo Value' } }),
  'server-metadata/server-metadata-req.json': (nova) =>
    nova.servers.setMetadataItem({ serverId: 'a-server', key: 'foo', value: 'Bar Value' })
} satisfies Requests
