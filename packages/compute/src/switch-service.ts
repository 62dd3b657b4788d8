/**
 * Switching a compute service on and off by the names of its host and its binary, whatever the cloud: up to
 * microversion 2.52 Nova takes them as they are, from 2.53 on it wants the service's UUID. Administrators, by default.
 *
 * @see https://docs.openstack.org/api-ref/compute/#compute-services-os-services
 * @since 0.1.0
 */
import { all, type Call, call, type CallOptions, requestError } from '@openstack-ts/core'
import * as E from 'fp-ts/lib/Either.js'

import { type ComputeService, services, type SwitchedService } from './compute-service.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

/** One service, as people know it. */
export interface ServiceAddress {
  /** The name of its host. */
  readonly host: string
  /** `nova-compute` where nothing is said: no other can be disabled or forced down. */
  readonly binary?: ComputeService['binary']
}

// -------------------------------------------------------------------------------------
// operations
// -------------------------------------------------------------------------------------

/** The service of a host; `undefined` where there is none. */
export const findService =
  (
    { binary = 'nova-compute', host }: ServiceAddress,
    options: CallOptions = {}
  ): Call<'compute', ComputeService | undefined> =>
  (cloud) =>
  async () => {
    const found = await all(services.list)({ binary, host }, options)(cloud)()
    return E.isLeft(found) ? found : E.right(found.right[0])
  }

/** Lets it take new servers again, and answers what it is then. */
export const enableService = (address: ServiceAddress, options: CallOptions = {}): Call<'compute', ComputeService> =>
  switching(address, options, {
    byId: (serviceId) => call(services.update)({ serviceId, status: 'enabled' }, options),
    byName: (name) => call(services.enable)(name, options)
  })

/** Lets it take no new servers, says why where a reason is given, and answers what it is then. */
export const disableService = (
  { reason, ...address }: ServiceAddress & { readonly reason?: string },
  options: CallOptions = {}
): Call<'compute', ComputeService> =>
  switching(address, options, {
    byId: (serviceId) =>
      call(services.update)(
        { serviceId, status: 'disabled', ...(reason === undefined ? {} : { disabledReason: reason }) },
        options
      ),
    byName: (name) =>
      reason === undefined
        ? call(services.disable)(name, options)
        : call(services.disableWithReason)({ ...name, disabledReason: reason }, options)
  })

/** Declares it dead, so that its servers can be evacuated, or with `false` alive again. Microversion 2.11. */
export const forceServiceDown = (
  { forcedDown = true, ...address }: ServiceAddress & { readonly forcedDown?: boolean },
  options: CallOptions = {}
): Call<'compute', ComputeService> =>
  switching(address, options, {
    byId: (serviceId) => call(services.update)({ serviceId, forcedDown }, options),
    byName: (name) => call(services.forceDown)({ ...name, forcedDown }, options)
  })

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

interface Ways {
  readonly byId: (serviceId: string) => Call<'compute', ComputeService>
  readonly byName: (name: Required<ServiceAddress>) => Call<'compute', SwitchedService>
}

/** The id says how old the microversion is: a number up to 2.52, a UUID from then on. */
const switching =
  (address: ServiceAddress, options: CallOptions, { byId, byName }: Ways): Call<'compute', ComputeService> =>
  (cloud) =>
  async () => {
    const found = await findService(address, options)(cloud)()
    if (E.isLeft(found)) return found
    const service = found.right
    if (service?.id === undefined) return E.left(notThere(address, service))
    if (typeof service.id === 'string') return byId(service.id)(cloud)()
    const { binary, host } = service
    const switched = await byName({ binary, host })(cloud)()
    return E.isLeft(switched) ? switched : E.right({ ...service, ...switched.right })
  }

const notThere = ({ binary = 'nova-compute', host }: ServiceAddress, service: ComputeService | undefined) =>
  requestError({
    message:
      service === undefined
        ? `There is no ${binary} on host ${host}`
        : `The cell of ${binary} on host ${host} cannot be reached: its id is not known`,
    operation: 'ComputeService.update'
  })
