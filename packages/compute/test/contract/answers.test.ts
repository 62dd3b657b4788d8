import { call, existsAt, type Microversion } from '@openstack-ts/core'
import { exampleInput } from '@openstack-ts/testing'
import { isRight } from 'fp-ts/lib/Either.js'
import { failure } from 'io-ts/lib/PathReporter.js'

import { type Declared, endpointsOf } from '../../contract/match.js'
import { answerCodec, mayBeEmpty, untimely } from './body-codec.js'
import { endpointsFor, everything, type Exchange, isLeftOut, overContract } from './contract.js'
import { recordingCloud } from './recording-service.js'

/** What is wrong with reading a body and writing it back; nothing where it comes back the same. */
const problemWith = ({ endpoint }: Declared, text: string, microversion: Microversion): string | undefined => {
  const codec = answerCodec(endpoint)
  if (text === '') return mayBeEmpty(endpoint) ? undefined : 'nothing was answered'
  if (codec === undefined) return 'the endpoint answers nothing'
  const json: unknown = JSON.parse(text)
  const decoded = codec.decode(json)
  if (!isRight(decoded)) return failure(decoded.left).slice(0, 3).join('; ')
  expect(codec.encode(decoded.right)).toEqual(json)
  const early = untimely(codec, decoded.right, microversion)
  return early.length === 0 ? undefined : `not of ${microversion}: ${[...new Set(early)].join(', ')}`
}

/** The same body through a call. */
const callWith = async ({ endpoint }: Declared, exchange: Pick<Exchange, 'status' | 'headers' | 'text'>) => {
  const microversion = endpoint.since ?? '2.1'
  const input = exampleInput(endpoint, { rows: 'wanted', microversion })
  return call(endpoint)(input, { microversion })(recordingCloud(exchange, microversion).cloud)()
}

overContract('answers', (contract) => {
  describe('of samples', () => {
    for (const { json, kind, microversions, name, operations } of contract.samples) {
      if (kind !== 'response' || operations.every(isLeftOut(contract))) continue
      it(`reads ${name}`, async () => {
        for (const microversion of microversions) {
          for (const operation of operations) {
            const candidates = endpointsFor(contract)(operation).filter(({ endpoint }) =>
              existsAt(endpoint)(microversion)
            )
            const text = JSON.stringify(json)
            const problems = candidates.map((one) => problemWith(one, text, microversion))
            expect(problems).toContain(undefined)
            const fitting = candidates[problems.indexOf(undefined)] as Declared
            expect(await callWith(fitting, { status: 200, headers: {}, text })).toMatchObject({ _tag: 'Right' })
          }
        }
      })
    }
  })

  describe('of exchanges', () => {
    for (const { headers, id, operation, sent, status, text } of contract.exchanges) {
      if (operation === null || isLeftOut(contract)(operation)) continue
      const candidates = endpointsOf(sent, everything)
      if (status < 300) {
        it(`${id} ${operation} at ${sent.microversion}: ${status}`, async () => {
          const problems = candidates.map((one) => problemWith(one, text, sent.microversion))
          expect(problems).toContain(undefined)
          const fitting = candidates[problems.indexOf(undefined)] as Declared
          expect(await callWith(fitting, { status, headers, text })).toMatchObject({ _tag: 'Right' })
        })
      } else {
        it(`${id} ${operation} at ${sent.microversion}: the error ${status}`, async () => {
          const [first] = [...candidates, ...endpointsFor(contract)(operation)]
          if (first === undefined) throw new Error(`No endpoint is ${sent.method} ${sent.path}`)
          expect(await callWith(first, { status, headers, text })).toMatchObject({
            _tag: 'Left',
            left: { _tag: 'HttpError', status, operation: first.endpoint.name, ...faultIn(text), ...requestIn(headers) }
          })
        })
      }
    }
  })
})

/** Nova's own name for an error, and its words, where it says them. */
const faultIn = (text: string): object => {
  if (!text.startsWith('{')) return {}
  for (const [fault, value] of Object.entries(JSON.parse(text) as object)) {
    if (typeof value === 'object' && value !== null && 'message' in value) {
      const message = String(value.message)
      if (fault === 'error') return { detail: message }
      return message.length > 500 ? { fault } : { fault, detail: message }
    }
  }
  return {}
}

const requestIn = (headers: Readonly<Record<string, string>>): object => {
  const id = headers['x-openstack-request-id']
  return id === undefined ? { requestIds: [] } : { requestIds: [id] }
}
