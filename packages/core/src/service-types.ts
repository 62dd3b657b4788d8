/**
 * The names of services: the official ones, and the older ones that catalogs and configurations still use.
 *
 * @see https://opendev.org/openstack/service-types-authority/src/branch/master/service-types.yaml
 * @since 0.1.0
 */
import type { ServiceType } from './service.js'

// -------------------------------------------------------------------------------------
// constants
// -------------------------------------------------------------------------------------

/** Every service and its older names, as the service types authority lists them, the best first. */
export const serviceAliases: Readonly<Record<ServiceType, ReadonlyArray<string>>> = {
  baremetal: ['bare-metal'],
  'block-storage': ['volumev3', 'volumev2', 'volume', 'block-store'],
  compute: [],
  dns: [],
  identity: [],
  image: [],
  'key-manager': [],
  'load-balancer': [],
  network: [],
  'object-store': [],
  orchestration: [],
  placement: [],
  'shared-file-system': ['sharev2', 'share']
}

const isServiceType = (name: string): name is ServiceType => Object.hasOwn(serviceAliases, name)

/** The official names. */
export const serviceTypes: ReadonlyArray<ServiceType> = Object.keys(serviceAliases).filter(isServiceType)

// -------------------------------------------------------------------------------------
// queries
// -------------------------------------------------------------------------------------

/**
 * The names under which a catalog may know a service, the best first: the name asked for, then the official name, or
 * else its aliases. An alias never stands for another alias: `volumev2` is not `volumev3`.
 *
 * @example
 * import { serviceNames } from '@openstack-ts/core'
 *
 * assert.deepStrictEqual(serviceNames('shared-file-system'), ['shared-file-system', 'sharev2', 'share'])
 * assert.deepStrictEqual(serviceNames('volumev2'), ['volumev2', 'block-storage'])
 */
export const serviceNames = (requested: string): ReadonlyArray<string> => {
  if (isServiceType(requested)) return [requested, ...serviceAliases[requested]]
  const official = serviceTypes.find((type) => serviceAliases[type].includes(requested))
  return official === undefined ? [requested] : [requested, official]
}
