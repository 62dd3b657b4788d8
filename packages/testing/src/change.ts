/**
 * JSON values with one thing in them changed: what codecs have to tell from what they accept.
 *
 * @since 0.1.0
 */

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

/** Where a thing is in a value: the keys that lead to it. */
export type Path = ReadonlyArray<string>

/** What stands there instead; `undefined` for nothing. */
export interface Change {
  (old: unknown): unknown
}

// -------------------------------------------------------------------------------------
// operations
// -------------------------------------------------------------------------------------

/** Where all things in a value are, the value itself first. */
export const pathsOf = (value: unknown): ReadonlyArray<Path> => {
  const paths: Array<Path> = [[]]
  if (!isObject(value)) return paths
  for (const [key, inner] of Object.entries(value)) {
    for (const path of pathsOf(inner)) paths.push([key, ...path])
  }
  return paths
}

/** A value with the thing at a path changed; the rest of it is the same. */
export const changedAt = (value: unknown, [key, ...deeper]: Path, change: Change): unknown => {
  if (key === undefined || !isObject(value)) return change(value)
  const inner = changedAt(value[key], deeper, change)
  if (Array.isArray(value)) {
    const items: ReadonlyArray<unknown> = value
    return items.flatMap((item, i) => (String(i) !== key ? [item] : inner === undefined ? [] : [inner]))
  }
  if (inner !== undefined) return withKey(value, key, inner)
  const { [key]: _, ...others } = value
  return others
}

/** As `JSON.parse` would have it: an own property, whatever its name. */
export const withKey = (object: object, key: string, value: unknown): object =>
  Object.defineProperty({ ...object }, key, { value, enumerable: true, configurable: true, writable: true })

export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null
