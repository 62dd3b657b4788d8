/**
 * One plain value of anything declared, the same each time: for snapshots of requests, and for documentation.
 *
 * @since 0.1.0
 */
import {
  type BodySpec,
  type Endpoint,
  existsAt,
  type Field,
  type Fields,
  kindOf,
  type Lifetime,
  type Microversion,
  type Rest
} from '@openstack-ts/core'
import type * as t from 'io-ts'

import { rowExistsAt } from './body-codec.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

/** How much of a table an example holds: what is wanted at a microversion, or everything there is at it. */
export interface Extent {
  readonly rows: 'wanted' | 'all'
  readonly microversion: Microversion
  /** Another value than the first, where there is one: what an update changes it to. */
  readonly changed?: true
}

// -------------------------------------------------------------------------------------
// constructors
// -------------------------------------------------------------------------------------

/** What a call of an endpoint may take: its path's parameters, and rows of its query and its body. */
export const exampleInput = (
  { body, headers, path, query }: Pick<Endpoint, 'path' | 'query' | 'headers' | 'body'>,
  extent: Extent
): Readonly<Record<string, unknown>> => {
  const parameters = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => [name, `a-${name}`] as const)
  return {
    ...Object.fromEntries(parameters),
    ...rowsOf({ ...query, ...headers }, extent),
    ...(body === undefined ? {} : body.patch === undefined ? sentOf(body, extent) : patched(body, extent))
  }
}

/** A value that a codec answers. */
export const exampleOf = (codec: t.Any, extent: Extent): unknown => {
  const kind = kindOf(codec)
  switch (kind._tag) {
    case 'literal':
      return kind.value
    case 'keys':
      return kind.keys[extent.changed === true ? kind.keys.length - 1 : 0]
    case 'union':
      return exampleOf(chosen(kind.members, extent.microversion) ?? codec, extent)
    case 'list':
      return [exampleOf(kind.item, extent)]
    case 'dictionary':
      return { key: exampleOf(kind.item, extent) }
    case 'table':
      return tableOf(kind, extent)
    case 'other':
      return (extent.changed === true ? changedNamed : named)[codec.name] ?? named[codec.name]
    default:
      return (extent.changed === true ? changedPlain : plain)[kind._tag]
  }
}

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

const plain = { text: 'text', number: 1, boolean: true, null: null, unknown: {} }
const changedPlain: typeof plain = { ...plain, text: 'other text', number: 2, boolean: false }

const named: Readonly<Record<string, unknown>> = {
  Integer: 1,
  Int: 1,
  Timestamp: '2026-11-23T08:36:22Z',
  'comma separated list': ['text'],
  UnknownRecord: {}
}

const changedNamed: typeof named = {
  Integer: 2,
  Int: 2,
  Timestamp: '2026-11-24T08:36:22Z',
  'comma separated list': ['text', 'other text']
}

/** The first member that the microversion has, and one that is not `null` where there is one. */
const chosen = (members: ReadonlyArray<t.Any & Lifetime>, microversion: Microversion): t.Any | undefined => {
  const alive = members.filter((member) => existsAt(member)(microversion))
  return alive.find(({ name }) => name !== 'null') ?? alive[0] ?? members[0]
}

interface Table {
  readonly fields: Fields
  readonly rest?: Rest | undefined
}

const tableOf = ({ fields, rest }: Table, extent: Extent): Readonly<Record<string, unknown>> => {
  const rows = rowsOf(fields, extent)
  if (rest === undefined || (rest.optional === true && extent.rows === 'wanted')) return rows
  return { ...rows, [rest.name]: { key: exampleOf(rest.codec, extent) } }
}

/** Callers may always leave out the rest of what they send. */
const sentOf = ({ fields = {}, rest, some = [] }: BodySpec, extent: Extent): Readonly<Record<string, unknown>> => {
  const sent = tableOf({ fields, rest: rest === undefined ? undefined : { ...rest, optional: true } }, extent)
  const one = Object.entries(fields).filter(([name]) => name === some[0])
  return some.some((name) => name in sent)
    ? sent
    : { ...sent, ...rowsOf(Object.fromEntries(one), { ...extent, rows: 'all' }) }
}

/** An item before and after: every row that both have is changed, and all others come or go. */
const patched = ({ fields = {}, rest }: BodySpec, extent: Extent): Readonly<Record<string, unknown>> => ({
  before: tableOf({ fields, rest }, { ...extent, rows: extent.rows === 'all' ? 'wanted' : 'all' }),
  after: tableOf({ fields, rest }, { ...extent, changed: true })
})

const rowsOf = (fields: Fields, extent: Extent): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(fields)
      .filter(([, field]) => isThere(field, extent))
      .map(([name, { codec }]) => [name, exampleOf(codec, extent)])
  )

const isThere = (field: Field<unknown>, { microversion, rows }: Extent): boolean => {
  const { always, neededSince, presence } = field
  if (always === true) return false
  const needed = neededSince !== undefined && existsAt({ since: neededSince })(microversion)
  return rowExistsAt(field)(microversion) && (rows === 'all' || presence === 'required' || needed)
}
