/**
 * Extensions: a list of what Nova once could be extended by. It has not changed since microversions took their place,
 * and is kept for old clients. Anyone may see it.
 *
 * @see https://docs.openstack.org/api-ref/compute/#extensions-extensions-deprecated
 * @since 0.1.0
 */
import { type ItemOf, required, resource, Timestamp } from '@openstack-ts/core'
import * as t from 'io-ts'

import { Link } from './link.js'
import { newest } from './newest.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

/** Something Nova can do. */
export interface Extension extends ItemOf<typeof Extension> {}

export const Extension = resource({
  name: 'Extension',
  service: 'compute',
  microversion: newest,
  path: '/extensions',
  keys: { one: 'extension', many: 'extensions' },
  id: 'alias',
  operations: { list: 'GET', get: 'GET' },
  fields: {
    /** What it is called. */
    name: required('name', t.string),
    /** What it is addressed by, such as `os-keypairs`. */
    alias: required('alias', t.string),
    /** Always empty. */
    links: required('links', t.readonlyArray(Link)),
    /** Good for nothing. */
    namespace: required('namespace', t.string),
    /** What it adds, in a sentence. */
    description: required('description', t.string),
    /** When it was last changed; the same for all. */
    updated: required('updated', Timestamp)
  }
})

/** Everything that can be asked of extensions. */
export const extensions = {
  /** All of them: the same on every cloud of today. */
  list: Extension.endpoints.list,
  /** One of them, by its alias. */
  get: Extension.endpoints.get
} as const
