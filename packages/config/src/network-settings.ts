/**
 * What is known of a cloud's networks: which of them reach the world, which of them floating addresses lead to.
 *
 * @see https://docs.openstack.org/openstacksdk/latest/user/config/network-config.html
 * @since 0.1.0
 */
import type { ConfigError } from '@openstack-ts/core'
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'

import { readBoolean, type Reader } from './reading.js'
import { type ConfigRecord, type ConfigValue, isRecord, itemsAt, textAt } from './record.js'
import { type Place, wrongValue } from './sources.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

export interface NetworkSettings {
  readonly name: string
  readonly routesExternally: boolean
  readonly routesIpv4Externally: boolean
  readonly routesIpv6Externally: boolean
  readonly natSource: boolean
  /** At most one network is. */
  readonly natDestination: boolean
  /** At most one network is. */
  readonly defaultInterface: boolean
}

// -------------------------------------------------------------------------------------
// conversions
// -------------------------------------------------------------------------------------

/** The `networks` list, and the two keys that stood for it of old. */
export const readNetworks = ({ place, record }: Reader): E.Either<ConfigError, ReadonlyArray<NetworkSettings>> => {
  const listed = itemsAt(record, 'networks')
  const old = ['external_network', 'internal_network'].filter((key) => textAt(record, key) !== undefined)
  const [first] = old
  if (first !== undefined && listed !== undefined) {
    return E.left(wrongValue(place, first, 'stands beside networks, which says the same in more words; keep networks'))
  }
  return pipe(
    [...(listed ?? []), ...old.map((key) => fromOldKey(record, key))],
    E.traverseArray((item: ConfigValue) => readNetwork(place, item)),
    E.flatMap((networks) => atMostOne(place, 'natDestination', networks)),
    E.flatMap((networks) => atMostOne(place, 'defaultInterface', networks))
  )
}

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

const fromOldKey = (record: ConfigRecord, key: string): ConfigRecord => {
  const external = key === 'external_network'
  const name = textAt(record, key)
  return { name, routes_externally: external, nat_destination: !external, default_interface: external }
}

const readNetwork = (place: Place, item: ConfigValue): E.Either<ConfigError, NetworkSettings> => {
  const record = isRecord(item) ? item : {}
  const name = textAt(record, 'name')
  const is = (key: string, otherwise = false): E.Either<ConfigError, boolean> =>
    pipe(
      { place, record },
      readBoolean(key),
      E.map((value) => value ?? otherwise)
    )
  if (name === undefined) return E.left(wrongValue(place, 'networks', 'has an item without a name'))
  return pipe(
    E.Do,
    E.bind('routesExternally', () => is('routes_externally')),
    E.bind('routesIpv4Externally', ({ routesExternally }) => is('routes_ipv4_externally', routesExternally)),
    E.bind('routesIpv6Externally', ({ routesExternally }) => is('routes_ipv6_externally', routesExternally)),
    E.bind('natSource', () => is('nat_source')),
    E.bind('natDestination', () => is('nat_destination')),
    E.bind('defaultInterface', () => is('default_interface')),
    E.map((flags) => ({ name, ...flags }))
  )
}

const exclusive = { natDestination: 'nat_destination', defaultInterface: 'default_interface' } as const

const atMostOne = (
  place: Place,
  flag: keyof typeof exclusive,
  networks: ReadonlyArray<NetworkSettings>
): E.Either<ConfigError, ReadonlyArray<NetworkSettings>> => {
  const names = networks.filter((network) => network[flag]).map(({ name }) => name)
  return names.length > 1
    ? E.left(wrongValue(place, 'networks', `has ${names.join(' and ')} with ${exclusive[flag]}; only one may have it`))
    : E.right(networks)
}
