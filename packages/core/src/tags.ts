/**
 * Tags, as Nova, Neutron and others keep them: short texts on a thing, under `{path}/tags`.
 *
 * @since 0.1.0
 */
import * as t from 'io-ts'

import { endpoints, type EndpointSpec } from './endpoint.js'
import { required } from './field.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

/** Whose they are: the thing's name, service, path, and from when on it has them. */
export type Owner = Pick<EndpointSpec, 'service' | 'path' | 'microversion' | 'since' | 'until'> & {
  readonly name: string
}

// -------------------------------------------------------------------------------------
// constructors
// -------------------------------------------------------------------------------------

/**
 * The endpoints for the tags of one thing; `checkTag` answers 404 (`isNotFound`) for a tag that is not there.
 *
 * @example
 * const tags = tagsOf({ name: 'Server', service: 'compute', path: '/servers/{serverId}', since: '2.26' })
 *
 * assert.deepStrictEqual(tags.addTag.path, '/servers/{serverId}/tags/{tag}')
 * call(tags.addTag)({ serverId: '79edaa44', tag: 'blue' })
 */
export const tagsOf = <const O extends Owner>(owner: O) => endpoints(owner, tags)

const list = t.readonlyArray(t.string)

const tags = {
  listTags: { method: 'GET', under: '/tags', answer: { key: 'tags', codec: list } },
  /** Replaces all of them. */
  setTags: {
    method: 'PUT',
    under: '/tags',
    body: { fields: { tags: required('tags', list) } },
    answer: { key: 'tags', codec: list }
  },
  removeTags: { method: 'DELETE', under: '/tags' },
  checkTag: { method: 'GET', under: '/tags/{tag}' },
  addTag: { method: 'PUT', under: '/tags/{tag}' },
  removeTag: { method: 'DELETE', under: '/tags/{tag}' }
} as const
