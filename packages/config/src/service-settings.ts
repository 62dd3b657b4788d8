/**
 * What is said of one service: `compute_default_microversion`, `volume_endpoint_override`, `has_network`.
 *
 * A service goes by its official type, then by its older names; the official one wins.
 *
 * @see https://docs.openstack.org/openstacksdk/latest/user/config/configuration.html#per-service-settings
 * @since 0.1.0
 */
import {
  type ConfigError,
  isMicroversion,
  type MicroversionPolicy,
  serviceAliases,
  type ServiceType
} from '@openstack-ts/core'
import type { ServiceOptions } from '@openstack-ts/identity'
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'

import { present, readBoolean, type Reader, readInterfaces, readNumber, type Reading } from './reading.js'
import { at, type ConfigRecord, isRecord, recordAt, textAt } from './record.js'
import { fillIn } from './template.js'
import { type Place, wrongValue } from './sources.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

/** How often and how fast requests may be sent. */
export interface RequestLimits {
  /** How often a request that found no peer is sent again. */
  readonly connectRetries?: number
  /** Milliseconds between such tries. */
  readonly connectRetryDelay?: number
  /** How often a request is sent again after a 503. */
  readonly statusCodeRetries?: number
  /** Milliseconds between such tries. */
  readonly statusCodeRetryDelay?: number
  /** Requests per second. */
  readonly rateLimit?: number
  /** Requests at the same time. */
  readonly concurrency?: number
}

export interface ServiceSettings {
  readonly options: ServiceOptions
  readonly limits: RequestLimits
}

// -------------------------------------------------------------------------------------
// conversions
// -------------------------------------------------------------------------------------

/** What is said of one service. */
export const readService =
  (place: Place, record: ConfigRecord) =>
  (service: ServiceType): E.Either<ConfigError, ServiceSettings> => {
    const find = (setting: string): string => keyOf(record, service, setting)
    const reader: Reader = { place, record }
    return pipe(
      E.Do,
      E.bind('version', () => readVersion(reader, service)),
      E.bind('interfaces', () => readInterfaces(find('interface'))(reader)),
      E.bind('endpointOverride', () => readEndpoint(reader, service)),
      E.bind('has', () => readBoolean(prefixed('has', service, record))(reader)),
      E.bind('limits', () => readLimits(reader, service)),
      E.map(({ endpointOverride, has, interfaces, limits, version }) => ({
        limits,
        options: present<ServiceOptions>({
          endpointOverride,
          interfaces,
          region: textAt(record, find('region_name')),
          serviceName: textAt(record, find('service_name')),
          serviceType: textAt(record, find('service_type')),
          microversion: version.microversion,
          apiVersion: version.apiVersion,
          disabled:
            has === false
              ? (textAt(record, find('disabled_reason')) ??
                `the configuration of ${place.name} says so (has_${snake(service)})`)
              : undefined
        })
      }))
    )
  }

/** What is said of requests, whichever service they go to. */
export const readCommonLimits = (reader: Reader): E.Either<ConfigError, RequestLimits> =>
  limitsBy(reader, (key) => key, at)

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

const snake = (type: string): string => type.replaceAll('-', '_')

const keysOf = (service: ServiceType, setting: string): ReadonlyArray<string> =>
  [service, ...serviceAliases[service]].map((type) => `${snake(type)}_${setting}`)

/** The key that the record has, or the official one. */
const keyOf = (record: ConfigRecord, service: ServiceType, setting: string): string =>
  keysOf(service, setting).find((key) => (at(record, key) ?? null) !== null) ?? `${snake(service)}_${setting}`

const prefixed = (prefix: string, service: ServiceType, record: ConfigRecord): string => {
  const keys = [service, ...serviceAliases[service]].map((type) => `${prefix}_${snake(type)}`)
  return keys.find((key) => (at(record, key) ?? null) !== null) ?? `${prefix}_${snake(service)}`
}

