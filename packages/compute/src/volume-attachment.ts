/**
 * Volume attachments: the volumes that a server has. Readers of the project see them, members change them.
 *
 * @see https://docs.openstack.org/api-ref/compute/#servers-with-volume-attachments-servers-os-volume-attachments
 * @since 0.1.0
 */
import { type ItemOf, nullable, optional, required, resource, since, struct, until } from '@openstack-ts/core'
import * as t from 'io-ts'

import type { Input } from './input.js'
import { newest } from './newest.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

const fields = {
  /** The name of the device in the server, e.g. `/dev/vdb`. */
  device: optional('device', nullable(t.string)),
  /** The volume's id once more. Up to microversion 2.88. */
  id: until('2.88', 'id', t.string),
  /** The server that has it. */
  serverId: required('serverId', t.string),
  /** The volume's id, in Cinder. */
  volumeId: required('volumeId', t.string),
  /** What the server's metadata service calls the device. Microversion 2.70. */
  tag: since('2.70', 'tag', nullable(t.string)),
  /** Whether the volume goes with the server. Microversion 2.79. */
  deleteOnTermination: since('2.79', 'delete_on_termination', t.boolean),
  /** The attachment's id in Cinder. Microversion 2.89. */
  attachmentId: since('2.89', 'attachment_id', t.string),
  /** The id of Nova's own record of it. Microversion 2.89. */
  bdmId: since('2.89', 'bdm_uuid', t.string)
} as const

const what = {
  /** The name of the device in the server; most hypervisors choose their own. */
  device: optional('device', nullable(t.string)),
  /** What the server's metadata service calls the device. Microversion 2.49. */
  tag: since('2.49', 'tag', t.string),
  /** Whether the volume goes with the server. Microversion 2.79. */
  deleteOnTermination: since('2.79', 'delete_on_termination', t.boolean)
} as const

/** What Nova answers to `create`, up to microversion 2.100: at every one of them with the volume's id. */
export interface CreatedVolumeAttachment extends t.TypeOf<typeof CreatedVolumeAttachment> {}

export const CreatedVolumeAttachment = struct('CreatedVolumeAttachment', {
  ...fields,
  /** The volume's id once more. */
  id: optional('id', t.string)
})

/** A volume that a server has. */
export interface VolumeAttachment extends ItemOf<typeof VolumeAttachment> {}

export const VolumeAttachment = resource({
  name: 'VolumeAttachment',
  service: 'compute',
  microversion: newest,
  path: '/servers/{serverId}/os-volume_attachments',
  keys: { one: 'volumeAttachment', many: 'volumeAttachments' },
  id: 'volumeId',
  // Nova counts all of a server's disks, also those that are no volumes and not listed.
  paging: { by: 'offset', overlap: 'volumeId' },
  operations: {
    list: 'GET',
    get: 'GET',
    create: {
      method: 'POST',
      input: {
        /** The volume's id, in Cinder. */
        volumeId: required('volumeId', t.string),
        ...what
      },
      answer: { key: 'volumeAttachment', codec: CreatedVolumeAttachment, optional: true }
    },
    update: {
      method: 'PUT',
      input: {
        /** The volume to have instead. */
        newVolumeId: required('volumeId', t.string),
        /** Whether the volume goes with the server. Microversion 2.85. */
        deleteOnTermination: since('2.85', 'delete_on_termination', t.boolean),
        /** The device, only as it is. Microversion 2.85. */
        device: since('2.85', 'device', nullable(t.string)),
        /** The server, only as it is. Microversion 2.85. */
        ofServerId: since('2.85', 'serverId', t.string),
        /** The tag, only as it is. Microversion 2.85. */
        tag: since('2.85', 'tag', t.string),
        /** The volume's id, only as it is. Microversion 2.85. */
        id: since('2.85', 'id', t.string)
      },
      answer: null
    },
    remove: 'DELETE'
  },
  query: {
    /** The most disks of a page, of which only volumes are listed; the service has a maximum of its own. */
    limit: optional('limit', t.Integer),
    /** How many disks to pass over. */
    offset: optional('offset', t.Integer)
  },
  fields
})

/** All that can be asked of a server's volumes. */
export const volumeAttachments = {
  /** All volumes that the server has. */
  list: VolumeAttachment.endpoints.list,
  /** One of them, by the volume's id. */
  get: VolumeAttachment.endpoints.get,
  /**
   * Attaches one. Answers nothing from microversion 2.101 on: the attaching goes on after the answer. Wait for its
   * action with `waitForAction`.
   */
  create: VolumeAttachment.endpoints.create,
  /**
   * Swaps the volume for another, which is for Cinder and administrators, or from microversion 2.85 on changes whether
   * it goes with the server: then `newVolumeId` is the volume's own id.
   */
  update: VolumeAttachment.endpoints.update,
  /** Detaches it. Is done later: wait until `get` answers 404. */
  remove: VolumeAttachment.endpoints.remove
} as const

/** Which volume to attach to which server. */
export interface VolumeAttachmentCreate extends Input<typeof VolumeAttachment.endpoints.create> {}

/** What can be changed of an attachment, and of which. */
export interface VolumeAttachmentUpdate extends Input<typeof VolumeAttachment.endpoints.update> {}
