/**
 * Configuration as it was read: nested records of text, before anybody has said what a key means.
 *
 * What a file says stays text: `2.60` is not 2.6, `no` is not `false`, until a key says that it is a number or a switch.
 *
 * @since 0.1.0
 */

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

export type ConfigValue = string | number | boolean | null | undefined | ReadonlyArray<ConfigValue> | ConfigRecord

export interface ConfigRecord {
  readonly [key: string]: ConfigValue
}

// -------------------------------------------------------------------------------------
// queries
// -------------------------------------------------------------------------------------

export const isList = (value: ConfigValue): value is ReadonlyArray<ConfigValue> => Array.isArray(value)

export const isRecord = (value: ConfigValue): value is ConfigRecord =>
  typeof value === 'object' && value !== null && !isList(value)

/** What stands under a key; nothing that a record inherits. */
export const at = (record: ConfigRecord, key: string): ConfigValue =>
  Object.hasOwn(record, key) ? record[key] : undefined

/** The record under a key; an empty one where there is none. */
export const recordAt = (record: ConfigRecord, key: string): ConfigRecord => {
  const value = at(record, key)
  return isRecord(value) ? value : {}
}

/** The text under a key. Nothing, and empty text, is no text. */
export const textAt = (record: ConfigRecord, key: string): string | undefined => {
  const value = at(record, key)
  const text = typeof value === 'number' || typeof value === 'boolean' ? String(value) : value
  return typeof text === 'string' && text !== '' ? text : undefined
}

/** A list, or text with commas. */
export const listAt = (record: ConfigRecord, key: string): ReadonlyArray<string> | undefined => {
  const value = at(record, key)
  const items = isList(value) ? value.map((item) => textAt({ item }, 'item') ?? '') : textAt(record, key)?.split(',')
  const words = items?.map((item) => item.trim()).filter((item) => item !== '')
  return words === undefined || words.length === 0 ? undefined : words
}

/** The items under a key, as they are. */
export const itemsAt = (record: ConfigRecord, key: string): ReadonlyArray<ConfigValue> | undefined => {
  const value = at(record, key)
  return isList(value) ? value : undefined
}

// -------------------------------------------------------------------------------------
// operations
// -------------------------------------------------------------------------------------

/** Applies to every entry; an entry answered with `undefined` goes. */
export const mapEntries = (
  record: ConfigRecord,
  change: (key: string, value: ConfigValue) => readonly [string, ConfigValue] | undefined
): ConfigRecord =>
  Object.fromEntries(Object.entries(record).flatMap(([key, value]) => [change(key, value) ?? []].filter(isEntry)))

/** `region-name` is `region_name`, at any depth. */
export const withUnderscores = (record: ConfigRecord): ConfigRecord =>
  mapEntries(record, (key, value) => [key.replaceAll('-', '_'), isRecord(value) ? withUnderscores(value) : value])

/** Without some keys. */
export const without = (record: ConfigRecord, keys: ReadonlyArray<string>): ConfigRecord =>
  mapEntries(record, (key, value) => (keys.includes(key) ? undefined : [key, value]))

/** Both, record by record; where both have a value, the second's. */
export const deepMerge = (first: ConfigRecord, second: ConfigRecord): ConfigRecord => ({
  ...first,
  ...mapEntries(second, (key, value) => [key, isRecord(value) ? deepMerge(recordAt(first, key), value) : value])
})

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

const isEntry = (
  entry: readonly [string, ConfigValue] | ReadonlyArray<never>
): entry is readonly [string, ConfigValue] => entry.length === 2
