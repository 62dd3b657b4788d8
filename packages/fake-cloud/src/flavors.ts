/**
 * Flavors: the sizes that servers come in, listed and shown.
 *
 * @see https://docs.openstack.org/api-ref/compute/#flavors
 * @since 0.1.0
 */
import { existsAt } from '@openstack-ts/core'

import type { Flavor } from './model.js'
import { badRequest, isAdmin, isSince, type NovaCall, novaFault, type NovaHandler } from './nova-call.js'
import { additional, isAnything, isLimit, pageOf, refusedQuery } from './query.js'
import { jsonAnswer, type WireAnswer } from './wire.js'

// -------------------------------------------------------------------------------------
// constructors
// -------------------------------------------------------------------------------------

const flavor = (
  [id, name]: readonly [id: string, name: string],
  [ram, disk, vcpus]: readonly [mebibytes: number, gibibytes: number, count: number]
): Flavor => ({
  id,
  name,
  ram,
  disk,
  vcpus,
  ephemeral: 0,
  swap: 0,
  isPublic: true,
  description: null,
  extraSpecs: {}
})

/**
 * The flavors of every fake cloud. Servers of `broken` fail on their host, and so does a resize to it; `huge` fits no
 * host.
 */
export const demoFlavors: ReadonlyArray<Flavor> = [
  flavor(['1', 'm1.tiny'], [512, 1, 1]),
  flavor(['2', 'm1.small'], [2048, 20, 1]),
  flavor(['3', 'm1.medium'], [4096, 40, 2]),
  flavor(['4', 'm1.large'], [8192, 80, 4]),
  flavor(['42', 'm1.nano'], [64, 1, 1]),
  { ...flavor(['666', 'broken'], [64, 1, 1]), extraSpecs: { 'trait:CUSTOM_BROKEN': 'required' } },
  flavor(['9000', 'huge'], [4_194_304, 1, 128])
]

// -------------------------------------------------------------------------------------
// operations
// -------------------------------------------------------------------------------------

export const listFlavors: NovaHandler = (call) => list(call, false)

export const listFlavorsInDetail: NovaHandler = (call) => list(call, true)

export const showFlavor: NovaHandler = (call) => {
  const id = call.params['flavorId'] ?? ''
  const found = visible(call).find((candidate) => candidate.id === id)
  if (found === undefined) return novaFault(404, `Flavor ${id} could not be found.`)
  return jsonAnswer(200, { flavor: flavorRecord(call, found, true) })
}

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

const visible = (call: NovaCall): ReadonlyArray<Flavor> =>
  call.store.flavors.filter(({ isPublic }) => isPublic || isAdmin(call))

const known = ['limit', 'marker', 'is_public', 'minRam', 'minDisk', 'sort_key', 'sort_dir']

const schema = (call: NovaCall) => {
  const names = isSince('2.102', call) ? [...known, 'name'] : known
  const checks = { ...Object.fromEntries(names.map((name) => [name, isAnything])), limit: isLimit }
  return isSince('2.75', call) ? { checks, single: false, unknown: additional } : { checks, single: false }
}

const list = (call: NovaCall, inDetail: boolean): WireAnswer => {
  const query = call.request.url.searchParams
  const wrong = refusedQuery(query, schema(call)) ?? wrongNumber(query, 'minRam') ?? wrongNumber(query, 'minDisk')
  if (wrong !== undefined) return wrong
  const chosen = sorted(visible(call), query).filter(
    ({ disk, name, ram }) =>
      ram >= Number(query.get('minRam') ?? 0) &&
      disk >= Number(query.get('minDisk') ?? 0) &&
      (!isSince('2.102', call) || name.includes(query.get('name') ?? ''))
  )
  const marker = query.get('marker')
  const from = marker === null ? 0 : chosen.findIndex(({ id }) => id === marker) + 1
  if (marker !== null && from === 0) return badRequest(`marker [${marker}] not found`)
  const options = { maxLimit: call.settings.maxLimit, idOf: ({ id }: Flavor) => id, from }
  const { items, next } = pageOf(chosen, query, options)
  const href = `${call.self}/flavors${inDetail ? '/detail' : ''}?${next ?? ''}`
  const links = next === undefined ? {} : { flavors_links: [{ rel: 'next', href }] }
  return jsonAnswer(200, { flavors: items.map((item) => flavorRecord(call, item, inDetail)), ...links })
}

const wrongNumber = (query: URLSearchParams, name: string): WireAnswer | undefined => {
  const value = query.get(name)
  return value === null || /^\d+$/.test(value) ? undefined : badRequest(`Invalid ${name} filter [${value}]`)
}

const columns: Readonly<Record<string, (flavor: Flavor) => string | number>> = {
  flavorid: ({ id }) => id,
  name: ({ name }) => name,
  memory_mb: ({ ram }) => ram,
  root_gb: ({ disk }) => disk,
  vcpus: ({ vcpus }) => vcpus
}

const sorted = (flavors: ReadonlyArray<Flavor>, query: URLSearchParams): ReadonlyArray<Flavor> => {
  const column = columns[query.get('sort_key') ?? 'flavorid']
  if (column === undefined) return flavors
  const sign = query.get('sort_dir') === 'desc' ? -1 : 1
  return [...flavors].sort((a, b) => (column(a) < column(b) ? -sign : column(a) > column(b) ? sign : 0))
}

const flavorRecord = (call: NovaCall, flavor: Flavor, inDetail: boolean) => {
  const { description, disk, ephemeral, extraSpecs, id, isPublic, name, ram, swap, vcpus } = flavor
  const links = [
    { rel: 'self', href: `${call.self}/flavors/${id}` },
    { rel: 'bookmark', href: `${call.bookmark}/flavors/${id}` }
  ]
  const described = isSince('2.55', call) ? { description } : {}
  if (!inDetail) return { id, name, links, ...described }
  const old = existsAt({ until: '2.101' })(call.version)
  return {
    id,
    name,
    ram,
    disk,
    swap: swap === 0 && !isSince('2.75', call) ? '' : swap,
    'OS-FLV-EXT-DATA:ephemeral': ephemeral,
    ...(old ? { 'OS-FLV-DISABLED:disabled': false } : {}),
    vcpus,
    'os-flavor-access:is_public': isPublic,
    ...(old ? { rxtx_factor: 1 } : {}),
    links,
    ...described,
    ...(isSince('2.61', call) ? { extra_specs: extraSpecs } : {})
  }
}
