/**
 * What our types let a caller send is what Nova takes: inputs made of the types of every endpoint, for each microversion
 * range, are held against Nova's whole schemas of bodies and queries.
 */
import { call, existsAt, type Microversion } from '@openstack-ts/core'
import * as fc from 'fast-check'
import { isRight } from 'fp-ts/lib/Either.js'

import type { AnyEndpoint, Declared } from '../../contract/match.js'
import { type Contract, endpointsFor, isLeftOut, overContract, type SchemaRange } from './contract.js'
import { type Bounds, inputsAt } from './inputs-at.js'
import { corrected, type Patterns } from './json-schema.js'
import { type Validate, validatorOf } from './nova-validator.js'
import { recordingCloud } from './recording-service.js'
import { asWritten, novaRealities, type NovaSchema, novaSchemas } from '../recorded/nova-schemas.js'
import { say } from './say.js'

/** Of each endpoint at each end of each range; the same ones each time. */
const numRuns = 15
const seed = 5

type Input = Readonly<Record<string, unknown>>

/** Of some optional rows Nova wants one, whichever. */
const isWhole = ({ body }: AnyEndpoint, input: Input): boolean =>
  body?.some?.some((name) => input[name] !== undefined) ?? true

interface Sent {
  readonly body: unknown
  readonly query: Readonly<Record<string, ReadonlyArray<string>>>
}

/** What leaves. Throws where nothing does. */
const sentBy = async (endpoint: AnyEndpoint, input: Input, version: Microversion): Promise<Sent> => {
  const { asked, cloud } = recordingCloud({ status: 500, text: '' }, version)
  const answer = await call(endpoint)(input, { microversion: version })(cloud)()
  const sent = asked()
  if (sent === undefined) throw new Error(isRight(answer) ? 'nothing was sent' : answer.left.message)
  const query: Record<string, Array<string>> = {}
  for (const [name, value] of new URLSearchParams(sent.path.split('?')[1]))
    query[name] = [...(query[name] ?? []), value]
  return { body: sent.body === undefined ? null : JSON.parse(sent.body), query }
}

/** What is held against what: the schemas of an operation between two microversions. */
interface Judge extends Pick<SchemaRange, 'operation' | 'min' | 'max'> {
  readonly body: (() => unknown) | undefined
  readonly query: (() => unknown) | undefined
}

interface Held {
  readonly body: Validate | undefined
  readonly query: Validate | undefined
  readonly bounds: Bounds
}

/** The judges of today's Nova, of whose schemas half are kept from us, and for those the ones of Nova 26. */
const judgesOf = ({ ranges, schema }: Contract): ReadonlyArray<Judge> => {
  const lazily = (file: string | undefined) => (file === undefined ? undefined : () => schema(file))
  return [
    ...ranges.map((range): Judge => ({ ...range, body: lazily(range.request), query: lazily(range.query) })),
    ...novaSchemas.map(({ kind, schema: one, ...range }): Judge => ({
      ...range,
      body: kind === 'request' ? () => one : undefined,
      query: kind === 'query' ? () => one : undefined
    }))
  ].filter(({ body, query }) => body !== undefined || query !== undefined)
}

const validators = new Map<string, Validate>()

/** A schema at work, made once: ranges share them. */
const validatorFor = (schema: unknown, patterns: Patterns): Validate | undefined => {
  if (schema === undefined) return undefined
  const text = JSON.stringify(schema)
  const known = validators.get(text) ?? validatorOf(schema, patterns)
  validators.set(text, known)
  return known
}

const heldBy = ({ patterns }: Contract, judge: Judge): Held => {
  const [body, query] = [judge.body?.(), judge.query?.()]
  return {
    body: validatorFor(body, patterns),
    query: validatorFor(query, patterns),
    bounds: { body, query, patterns }
  }
}

