/**
 * One cloud, resolved: what signing in needs, and what the network needs.
 *
 * @since 0.1.0
 */
import type { ServiceType } from '@openstack-ts/core'
import type { CloudOptions } from '@openstack-ts/identity'

import type { NetworkSettings } from './network-settings.js'
import { type ConfigRecord, type ConfigValue, isList, isRecord, mapEntries } from './record.js'
import type { RequestLimits } from './service-settings.js'
import { type CloudSource, withoutUserinfo } from './sources.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

/** Whom to trust, and how to be trusted, when a connection is made. Paths of PEM files. */
export interface TlsSettings {
  /** `false` accepts any certificate, which means anybody. */
  readonly verify: boolean
  /** Authorities to trust, instead of the usual ones. */
  readonly cacert?: string
  /** The client's own certificate. */
  readonly cert?: string
  /** Its key, where that is not in the same file. */
  readonly key?: string
}

export interface CloudConfig {
  /** `devstack`; `envvars` for the cloud of the `OS_*` variables; `defaults` where none is configured. */
  readonly name: string
  readonly source: CloudSource
  readonly authType: string
  /** All that `signIn` takes, but for what a process has to give. */
  readonly identity: Omit<CloudOptions, 'transport' | 'tokens' | 'clock'>
  readonly tls: TlsSettings
  /** Milliseconds, from `api_timeout`. */
  readonly timeout?: number
  readonly limits: {
    /** For every service that has none of its own. */
    readonly all: RequestLimits
    readonly services: Readonly<Partial<Record<ServiceType, RequestLimits>>>
  }
  readonly networks: ReadonlyArray<NetworkSettings>
  /** Whether IPv6 is to be left alone. */
  readonly ipv4Only: boolean
  /** What the resolving noticed: one sentence each. */
  readonly warnings: ReadonlyArray<string>
  /** Everything that was said of the cloud, merged; also what this SDK has no use for. Prints without its secrets. */
  readonly raw: ConfigRecord
}

// -------------------------------------------------------------------------------------
// constructors
// -------------------------------------------------------------------------------------

/**
 * The same record, but `JSON.stringify`, `console.log` and `inspect` strike out its secrets: all under `auth` that is not
 * known to be harmless, elsewhere what sounds like one, and passwords in URLs.
 */
export const concealed = (record: ConfigRecord, inAuth = false): ConfigRecord => {
  const inner = mapEntries(record, (key, value) => [key, concealedValue(value, inAuth || key === 'auth')])
  const shown = { enumerable: false, value: (): ConfigRecord => redacted(record, inAuth) }
  return Object.defineProperties(inner, { toJSON: shown, [Symbol.for('nodejs.util.inspect.custom')]: shown })
}

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

/** Under `auth`, all but these is struck out: an unknown key may be a secret. */
const harmless = new RegExp(
  '^(auth_type|auth_url|endpoint|username|user_id|auth_methods|identity_provider|protocol|client_id|openid_scope|' +
    'system_scope|trust_id|unscoped|discovery_endpoint|access_token_endpoint|access_token_type|' +
    'application_credential_(id|name)|((user|project|default)_)?domain_(id|name)|project_(id|name))$'
)

const secretive = /pass|secret|token|credential|private|cookie/

const struckOut = '***'

const concealedValue = (value: ConfigValue, inAuth: boolean): ConfigValue => {
  if (isRecord(value)) return concealed(value, inAuth)
  return isList(value) ? value.map((item) => concealedValue(item, inAuth)) : value
}

const redacted = (record: ConfigRecord, inAuth: boolean): ConfigRecord =>
  mapEntries(record, (key, value) => {
    const secret = !harmless.test(key) && (inAuth || secretive.test(key))
    return [key, redactedValue(value, secret, inAuth || key === 'auth')]
  })

const redactedValue = (value: ConfigValue, secret: boolean, inAuth: boolean): ConfigValue => {
  if (isRecord(value)) return redacted(value, inAuth)
  if (isList(value)) return value.map((item) => redactedValue(item, secret, inAuth))
  if (value === null || value === undefined || typeof value === 'boolean') return value
  if (secret) return struckOut
  return typeof value === 'string' ? withoutUserinfo(value) : value
}
