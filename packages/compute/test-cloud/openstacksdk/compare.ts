/**
 * Where what we read differs from what openstacksdk read, both taken back to the wire.
 */
import { call, type Microversion } from '@openstack-ts/core'

import type { SignedIn } from '../real-cloud.js'
import type { Collection, Theirs, Wire } from './collections.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

export interface Compared {
  readonly ids: { readonly ours: ReadonlyArray<unknown>; readonly theirs: ReadonlyArray<unknown> }
  /** `field: how`, each once. */
  readonly found: ReadonlyArray<string>
  /** How many things were compared. */
  readonly things: number
}

// -------------------------------------------------------------------------------------
// operations
// -------------------------------------------------------------------------------------

/** Asks for the same, at the microversion that they spoke. */
export const compare = async (
  collection: Collection,
  theirs: Theirs,
  { account, run }: SignedIn & { readonly account: string }
): Promise<Compared> => {
  const { address = () => ({}), adminFilter, filter, get, id = 'id', inside, list, own, volatile = [] } = collection
  const look = (ours: unknown, wire: unknown) => differences(without(volatile, ours), without(volatile, wire), '')
  const byId = (all: ReadonlyArray<Wire>) => all.toSorted((a, b) => String(a[id]).localeCompare(String(b[id])))
  const asked = { ...filter, ...(account === 'admin' ? adminFilter : {}) }
  const items: ReadonlyArray<unknown> = list === undefined ? [] : await run(call(list)(asked, at(theirs.listedAt)))
  const ours = byId(items.map((item) => list?.list?.codec.encode(item) as Wire).filter((item) => own?.(item) ?? true))
  const wires = byId(theirs.list)
  const found = ours.flatMap((item, i) => look(item, wires[i]))
  let things = ours.length
  for (const wire of get === undefined ? [] : theirs.get) {
    const one: unknown = get?.answer?.codec.encode(await run(call(get)(address(wire), at(theirs.gotAt))))
    things += isRecord(one) && Object.keys(one).length === 0 ? 0 : 1
    found.push(...look(inside !== undefined && isRecord(one) ? one[inside] : one, wire))
  }
  return {
    ids: { ours: ours.map((item) => item[id]), theirs: wires.map((item) => item[id]) },
    found: [...new Set(found)].toSorted(),
    things
  }
}

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

const at = (versions: ReadonlyArray<Microversion>) => ({ microversion: versions[0] ?? '2.1' }) as const

const isRecord = (u: unknown): u is Wire => typeof u === 'object' && u !== null && !Array.isArray(u)

/** Where the two differ, as `field: how`; items of a list and of a dictionary under one name. */
const differences = (ours: unknown, theirs: unknown, path: string): ReadonlyArray<string> => {
  if (Array.isArray(ours) && Array.isArray(theirs) && ours.length === theirs.length) {
    return ours.flatMap((item, i) => differences(item, theirs[i], path))
  }
  if (isRecord(ours) && isRecord(theirs)) {
    return [...new Set([...Object.keys(ours), ...Object.keys(theirs)])].flatMap((key) => {
      const where = path === '' ? key : `${path}.${key}`
      if (!(key in theirs)) return [`${where}: dropped`]
      if (!(key in ours)) return [`${where}: added`]
      return differences(ours[key], theirs[key], where)
    })
  }
  const same = JSON.stringify(ours) === JSON.stringify(theirs)
  return same ? [] : [`${path}: ${JSON.stringify(ours)} became ${JSON.stringify(theirs)}`]
}

const without = (keys: ReadonlyArray<string>, u: unknown): unknown =>
  Array.isArray(u)
    ? u.map((item) => without(keys, item))
    : isRecord(u)
      ? Object.fromEntries(
          Object.entries(u).flatMap(([key, item]) => (keys.includes(key) ? [] : [[key, without(keys, item)]]))
        )
      : u
