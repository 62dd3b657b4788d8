/**
 * Quota sets, as Nova, Cinder and Manila keep them: limits of a project, `-1` for none.
 *
 * @since 0.1.0
 */
import * as t from 'io-ts'

import { endpoints } from './endpoint.js'
import { type Field, type Fields, optional, required } from './field.js'
import { struct } from './struct.js'
import type { Owner } from './tags.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

/** One resource of a quota set in detail. */
export interface QuotaUsage extends t.TypeOf<typeof QuotaUsage> {}

export const QuotaUsage = struct('QuotaUsage', {
  /** `-1` for no limit. */
  limit: required('limit', t.number),
  /** What is there already. */
  inUse: required('in_use', t.number),
  /** What is promised to requests that are under way. */
  reserved: required('reserved', t.number)
})

type Detailed<F extends Fields> = { readonly [K in keyof F]: Field<QuotaUsage, F[K]['presence']> }

// -------------------------------------------------------------------------------------
// constructors
// -------------------------------------------------------------------------------------

/**
 * The same resources, each with its limit, what is in use and what is reserved.
 *
 * @example
 * const { cores } = inDetail({ cores: required('cores', t.number) })
 *
 * const read = cores.codec.decode({ limit: 20, in_use: 4, reserved: 0 })
 *
 * assert.deepStrictEqual(read, E.right({ limit: 20, inUse: 4, reserved: 0 }))
 */
export const inDetail = <const F extends Fields>(fields: F): Detailed<F> =>
  Object.fromEntries(
    Object.entries(fields).map(([name, field]) => [name, { ...field, codec: QuotaUsage }])
  ) as unknown as Detailed<F>

/**
 * The endpoints of a quota set: `fields` are what comes back, `input` is what may be set, `query` what narrows it down,
 * to one user of the project, say; defaults are never narrowed down.
 *
 * @example
 * const quotas = quotaSetOf(
 *   { name: 'QuotaSet', service: 'compute', path: '/os-quota-sets' },
 *   { fields: { cores: required('cores', t.number) }, input: { cores: optional('cores', t.Integer) }, query: {} }
 * )
 *
 * assert.deepStrictEqual(quotas.getDetail.path, '/os-quota-sets/{projectId}/detail')
 * call(quotas.update)({ projectId: 'p', cores: 40 })
 */
export const quotaSetOf = <
  const O extends Owner,
  const F extends Fields,
  const I extends Fields,
  const Q extends Fields
>(
  owner: O,
  { fields, input, query }: { readonly fields: F; readonly input: I; readonly query: Q }
) => {
  const answer = { key: 'quota_set', codec: struct(owner.name, { ...named, ...fields }) } as const
  const detail = { key: 'quota_set', codec: struct(`${owner.name}Detail`, { ...named, ...inDetail(fields) }) } as const
  return endpoints(owner, {
    get: { method: 'GET', under: '/{projectId}', query, answer },
    /** What a project has that nothing was set for. */
    getDefaults: { method: 'GET', under: '/{projectId}/defaults', answer },
    /** With what is in use. */
    getDetail: { method: 'GET', under: '/{projectId}/detail', query, answer: detail },
    update: { method: 'PUT', under: '/{projectId}', query, body: { key: 'quota_set', fields: input }, answer },
    /** Back to the defaults. */
    reset: { method: 'DELETE', under: '/{projectId}', query }
  })
}

const named = {
  /** The project. */
  id: optional('id', t.string)
}
