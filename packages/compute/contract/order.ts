/**
 * Whether the rows of each table stand in the order of the API reference: who reads both finds the same thing at the
 * same place. Rows that the reference does not have may stand anywhere.
 */
import { type AnswerSpec, type Fields, kindOf } from '@openstack-ts/core'

import { type AnyEndpoint, declared, type Groups, operationOf } from './match.js'
import type { Operation, OperationDocs, OperationParameter } from './operation.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

/** A table, by its rows' names on the wire, and the orders in which the reference has them. */
export interface Ordered {
  /** `servers.list query`; the first of those that have the table. */
  readonly table: string
  readonly rows: ReadonlyArray<string>
  /** One is enough: some tables serve several operations, whose pages differ. */
  readonly references: ReadonlyArray<ReadonlyArray<string>>
}

// -------------------------------------------------------------------------------------
// operations
// -------------------------------------------------------------------------------------

/** Every table of which the reference has two rows or more. */
export const orderedTables = (operations: ReadonlyArray<Operation>, groups: Groups): ReadonlyArray<Ordered> => {
  const tables = new Map<string, Ordered>()
  for (const { endpoint, method } of declared(groups)) {
    const docs = operationOf(endpoint, operations)?.docs ?? []
    for (const { kind, order, rows } of tablesOf(endpoint)) {
      const references = docs.map(order).filter((names) => rows.filter((row) => names.includes(row)).length > 1)
      if (references.length === 0) continue
      const key = rows.join(' ')
      const known = tables.get(key)
      tables.set(key, {
        table: known?.table ?? `${method} ${kind}`,
        rows,
        references: [...(known?.references ?? []), ...references]
      })
    }
  }
  return [...tables.values()]
}

/** Whether the rows stand in that order; a name that the reference has twice may stand at either place. */
export const follows = (rows: ReadonlyArray<string>, reference: ReadonlyArray<string>): boolean => {
  let at = 0
  return rows
    .filter((row) => reference.includes(row))
    .every((row) => {
      const found = reference.indexOf(row, at)
      at = found + 1
      return found >= 0
    })
}

/**
 * Tables that follow none of the orders that the reference has, each with the one to follow. Of one that continues
 * another, as a server that is rebuilt does a server, what it adds counts.
 */
export const disorders = (operations: ReadonlyArray<Operation>, groups: Groups): ReadonlyArray<string> => {
  const all = orderedTables(operations, groups)
  const own = ({ rows }: Ordered): ReadonlyArray<string> => {
    const begun = all.filter(
      (other) => other.rows.length < rows.length && other.rows.every((row, i) => row === rows[i])
    )
    return rows.slice(Math.max(0, ...begun.map((other) => other.rows.length)))
  }
  return all
    .filter((table) => !table.references.some((reference) => follows(own(table), reference)))
    .map(({ references: [reference = []], rows, table }) => {
      const wanted = reference.filter((name, i) => rows.includes(name) && reference.indexOf(name) === i)
      return `${table}: ${wanted.join(' ')}`
    })
}

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

interface Table {
  readonly kind: string
  readonly rows: ReadonlyArray<string>
  readonly order: (docs: OperationDocs) => ReadonlyArray<string>
}

const tablesOf = ({ answer, body, list, query }: AnyEndpoint): ReadonlyArray<Table> => {
  const shown = answer?.codec ?? list?.codec
  return [
    ...tableOf('query', query, ({ request }) => names(request, 'query')),
    ...tableOf('body', body?.fields, ({ request }) => names(request, 'body')),
    ...tableOf('answer', shown === undefined ? undefined : fieldsOf(shown), ({ response }) => names(response, 'body'))
  ]
}

const tableOf = (kind: string, fields: Fields | undefined, order: Table['order']): ReadonlyArray<Table> =>
  fields === undefined ? [] : [{ kind, rows: Object.values(fields).map(({ wire }) => wire), order }]

/** Of one thing, or of each of several. */
const fieldsOf = (codec: AnswerSpec['codec']): Fields | undefined => {
  const kind = kindOf(codec)
  if (kind._tag === 'list') return fieldsOf(kind.item)
  return kind._tag === 'table' ? kind.fields : undefined
}

/** What stands in something else has dots; that has a table of its own. */
const names = (parameters: ReadonlyArray<OperationParameter> | undefined, where: string): ReadonlyArray<string> =>
  (parameters ?? [])
    .filter((parameter) => parameter.in === where && !parameter.name.includes('.'))
    .map(({ name }) => name)
