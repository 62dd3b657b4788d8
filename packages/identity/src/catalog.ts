/**
 * The catalog: where a cloud keeps its services.
 *
 * @see https://docs.openstack.org/api-ref/identity/v3/#service-catalog-and-endpoints
 * @since 0.1.0
 */
import { endpointNotFound, type EndpointNotFound, serviceNames } from '@openstack-ts/core'
import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

/** Who an endpoint is for. */
export type Interface = 'public' | 'internal' | 'admin'

const Nullable = t.union([t.string, t.null])

const CatalogEndpoint = t.readonly(
  t.intersection([
    t.type({ interface: t.string }),
    t.partial({ id: t.string, url: Nullable, region: Nullable, region_id: Nullable })
  ])
)

const CatalogEntry = t.readonly(
  t.intersection([
    t.type({ type: t.string, endpoints: t.readonlyArray(CatalogEndpoint) }),
    t.partial({ id: t.string, name: Nullable })
  ])
)

/** As Keystone writes it. */
export const Catalog = t.readonlyArray(CatalogEntry)

export type Catalog = t.TypeOf<typeof Catalog>

type CatalogEndpoint = t.TypeOf<typeof CatalogEndpoint>

/** Which endpoint of a catalog. */
export interface EndpointQuery {
  /** Official, or as the catalog has it. */
  readonly serviceType: string
  /** In the order of preference. */
  readonly interfaces: ReadonlyArray<Interface>
  readonly region?: string
  /** Compared only with entries that have a name. */
  readonly serviceName?: string
}

// -------------------------------------------------------------------------------------
// queries
// -------------------------------------------------------------------------------------

/** The URL of the best match: the service's own name before its aliases, then the first interface that is there. */
export const findEndpoint = (catalog: Catalog, query: EndpointQuery): E.Either<EndpointNotFound, string> => {
  for (const name of serviceNames(query.serviceType)) {
    const endpoints = catalog
      .filter((entry) => entry.type === name && isNamed(entry.name, query))
      .flatMap(inRegion(query))
    for (const wanted of query.interfaces) {
      const url = endpoints.find((endpoint) => interfaceOf(endpoint) === wanted)?.url
      if (url !== undefined && url !== null) return E.right(url)
    }
  }
  const { interfaces, region, serviceType } = query
  const facts = { service: serviceType, interfaces, available: contents(catalog) }
  return E.left(endpointNotFound(region === undefined ? facts : { ...facts, region }))
}

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

const isNamed = (name: string | null | undefined, { serviceName }: EndpointQuery): boolean =>
  serviceName === undefined || name === undefined || name === null || name === '' || name === serviceName

const inRegion =
  ({ region }: EndpointQuery) =>
  ({ endpoints }: Catalog[number]): ReadonlyArray<CatalogEndpoint> =>
    endpoints.filter(
      (endpoint) =>
        typeof endpoint.url === 'string' &&
        endpoint.url !== '' &&
        (region === undefined || endpoint.region === region || endpoint.region_id === region)
    )

/** Catalogs older than v3 say `publicURL`. */
const interfaceOf = (endpoint: CatalogEndpoint): string => endpoint.interface.replace(/URL$/, '')

/** For errors: `compute public RegionOne`, each once. */
const contents = (catalog: Catalog): ReadonlyArray<string> => {
  const all = catalog.flatMap(({ endpoints, type }) =>
    endpoints.map((endpoint) =>
      [type, interfaceOf(endpoint), endpoint.region_id ?? endpoint.region ?? ''].join(' ').trim()
    )
  )
  return [...new Set(all)]
}
