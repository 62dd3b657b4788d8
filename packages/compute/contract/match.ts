/**
 * Which endpoint is which operation of the contract: by method, by the shape of the path whatever its parameters are
 * called, by the key of an action, and by microversion.
 */
import { type Endpoint, existsAt, isMicroversion, type Microversion } from '@openstack-ts/core'

import type { Operation } from './operation.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

/** An endpoint whatever it takes and answers. */
// oxlint-disable-next-line typescript/no-explicit-any -- what an endpoint takes is contravariant: `unknown` would refuse all
export type AnyEndpoint = Endpoint<any, any, any>

export interface Groups {
  readonly [group: string]: { readonly [name: string]: AnyEndpoint }
}

/** An endpoint and where it stands: `servers.start`. */
export interface Declared {
  readonly method: string
  readonly endpoint: AnyEndpoint
}

/** A request as it was sent: its path without its query, from the version on. */
export interface Sent {
  readonly method: string
  readonly path: string
  readonly root: boolean
  readonly body: unknown
  readonly microversion: Microversion
}

// -------------------------------------------------------------------------------------
// operations
// -------------------------------------------------------------------------------------

export const declared = (groups: Groups): ReadonlyArray<Declared> =>
  Object.entries(groups).flatMap(([group, endpoints]) =>
    Object.entries(endpoints).map(([name, endpoint]) => ({ method: `${group}.${name}`, endpoint }))
  )

/** The operation that an endpoint asks for: of those whose path fits, the one that says most of it in so many words. */
export const operationOf = (
  { base, body, method, path }: AnyEndpoint,
  operations: ReadonlyArray<Operation>
): Operation | undefined => {
  const own = base === 'root' ? `ROOT ${path}` : path
  const fitting = operations
    .filter((operation) => operation.method === method && (operation.actionKey ?? body?.key) === body?.key)
    .filter((operation) => isAction(own) === (typeof operation.actionKey === 'string'))
    .map((operation) => ({ operation, words: wordsInCommon(shapeOf(operation.path), own) }))
    .filter(({ words }) => words !== undefined)
  return fitting.toSorted((a, b) => Number(b.words) - Number(a.words))[0]?.operation
}

/** The microversions, if any, at which an operation exists and none of its endpoints does. */
export const uncovered = (operation: Operation, endpoints: ReadonlyArray<AnyEndpoint>): ReadonlyArray<Microversion> => {
  const life = {
    ...(operation.since != null && isMicroversion(operation.since) ? { since: operation.since } : {}),
    ...(operation.until != null && isMicroversion(operation.until) ? { until: operation.until } : {})
  }
  return microversions.filter(
    (version) => existsAt(life)(version) && !endpoints.some((endpoint) => existsAt(endpoint)(version))
  )
}

/** The endpoints that a request may have been made by, the one first that says most of its path in so many words. */
export const endpointsOf = (sent: Sent, all: ReadonlyArray<Declared>): ReadonlyArray<Declared> =>
  all
    .filter(({ endpoint }) => endpoint.method === sent.method && (endpoint.base === 'root') === sent.root)
    .filter(({ endpoint }) => existsAt(endpoint)(sent.microversion))
    .filter(({ endpoint }) => !isAction(endpoint.path) || endpoint.body?.key === actionOf(sent.body))
    .map((one) => ({ one, words: wordsInCommon(one.endpoint.path, sent.path) }))
    .filter(({ words }) => words !== undefined)
    .toSorted((a, b) => Number(b.words) - Number(a.words))
    .map(({ one }) => one)

/** Every microversion up to the newest of the contract. */
export const microversions: ReadonlyArray<Microversion> = Array.from(
  { length: 104 },
  (_, i): Microversion => `2.${i + 1}`
)

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

const isParameter = (segment: string): boolean => segment.startsWith('{')

const isAction = (path: string): boolean => path.endsWith('/action')

const actionOf = (body: unknown): string | undefined =>
  typeof body === 'object' && body !== null ? Object.keys(body)[0] : undefined

/** The document of a version stands under its name: any name. */
const shapeOf = (path: string): string => (path === 'ROOT /v2.1/' ? 'ROOT /{version}/' : path)

/** How many segments are the same; `undefined` where a path does not fit a shape. */
const wordsInCommon = (shape: string, path: string): number | undefined => {
  const expected = shape.split('/')
  const actual = path.split('/')
  const fits = (segment: string, i: number): boolean =>
    segment === actual[i] || (isParameter(segment) && actual[i] !== '' && actual[i] !== undefined)
  if (expected.length !== actual.length || !expected.every(fits)) return undefined
  return expected.filter((segment, i) => segment === actual[i] && !isParameter(segment)).length
}
