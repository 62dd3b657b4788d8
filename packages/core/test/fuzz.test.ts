/**
 * A million bodies that no service should send: each becomes a value or a `DecodeError`, never a throw, never a
 * polluted prototype.
 */
import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'

import { dataOf } from '../src/answer.js'
import { dictionary, nullable, optional, required, struct, Timestamp } from '../src/index.js'

const bodies = Number(process.env['FUZZ_BODIES'] ?? 1_000_000)

/** xorshift32: fast, and the same each time. */
const randomOf = (seed: number) => {
  let state = seed
  return (below: number): number => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) % below
  }
}

const Event = struct('Event', {
  event: required('event', t.string),
  start: required('start_time', Timestamp),
  finish: required('finish_time', nullable(Timestamp)),
  details: optional('details', nullable(t.string))
})

const endpoint = {
  name: 'Thing.get',
  service: 'compute',
  method: 'GET',
  path: '/things',
  answer: {
    key: 'thing',
    codec: struct('Thing', {
      id: required('id', t.string),
      size: optional('size', t.number),
      tags: optional('tags', t.readonlyArray(t.string)),
      metadata: optional('metadata', dictionary(t.string)),
      events: optional('events', t.readonlyArray(Event)),
      flavor: optional('flavor', t.union([Event, dictionary(Event), t.literal('')]))
    })
  }
} as const

const good = JSON.stringify({
  thing: {
    id: 'a',
    size: 1,
    tags: ['x', 'y'],
    metadata: { k: 'v' },
    events: [{ event: 'e', start_time: '2026-11-23T08:36:22.000001', finish_time: null, details: 'd' }],
    flavor: ''
  }
})

const odd = [
  '"__proto__":{"polluted":true},',
  '"constructor":{"prototype":{"polluted":true}},',
  '1e999',
  '-0',
  '1'.repeat(400),
  '"\\ud800"',
  '"\\u0000"',
  'null',
  '[]',
  '{}',
  '[[[[',
  '{"a":'.repeat(50),
  'true',
  '"',
  '\\',
  ',',
  '}',
  ']'
]

const mutated = (random: (below: number) => number): string => {
  let text = good
  for (let times = 1 + random(3); times > 0; times--) {
    const at = random(text.length + 1)
    const to = Math.min(text.length, at + random(random(4) === 0 ? 60 : 4))
    text = text.slice(0, at) + (random(3) === 0 ? '' : (odd[random(odd.length)] ?? '')) + text.slice(to)
  }
  return random(20) === 0 ? text.slice(0, random(text.length + 1)) : text
}

it(`reads ${bodies.toLocaleString('en')} generated bodies to a value or a DecodeError`, () => {
  const random = randomOf(20261123)
  const seen = { values: 0, errors: 0 }
  for (let i = 0; i < bodies; i++) {
    const text = mutated(random)
    const read = dataOf(endpoint, { status: 200, headers: {}, text })
    if (E.isRight(read)) seen.values++
    else if (read.left._tag === 'DecodeError') seen.errors++
  }
  expect(seen.values + seen.errors).toBe(bodies)
  expect(seen.values).toBeGreaterThan(bodies / 100)
  expect(seen.errors).toBeGreaterThan(bodies / 100)
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined()
}, 300_000)

it('reads deep nesting without running out of stack', () => {
  const deep = `{"thing":{"id":"a","flavor":${'['.repeat(100_000)}${']'.repeat(100_000)}}}`
  expect(dataOf(endpoint, { status: 200, headers: {}, text: deep })).toMatchObject({ left: { _tag: 'DecodeError' } })
}, 60_000)
