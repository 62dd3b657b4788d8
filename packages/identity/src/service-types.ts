/**
 * What is known of each service type before any cloud is asked: the other names it goes by in catalogs, the major
 * version that is spoken, and whether its URL says which.
 *
 * @see https://opendev.org/openstack/service-types-authority/src/branch/master/service-types.yaml
 * @since 0.1.0
 */
import type { ServiceType } from '@openstack-ts/core'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

export interface ServiceFacts {
  /** Older names, in the order of preference. */
  readonly aliases: ReadonlyArray<string>
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
  aliases: [],
  major,
  microversions: false,
  unversioned: 'discover'
})

const dialects = (major: number, aliases: ReadonlyArray<string> = []): ServiceFacts => ({
  ...plain(major),
  aliases,
  microversions: true
})

export const serviceFacts: Readonly<Record<ServiceType, ServiceFacts>> = {
  baremetal: dialects(1, ['bare-metal']),
  'block-storage': { ...dialects(3, ['volumev3', 'volumev2', 'volume', 'block-store']), listedFirst: true },
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
  'shared-file-system': dialects(2, ['sharev2', 'share'])
}

// -------------------------------------------------------------------------------------
// queries
// -------------------------------------------------------------------------------------

/**
 * The names under which a catalog may know a service, the best first: the name asked for, then the official name, or
 * else its aliases. An alias never stands for another alias: `volumev2` is not `volumev3`.
 */
export const namesOf = (requested: string): ReadonlyArray<string> => {
  const facts = Object.entries(serviceFacts).find(([official]) => official === requested)
  if (facts !== undefined) return [requested, ...facts[1].aliases]
  const official = Object.entries(serviceFacts).find(([, { aliases }]) => aliases.includes(requested))
  return official === undefined ? [requested] : [requested, official[0]]
}

/** `volumev2` asks for major version 2. */
export const majorOf = (requested: string): number | undefined => {
  const digits = /[a-z]v(\d+)$/.exec(requested)?.[1]
  return digits === undefined ? undefined : Number(digits)
}
