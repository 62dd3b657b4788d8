/**
 * Shares of a server: Manila's file systems, attached. Readers of the project see them, members change them.
 * Microversion 2.97.
 *
 * @see https://docs.openstack.org/api-ref/compute/#servers-with-shares-attachments-servers-shares
 * @since 0.1.0
 */
import { type ItemOf, openString, optional, required, resource } from '@openstack-ts/core'
import * as t from 'io-ts'

import type { Input } from './input.js'
import { newest } from './newest.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

/** A file system that a server has. */
export interface ServerShare extends ItemOf<typeof ServerShare> {}

export const ServerShare = resource({
  name: 'ServerShare',
  service: 'compute',
  microversion: newest,
  path: '/servers/{serverId}/shares',
  keys: { one: 'share', many: 'shares' },
  id: 'shareId',
  lifetime: { since: '2.97' },
  operations: { list: 'GET', get: 'GET', create: 'POST', remove: 'DELETE' },
  input: {
    /** The share's id, in Manila. */
    shareId: required('share_id', t.string),
    /** The name under which the server mounts it; the share's id where nothing is said. */
    tag: optional('tag', t.string)
  },
  fields: {
    /** The attachment's id. Administrators only. */
    uuid: optional('uuid', t.string),
    /** The share's id, in Manila; the attachment is addressed by it. */
    shareId: required('share_id', t.string),
    /** `active` once the server runs with it, `inactive` while it is stopped. */
    status: required('status', openString('active', 'attaching', 'detaching', 'error', 'inactive')),
    /** The name under which the server mounts it. */
    tag: required('tag', t.string),
    /** Where the file system is. Administrators only. */
    exportLocation: optional('export_location', t.string)
  }
})

/** All that can be asked of a server's shares. Microversion 2.97. */
export const serverShares = {
  /** All file systems that the server has. Microversion 2.97. */
  list: ServerShare.endpoints.list,
  /** One of them, by the share's id. Microversion 2.97. */
  get: ServerShare.endpoints.get,
  /** Attaches one; the server has to be stopped. Is done later: wait until `get` says `inactive`. Microversion 2.97. */
  create: ServerShare.endpoints.create,
  /** Detaches it; the server has to be stopped. Is done later: wait until `get` answers 404. Microversion 2.97. */
  remove: ServerShare.endpoints.remove
} as const

/** Which share to attach to which server. */
export interface ServerShareCreate extends Input<typeof ServerShare.endpoints.create> {}
