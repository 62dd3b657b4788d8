/**
 * What signing in tells an observer: renewals, discoveries, and a token store that fails. Never a secret.
 *
 * @since 0.1.0
 */
import type { OpenStackError, ServiceType } from '@openstack-ts/core'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

export type IdentityEvent =
  /** A token was fetched: at first, before the old one ends, or because it was refused. */
  | {
      readonly type: 'renew'
      readonly reason: 'first' | 'expiring' | 'refused'
      readonly from: 'keystone' | 'store'
      readonly milliseconds: number
      readonly error?: OpenStackError
    }
  /** A version document was read. */
  | {
      readonly type: 'discovery'
      readonly service: ServiceType
      readonly url: string
      readonly milliseconds: number
      readonly error?: OpenStackError
    }
  /** The token store failed; the call went on without it. */
  | { readonly type: 'store'; readonly operation: 'get' | 'set' | 'delete'; readonly message: string }

export interface OnEvent {
  (event: IdentityEvent): void
}
