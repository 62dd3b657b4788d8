/**
 * What holds for everything declared, whoever declares it: as tests of a package that declares.
 *
 * @since 0.1.0
 */
import assert from 'node:assert/strict'
import { isDeepStrictEqual } from 'node:util'

import { type EndpointGroup, existsAt, type Fields, kindOf, type Microversion } from '@openstack-ts/core'
import * as fc from 'fast-check'
import { isLeft, isRight, right } from 'fp-ts/lib/Either.js'
import type * as t from 'io-ts'
import { failure } from 'io-ts/lib/PathReporter.js'

import type { AnyEndpoint } from './any-endpoint.js'
import { arbitraryOf } from './arbitrary.js'
import { answerCodec, untimely } from './body-codec.js'
import { readEveryWay, type Tally } from './every-way.js'
import { type Part, partsOf } from './parts.js'
import { requestLines } from './requests.js'
import { runner } from './runner.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

/** An answer that a service really gave, as its documentation or a recording has it. */
export interface Sample {
  readonly name: string
  readonly json: unknown
  /** At which it is answered so: nothing of it may be older or younger. */
  readonly microversions?: ReadonlyArray<Microversion>
  /** The endpoints that answer it, by their names in the group; any of them where nothing is said. */
  readonly endpoints?: ReadonlyArray<string>
}

/** A resource, or a group of endpoints with a name. */
export interface Declaration {
  readonly name: string
  readonly endpoints: EndpointGroup
}

export interface LawOptions {
  /** Generated inputs to read, for each codec (1,000 by default); a tenth as many values are written. */
  readonly runs?: number
  /** Told what came of the inputs of each codec. */
  readonly tally?: (tally: Tally) => void
}

// -------------------------------------------------------------------------------------
// laws
// -------------------------------------------------------------------------------------

export const laws = {
  /**
   * All that holds for a resource, or for any group of endpoints. Its samples are whole bodies.
   *
   * @example
   * laws.resource(Keypair, [{ name: 'a keypair', json: { keypair: { name: 'mine' } } }])
   */
  resource: ({ endpoints, name }: Declaration, samples: ReadonlyArray<Sample> = [], options: LawOptions = {}): void => {
    const { describe, it } = runner()
    describe(`laws of ${name}`, () => {
      for (const sample of samples) it(`reads and writes back ${sample.name}`, async () => someReads(endpoints, sample))
    })
    for (const codec of codecsOf(endpoints)) laws.codec(codec, [], options)
    laws.endpoints(name, endpoints)
  },

  /** A codec reads its samples and writes them back, and loses nothing of what it reads. */
  codec: (codec: t.Any, samples: ReadonlyArray<Sample>, { runs = 1000, tally }: LawOptions = {}): void => {
    const { describe, it } = runner()
    describe(`laws of ${codec.name}`, () => {
      for (const { json, name } of samples) {
        it(`reads and writes back ${name}`, async () => assert.equal(misreading(codec, json), undefined))
      }
      it('writes what it reads back', async () =>
        fc.assert(writtenReadsBack(codec), { numRuns: Math.ceil(runs / 10), seed: 20261123 }))
      it('reads fast exactly what it reads slowly', async () => {
        const read = readEveryWay(codec, runs)
        const { accepted, refused } = read
        const least = Math.floor(runs / 3)
        assert.ok(accepted >= least, `only ${accepted} of ${runs} inputs were right`)
        assert.ok(refused >= least || kindOf(codec)._tag === 'unknown', `only ${refused} of ${runs} were wrong`)
        tally?.(read)
      })
    })
  },

  /** Every endpoint of a group asks for nothing newer than it knows, says nothing twice, and asks the same each time. */
  endpoints: (name: string, group: EndpointGroup): void => {
    const { describe, expect, it } = runner()
    describe(`laws of ${name}`, () => {
      for (const endpoint of Object.values(group)) {
        it(`${endpoint.name} knows no row newer than itself`, async () => assert.deepEqual(newer(endpoint), []))
        it(`${endpoint.name} has no wire name twice`, async () => assert.deepEqual(twice(endpoint), []))
        it(`${endpoint.name} takes no name twice`, async () => assert.deepEqual(takenTwice(endpoint), []))
        it(`${endpoint.name} sends what its example says, at its oldest and its newest microversion`, async () => {
          for (const line of await requestLines(endpoint)) assert.doesNotMatch(line, /: refused: /, line)
        })
      }
      it('asks what it asked before', async () => {
        assert.ok(expect !== undefined, 'this runner keeps no snapshots: expect(…).toMatchSnapshot() is not there')
        expect(await requestText(group)).toMatchSnapshot()
      })
    })
  }
}

