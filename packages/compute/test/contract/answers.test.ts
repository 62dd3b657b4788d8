import { call, existsAt, type Microversion } from '@openstack-ts/core'
import { answerCodec, exampleInput, mayBeEmpty, untimely } from '@openstack-ts/testing'
import { isRight } from 'fp-ts/lib/Either.js'
import { failure } from 'io-ts/lib/PathReporter.js'

import { type Declared, endpointsOf } from '../../contract/match.js'
import { type Contract, everything, type Exchange, isLeftOut, overContract } from './contract.js'
import { type CannedAnswer, recordingCloud } from './recording-service.js'
import { meant, meantAtAll } from './which-endpoint.js'

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

/** The same body through a call, at the microversion it is of. */
const callWith = async ({ endpoint }: Declared, exchange: CannedAnswer, microversion: Microversion) => {
  const input = exampleInput(endpoint, { rows: 'wanted', microversion })
  const { asked, cloud } = recordingCloud(exchange, microversion)
  return { answer: await call(endpoint)(input, { microversion })(cloud)(), asked: asked() !== undefined }
}

/** Reads an answer by the endpoint that is meant, which has this name. */
const expectRead = async (one: Declared | undefined, answer: CannedAnswer, microversion: Microversion) => {
  if (one === undefined) throw new Error(`nothing is declared at ${microversion}`)
  expect(problemWith(one, answer.text, microversion)).toBeUndefined()
  const read = await callWith(one, answer, microversion)
  expect(read).toMatchObject({ asked: true, answer: { _tag: 'Right' } })
}

overContract('answers', (contract) => {
  const which = meant(contract)

  describe('of samples', () => {
    for (const { json, kind, microversions, name, operations } of contract.samples) {
      if (kind !== 'response' || operations.every(isLeftOut(contract))) continue
      it(`reads ${name}`, async () => {
        const text = JSON.stringify(json)
        for (const microversion of microversions) {
          for (const operation of operations) {
            const one = which(operation, microversion, { where: name, said: text })
            await expectRead(one, { status: 200, headers: {}, text }, microversion)
          }
        }
      })
    }
  })

  describe('of exchanges', () => {
    for (const exchange of contract.exchanges) {
      const { id, operation, sent, status } = exchange
      if (operation === null || isLeftOut(contract)(operation)) continue
      const what = `${id} ${operation} at ${sent.microversion}`
      if (status < 300) it(`${what}: ${status}`, () => expectExchange(contract, operation, exchange))
      else it(`${what}: the error ${status}`, () => expectRefusal(contract, operation, exchange))
    }
  })
})

const cluesOf = ({ sent, text }: Exchange) => ({ where: sent.path, said: `${JSON.stringify(sent.body)} ${text}` })

const expectExchange = async (contract: Contract, operation: string, exchange: Exchange): Promise<void> => {
  const { sent } = exchange
  const one = meant(contract)(operation, sent.microversion, cluesOf(exchange))
  await expectRead(one, exchange, sent.microversion)
  // By method and path alone it is found as well: nothing of another shape has been taken for it.
  const found = endpointsOf(sent, everything).map(({ method }) => method)
  expect(found).toContain(one?.method)
}

const expectRefusal = async (contract: Contract, operation: string, exchange: Exchange): Promise<void> => {
  const { headers, sent, status, text } = exchange
  const { microversion } = sent
  const one = meantAtAll(contract)(operation, cluesOf(exchange))
  const { endpoint } = one
  const there = existsAt(endpoint)(microversion)
  if (!there) {
    // Nova says 404 there; we do not even ask.
    const unasked = await callWith(one, exchange, microversion)
    expect(unasked).toMatchObject({ asked: false, answer: { left: { _tag: 'MicroversionError' } } })
  }
  const spoken = there ? microversion : (endpoint.until ?? endpoint.since ?? '2.1')
  expect((await callWith(one, exchange, spoken)).answer).toMatchObject({
    _tag: 'Left',
    left: { _tag: 'HttpError', status, operation: endpoint.name, ...faultIn(text), ...requestIn(headers) }
  })
}

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
