/**
 * `commit`: an update of what changed, and no request where nothing did.
 *
 * @since 0.1.0
 */
import * as RTE from 'fp-ts/lib/ReaderTaskEither.js'

import { changes } from './changes.js'
import type { Placed } from './definition.js'
import type { Endpoint } from './endpoint.js'
import { jsonPatch } from './json-patch.js'
import { type Allows, call, type Call } from './operation.js'
import type { CallOptions } from './perform.js'
import type { ServiceType } from './service.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

/** A thing as it was read, and as it should be. */
export interface Change<B> {
  readonly before: B
  readonly after: B
}

// -------------------------------------------------------------------------------------
// operations
// -------------------------------------------------------------------------------------

/**
 * Sends what differs between before and after, as an `update` of those rows or as a JSON Patch; where nothing does, it
 * answers `before` and asks nothing. A row that changed and that `update` does not take is an error.
 *
 * @example
 * import { Server } from '@openstack-ts/compute'
 * import { commit, type ItemOf } from '@openstack-ts/core'
 *
 * const rename = (before: ItemOf<typeof Server>, name: string) =>
 *   commit(Server)({ serverId: before.id }, { before, after: { ...before, name } })
 */
export const commit =
  <S extends ServiceType, P, A>({
    endpoints: { update }
  }: Allows<'update', Endpoint<S, any, A> & Placed<P>>): (<B extends object>(
    place: P,
    change: Change<B>,
    options?: CallOptions
  ) => Call<S, A | B>) =>
  (place, { after, before }, options) => {
    const input = update.body?.patch === undefined ? said(before, after) : patched(before, after)
    return input === undefined ? RTE.right(before) : call(update)({ ...input, ...place }, options)
  }

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

/** What is not said is not sent, and is no change. */
const said = (before: object, after: object): object | undefined => {
  const changed = changes(before, after)
  return Object.values(changed).every((value) => value === undefined) ? undefined : changed
}

const patched = (before: object, after: object): object | undefined =>
  jsonPatch({ ...before }, { ...after }).length === 0 ? undefined : { before, after }
