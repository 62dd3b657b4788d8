/**
 * One plain value of anything declared, the same each time: for snapshots of requests, and for documentation.
 *
 * @since 0.1.0
 */
import {
  type Endpoint,
  existsAt,
  type Field,
  type Fields,
  kindOf,
  type Lifetime,
  type Microversion
} from '@openstack-ts/core'
import type * as t from 'io-ts'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

/** How much of a table an example holds: what is wanted at a microversion, or everything there is at it. */
export interface Extent {
  readonly rows: 'wanted' | 'all'
  readonly microversion: Microversion
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
  const sent = body?.patch === undefined ? body?.fields : undefined
  return { ...Object.fromEntries(parameters), ...rowsOf({ ...query, ...headers, ...sent }, extent) }
}

/** A value that a codec answers. */
export const exampleOf = (codec: t.Any, extent: Extent): unknown => {
  const kind = kindOf(codec)
  switch (kind._tag) {
    case 'literal':
      return kind.value
    case 'keys':
      return kind.keys[0]
    case 'union':
      return exampleOf(chosen(kind.members, extent.microversion) ?? codec, extent)
    case 'list':
      return [exampleOf(kind.item, extent)]
    case 'dictionary':
      return { key: exampleOf(kind.item, extent) }
    case 'table':
      return rowsOf(kind.fields, extent)
    case 'other':
      return named[codec.name]
    default:
      return plain[kind._tag]
  }
}

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

const plain = { text: 'text', number: 1, boolean: true, null: null, unknown: {} }

const named: Readonly<Record<string, unknown>> = {
  Integer: 1,
  Int: 1,
  Timestamp: '2026-11-23T08:36:22Z',
  'comma separated list': ['text'],
  UnknownRecord: {}
}

/** The first member that the microversion has, and one that is not `null` where there is one. */
const chosen = (members: ReadonlyArray<t.Any & Lifetime>, microversion: Microversion): t.Any | undefined => {
  const alive = members.filter((member) => existsAt(member)(microversion))
  return alive.find(({ name }) => name !== 'null') ?? alive[0] ?? members[0]
}

const rowsOf = (fields: Fields, extent: Extent): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(fields)
      .filter(([, field]) => isThere(field, extent))
      .map(([name, { codec }]) => [name, exampleOf(codec, extent)])
  )

const isThere = (field: Field<unknown>, { microversion, rows }: Extent): boolean => {
  const { always, except, neededSince, presence } = field
  if (always === true) return false
  const hole = except !== undefined && existsAt({ since: except[0], until: except[1] })(microversion)
  const needed = neededSince !== undefined && existsAt({ since: neededSince })(microversion)
  return existsAt(field)(microversion) && !hole && (rows === 'all' || presence === 'required' || needed)
}