const readEndpoint = ({ place, record }: Reader, service: ServiceType): Reading<string> => {
  const [key] = ['endpoint_override', 'endpoint']
    .map((setting) => keyOf(record, service, setting))
    .filter((name) => textAt(record, name) !== undefined)
  return key === undefined ? E.right(undefined) : fillIn({ place, record }, key, textAt(record, key) ?? '')
}

interface Version {
  readonly apiVersion?: string
  readonly microversion?: MicroversionPolicy
}

/** `compute_api_version: 2.60` says a major version and a microversion at once; `2.0` only ever meant 2. */
const readVersion = ({ place, record }: Reader, service: ServiceType): E.Either<ConfigError, Version> => {
  const apiKey = keyOf(record, service, 'api_version')
  const key = keyOf(record, service, 'default_microversion')
  const asked = textAt(record, key)
  const api = textAt(record, apiKey)?.replace(/^v/, '')
  if (asked !== undefined && asked !== 'latest' && !isMicroversion(asked)) {
    return E.left(
      wrongValue(place, key, `should be a microversion such as '2.79', or latest, not ${JSON.stringify(asked)}`)
    )
  }
  const microversion: MicroversionPolicy | undefined =
    asked === 'latest' || (asked !== undefined && isMicroversion(asked)) ? asked : undefined
  if (api === undefined || api.includes('latest'))
    return E.right(present<Version>({ microversion, apiVersion: undefined }))
  if (!/^\d+(\.\d+)?$/.test(api))
    return E.left(wrongValue(place, apiKey, `should be a version, not ${JSON.stringify(api)}`))
  const implied = isMicroversion(api) && !api.endsWith('.0') ? api : undefined
  const apiVersion = api.split('.')[0]
  if (implied !== undefined && microversion !== undefined && implied !== microversion) {
    return E.left(
      wrongValue(place, apiKey, `says microversion ${implied}, but ${key} says ${microversion}; keep one of them`)
    )
  }
  return E.right(present<Version>({ apiVersion, microversion: implied ?? microversion }))
}

/** `concurrency` and `rate_limit` are one number, or one for each service. */
const readLimits = (reader: Reader, service: ServiceType): E.Either<ConfigError, RequestLimits> =>
  limitsBy(
    reader,
    (setting) => keyOf(reader.record, service, setting),
    (record, setting) => {
      const shared = recordAt(record, setting)
      const type = [service, ...serviceAliases[service]].find((name) => at(shared, snake(name)) !== undefined)
      return type === undefined ? undefined : at(shared, snake(type))
    }
  )

const limitsBy = (
  { place, record }: Reader,
  keyFor: (setting: string) => string,
  nested: (record: ConfigRecord, setting: string) => ConfigRecord[string]
): E.Either<ConfigError, RequestLimits> => {
  const numberAt = (setting: string): Reading<number> => readNumber(keyFor(setting), 0)({ place, record })
  const nestedAt = (setting: string): Reading<number> => {
    const value = nested(record, setting)
    return isRecord(value)
      ? E.right(undefined)
      : readNumber(setting, Number.MIN_VALUE)({ place, record: { [setting]: value } })
  }
  return pipe(
    E.Do,
    E.bind('connectRetries', () => numberAt('connect_retries')),
    E.bind('connectDelay', () => numberAt('connect_retry_delay')),
    E.bind('statusCodeRetries', () => numberAt('status_code_retries')),
    E.bind('statusDelay', () => numberAt('status_code_retry_delay')),
    E.bind('rateLimit', () => nestedAt('rate_limit')),
    E.bind('concurrency', () => nestedAt('concurrency')),
    E.map(({ connectDelay, connectRetries, concurrency, rateLimit, statusCodeRetries, statusDelay }) =>
      present<RequestLimits>({
        connectRetries,
        connectRetryDelay: milliseconds(connectDelay),
        statusCodeRetries,
        statusCodeRetryDelay: milliseconds(statusDelay),
        rateLimit,
        concurrency
      })
    )
  )
}

export const milliseconds = (seconds: number | undefined): number | undefined =>
  seconds === undefined ? undefined : Math.round(seconds * 1000)
