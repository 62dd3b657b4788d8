import { existsAt, type Microversion } from '@openstack-ts/core'
import { answerCodec, mayBeEmpty, untimely } from '@openstack-ts/testing'
import * as fc from 'fast-check'
import { isLeft } from 'fp-ts/lib/Either.js'
import { failure } from 'io-ts/lib/PathReporter.js'

import { type AnyEndpoint, type Declared, microversions } from '../../contract/match.js'
import { type Contract, endpointsFor, isLeftOut, overContract, type SchemaRange } from './contract.js'
import { corrected, instanceOf, type Reality } from './json-schema.js'
import { answerRealities } from './realities.js'
import { say } from './say.js'

const runs = 25

const realitiesOf = (file: string, realities: ReadonlyArray<Reality>): ReadonlyArray<Reality> =>
  realities.filter((reality) => reality.file.test(file))

/** Nothing where one of the endpoints reads it and writes it back; else what is wrong with each. */
const readingProblems = (
  endpoints: ReadonlyArray<AnyEndpoint>,
  json: unknown,
  [oldest, newest]: readonly [Microversion, Microversion]
): ReadonlyArray<string> => {
  const problems = endpoints.map((endpoint) => {
    const codec = answerCodec(endpoint)
    if (json === null && mayBeEmpty(endpoint)) return undefined
    if (codec === undefined) return 'the endpoint answers nothing'
    const decoded = codec.decode(json)
    if (isLeft(decoded)) return failure(decoded.left).slice(0, 2).join('; ')
    try {
      expect(codec.encode(decoded.right)).toEqual(json)
    } catch (error) {
      return `comes back changed: ${String(error)}`
    }
    const late = untimely(codec, decoded.right, newest)
    const never = untimely(codec, decoded.right, oldest).filter((row) => late.includes(row))
    return never.length === 0 ? undefined : `not of ${oldest} to ${newest}: ${never.join(', ')}`
  })
  return problems.includes(undefined) ? [] : problems.map(String)
}

/** The microversions that a file of a schema is of: `response.2.1-2.52.json`. */
const lifetimeOf = (file: string): readonly [Microversion, Microversion] => {
  const [, oldest = '2.1', newest = 'latest'] = /\.(2\.\d+)-(2\.\d+|latest)\.json$/.exec(file) ?? []
  return [oldest as Microversion, (newest === 'latest' ? '2.104' : newest) as Microversion]
}

/** The JSON that a schema takes, with realities put in their place. */
const answersOf = (contract: Contract, file: string, realities: ReadonlyArray<Reality>): fc.Arbitrary<unknown> =>
  instanceOf(corrected(contract.schema(file), realitiesOf(file, realities)), contract.patterns)

/** Those of an operation's endpoints that are there at some of the microversions of a range. */
const aliveIn = (contract: Contract, { max, min, operation }: SchemaRange): ReadonlyArray<Declared> =>
  endpointsFor(contract)(operation).filter(({ endpoint }) =>
    microversions.slice(microversions.indexOf(min), microversions.indexOf(max) + 1).some(existsAt(endpoint))
  )

/** What is wrong with what an endpoint reads of a schema; nothing where all is read, and written back the same. */
const expectAllRead = (contract: Contract, range: SchemaRange, realities: ReadonlyArray<Reality>): void => {
  const { response = '' } = range
  const readers = aliveIn(contract, range).map(({ endpoint }) => endpoint)
  const property = fc.property(answersOf(contract, response, realities), (json) => {
    expect(readingProblems(readers, json, lifetimeOf(response))).toEqual([])
  })
  fc.assert(property, { numRuns: runs })
}

overContract('schemas', (contract) => {
  const ranges = contract.ranges.filter(({ operation }) => !isLeftOut(contract)(operation))
  const answering = ranges.filter(({ response }) => response !== undefined)

  for (const range of ranges) {
    describe(`${range.operation} at ${range.min} to ${range.max}`, () => {
      it('is declared', () => expect(aliveIn(contract, range)).not.toEqual([]))
      if (range.response === undefined) return
      it('answers what is read, and written back the same', () => expectAllRead(contract, range, answerRealities))
    })
  }

  it.each(answerRealities.map((reality) => [reality.why, reality] as const))('needs to know: %s', (_, reality) => {
    const others = answerRealities.filter((one) => one !== reality)
    const concerned = answering.filter(({ response = '' }) => reality.file.test(response))
    const needing = concerned.filter((range) => {
      try {
        expectAllRead(contract, range, others)
        return false
      } catch {
        return true
      }
    })
    expect(needing).not.toEqual([])
  })

  it('says how much that was', () => {
    const readers = answering.flatMap((range) => aliveIn(contract, range))
    const elsewhere = ranges.flatMap(({ elsewhere: kinds, max, min, operation }) =>
      kinds.includes('response') ? [`${operation} ${min}-${max}`] : []
    )
    say(
      `${readers.length} endpoints × ranges of answers\n` +
        `${elsewhere.length} answer schemas are not here: ${elsewhere.join(', ')}`
    )
    expect(readers.length).toBeGreaterThan(150)
  })
})
