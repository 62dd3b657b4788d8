/**
 * Reading an answer by an endpoint, as a test wants it: nothing is lost, and nothing is of another microversion.
 */
import { call, type Microversion } from '@openstack-ts/core'
import { answerCodec, exampleInput, mayBeEmpty, untimely } from '@openstack-ts/testing'
import { isRight } from 'fp-ts/lib/Either.js'
import { failure } from 'io-ts/lib/PathReporter.js'

import type { Declared } from '../../contract/match.js'
import { type CannedAnswer, recordingCloud } from './recording-service.js'

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
export const callWith = async ({ endpoint }: Declared, exchange: CannedAnswer, microversion: Microversion) => {
  const input = exampleInput(endpoint, { rows: 'wanted', microversion })
  const { asked, cloud } = recordingCloud(exchange, microversion)
  return { answer: await call(endpoint)(input, { microversion })(cloud)(), asked: asked() !== undefined }
}

/** Reads an answer by the endpoint that is meant, which has this name. */
export const expectRead = async (one: Declared | undefined, answer: CannedAnswer, microversion: Microversion) => {
  if (one === undefined) throw new Error(`nothing is declared at ${microversion}`)
  expect(problemWith(one, answer.text, microversion)).toBeUndefined()
  const read = await callWith(one, answer, microversion)
  expect(read).toMatchObject({ asked: true, answer: { _tag: 'Right' } })
}

/** Makes an error of a no, by the endpoint that asked. */
export const expectRefused = async (one: Declared, answer: CannedAnswer, microversion: Microversion) => {
  const { headers = {}, status, text } = answer
  const { name } = one.endpoint
  expect((await callWith(one, answer, microversion)).answer).toMatchObject({
    _tag: 'Left',
    left: { _tag: 'HttpError', status, operation: name, ...faultIn(text), ...requestIn(headers) }
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
