import * as t from 'io-ts'

import { dictionary, kindOf, nullable, openString, optional, required, struct, Timestamp } from '../src/index.js'
import { isIdentity } from '../src/kind.js'

const fields = { id: required('id', t.string) }

it.each<[string, t.Any, object]>([
  ['text', t.string, { _tag: 'text' }],
  ['text', openString('a'), { _tag: 'text' }],
  ['number', t.number, { _tag: 'number' }],
  ['boolean', t.boolean, { _tag: 'boolean' }],
  ['null', t.null, { _tag: 'null' }],
  ['unknown', t.unknown, { _tag: 'unknown' }],
  ['literal', t.literal(7), { _tag: 'literal', value: 7 }],
  ['keys', t.keyof({ SOFT: null, HARD: null }), { _tag: 'keys', keys: ['SOFT', 'HARD'] }],
  ['union', nullable(t.string), { _tag: 'union', members: [t.string, t.null] }],
  ['list', t.array(t.string), { _tag: 'list', item: t.string }],
  ['list', t.readonlyArray(t.string), { _tag: 'list', item: t.string }],
  ['dictionary', dictionary(t.string), { _tag: 'dictionary', item: t.string }],
  ['table', struct('T', fields), { _tag: 'table', fields }],
  [
    'table with a rest',
    struct('T', fields, { name: 'rest', codec: t.unknown }),
    { _tag: 'table', fields, rest: { name: 'rest', codec: t.unknown } }
  ],
  ['other', Timestamp, { _tag: 'other' }],
  ['other', t.Integer, { _tag: 'other' }],
  ['other', t.UnknownRecord, { _tag: 'other' }]
])('%s', (_, codec, kind) => {
  expect(kindOf(codec)).toEqual(kind)
})

it('tells codecs whose value is their input', () => {
  expect([t.string, nullable(t.string), Timestamp, dictionary(t.string), t.array(t.string)].every(isIdentity)).toBe(
    true
  )
  expect(isIdentity(struct('T', { a: optional('b', t.string) }))).toBe(false)
})