// -------------------------------------------------------------------------------------
// samples
// -------------------------------------------------------------------------------------

const someReads = (group: EndpointGroup, { endpoints, json, microversions }: Sample): void => {
  const named = Object.entries(group).filter(([name]) => endpoints === undefined || endpoints.includes(name))
  for (const version of microversions ?? [undefined]) {
    const asked = named.filter(([, endpoint]) => version === undefined || existsAt(endpoint)(version))
    const problems = asked.map(([name, endpoint]) => {
      const codec = answerCodec(endpoint)
      const problem = codec === undefined ? 'answers nothing' : misreading(codec, json, version)
      return problem === undefined ? undefined : `${name} at ${version ?? 'any microversion'}: ${problem}`
    })
    assert.ok(problems.includes(undefined), problems.join('\n') || `nothing is there to be asked at ${version}`)
  }
}

/** What is wrong with reading a body and writing it back; nothing where it comes back the same. */
const misreading = (codec: t.Any, json: unknown, version?: Microversion): string | undefined => {
  const decoded = codec.decode(json)
  if (isLeft(decoded)) return failure(decoded.left).slice(0, 3).join('; ')
  const written: unknown = codec.encode(decoded.right)
  if (!isDeepStrictEqual(written, json)) return `comes back as ${JSON.stringify(written)}`
  const strange = version === undefined ? [] : untimely(codec, decoded.right, version)
  return strange.length === 0 ? undefined : `not of ${version}: ${[...new Set(strange)].join(', ')}`
}

// -------------------------------------------------------------------------------------
// codecs
// -------------------------------------------------------------------------------------

const codecsOf = (group: EndpointGroup): ReadonlySet<t.Any> =>
  new Set(
    Object.values(group)
      .flatMap(({ answer, list }) => [answer?.codec, list?.codec])
      .filter((codec) => codec !== undefined)
  )

const writtenReadsBack = (codec: t.Any) =>
  fc.property(arbitraryOf(codec, 'value'), (value) => {
    const read = codec.decode(codec.encode(value))
    assert.deepEqual(isRight(read) ? read : 'refused', right(value))
  })

// -------------------------------------------------------------------------------------
// endpoints
// -------------------------------------------------------------------------------------

const newer = (endpoint: AnyEndpoint): ReadonlyArray<string> => {
  const { microversion } = endpoint
  const isNewer = (version: Microversion): boolean =>
    microversion === undefined || !existsAt({ since: version })(microversion)
  const said = (version: Microversion): string =>
    `speaks of ${version}, the declaration of ${microversion ?? 'no microversions'}`
  return partsOf(endpoint).flatMap(({ versions, where }) =>
    versions.filter(isNewer).map((version) => `${where} ${said(version)}`)
  )
}

const twice = (endpoint: AnyEndpoint): ReadonlyArray<string> =>
  partsOf(endpoint).flatMap(({ where, wires }: Part) =>
    [...new Set(wires.filter((wire, i) => wires.indexOf(wire) !== i))].map((wire) => `${where}: ${wire}`)
  )

/** Names that callers say once, for two things: they would share one value. */
const takenTwice = ({ body, headers, path, query, queryRest }: AnyEndpoint): ReadonlyArray<string> => {
  const said = (fields: Fields = {}): ReadonlyArray<string> =>
    Object.keys(fields).filter((name) => fields[name]?.always !== true)
  const names = [
    ...[...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name),
    ...said(query),
    ...said(headers),
    ...(body?.patch === undefined ? said(body?.fields) : ['before', 'after']),
    ...[queryRest, body?.patch === undefined ? body?.rest : undefined].flatMap((rest) => rest?.name ?? [])
  ]
  return [...new Set(names.filter((name, i) => names.indexOf(name) !== i))]
}

const requestText = async (group: EndpointGroup): Promise<string> => {
  const lines: Array<string> = []
  for (const [name, endpoint] of Object.entries(group)) {
    lines.push(name, ...(await requestLines(endpoint)).map((line) => `  ${line}`))
  }
  return lines.join('\n')
}
