/**
 * What the network needs to know of a cloud: whom to trust, how long to wait, which addresses to use.
 *
 * @since 0.1.0
 */
import type { ConfigError } from '@openstack-ts/core'
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'

import type { TlsSettings } from './cloud-config.js'
import { variable } from './environment.js'
import { pathAt, present, readBoolean, type Reader, readNumber, type Reading } from './reading.js'
import { type ConfigRecord, recordAt } from './record.js'
import { milliseconds } from './service-settings.js'
import type { ConfigSources } from './sources.js'

// -------------------------------------------------------------------------------------
// conversions
// -------------------------------------------------------------------------------------

/** `insecure: true` beats `verify: true`. */
export const readTls = (reader: Reader, home: string | undefined): E.Either<ConfigError, TlsSettings> =>
  pipe(
    E.Do,
    E.bind('insecure', () => readBoolean('insecure')(reader)),
    E.bind('verify', () => readBoolean('verify')(reader)),
    E.map(({ insecure = false, verify = true }) =>
      present<TlsSettings>({
        verify: verify && !insecure,
        cacert: pathAt(reader.record, 'cacert', home),
        cert: pathAt(reader.record, 'cert', home),
        key: pathAt(reader.record, 'key', home)
      })
    )
  )

/** `api_timeout` is in seconds, the answer in milliseconds. */
export const readTimeout = (reader: Reader): Reading<number> =>
  pipe(reader, readNumber('api_timeout', Number.MIN_VALUE), E.map(milliseconds))

/** The cloud's own word counts, then the variables, then `client` at the top of the file. */
export const readIpv4Only = (reader: Reader, { clouds, env = {} }: ConfigSources): E.Either<ConfigError, boolean> => {
  const fromEnv: ConfigRecord = present<ConfigRecord>({
    force_ipv4: variable(env, 'OS_FORCE_IPV4'),
    prefer_ipv6: variable(env, 'OS_PREFER_IPV6')
  })
  const all = [reader.record, fromEnv, withoutDashes(recordAt(clouds?.content ?? {}, 'client'))]
  const first = (key: string): Reading<boolean> => {
    const speaker = all.find((record) => Object.hasOwn(record, key))
    return speaker === undefined ? E.right(undefined) : readBoolean(key)({ place: reader.place, record: speaker })
  }
  return pipe(
    E.Do,
    E.bind('force', () => first('force_ipv4')),
    E.bind('prefer', () => first('prefer_ipv6')),
    E.map(({ force, prefer }) => force === true || prefer === false)
  )
}

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

/** `broken-ipv6` is what `force_ipv4` was called. */
const withoutDashes = (client: ConfigRecord): ConfigRecord =>
  Object.fromEntries(
    Object.entries(client).map(([key, value]) => {
      const name = key.replaceAll('-', '_')
      return [name === 'broken_ipv6' ? 'force_ipv4' : name, value]
    })
  )
