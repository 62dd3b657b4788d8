/**
 * Everything that a declaration says anywhere within itself: its tables, and the microversions it speaks of.
 *
 * @since 0.1.0
 */
import { type Field, type Fields, kindOf, type Lifetime, type Microversion, type Rest } from '@openstack-ts/core'
import type * as t from 'io-ts'

import type { AnyEndpoint } from './any-endpoint.js'
import { answerCodec } from './body-codec.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

/** A row, a value or a table of an endpoint. */
export interface Part {
  /** `answer.servers[].flavor` */
  readonly where: string
  readonly versions: ReadonlyArray<Microversion>
  /** The names on the wire, of a table; headers in lower case, for there it makes no difference. */
  readonly wires: ReadonlyArray<string>
}

// -------------------------------------------------------------------------------------
// operations
// -------------------------------------------------------------------------------------

/** The parts of an endpoint: of what it takes, sends and answers, as deep as they go. */
export const partsOf = (endpoint: AnyEndpoint): ReadonlyArray<Part> => {
  const { answer, body, headers, query } = endpoint
  const codec = answerCodec(endpoint)
  const rows = Object.entries(body?.fields ?? {})
  const beside = Object.fromEntries(rows.filter(([, field]) => field.beside === true))
  const inside = Object.fromEntries(rows.filter(([, field]) => field.beside !== true))
  return [
    { where: 'the endpoint', versions: versionsOf(endpoint), wires: [] },
    ...tableParts('query', { fields: query ?? {} }),
    ...inLowerCase(tableParts('headers', { fields: headers ?? {} })),
    ...tableParts('body', { fields: inside, rest: body?.rest }),
    ...tableParts('beside the body', { fields: beside }),
    ...(codec === undefined ? [] : partsWithin('answer', codec)),
    ...inLowerCase(tableParts('answer headers', { fields: answer?.headers ?? {} }))
  ]
}

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

interface Table {
  readonly fields: Fields
  readonly rest?: Rest | undefined
}

const partsWithin = (where: string, codec: t.Any & Lifetime): ReadonlyArray<Part> => {
  const own: Part = { where, versions: versionsOf(codec), wires: [] }
  const kind = kindOf(codec)
  switch (kind._tag) {
    case 'union':
      return [own, ...kind.members.flatMap((member) => partsWithin(`${where}(${member.name})`, member))]
    case 'list':
      return [own, ...partsWithin(`${where}[]`, kind.item)]
    case 'dictionary':
      return [own, ...partsWithin(`${where}{}`, kind.item)]
    case 'table':
      return [own, ...tableParts(where, kind)]
    default:
      return [own]
  }
}

const tableParts = (where: string, { fields, rest }: Table): ReadonlyArray<Part> => [
  { where, versions: [], wires: Object.values(fields).map(({ wire }) => wire) },
  ...Object.entries(fields).flatMap(([name, field]) => [
    { where: `${where}.${name}`, versions: versionsOf(field), wires: [] },
    ...partsWithin(`${where}.${name}`, field.codec)
  ]),
  ...(rest === undefined ? [] : partsWithin(`${where}.${rest.name}`, rest.codec))
]

const versionsOf = ({
  except,
  neededSince,
  since,
  until
}: Lifetime & Pick<Partial<Field<unknown>>, 'except' | 'neededSince'>): ReadonlyArray<Microversion> =>
  [since, until, neededSince, ...(except ?? [])].filter((version) => version !== undefined)

const inLowerCase = (parts: ReadonlyArray<Part>): ReadonlyArray<Part> =>
  parts.map((part) => ({ ...part, wires: part.wires.map((wire) => wire.toLowerCase()) }))
