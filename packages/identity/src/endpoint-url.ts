/**
 * Where a cloud says that a service is, before the service itself is asked.
 *
 * @since 0.1.0
 */
import { configError, type OpenStackError, type ServiceType } from '@openstack-ts/core'
import * as E from 'fp-ts/lib/Either.js'

import type { Access } from './access.js'
import { findEndpoint, type Interface } from './catalog.js'
import type { ServiceOptions } from './cloud-options.js'
import { fillTemplate } from './place.js'

/** How a service is reached, as the catalog has to know. */
interface Wanted {
  readonly type: ServiceType
  readonly options: ServiceOptions
  readonly interfaces: ReadonlyArray<Interface>
  readonly region: string | undefined
}

/** The override, the endpoint that signing in told, or the catalog's best match. */
export const endpointUrl = (
  access: Access,
  { interfaces, options, region, type }: Wanted
): E.Either<OpenStackError, string> => {
  const { disabled, endpointOverride, serviceName, serviceType = type } = options
  if (disabled !== undefined) return E.left(configError({ message: `The service ${type} is disabled: ${disabled}` }))
  if (endpointOverride !== undefined) return fillTemplate(endpointOverride, access)
  if (access.endpoint !== undefined) return E.right(access.endpoint)
  const wanted = options.region ?? region
  return findEndpoint(access.catalog ?? [], {
    serviceType,
    interfaces: options.interfaces ?? interfaces,
    ...(wanted === undefined ? {} : { region: wanted }),
    ...(serviceName === undefined ? {} : { serviceName })
  })
}
