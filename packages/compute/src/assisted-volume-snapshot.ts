/**
 * Assisted volume snapshots: how Cinder has Nova take part in snapshots of volumes on file systems.
 *
 * For Cinder itself and administrators, by default.
 *
 * @see https://docs.openstack.org/api-ref/compute/#assisted-volume-snapshots-os-assisted-volume-snapshots
 * @since 0.1.0
 */
import { endpoints, nullable, optional, required, struct } from '@openstack-ts/core'
import * as t from 'io-ts'

import { newest } from './newest.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

/** How a snapshot is made. */
export interface SnapshotCreation extends t.TypeOf<typeof SnapshotCreation> {}

export const SnapshotCreation = struct('SnapshotCreation', {
  /** The snapshot's id, in Cinder. */
  snapshotId: required('snapshot_id', t.string),
  /** The form of the file; there is one. */
  type: required('type', t.literal('qcow2')),
  /** The name of the file that takes what is written from now on. */
  newFile: required('new_file', t.string),
  /** Comes back as the id of the snapshot. */
  id: optional('id', t.string)
})

/** A snapshot that Nova took part in. */
export interface AssistedVolumeSnapshot extends t.TypeOf<typeof AssistedVolumeSnapshot> {}

export const AssistedVolumeSnapshot = struct('AssistedVolumeSnapshot', {
  /** `null` where none was given. */
  id: required('id', nullable(t.string)),
  /** The volume that it is of. */
  volumeId: required('volumeId', t.string)
})

// -------------------------------------------------------------------------------------
// endpoints
// -------------------------------------------------------------------------------------

/** Everything that can be asked of assisted volume snapshots. */
export const assistedVolumeSnapshots = endpoints(
  {
    name: 'AssistedVolumeSnapshot',
    service: 'compute',
    microversion: newest,
    path: '/os-assisted-volume-snapshots'
  },
  {
    /** Begins one: Cinder's files follow. Cinder and administrators. */
    create: {
      method: 'POST',
      body: {
        key: 'snapshot',
        fields: {
          /** The volume to take a snapshot of. */
          volumeId: required('volume_id', t.string),
          /** How it is to be made. */
          creation: required('create_info', SnapshotCreation)
        }
      },
      answer: { key: 'snapshot', codec: AssistedVolumeSnapshot }
    },
    /** Merges one back. Cinder and administrators. */
    remove: {
      method: 'DELETE',
      under: '/{snapshotId}',
      query: {
        /** A text of JSON: `volume_id`, and from which file to which the snapshot is merged. */
        deleteInfo: required('delete_info', t.string)
      }
    }
  }
)
