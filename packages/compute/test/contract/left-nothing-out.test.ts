/**
 * Whatever Nova's schemas name, our types have: every property of a body and every parameter of a query is a row at the
 * microversions at which Nova knows it, or has a reason.
 */
import { existsAt, type Fields, type Microversion } from '@openstack-ts/core'

import type { AnyEndpoint } from '../../contract/match.js'
import { novaSchemas } from '../recorded/nova-schemas.js'
import { type Contract, endpointsFor, isLeftOut, overContract } from './contract.js'
import { alternatives, isSchema } from './json-schema.js'
import { rowsAt } from './rows-at.js'

const another = 'another name of a filter that is declared'
const joined = 'the name of a joined table: 400 at every microversion (quirks, D 30)'

/** Names that are no rows, by what they stand in. */
const notRows: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  '/images': { offset: 'Nova reads no offset there: pages go by marker' },
  '/servers': {
    tenant_id: another,
    image_ref: another,
    display_name: another,
    display_description: another,
    block_device_mapping: joined,
    services: joined,
    metadata: joined,
    system_metadata: joined,
    info_cache: joined,
    security_groups: joined,
    pci_devices: joined
  },
  '/os-quota-sets/{id}': { type: 'the type of the body, which Nova 26 wrote among its properties' }
}

/** The schemas of one operation between two microversions. */
interface Said {
  readonly operation: string
  readonly min: Microversion
  readonly max: Microversion
  readonly body: unknown
  readonly query: unknown
}

const saidBy = ({ ranges, schema }: Contract): ReadonlyArray<Said> => [
  ...ranges.map(({ query, request, ...range }) => ({
    ...range,
    body: request === undefined ? undefined : schema(request),
    query: query === undefined ? undefined : schema(query)
  })),
  ...novaSchemas.map(({ kind, schema: one, ...range }) => ({
    ...range,
    body: kind === 'request' ? one : undefined,
    query: kind === 'query' ? one : undefined
  }))
]

const propertiesOf = (schema: unknown): ReadonlyArray<readonly [string, unknown]> =>
  alternatives(schema).flatMap(({ properties }) => (isSchema(properties) ? Object.entries(properties) : []))

/** The names at the top of a body, and those under its envelope. */
const namesIn = (body: unknown, key: string | undefined): ReadonlyArray<string> =>
  propertiesOf(body).flatMap(([name, inside]) => (name === key ? propertiesOf(inside).map(([inner]) => inner) : [name]))

const wiresAt = (fields: Fields = {}, version: Microversion): ReadonlyArray<string> => [
  ...Object.values(rowsAt(fields, version)).map(({ wire }) => wire),
  ...Object.values(fields).flatMap(({ always, wire }) => (always === true ? [wire] : []))
]

/** What Nova names at a microversion and no row does. */
const missingAt = (
  { body, query }: Said,
  endpoints: ReadonlyArray<AnyEndpoint>,
  version: Microversion
): ReadonlyArray<string> => {
  const rows = new Set(
    endpoints.flatMap((one) => [...wiresAt(one.body?.fields, version), ...wiresAt(one.query, version)])
  )
  const named = [...namesIn(body, endpoints[0]?.body?.key), ...propertiesOf(query).map(([name]) => name)]
  return named.filter((name) => !rows.has(name))
}

overContract('names that Nova knows', (contract) => {
  const used = new Set<string>()
  const reasonOf = (operation: string, name: string): string | undefined => {
    const path = (operation.split(' ')[1] ?? '').replace('/detail', '')
    used.add(`${path} ${name}`)
    return notRows[path]?.[name]
  }

  it('are rows, or have a reason', () => {
    const missing = saidBy(contract).flatMap((said) => {
      const { max, min, operation } = said
      const all = isLeftOut(contract)(operation) ? [] : endpointsFor(contract)(operation)
      return [min, max].flatMap((version) => {
        const alive = all.map(({ endpoint }) => endpoint).filter((endpoint) => existsAt(endpoint)(version))
        const names = alive.length === 0 ? [] : missingAt(said, alive, version)
        return names.filter((name) => reasonOf(operation, name) === undefined).map((name) => `${operation} ${name}`)
      })
    })
    expect(missing).toEqual([])
  })

  it('have a reason only where they need one', () => {
    const reasons = Object.entries(notRows).flatMap(([path, names]) =>
      Object.keys(names).map((name) => `${path} ${name}`)
    )
    expect(reasons.filter((reason) => !used.has(reason))).toEqual([])
  })
})
