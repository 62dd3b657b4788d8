/**
 * The contract of Nova as tests read it: samples, recorded exchanges and schemas, beside the repository.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import type { Microversion } from '@openstack-ts/core'

import { leftOut } from '../../contract/left-out.js'
import { type Declared, declared, operationOf, type Sent } from '../../contract/match.js'
import { contractFolder, type Operation, readJson, readOperations } from '../../contract/operation.js'
import { endpoints } from '../../src/index.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

/** A request or an answer out of Nova's documentation. */
export interface ContractSample {
  readonly name: string
  readonly json: unknown
  readonly kind: 'request' | 'response'
  readonly operations: ReadonlyArray<string>
  readonly microversions: ReadonlyArray<Microversion>
  /** Whether Nova itself would take it: some samples of its documentation it would not. */
  readonly valid: boolean
}

/** What was asked of a real Nova, and what it said. */
export interface Exchange {
  readonly id: string
  readonly operation: string | null
  readonly sent: Sent
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly text: string
}

/** What Nova's schemas hold between two microversions, both included. */
export interface SchemaRange {
  readonly operation: string
  readonly min: Microversion
  readonly max: Microversion
  readonly request: string | undefined
  readonly query: string | undefined
  readonly response: string | undefined
  /** What is said to be elsewhere: half of Nova's schemas, which are kept from whoever develops against the others. */
  readonly elsewhere: ReadonlyArray<'request' | 'query' | 'response'>
}

export interface Contract {
  readonly operations: ReadonlyArray<Operation>
  readonly samples: ReadonlyArray<ContractSample>
  readonly exchanges: ReadonlyArray<Exchange>
  readonly ranges: ReadonlyArray<SchemaRange>
  /** Patterns of Python's, in JavaScript. */
  readonly patterns: Readonly<Record<string, string>>
  readonly schema: (file: string) => unknown
}

// -------------------------------------------------------------------------------------
// operations
// -------------------------------------------------------------------------------------

/** Declares tests over the contract; where it is not at hand, the one test that says so. */
export const overContract = (title: string, declare: (contract: Contract) => void): void => {
  const contract = contractHere()
  describe(title, () => {
    if (contract === undefined)
      it.skip('has no contract to test against: shared/nova is not beside this repository', () => {})
    else declare(contract)
  })
}

/** The contract, where it is at hand. */
export const contractHere = (): Contract | undefined => {
  const folder = contractFolder(__dirname)
  return folder === undefined ? undefined : readContract(folder)
}

export const everything: ReadonlyArray<Declared> = declared(endpoints)

/** The endpoints that are an operation of this id, at any microversion. */
export const endpointsFor = ({ operations }: Contract): ((id: string) => ReadonlyArray<Declared>) => {
  const known = found.get(operations) ?? new Map<string, Array<Declared>>()
  if (known.size === 0) {
    for (const one of everything) {
      const { id = '' } = operationOf(one.endpoint, operations) ?? {}
      known.set(id, [...(known.get(id) ?? []), one])
    }
  }
  found.set(operations, known)
  return (id) => known.get(id) ?? []
}

/** Looked for once: there are many of both. */
const found = new WeakMap<Contract['operations'], Map<string, ReadonlyArray<Declared>>>()

/** Whether it is known why an operation is not declared. */
export const isLeftOut =
  ({ operations }: Contract) =>
  (id: string): boolean =>
    operations.some((operation) => operation.id === id && leftOut(operation) !== undefined)

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

const readContract = (folder: string): Contract => ({
  operations: readOperations(folder),
  samples: samplesIn(folder),
  exchanges: ['probes', 'sample-runs'].flatMap((name) => exchangesIn(join(folder, 'wire', `${name}.jsonl`))),
  ranges: rangesIn(folder),
  patterns: readJson(join(folder, 'response-schemas', 'patterns-js.json')) as Contract['patterns'],
  schema: (file) => readJson(join(folder, 'response-schemas', file))
})

interface SampleEntry {
  readonly kind: 'request' | 'response'
  readonly microversion: Microversion
  readonly operations: ReadonlyArray<{
    readonly id: string
    readonly also_used_at: ReadonlyArray<Microversion>
    readonly valid?: boolean | null
  }>
}

const samplesIn = (folder: string): ReadonlyArray<ContractSample> => {
  const { samples } = readJson(join(folder, 'samples', 'index.json')) as {
    readonly samples: Readonly<Record<string, SampleEntry>>
  }
  return Object.entries(samples).map(([name, { kind, microversion, operations }]) => ({
    name,
    json: readJson(join(folder, 'samples', name)),
    kind,
    operations: operations.map(({ id }) => id),
    microversions: [microversion, ...operations.flatMap((operation) => operation.also_used_at)],
    valid: operations.every(({ valid }) => valid !== false)
  }))
}

interface Recorded {
  readonly id: string
  readonly operation: string | null
  readonly microversion: string | null
  readonly request: { readonly method: string; readonly path: string; readonly body: string | null }
  readonly response: {
    readonly status: number
    readonly headers: ReadonlyArray<readonly [string, string]>
    readonly body: string | null
  }
}

const exchangesIn = (file: string): ReadonlyArray<Exchange> =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => exchangeOf(JSON.parse(line) as Recorded))

const exchangeOf = ({ id, microversion, operation, request, response }: Recorded): Exchange => ({
  id,
  operation,
  sent: {
    ...pathOf(request.path),
    method: request.method,
    body: request.body === null ? undefined : tolerant(request.body),
    microversion: /^2\.[1-9]\d?$|^2\.10[0-4]$/.test(microversion ?? '') ? (microversion as Microversion) : '2.1'
  },
  status: response.status,
  headers: Object.fromEntries(response.headers.map(([name, value]) => [name.toLowerCase(), value])),
  text: response.body ?? ''
})

/** Without its query, and from the version on: `/v2.1/{project}/servers` is `/servers`, and so is `//servers`. */
const pathOf = (path: string): Pick<Sent, 'path' | 'root'> => {
  const bare = (path.split('?', 1)[0] ?? '').replace(/\/{2,}/g, '/')
  if (/^\/v2(\.1)?\/?$/.test(bare)) return { path: bare.endsWith('/') ? bare : `${bare}/`, root: true }
  const inside = /^\/v2(?:\.1)?(?:\/[0-9a-f]{32})?(\/.*)$/.exec(bare)?.[1]
  return inside === undefined ? { path: bare, root: true } : { path: inside, root: false }
}

const tolerant = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

interface IndexEntry {
  readonly ranges: ReadonlyArray<{
    readonly min: Microversion | null
    readonly max: Microversion | null
    readonly request: string | null
    readonly query: string | null
    readonly response: string | null
  }>
}

const rangesIn = (folder: string): ReadonlyArray<SchemaRange> => {
  const index = readJson(join(folder, 'response-schemas', 'index.json')) as Readonly<Record<string, IndexEntry>>
  return Object.entries(index).flatMap(([operation, { ranges }]) =>
    ranges.map(({ max, min, query, request, response }) => ({
      operation,
      min: min ?? '2.1',
      max: max ?? '2.104',
      request: fileOf(request),
      query: fileOf(query),
      response: fileOf(response),
      elsewhere: Object.entries({ request, query, response }).flatMap(([what, name]) =>
        name === '(other set)' ? [what as 'request' | 'query' | 'response'] : []
      )
    }))
  )
}

/** Some schemas are not there: their range says that they are elsewhere. */
const fileOf = (name: string | null): string | undefined => (name?.endsWith('.json') === true ? name : undefined)
