/**
 * What holds for everything declared, whoever declares it: as tests of a package that declares.
 *
 * @since 0.1.0
 */
import assert from 'node:assert/strict'

import {
  call,
  decodeBy,
  type Endpoint,
  type EndpointGroup,
  existsAt,
  type Field,
  type Fields,
  kindOf,
  type Microversion,
  type Service,
  type ServiceRequest
} from '@openstack-ts/core'
import * as fc from 'fast-check'
import { isRight, left, right } from 'fp-ts/lib/Either.js'
import type * as t from 'io-ts'

import { arbitraryOf, spoiled } from './arbitrary.js'
import { exampleInput } from './example.js'
import { runner } from './runner.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

/** An answer that a service really gave, as its documentation or a recording has it. */
export interface Sample {
  readonly name: string
  readonly json: unknown
}

/** An endpoint whatever it takes and answers. */
// oxlint-disable-next-line typescript/no-explicit-any -- what an endpoint takes is contravariant: `unknown` would refuse all
export type AnyEndpoint = Endpoint<any, any, any>

export interface LawOptions {
  /** Generated inputs for each law; 1,000 by default. */
  readonly runs?: number
}

// -------------------------------------------------------------------------------------
// laws
// -------------------------------------------------------------------------------------

export const laws = {
  /** A codec reads its samples and writes them back, and loses nothing of what it reads. */
  codec: (codec: t.Any, samples: ReadonlyArray<Sample>, { runs = 1000 }: LawOptions = {}): void => {
    const { describe, it } = runner()
    describe(`laws of ${codec.name}`, () => {
      for (const { json, name } of samples) it(`reads and writes back ${name}`, async () => readsBack(codec, json))
      it('writes what it reads back', async () => fc.assert(writtenReadsBack(codec), { numRuns: runs }))
      it('reads fast exactly what it reads slowly', async () => fc.assert(sameEveryWay(codec), { numRuns: runs }))
      it('has no wire name twice', async () => namesOnce(codec))
    })
  },

  /** Every endpoint of a group asks for nothing newer than it knows, and asks the same each time. */
  endpoints: (name: string, group: EndpointGroup): void => {
    const { describe, it } = runner()
    describe(`laws of ${name}`, () => {
      for (const endpoint of Object.values(group)) {
        it(`${endpoint.name} knows no row newer than itself`, async () => noneNewer(endpoint))
        it(`${endpoint.name} sends what its example says, at its oldest and its newest microversion`, async () => {
          for (const line of await requestLines(endpoint)) assert.doesNotMatch(line, /^refused/, line)
        })
      }
    })
  }
}

/** The requests of an endpoint at its oldest and its newest microversion, with the least and the most it takes. */
export const requestLines = async (endpoint: AnyEndpoint): Promise<ReadonlyArray<string>> => {
  const newest = endpoint.until ?? endpoint.microversion
  const versions = new Set<Microversion>([endpoint.since ?? '2.1', newest ?? '2.1'])
  const lines: Array<string> = []
  for (const microversion of versions) {
    for (const rows of ['wanted', 'all'] as const) {
      lines.push(
        `${microversion} ${rows}: ${await lineOf(endpoint, exampleInput(endpoint, { rows, microversion }), microversion)}`
      )
    }
  }
  return lines
}

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

const readsBack = (codec: t.Any, json: unknown): void => {
  const decoded = codec.decode(json)
  assert.ok(isRight(decoded), `${codec.name} does not read it`)
  assert.deepEqual(codec.encode(decoded.right), json)
}

const writtenReadsBack = (codec: t.Any) =>
  fc.property(arbitraryOf(codec, 'value'), (value) => {
    assert.deepEqual(codec.decode(codec.encode(value)), right(value))
  })

/** The three ways of reading accept the same, and answer the same. */
const sameEveryWay = (codec: t.Any) =>
  fc.property(fc.oneof(arbitraryOf(codec, 'wire'), spoiled(arbitraryOf(codec, 'wire'))), (json) => {
    const read = (['generated', 'interpreted', 'plain'] as const).map((way) => {
      decodeBy(way)
      const decoded = codec.decode(json)
      return isRight(decoded) ? decoded : left('refused')
    })
    decodeBy('generated')
    assert.deepEqual(read[0], read[2])
    assert.deepEqual(read[1], read[2])
  })

const namesOnce = (codec: t.Any): void => {
  const wires = Object.values(fieldsOf(codec)).map(({ wire }) => wire)
  assert.deepEqual(wires, [...new Set(wires)])
}

const fieldsOf = (codec: t.Any): Fields => {
  const kind = kindOf(codec)
  return kind._tag === 'table' ? kind.fields : {}
}

const noneNewer = ({ answer, body, list, microversion, query, since }: AnyEndpoint): void => {
  if (microversion === undefined) return
  const tables = [query, body?.fields, answer && fieldsOf(answer.codec), list && fieldsOf(list.codec)]
  const rows: ReadonlyArray<Field<unknown>> = tables.flatMap((fields) => Object.values(fields ?? {}))
  for (const row of [...rows, { wire: 'the endpoint', ...(since === undefined ? {} : { since }) }]) {
    const newer = row.since !== undefined && !existsAt({ since: row.since })(microversion)
    assert.ok(!newer, `${row.wire} is of ${row.since}, the declaration of ${microversion}`)
  }
}

const lineOf = async (
  endpoint: AnyEndpoint,
  input: Readonly<Record<string, unknown>>,
  microversion: Microversion
): Promise<string> => {
  let asked: ServiceRequest | undefined
  const service: Service = {
    microversions: async () => right({ min: '1.0', max: '9999.0' }),
    policy: 'latest',
    send: (request) => async () => {
      asked = request
      return right({ status: 500, headers: {}, text: '' })
    }
  }
  const answer = await call(endpoint)(input, { microversion })({ [endpoint.service]: service })()
  if (asked === undefined) return `refused: ${isRight(answer) ? '' : answer.left.message}`
  return `${asked.method} ${asked.path}${typeof asked.body === 'string' ? ` ${asked.body}` : ''}`
}
