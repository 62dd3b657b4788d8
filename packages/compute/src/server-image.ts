/**
 * Images and backups that are made of a server. For members of the project.
 *
 * A call answers when the image is begun, not when it is there: wait for the action of the call with `waitForAction`,
 * and look at the image in Glance until it is `active`.
 *
 * @see https://docs.openstack.org/api-ref/compute/#create-image-createimage-action
 * @since 0.1.0
 */
import { dictionary, endpoints, nullable, optional, required, since, struct, until } from '@openstack-ts/core'
import * as t from 'io-ts'

import type { Input } from './input.js'
import { newest } from './newest.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

/** The image that is being made. */
export interface CreatedImage extends t.TypeOf<typeof CreatedImage> {}

export const CreatedImage = struct('CreatedImage', {
  /** The image's id, in Glance; `null` for a backup of a server that boots from a volume. Microversion 2.45. */
  imageId: since('2.45', 'image_id', nullable(t.string))
})

// -------------------------------------------------------------------------------------
// endpoints
// -------------------------------------------------------------------------------------

const imageAnswer = {
  codec: CreatedImage,
  headers: {
    /** An address of Glance; its last part is the id of the image. Up to microversion 2.44. */
    location: until('2.44', 'Location', t.string)
  }
} as const

/** What makes images of a server. */
export const serverImages = endpoints(
  { name: 'Server', service: 'compute', microversion: newest, method: 'POST', path: '/servers/{serverId}/action' },
  {
    /** An image of its disk, or snapshots of its volumes and an image that names them. Begun when this answers. */
    createImage: {
      body: {
        key: 'createImage',
        fields: {
          /** The name of the image; need not be unlike others. */
          name: required('name', t.string),
          /** Properties of the image. */
          metadata: optional('metadata', dictionary(t.string))
        }
      },
      answer: imageAnswer
    },
    /** An image in a row of images of which the oldest go. Begun when this answers. */
    createBackup: {
      body: {
        key: 'createBackup',
        fields: {
          /** The name of the image; need not be unlike others. */
          name: required('name', t.string),
          /** A word of the caller's own for the row: `daily`, `weekly`. */
          backupType: required('backup_type', t.string),
          /** How many of the row to keep. */
          rotation: required('rotation', t.Integer),
          /** Properties of the image. */
          metadata: optional('metadata', dictionary(t.string))
        }
      },
      answer: imageAnswer
    }
  }
)

/** Of which server to make an image, and how it is to be called. */
export interface ServerImageCreate extends Input<typeof serverImages.createImage> {}

/** Of which server to make a backup, and how many to keep. */
export interface ServerBackupCreate extends Input<typeof serverImages.createBackup> {}
