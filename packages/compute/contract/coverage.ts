/**
 * Every operation of the contract: by which endpoints it is declared, or why it is left out.
 */
import { leftOut, type LeftOut, leftOutParameters, leftOutProperties } from './left-out.js'
import { type AnyEndpoint, declared, type Groups, operationOf, uncovered } from './match.js'
import type { Operation } from './operation.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

export interface Coverage {
  readonly operation: Operation
  /** `servers.start` */
  readonly by: ReadonlyArray<string>
  readonly reason: LeftOut | undefined
  /** What is wrong. */
  readonly fault: string | undefined
}

export interface Report {
  readonly rows: ReadonlyArray<Coverage>
  /** Endpoints that the contract does not know. */
  readonly strangers: ReadonlyArray<string>
  readonly text: string
  /** Whether nothing is missing. */
  readonly ok: boolean
}

// -------------------------------------------------------------------------------------
// operations
// -------------------------------------------------------------------------------------

export const coverageOf = (operations: ReadonlyArray<Operation>, groups: Groups): Report => {
  const byOperation = new Map<Operation, Array<{ readonly method: string; readonly endpoint: AnyEndpoint }>>()
  const strangers: Array<string> = []
  for (const one of declared(groups)) {
    const operation = operationOf(one.endpoint, operations)
    if (operation === undefined) strangers.push(one.method)
    else byOperation.set(operation, [...(byOperation.get(operation) ?? []), one])
  }
  const rows = operations.map((operation): Coverage => {
    const endpoints = byOperation.get(operation) ?? []
    const reason = leftOut(operation)
    const missing =
      endpoints.length === 0
        ? []
        : uncovered(
            operation,
            endpoints.map(({ endpoint }) => endpoint)
          )
    return {
      operation,
      by: endpoints.map(({ method }) => method),
      reason,
      fault: faultOf(endpoints.length, reason, missing)
    }
  })
  return { rows, strangers, text: textOf(rows, strangers), ok: isWhole(rows, strangers) }
}

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

const faultOf = (count: number, reason: LeftOut | undefined, missing: ReadonlyArray<string>): string | undefined => {
  if (count === 0) return reason === undefined ? 'NOT DECLARED' : undefined
  if (reason !== undefined) return `declared, and yet left out: ${reason.why}`
  return missing.length === 0 ? undefined : `not declared at ${missing[0]} to ${missing.at(-1)}`
}

const isWhole = (rows: ReadonlyArray<Coverage>, strangers: ReadonlyArray<string>): boolean =>
  strangers.length === 0 && rows.every(({ fault }) => fault === undefined)

const textOf = (rows: ReadonlyArray<Coverage>, strangers: ReadonlyArray<string>): string => {
  const lines = rows.map(({ by, fault, operation, reason }) => {
    const how =
      by.length > 0 ? by.join(', ') : reason === undefined ? '' : `left out: ${reason.why}. Use ${reason.instead}`
    return [operation.status.padEnd(27), lifetimeOf(operation).padEnd(11), operation.id.padEnd(66), fault ?? '', how]
      .filter((part) => part !== '')
      .join(' ')
      .trimEnd()
  })
  return [
    ...lines,
    ...strangers.map((name) => `${name} is not in the contract`),
    '',
    ...partsLeftOut('query', leftOutParameters),
    ...partsLeftOut('answer', leftOutProperties),
    '',
    ...summary(rows)
  ].join('\n')
}

/** What is left out of operations that are declared. */
const partsLeftOut = (where: string, parts: typeof leftOutParameters): ReadonlyArray<string> =>
  Object.entries(parts).flatMap(([operation, names]) =>
    Object.entries(names).map(
      ([name, { instead, why }]) => `${where} ${operation} ${name} left out: ${why}. Use ${instead}`
    )
  )

const lifetimeOf = ({ since, until }: Operation): string => `${since ?? '2.1'}-${until ?? ''}`

const summary = (rows: ReadonlyArray<Coverage>): ReadonlyArray<string> => {
  const header = ['status', 'operations', 'declared', 'left out', 'faulty']
  const statuses = [...new Set(rows.map(({ operation }) => operation.status))]
  const table = statuses.map((status) => {
    const own = rows.filter(({ operation }) => operation.status === status)
    const count = (holds: (row: Coverage) => boolean): string => String(own.filter(holds).length)
    return [
      status,
      String(own.length),
      count(({ by }) => by.length > 0),
      count(({ by, reason }) => by.length === 0 && reason !== undefined),
      count(({ fault }) => fault !== undefined)
    ]
  })
  const askable = rows.filter(({ operation, reason }) => operation.status === 'current' && reason === undefined)
  const whole = askable.filter(({ fault }) => fault === undefined)
  const percent = Math.floor((100 * whole.length) / askable.length)
  return [
    ...[header, ...table].map((cells) =>
      cells.map((cell, i) => (i === 0 ? cell.padEnd(28) : cell.padStart(11))).join('')
    ),
    '',
    `${percent} % of what can be asked today is declared: ${whole.length} of ${askable.length} operations.`
  ]
}
