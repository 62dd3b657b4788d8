/**
 * Where a cloud says that a service is, before the service itself is asked.
 *
 * @since 0.1.0
 */
import { configError, type OpenStackError, type ServiceType } from '@openstack-ts/core'
import * as E from 'fp-ts/lib/Either.js'

import type { Access } from './access.js'
import { findEndpoint } from './catalog.js'
import type { CloudOptions } from './cloud-options.js'
import { fillTemplate } from './place.js'

/** The override, the endpoint that signing in told, or the catalog's best match. */
export const endpointUrl = (
  type: ServiceType,
  access: Access,
  { interfaces = ['public'], region, services = {} }: CloudOptions
): E.Either<OpenStackError, string> => {
  const own = services[type] ?? {}
  const { disabled, endpointOverride, serviceName, serviceType = type } = own
  if (disabled !== undefined) return E.left(configError({ message: `The service ${type} is disabled: ${disabled}` }))
  if (endpointOverride !== undefined) return fillTemplate(endpointOverride, access)
  if (access.endpoint !== undefined) return E.right(access.endpoint)
  const wanted = own.region ?? region
  return findEndpoint(access.catalog ?? [], {
    serviceType,
    interfaces: own.interfaces ?? interfaces,
    ...(wanted === undefined ? {} : { region: wanted }),
    ...(serviceName === undefined ? {} : { serviceName })
  })
}
