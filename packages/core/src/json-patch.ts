/**
 * JSON Patch from before and after: the fewest operations that turn the one into the other, property by property.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6902
 * @since 0.1.0
 */
import { isRecord } from './codec.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

export type PatchOperation =
  | { readonly op: 'add' | 'replace'; readonly path: string; readonly value: unknown }
  | { readonly op: 'remove'; readonly path: string }

// -------------------------------------------------------------------------------------
// operations
// -------------------------------------------------------------------------------------

/** Objects are compared within; lists and plain values are replaced whole. */
export const jsonPatch = (
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
  at = ''
): ReadonlyArray<PatchOperation> => [
  ...Object.keys(before).flatMap((key): ReadonlyArray<PatchOperation> => {
    const path = `${at}/${escape(key)}`
    const [was, is] = [own(before, key), own(after, key)]
    if (same(was, is)) return []
    if (was === undefined) return [{ op: 'add', path, value: is }]
    if (is === undefined) return [{ op: 'remove', path }]
    return isRecord(was) && isRecord(is) ? jsonPatch(was, is, path) : [{ op: 'replace', path, value: is }]
  }),
  ...Object.keys(after).flatMap((key): ReadonlyArray<PatchOperation> =>
    Object.hasOwn(before, key) || after[key] === undefined
      ? []
      : [{ op: 'add', path: `${at}/${escape(key)}`, value: after[key] }]
  )
]

/** What an object itself has: names such as `constructor` are data here. */
const own = (record: Readonly<Record<string, unknown>>, key: string): unknown =>
  Object.hasOwn(record, key) ? record[key] : undefined

/** @internal Whether two JSON values are the same; the order of an object's keys does not matter. */
export const same = (a: unknown, b: unknown): boolean => {
  if (a === b) return true
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((item, i) => same(item, b[i]))
  if (!isRecord(a) || !isRecord(b)) return false
  const keys = Object.keys(a)
  return keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && same(a[key], b[key]))
}

const escape = (key: string): string => key.replaceAll('~', '~0').replaceAll('/', '~1')
