/**
 * What a fake Nova holds, and the only thing here that changes: servers with what was done to them, and flavors. Fleets
 * are asked for their servers when these are first needed.
 *
 * @since 0.1.0
 */
import { type Change, type Deed, type Flavor, type Server, settled } from './model.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

/** Where servers come from: a story, a fleet. */
export interface ServerSource {
  readonly servers: () => ReadonlyArray<Server>
  /** Everything done to one of its servers, oldest first. */
  readonly deeds: (serverId: string) => ReadonlyArray<Deed>
}

export interface Store {
  readonly flavors: ReadonlyArray<Flavor>
  /** Every server, also deleted ones, newest first. */
  readonly servers: (now: number) => ReadonlyArray<Server>
  readonly server: (id: string, now: number) => Server | undefined
  /** Newest first. */
  readonly deeds: (serverId: string, now: number) => ReadonlyArray<Deed>
  readonly put: (server: Server) => void
  /** Changes a server, now and at later moments; changes that are still to come from before are dropped. */
  readonly change: (server: Server, changes: ReadonlyArray<Change>) => void
  readonly record: (serverId: string, deed: Deed) => void
  /** The number of the next server: `instance-0000002a`. */
  readonly nextNumber: () => number
}

// -------------------------------------------------------------------------------------
// constructors
// -------------------------------------------------------------------------------------

export const store = (flavors: ReadonlyArray<Flavor>, sources: ReadonlyArray<ServerSource>): Store => {
  const own = new Map<string, Server>()
  const recorded = new Map<string, Array<Deed>>()
  let known: Map<string, ServerSource> | undefined
  let order: ReadonlyArray<string> | undefined
  const load = (): Map<string, ServerSource> => {
    if (known === undefined) {
      known = new Map()
      for (const source of sources) {
        for (const server of source.servers()) {
          known.set(server.id, source)
          own.set(server.id, server)
        }
      }
    }
    return known
  }
  const server = (id: string, now: number): Server | undefined => {
    load()
    const found = own.get(id)
    if (found === undefined) return undefined
    const current = settled(found, now)
    if (current !== found) own.set(id, current)
    return current
  }
  const put = (added: Server): void => {
    load()
    if (!own.has(added.id)) order = undefined
    own.set(added.id, added)
  }
  return {
    flavors,
    server,
    put,
    servers: (now) => {
      load()
      order ??= [...own.values()].sort(newestFirst).map(({ id }) => id)
      return order.flatMap((id) => server(id, now) ?? [])
    },
    deeds: (id, now) => {
      const all = [...(load().get(id)?.deeds(id) ?? []), ...(recorded.get(id) ?? [])]
      return all
        .map((deed, i) => ({ deed, i }))
        .filter(({ deed }) => deed.start <= now)
        .sort((a, b) => b.deed.start - a.deed.start || b.i - a.i)
        .map(({ deed }) => deed)
    },
    change: (changed, changes) => put({ ...changed, pending: [...changes].sort((a, b) => a.from - b.from) }),
    record: (id, deed) => void recorded.set(id, [...(recorded.get(id) ?? []), deed]),
    nextNumber: () => load().size + own.size + 1
  }
}

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

const newestFirst = (a: Server, b: Server): number =>
  b.created - a.created || b.number - a.number || (a.id < b.id ? 1 : -1)
