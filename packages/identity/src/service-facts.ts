/**
 * What is known of each service before any cloud is asked: the major version that is spoken, and whether its URL says
 * which.
 *
 * @see https://opendev.org/openstack/service-types-authority/src/branch/master/service-types.yaml
 * @since 0.1.0
 */
import type { ServiceType } from '@openstack-ts/core'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

export interface ServiceFacts {
  readonly major: number
  readonly microversions: boolean
  /** Cinder's document of one version wants a token; its list of them does not. */
  readonly listedFirst?: boolean
  /**
   * What to do with a URL that names no version: ask there, add a segment (these services' documents are of no help),
   * or take it as it is.
   */
  readonly unversioned: 'discover' | 'keep' | { readonly add: string }
}

// -------------------------------------------------------------------------------------
// constants
// -------------------------------------------------------------------------------------

const plain = (major: number): ServiceFacts => ({
  major,
  microversions: false,
  unversioned: 'discover'
})

const dialects = (major: number): ServiceFacts => ({ ...plain(major), microversions: true })

/** Services whose documents nobody has looked at yet: the catalog's word is taken. */
const asListed: ServiceFacts = { ...plain(1), unversioned: 'keep' }

export const serviceFacts: Readonly<Record<ServiceType, ServiceFacts>> = {
  accelerator: dialects(2),
  'admin-logic': plain(1),
  alarm: plain(2),
  'application-catalog': plain(1),
  'application-container': dialects(1),
  'application-deployment': asListed,
  backup: asListed,
  baremetal: dialects(1),
  'baremetal-introspection': dialects(1),
  'block-storage': { ...dialects(3), listedFirst: true },
  clustering: dialects(1),
  compute: dialects(2),
  'container-infrastructure-management': dialects(1),
  'data-processing': asListed,
  'data-protection-orchestration': asListed,
  database: plain(1),
  dns: plain(2),
  'ec2-api': asListed,
  event: asListed,
  'function-engine': asListed,
  identity: plain(3),
  image: plain(2),
  'instance-ha': dialects(1),
  'key-manager': dialects(1),
  'load-balancer': { ...plain(2), unversioned: { add: 'v2.0' } },
  'log-management': asListed,
  message: plain(2),
  meter: asListed,
  monitoring: asListed,
  'monitoring-events': asListed,
  'monitoring-logging': asListed,
  'multi-region-network-automation': asListed,
  network: { ...plain(2), unversioned: { add: 'v2.0' } },
  'nfv-orchestration': plain(1),
  'object-store': { ...plain(1), unversioned: 'keep' },
  'operator-policy': asListed,
  orchestration: plain(1),
  placement: dialects(1),
  rating: asListed,
  reservation: plain(1),
  'resource-optimization': dialects(1),
  'root-cause-analysis': asListed,
  search: asListed,
  'shared-file-system': dialects(2),
  workflow: plain(2)
}

// -------------------------------------------------------------------------------------
// queries
// -------------------------------------------------------------------------------------

/** `volumev2` asks for major version 2. */
export const majorOf = (requested: string): number | undefined => {
  const digits = /[a-z]v(\d+)$/.exec(requested)?.[1]
  return digits === undefined ? undefined : Number(digits)
}
