/**
 * What a call of an endpoint takes, read off the endpoint: the types that callers write their objects by are named so.
 *
 * @since 0.1.0
 */
import type { Endpoint, ServiceType } from '@openstack-ts/core'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

/** @internal */
export type Input<E> = E extends Endpoint<ServiceType, infer I> ? I : never
