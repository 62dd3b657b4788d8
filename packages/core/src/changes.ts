/**
 * What differs between before and after, ready for `update`: what openstacksdk's dirty tracking is for, as a function.
 *
 * @since 0.1.0
 */
import { same } from './json-patch.js'

/**
 * The properties of `after` that `before` does not have alike. What `before` alone has is left alone: say `null` to unset.
 *
 * @example
 * import { changes } from '@openstack-ts/core'
 *
 * assert.deepStrictEqual(changes({ name: 'a', description: 'x' }, { name: 'a', description: null }), { description: null })
 */
export const changes = <A extends object>(before: object, after: A): Partial<A> => {
  const was: Readonly<Record<string, unknown>> = { ...before }
  return Object.fromEntries(Object.entries(after).filter(([name, value]) => !same(was[name], value))) as Partial<A>
}
