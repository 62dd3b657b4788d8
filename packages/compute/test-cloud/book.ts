/**
 * What became of every call: by endpoint, by account, and by the age of the microversion that was spoken.
 */
import type { Microversion, OpenStackError } from '@openstack-ts/core'

import { type AnyEndpoint, declared } from '../contract/match.js'
import { endpoints } from '../src/index.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

export type Account = 'admin' | 'demo'
export type Age = 'oldest' | 'newest'

/** What one call ended in: nothing was wrong, or this. */
export interface Outcome {
  readonly version: Microversion | undefined
  readonly error?: OpenStackError
}

export interface Book {
  readonly write: (endpoint: AnyEndpoint, who: `${Account} ${Age}`, outcome: Outcome) => void
  /** Why an endpoint never succeeds here. */
  readonly explain: (endpoint: AnyEndpoint, why: string) => void
  /** Endpoints that were called without success and without a reason, and such as succeed in spite of one. */
  readonly unexplained: () => ReadonlyArray<string>
  /** Endpoints that nobody called. */
  readonly missing: ReadonlySet<string>
  /** Endpoints that somebody called with success. */
  readonly successes: ReadonlySet<string>
  /** Endpoints, and for whom they were not called. */
  readonly gaps: () => ReadonlyArray<string>
  readonly print: (notCalled: Readonly<Record<string, string>>) => string
}

// -------------------------------------------------------------------------------------
// constructors
// -------------------------------------------------------------------------------------

const columns = ['admin oldest', 'admin newest', 'demo oldest', 'demo newest'] as const

const names: ReadonlyMap<AnyEndpoint, string> = new Map(
  declared(endpoints).map(({ endpoint, method }) => [endpoint, method])
)

/** `servers.start` */
export const nameOf = (endpoint: AnyEndpoint): string => names.get(endpoint) ?? endpoint.name

/** An empty book. Of several calls of one cell the best counts: what once succeeded can. */
export const openBook = (): Book => {
  const missing = new Set(names.values())
  const successes = new Set<string>()
  const cells = new Map<string, Map<string, Outcome>>()
  const reasons = new Map<string, string>()
  return {
    missing,
    successes,
    write: (endpoint, who, outcome) => {
      const name = nameOf(endpoint)
      missing.delete(name)
      if (outcome.error === undefined) successes.add(name)
      const row = cells.get(name) ?? new Map<string, Outcome>()
      cells.set(name, row)
      const before = row.get(who)
      if (before === undefined || before.error !== undefined) row.set(who, outcome)
    },
    explain: (endpoint, why) => void reasons.set(nameOf(endpoint), why),
    unexplained: () => [...cells.keys()].filter((name) => successes.has(name) === reasons.has(name)),
    gaps: () =>
      [...cells].flatMap(([name, row]) => columns.filter((who) => !row.has(who)).map((who) => `${name} as ${who}`)),
    print: (notCalled) => `${table(cells, new Map([...reasons, ...Object.entries(notCalled)]))}\n\n${counts(cells)}`
  }
}

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

const table = (
  cells: ReadonlyMap<string, ReadonlyMap<string, Outcome>>,
  reasons: ReadonlyMap<string, string>
): string => {
  const rows = [...names.values()].map((name) => {
    const row = cells.get(name)
    const what =
      row === undefined
        ? `not called: ${reasons.get(name) ?? 'NO REASON'}`
        : `${columns.map((who) => said(row.get(who)).padEnd(22)).join('')}${reasons.get(name) ?? ''}`
    return `${name.padEnd(42)}${what}`.trimEnd()
  })
  return [`${'endpoint'.padEnd(42)}${columns.map((who) => who.padEnd(22)).join('')}`.trimEnd(), ...rows].join('\n')
}

/** How the cells of each column ended. */
const counts = (cells: ReadonlyMap<string, ReadonlyMap<string, Outcome>>): string =>
  columns
    .map((who) => {
      const outcomes = [...cells.values()].flatMap((row) => row.get(who) ?? [])
      const well = outcomes.filter(({ error }) => error === undefined).length
      return `${who}: ${outcomes.length} endpoints called, ${well} with success, ${outcomes.length - well} refused`
    })
    .join('\n')

const said = (outcome: Outcome | undefined): string => {
  if (outcome === undefined) return '-'
  const { error, version = '' } = outcome
  const what = error === undefined ? 'success' : error._tag === 'HttpError' ? `refused ${error.status}` : error._tag
  return `${what} ${version}`.trimEnd()
}
