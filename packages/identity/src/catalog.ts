/**
 * The catalog: where a cloud keeps its services.
 *
 * @see https://docs.openstack.org/api-ref/identity/v3/#service-catalog-and-endpoints
 * @since 0.1.0
 */
import * as t from 'io-ts'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

/** Who an endpoint is for. */
export type Interface = 'public' | 'internal' | 'admin'

const orNull = <A>(codec: t.Type<A>): t.Type<A | null> => t.union([codec, t.null])

const CatalogEndpoint = t.readonly(
  t.intersection([
    t.type({ interface: t.string }),
    t.partial({ id: t.string, url: orNull(t.string), region: orNull(t.string), region_id: orNull(t.string) })
  ])
)

const CatalogEntry = t.readonly(
  t.intersection([
    t.type({ type: t.string, endpoints: t.readonlyArray(CatalogEndpoint) }),
    t.partial({ id: t.string, name: t.string })
  ])
)

/** As Keystone writes it. */
export const Catalog = t.readonlyArray(CatalogEntry)

export type Catalog = t.TypeOf<typeof Catalog>
