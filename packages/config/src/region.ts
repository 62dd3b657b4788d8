/**
 * A cloud's regions, and what differs in one of them.
 *
 * @see https://docs.openstack.org/openstacksdk/latest/user/config/configuration.html#site-specific-file-locations
 * @since 0.1.0
 */
import { configError, type ConfigError } from '@openstack-ts/core'
import * as E from 'fp-ts/lib/Either.js'

import { at, type ConfigRecord, type ConfigValue, isRecord, itemsAt, listAt, recordAt, textAt } from './record.js'
import { type Place, placeName, wrongValue } from './sources.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

export interface Region {
  /** Absent where nobody knows of regions. */
  readonly name?: string
  /** What differs there: a layer over the cloud's own entry. */
  readonly values: ConfigRecord
}

// -------------------------------------------------------------------------------------
// queries
// -------------------------------------------------------------------------------------

/** The regions that an entry, or else the profile beneath it, speaks of. */
export const regionsOf = (
  place: Place,
  entry: ConfigRecord,
  profile: ConfigRecord
): E.Either<ConfigError, ReadonlyArray<Region>> => {
  const speaker = [entry, profile].find((record) => hasAny(record))
  if (speaker === undefined) return E.right([])
  const listed = itemsAt(speaker, 'regions')
  if (listed !== undefined) return E.traverseArray((item: ConfigValue) => toRegion(place, item))(listed)
  const names = listAt(speaker, 'regions') ?? listAt(speaker, 'region_name') ?? []
  return E.right(names.map((name) => ({ name, values: {} })))
}

/** The region asked for, or else the first. */
export const chooseRegion = (
  place: Place,
  regions: ReadonlyArray<Region>,
  wanted: string | undefined
): E.Either<ConfigError, Region> => {
  const [first] = regions
  if (first === undefined) return E.right({ values: {}, ...(wanted === undefined ? {} : { name: wanted }) })
  if (wanted === undefined) return E.right(first)
  const found = regions.find(({ name }) => name === wanted)
  return found === undefined ? E.left(unknownRegion(place, regions, wanted)) : E.right(found)
}

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

const hasAny = (record: ConfigRecord): boolean =>
  (itemsAt(record, 'regions') ?? []).length > 0 ||
  listAt(record, 'regions') !== undefined ||
  listAt(record, 'region_name') !== undefined

const toRegion = (place: Place, item: ConfigValue): E.Either<ConfigError, Region> => {
  if (!isRecord(item)) {
    const name = textAt({ item }, 'item')
    return name === undefined
      ? E.left(wrongValue(place, 'regions', 'has an item without a name'))
      : E.right({ name, values: {} })
  }
  const name = textAt(item, 'name')
  const strangers = Object.keys(item).filter((key) => key !== 'name' && key !== 'values')
  if (name === undefined) return E.left(wrongValue(place, 'regions', 'has an item without a name'))
  const values = at(item, 'values')
  return strangers.length > 0
    ? E.left(
        wrongValue(
          place,
          'regions',
          `has ${strangers.join(', ')} beside name; what differs in ${name} goes under values`
        )
      )
    : E.right({ name, values: isRecord(values) ? recordAt(item, 'values') : {} })
}

const unknownRegion = (place: Place, regions: ReadonlyArray<Region>, wanted: string): ConfigError =>
  configError({
    message:
      `${wanted} is no region of ${placeName(place)}; there is ${regions.map(({ name }) => name).join(', ')} ` +
      '(upper and lower case differ)',
    key: 'region_name',
    ...(place.source.file === undefined ? {} : { file: place.source.file })
  })
