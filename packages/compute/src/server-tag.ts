/**
 * Tags of a server: at most 50 of them, of at most 60 characters each, without `/` and `,`. Readers of the project see
 * them, members change them. Microversion 2.26.
 *
 * @see https://docs.openstack.org/api-ref/compute/#server-tags-servers-tags
 * @since 0.1.0
 */
import { tagsOf } from '@openstack-ts/core'

import { newest } from './newest.js'

// -------------------------------------------------------------------------------------
// endpoints
// -------------------------------------------------------------------------------------

const tags = tagsOf({
  name: 'Server',
  service: 'compute',
  microversion: newest,
  path: '/servers/{serverId}',
  since: '2.26'
})

/** What can be asked of a server's tags. Microversion 2.26. */
export const serverTags = {
  /** All of them. Microversion 2.26. */
  listTags: tags.listTags,
  /** Replaces all of them. Microversion 2.26. */
  setTags: tags.setTags,
  /** Takes all of them away. Microversion 2.26. */
  removeTags: tags.removeTags,
  /** Answers nothing where the server has the tag, and 404 (`isNotFound`) where it has not. Microversion 2.26. */
  checkTag: tags.checkTag,
  /** Adds one, where it is not there yet. Microversion 2.26. */
  addTag: tags.addTag,
  /** Takes one away; 404 where it is not there. Microversion 2.26. */
  removeTag: tags.removeTag
} as const
