/**
 * Answers that Nova should never give, through a call of every endpoint that answers anything: each becomes a value or a
 * `DecodeError`.
 */
import { call, type Cloud, decodeBy, type Microversion, type Service, type ServiceType } from '@openstack-ts/core'
import { answerCodec, arbitraryOf, exampleInput, spoiled } from '@openstack-ts/testing'
import * as fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'

import { endpoints } from '../src/index.js'

const bodies = Number(process.env['FUZZ_BODIES'] ?? 100_000)
const seed = 20261123

/** A linear congruence: fast, and the same each time. */
let state = seed
const random = (below: number): number => {
  state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32
  return Math.floor((state / 2 ** 32) * below)
}

const pieces = ['null', '"__proto__":{"polluted":true},', '"constructor":1,', '1e999', '"\\ud800"', '[[', '{', '}', '"']

/** As it is, cut short, or with something in it that does not belong there. */
const torn = (text: string): string => {
  const at = random(text.length + 1)
  const how = random(4)
  if (how === 0) return text
  return how === 1
    ? text.slice(0, at)
    : text.slice(0, at) + (pieces[random(pieces.length)] ?? '') + text.slice(at + how - 2)
}

let text = ''
const compute: Service = {
  microversions: async () => E.right({ min: '2.1', max: '2.104' }),
  policy: 'latest',
  send: () => async () => E.right({ status: 200, headers: {}, text })
}
const cloud = { compute } as Cloud<ServiceType>

const readers = Object.values(endpoints)
  .flatMap((group) => Object.values(group))
  .flatMap((endpoint) => {
    const codec = answerCodec(endpoint)
    if (codec === undefined) return []
    const microversion: Microversion = endpoint.until ?? endpoint.microversion ?? '2.1'
    const wire = arbitraryOf(codec, 'wire')
    const texts = [wire, spoiled(wire)].flatMap((json) => fc.sample(json, { numRuns: 15, seed }))
    const input = exampleInput(endpoint, { rows: 'wanted', microversion })
    return [
      {
        name: endpoint.name,
        texts: texts.map((json) => JSON.stringify(json)),
        read: call(endpoint)(input)(cloud)
      }
    ]
  })

afterAll(() => decodeBy('generated'))

it(`reads ${bodies.toLocaleString('en')} generated answers of ${readers.length} endpoints, either way`, async () => {
  const seen = { values: 0, errors: 0 }
  const others: Array<unknown> = []
  for (let i = 0; i < bodies; i++) {
    const { name, read, texts } = readers[i % readers.length] as (typeof readers)[number]
    text = torn(texts[random(texts.length)] ?? '')
    decodeBy(random(2) === 0 ? 'generated' : 'interpreted')
    const answer = await read()
    if (E.isRight(answer)) seen.values += 1
    else if (answer.left._tag === 'DecodeError') seen.errors += 1
    else others.push([name, answer.left])
  }
  expect(others).toEqual([])
  expect(readers.length).toBeGreaterThan(80)
  expect(seen.values).toBeGreaterThan(bodies / 10)
  expect(seen.errors).toBeGreaterThan(bodies / 10)
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined()
}, 120_000)
