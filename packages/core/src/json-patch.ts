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

/**
 * Objects are compared within, as deep as anybody nests them; lists and plain values are replaced whole.
 *
 * @example
 * assert.deepStrictEqual(jsonPatch({ name: 'a' }, { name: 'b' }), [{ op: 'replace', path: '/name', value: 'b' }])
 */
export const jsonPatch = (
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>
): ReadonlyArray<PatchOperation> => patchAt('', before, after)

const deepest = 100

const patchAt = (
  at: string,
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>
): ReadonlyArray<PatchOperation> => [
  ...Object.keys(before).flatMap((key): ReadonlyArray<PatchOperation> => {
    const path = `${at}/${escape(key)}`
    const [was, is] = [own(before, key), own(after, key)]
    if (same(was, is)) return []
    if (was === undefined) return [{ op: 'add', path, value: is }]
    if (is === undefined) return [{ op: 'remove', path }]
    return isRecord(was) && isRecord(is) && at.split('/').length <= deepest
      ? patchAt(path, was, is)
      : [{ op: 'replace', path, value: is }]
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

/**
 * @internal Whether two JSON values are the same; the order of an object's keys does not matter. However deep they are,
 * and even where they hold themselves: each two parts are compared once.
 */
export const same = (a: unknown, b: unknown): boolean => {
  const left: Array<readonly [unknown, unknown]> = [[a, b]]
  const compared = new Map<unknown, Set<unknown>>()
  for (let pair = left.pop(); pair !== undefined; pair = left.pop()) {
    const [one, other] = pair
    if (one === other || compared.get(one)?.has(other) === true) continue
    const parts = partsOf(one, other)
    if (parts === undefined) return false
    compared.set(one, (compared.get(one) ?? new Set()).add(other))
    for (const part of parts) left.push(part)
  }
  return true
}

/** What two values must have alike to be the same; nothing where they cannot be. */
const partsOf = (a: unknown, b: unknown): ReadonlyArray<readonly [unknown, unknown]> | undefined => {
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length ? a.map((item, i) => [item, b[i]]) : undefined
  if (!isRecord(a) || !isRecord(b)) return undefined
  const keys = Object.keys(a)
  const alike = keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key))
  return alike ? keys.map((key) => [a[key], b[key]]) : undefined
}

const escape = (key: string): string => key.replaceAll('~', '~0').replaceAll('/', '~1')
