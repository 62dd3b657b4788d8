/**
 * What a server is and what is being done to it, in Nova's words: a status for everyone, made of a state and a task.
 *
 * Those known today complete in an editor; whatever else a cloud says is read as well.
 *
 * @see https://docs.openstack.org/api-guide/compute/server_concepts.html
 * @since 0.1.0
 */
import { openString } from '@openstack-ts/core'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

/** What a server is doing, in a word. `UNKNOWN` where its cell cannot be reached. */
export const ServerStatus = openString(
  'ACTIVE',
  'BUILD',
  'DELETED',
  'ERROR',
  'HARD_REBOOT',
  'MIGRATING',
  'PASSWORD',
  'PAUSED',
  'REBOOT',
  'REBUILD',
  'RESCUE',
  'RESIZE',
  'REVERT_RESIZE',
  'SHELVED',
  'SHELVED_OFFLOADED',
  'SHUTOFF',
  'SOFT_DELETED',
  'SUSPENDED',
  'UNKNOWN',
  'VERIFY_RESIZE'
)

/** What a server is when nothing is being done to it. */
export const VmState = openString(
  'active',
  'building',
  'deleted',
  'error',
  'paused',
  'rescued',
  'resized',
  'shelved',
  'shelved_offloaded',
  'soft-delete',
  'stopped',
  'suspended'
)

/** What is being done to a server. */
export const TaskState = openString(
  'block_device_mapping',
  'deleting',
  'image_backup',
  'image_pending_upload',
  'image_snapshot',
  'image_snapshot_pending',
  'image_uploading',
  'migrating',
  'networking',
  'pausing',
  'powering-off',
  'powering-on',
  'reboot_pending',
  'reboot_pending_hard',
  'reboot_started',
  'reboot_started_hard',
  'rebooting',
  'rebooting_hard',
  'rebuild_block_device_mapping',
  'rebuild_spawning',
  'rebuilding',
  'rescuing',
  'resize_confirming',
  'resize_finish',
  'resize_migrated',
  'resize_migrating',
  'resize_prep',
  'resize_reverting',
  'restoring',
  'resuming',
  'scheduling',
  'shelving',
  'shelving_image_pending_upload',
  'shelving_image_uploading',
  'shelving_offloading',
  'soft-deleting',
  'spawning',
  'suspending',
  'unpausing',
  'unrescuing',
  'unshelving',
  'updating_password'
)
