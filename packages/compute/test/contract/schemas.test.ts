import { call, existsAt, type Microversion, struct } from '@openstack-ts/core'
import { answerCodec, arbitraryOf, mayBeEmpty, untimely } from '@openstack-ts/testing'
import { Ajv2020 } from 'ajv/dist/2020.js'
import * as fc from 'fast-check'
import { isLeft, isRight } from 'fp-ts/lib/Either.js'
import { failure } from 'io-ts/lib/PathReporter.js'

import { type AnyEndpoint, type Declared, microversions } from '../../contract/match.js'
import { rowsAt } from './rows-at.js'
import { type Contract, endpointsFor, isLeftOut, overContract, type SchemaRange } from './contract.js'
import { corrected, instanceOf, type Reality, structural } from './json-schema.js'
import { answerRealities, requestRealities } from './realities.js'
import { recordingCloud } from './recording-service.js'

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

/** What a call takes at a microversion. */
const inputs = ({ body, headers, path, query }: AnyEndpoint, version: Microversion): fc.Arbitrary<object> => {
  const sent = body?.patch === undefined ? body?.fields : undefined
  const rows = rowsAt({ ...query, ...headers, ...sent }, version)
  const parameters = Object.fromEntries([...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => [name, `a-${name}`]))
  return arbitraryOf(struct('input', rows), 'value').map((value) => ({ ...(value as object), ...parameters }))
}

interface Asked {
  readonly body: unknown
  readonly query: Readonly<Record<string, ReadonlyArray<string>>>
}

/** What leaves; nothing where something inside the input is of another microversion. */
const asked = async (endpoint: AnyEndpoint, input: object, version: Microversion): Promise<Asked | undefined> => {
  const { asked: request, cloud } = recordingCloud({ status: 500, text: '' }, version)
  const answer = await call(endpoint)(input, { microversion: version })(cloud)()
  const sent = request()
  if (sent === undefined) {
    if (isRight(answer) || answer.left._tag === 'MicroversionError') return undefined
    throw new Error(answer.left.message)
  }
  const query: Record<string, Array<string>> = {}
  for (const [name, value] of new URLSearchParams(sent.path.split('?')[1]))
    query[name] = [...(query[name] ?? []), value]
  return { body: sent.body === undefined ? undefined : JSON.parse(sent.body), query }
}

const validator = (contract: Contract, file: string) => {
  const ajv = new Ajv2020({ strict: false, validateFormats: false })
  const schema = structural(corrected(contract.schema(file), realitiesOf(file, requestRealities)))
  return ajv.compile(schema as object)
}

const expectTaken = (contract: Contract, one: Declared, { max, min, query, request }: SchemaRange) => {
  const body = request === undefined ? undefined : validator(contract, request)
  const asks = query === undefined ? undefined : validator(contract, query)
  for (const version of new Set([min, max])) {
    if (!existsAt(one.endpoint)(version)) continue
    it(`${one.method} sends what Nova takes at ${version}`, async () => {
      let taken = 0
      const property = fc.asyncProperty(inputs(one.endpoint, version), async (input) => {
        const sent = await asked(one.endpoint, input, version)
        if (sent === undefined) return
        taken += 1
        if (body !== undefined && !body(sent.body ?? null))
          throw new Error(`${JSON.stringify(body.errors)}: ${JSON.stringify(sent.body)}`)
        if (asks !== undefined && !asks(sent.query))
          throw new Error(`${JSON.stringify(asks.errors)}: ${JSON.stringify(sent.query)}`)
      })
      // Where most of what is generated is of other microversions, the first round may have nothing that is taken.
      for (let round = 0; round < 10 && taken === 0; round++) await fc.assert(property, { numRuns: runs })
      expect(taken).toBeGreaterThan(0)
    })
  }
}

overContract('schemas', (contract) => {
  for (const range of contract.ranges) {
    const { max, min, operation, query, request, response } = range
    if (isLeftOut(contract)(operation)) continue
    describe(`${operation} at ${min} to ${max}`, () => {
      const alive = endpointsFor(contract)(operation).filter(({ endpoint }) =>
        microversions.slice(microversions.indexOf(min), microversions.indexOf(max) + 1).some(existsAt(endpoint))
      )
      it('is declared', () => expect(alive).not.toEqual([]))
      if (alive.length === 0) return
      if (response !== undefined) {
        it('answers what is read, and written back the same', () => {
          const schema = corrected(contract.schema(response), realitiesOf(response, answerRealities))
          const readers = alive.map(({ endpoint }) => endpoint)
          const property = fc.property(instanceOf(schema, contract.patterns), (json) => {
            expect(readingProblems(readers, json, lifetimeOf(response))).toEqual([])
          })
          fc.assert(property, { numRuns: runs })
        })
      }
      if (request !== undefined || query !== undefined) for (const one of alive) expectTaken(contract, one, range)
    })
  }
})
