/**
 * The names of services: the official ones, and the older ones that catalogs and configurations still use.
 *
 * @see https://opendev.org/openstack/service-types-authority/src/branch/master/service-types.yaml
 * @since 0.1.0
 */

// -------------------------------------------------------------------------------------
// constants
// -------------------------------------------------------------------------------------

const aliases = {
  accelerator: [],
  'admin-logic': ['registration'],
  alarm: ['alarming'],
  'application-catalog': [],
  'application-container': ['container'],
  'application-deployment': ['application_deployment'],
  backup: [],
  baremetal: ['bare-metal'],
  'baremetal-introspection': [],
  'block-storage': ['volumev3', 'volumev2', 'volume', 'block-store'],
  clustering: ['resource-cluster', 'cluster'],
  compute: [],
  'container-infrastructure-management': ['container-infrastructure', 'container-infra'],
  'data-processing': [],
  'data-protection-orchestration': [],
  database: [],
  dns: [],
  'ec2-api': [],
  event: ['events'],
  'function-engine': [],
  identity: [],
  image: [],
  'instance-ha': ['ha'],
  'key-manager': [],
  'load-balancer': [],
  'log-management': [],
  message: ['messaging'],
  meter: ['metering', 'telemetry'],
  monitoring: [],
  'monitoring-events': [],
  'monitoring-logging': ['monitoring-log-api'],
  'multi-region-network-automation': ['tricircle'],
  network: [],
  'nfv-orchestration': [],
  'object-store': [],
  'operator-policy': ['policy'],
  orchestration: [],
  placement: [],
  rating: [],
  reservation: [],
  'resource-optimization': ['infra-optim'],
  'root-cause-analysis': ['rca'],
  search: [],
  'shared-file-system': ['sharev2', 'share'],
  workflow: ['workflowv2']
} as const satisfies Readonly<Record<string, ReadonlyArray<string>>>

/**
 * Services go by what they do, as the service types authority names them: `compute`, never `nova`.
 *
 * @see https://service-types.openstack.org
 */
export type ServiceType = keyof typeof aliases

/** Every service and its older names, as the service types authority lists them, the best first. */
export const serviceAliases: Readonly<Record<ServiceType, ReadonlyArray<string>>> = aliases

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
