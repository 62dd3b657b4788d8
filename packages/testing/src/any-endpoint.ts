import type { Endpoint } from '@openstack-ts/core'

/** An endpoint whatever it takes and answers. */
// oxlint-disable-next-line typescript/no-explicit-any -- what an endpoint takes is contravariant: `unknown` would refuse all
export type AnyEndpoint = Endpoint<any, any, any>
