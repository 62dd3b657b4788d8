/**
 * Names for the ids of users, as far as this account may ask Keystone for them.
 *
 * @see https://docs.openstack.org/api-ref/identity/v3/#show-user-details
 * @since 0.1.0
 */
import { call, type Cloud, endpoints, isNotFound, required, struct } from '@openstack-ts/core'
import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

export type Names = ReadonlyMap<string, string>

const users = endpoints(
  { name: 'User', service: 'identity', path: '/users/{userId}' },
  { get: { method: 'GET', answer: { key: 'user', codec: struct('User', { name: required('name', t.string) }) } } }
)

// -------------------------------------------------------------------------------------
// operations
// -------------------------------------------------------------------------------------

/**
 * Asks for each id once, and no more after the first refusal: most accounts may ask for none. A user who is gone, and one
 * whose name could not be had, keeps the id; that is no reason to fail.
 */
export const readNames = async (
  userIds: Iterable<string>,
  known: Names,
  { cloud, signal }: { readonly cloud: Cloud<'identity'>; readonly signal: AbortSignal }
): Promise<Names> => {
  const names = new Map(known)
  for (const userId of new Set(userIds)) {
    if (names.has(userId)) continue
    const user = await call(users.get)({ userId }, { signal, timeout: 5000 })(cloud)()
    if (E.isRight(user)) names.set(userId, user.right.name)
    else if (!isNotFound(user.left)) break
  }
  return names
}