/** Whether Nova 26 knows the last of a range. */
const isIn26 = (wanted: Pick<NovaSchema, 'operation' | 'kind' | 'max'>): boolean =>
  novaSchemas.some(
    ({ kind, max, operation }) => operation === wanted.operation && kind === wanted.kind && max === wanted.max
  )

const tally = { inputs: 0, bodies: 0, queries: 0, parameters: 0, filled: 0 }

/** Throws what Nova would say. */
const expectTaken = async ({ endpoint }: Declared, { body, bounds, query }: Held, version: Microversion) => {
  let taken = 0
  const property = fc.asyncProperty(inputsAt(endpoint, version, bounds), async (input) => {
    if (!isWhole(endpoint, input)) return
    const sent = await sentBy(endpoint, input, version)
    const complaints = [...(body?.(sent.body) ?? []), ...(query?.(sent.query) ?? [])]
    if (complaints.length > 0) throw new Error(`${JSON.stringify(complaints)}: ${JSON.stringify(sent)}`)
    taken += 1
    tally.parameters += Object.keys(sent.query).length
    if (sent.body !== null) tally.filled += 1
  })
  await fc.assert(property, { numRuns, seed })
  if (endpoint.body?.some === undefined) expect(taken).toBe(numRuns)
  else expect(taken).toBeGreaterThanOrEqual(numRuns / 2)
  tally.inputs += taken
}

overContract('inputs', (contract) => {
  const ranges = contract.ranges.filter(({ operation }) => !isLeftOut(contract)(operation))

  for (const judge of judgesOf(contract).filter(({ operation }) => !isLeftOut(contract)(operation))) {
    const { body, max, min, operation, query } = judge
    describe(`${operation} at ${min} to ${max}`, () => {
      let held: Held
      beforeAll(() => void (held = heldBy(contract, judge)))
      for (const one of endpointsFor(contract)(operation)) {
        const alive = [...new Set([min, max])].filter(existsAt(one.endpoint))
        if (alive.length === 0) continue
        if (body !== undefined) tally.bodies += 1
        if (query !== undefined) tally.queries += 1
        it.each(alive)(`${one.method} sends what Nova takes at %s`, (version) => expectTaken(one, held, version))
      }
    })
  }

  it.each(['aggregates.update', 'hosts.update'])(
    '%s is refused without any of the rows of which Nova wants one',
    async (method) => {
      const ours = ranges.flatMap(({ operation }) => endpointsFor(contract)(operation))
      const one = ours.find((declared) => declared.method === method)
      const [id = ''] = /\w+(?=\})/.exec(one?.endpoint.path ?? '') ?? []
      await expect(one && sentBy(one.endpoint, { [id]: 'any' }, '2.1')).rejects.toThrow(/ needs \w+ or \w+$/)
    }
  )

  it.each(novaRealities.map((reality) => [reality.why, reality] as const))('needs to know: %s', (_, reality) => {
    const concerned = asWritten.filter(({ operation }) => reality.file.test(operation))
    const changed = concerned.filter(
      ({ schema }) => JSON.stringify(corrected(schema, [reality])) !== JSON.stringify(schema)
    )
    expect(changed).not.toEqual([])
  })

  it('says how much that was', () => {
    const { bodies, filled, inputs, parameters, queries } = tally
    const elsewhere = ranges.flatMap(({ elsewhere: kinds, max, min, operation }) =>
      kinds.flatMap((kind) =>
        kind === 'response' || isIn26({ operation, kind, max }) ? [] : [`${operation} ${kind} ${min}-${max}`]
      )
    )
    say(
      `${inputs} inputs: ${bodies} endpoints × ranges of requests (${filled} bodies), ${queries} of queries ` +
        `(${parameters} parameters)\n${elsewhere.length} schemas are neither here nor of Nova 26: ${elsewhere.join(', ')}`
    )
    expect(parameters).toBeGreaterThan(inputs / 10)
    expect(filled).toBeGreaterThan(inputs / 3)
  })
})
