/**
 * What signing in needs to know: who, where, and how each service is to be reached.
 *
 * @since 0.1.0
 */
import type { Clock, Listener, MicroversionPolicy, ServiceType, Transport } from '@openstack-ts/core'

import type { AuthPlugin } from './auth-plugin.js'
import type { Interface } from './catalog.js'
import type { Scope } from './scope.js'
import type { TokenStore } from './token-store.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

/** How one service is reached, where it differs from the others. */
export interface ServiceOptions {
  /** Instead of the catalog; `%(project_id)s`, `%(tenant_id)s`, `%(user_id)s` and `$(…)s` are filled in. */
  readonly endpointOverride?: string
  readonly region?: string
  /** In the order of preference. */
  readonly interfaces?: ReadonlyArray<Interface>
  /** The name in the catalog, where one type stands there twice. */
  readonly serviceName?: string
  /** The type in the catalog, where it is none of the official ones. */
  readonly serviceType?: string
  /** What calls speak where they do not say so themselves; the newest that both sides know by default. */
  readonly microversion?: MicroversionPolicy
  /** The major version, `3`; `2.60` pins microversion 2.60 of major version 2. */
  readonly apiVersion?: string
  /** Why this cloud does not offer the service: calls end in an error that says so. */
  readonly disabled?: string
}

export interface CloudOptions {
  readonly transport: Transport
  /** Keystone, with `/v3` or without; plugins without Keystone need none. */
  readonly authUrl?: string
  readonly auth: AuthPlugin
  /** The user's default project where none is given. */
  readonly scope?: Scope
  readonly region?: string
  /** In the order of preference; `public` by default. */
  readonly interfaces?: ReadonlyArray<Interface>
  readonly services?: Readonly<Partial<Record<ServiceType, ServiceOptions>>>
  readonly tokens?: TokenStore
  readonly clock?: Clock
  /** Milliseconds for a call that also has to sign in, to find its service or to renew the token; unbounded by default. */
  readonly timeout?: number
  /** Before `openstack-ts/<version> node/<version>` in the User-Agent: `my-app/1.2`. */
  readonly userAgent?: string
  /** `req-` and a UUID: services write it to their logs beside their own request ids. */
  readonly globalRequestId?: string
  /** Hears of renewals, discoveries, and a token store that fails; what it throws is dropped. */
  readonly onEvent?: Listener
}
