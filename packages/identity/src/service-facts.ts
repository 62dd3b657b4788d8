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

export const serviceFacts: Readonly<Record<ServiceType, ServiceFacts>> = {
  baremetal: dialects(1),
  'block-storage': { ...dialects(3), listedFirst: true },
  compute: dialects(2),
  dns: plain(2),
  identity: plain(3),
  image: plain(2),
  'key-manager': dialects(1),
  'load-balancer': { ...plain(2), unversioned: { add: 'v2.0' } },
  network: { ...plain(2), unversioned: { add: 'v2.0' } },
  'object-store': { ...plain(1), unversioned: 'keep' },
  orchestration: plain(1),
  placement: dialects(1),
  'shared-file-system': dialects(2)
}

// -------------------------------------------------------------------------------------
// queries
// -------------------------------------------------------------------------------------

/** `volumev2` asks for major version 2. */
export const majorOf = (requested: string): number | undefined => {
  const digits = /[a-z]v(\d+)$/.exec(requested)?.[1]
  return digits === undefined ? undefined : Number(digits)
}
