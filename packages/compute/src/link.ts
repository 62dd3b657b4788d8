/**
 * Links, as Nova puts them on most of what it answers.
 *
 * They point where Nova believes that it lives, which behind a proxy need not be where it can be reached: address
 * things by their ids.
 *
 * @see https://docs.openstack.org/api-guide/compute/links_and_references.html
 * @since 0.1.0
 */
import { optional, required, struct } from '@openstack-ts/core'
import * as t from 'io-ts'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

/** Where something is, and what that is to the thing that has the link. */
export interface Link extends t.TypeOf<typeof Link> {}

export const Link = struct('Link', {
  /**
   * `self` with the version in its path, `bookmark` without, `alternate` at another service, `describedby` a document.
   */
  rel: required('rel', t.string),
  /** An address; behind a proxy not always one that leads anywhere. */
  href: required('href', t.string),
  /** The media type of what is there. */
  type: optional('type', t.string)
})
