/**
 * The two fast decoders, each alone: what they accept, what they answer, and that they copy nothing they need not.
 */
import * as fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'

import { dictionary, nullable, openString, optional, required, struct, Timestamp } from '../src/index.js'
import { type Fast, Miss } from '../src/fast.js'
import { generate } from '../src/generate.js'
import { interpret } from '../src/interpret.js'

const generated = (codec: t.Any): Fast => generate(codec, generated)
const interpreted = (codec: t.Any): Fast => interpret(codec, interpreted)
const ways = [
  ['generated', generated],
  ['interpreted', interpreted]
] as const

const NumberFromText = new t.Type<number, string>(
  'NumberFromText',
  (u): u is number => typeof u === 'number',
  (u, context) => (typeof u === 'string' && /^-?\d+$/.test(u) ? t.success(Number(u)) : t.failure(u, context)),
  String
)
const Pair = struct('Pair', { first: required('a', t.string), second: optional('b', t.number) })
const Other = struct('Other', { third: required('c', t.string) })
const Open = struct('Open', { first: required('a', t.string) }, { name: 'rest', codec: NumberFromText })
const OpenPlain = struct('OpenPlain', { first: optional('a', t.string) }, { name: 'rest', codec: t.string })
const Wide = struct(
  'Wide',
  Object.fromEntries(
    Array.from({ length: 20 }, (_, i) => [`p${i}`, (i % 2 === 0 ? required : optional)(`w${i}`, t.number)])
  )
)
const wide = Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`w${i}`, i]))

const codecOf = (i: number): t.Any => (i % 3 === 0 ? nullable(t.string) : t.union([t.number, t.boolean]))

/** Long enough to be made of a template, with more optional rows than one number tells of. */
const Long = struct(
  'Long',
  Object.fromEntries(
    Array.from({ length: 50 }, (_, i) => [`p${i}`, (i % 5 === 0 ? required : optional)(`w${i}`, codecOf(i))])
  )
)
const valueOf = (i: number) => (i % 3 === 0 ? (i % 2 === 0 ? null : `v${i}`) : i % 2 === 0 ? i : false)

describe.each(ways)('%s', (_, make) => {
  it('reads every combination of optional rows, in whatever order they come, and more than it remembers', () => {
    const decode = make(Long)
    const masks = fc.sample(fc.array(fc.boolean(), { minLength: 50, maxLength: 50 }), { numRuns: 300, seed: 4 })
    for (const mask of [...masks, ...masks.slice(0, 50)]) {
      const there = mask.flatMap((present, i) => (present || i % 5 === 0 ? [i] : []))
      const input = Object.fromEntries(there.map((i) => [`w${i}`, valueOf(i)]))
      const answer = decode(input)
      expect(answer).toEqual(Object.fromEntries(there.map((i) => [`p${i}`, valueOf(i)])))
      expect(Object.keys(answer as object)).toEqual(there.map((i) => `p${i}`))
    }
  })

  it('misses one wrong value in a long table, wherever it stands', () => {
    const decode = make(Long)
    const whole = Object.fromEntries(Array.from({ length: 50 }, (_row, i) => [`w${i}`, valueOf(i)]))
    for (let i = 0; i < 50; i++) {
      expect(decode({ ...whole, [`w${i}`]: i % 3 === 0 ? i : `v${i}` })).toBe(Miss)
      expect(decode({ ...whole, [`w${i}`]: [] })).toBe(Miss)
      const { [`w${i}`]: _left, ...without } = whole
      expect(decode(without) === Miss).toBe(i % 5 === 0)
      expect(decode(whole)).toMatchObject({ p0: null, p49: false })
    }
  })

  const plain: ReadonlyArray<[t.Any, ReadonlyArray<unknown>, ReadonlyArray<unknown>]> = [
    [t.string, ['', 'x'], [1, null, undefined, {}]],
    [t.number, [0, -1.5], ['1', null, true]],
    [t.boolean, [true, false], [0, 'true', null]],
    [t.null, [null], [undefined, 0, '']],
    [t.unknown, [undefined, null, {}, 'x'], []],
    [t.literal('x'), ['x'], ['y', null]],
    [t.literal(7), [7], ['7', 8]],
    [t.keyof({ a: null, b: null }), ['a', 'b'], ['c', 'constructor', null]],
    [openString('a'), ['a', 'z'], [1, null]],
    [Timestamp, ['2026-11-23T08:36:22Z'], ['now', null, 5]],
    [nullable(t.string), [null, 'x'], [undefined, 1]],
    [t.union([t.string, t.number, t.literal(true)]), ['x', 1, true], [false, null]],
    [t.readonlyArray(t.string), [[], ['x', 'y']], [['x', 1], {}, null, 'x']],
    [dictionary(t.string), [{}, { a: 'x' }], [{ a: 1 }, [], null, 'x']],
    [t.UnknownRecord, [{}, { a: 1 }], [null, 5]]
  ]
  it.each(plain.map((row) => [row[0].name, ...row] as const))(
    '%s is answered itself, or missed',
    (...[, codec, right, wrong]) => {
      const decode = make(codec)
      for (const input of right) expect(decode(input)).toBe(input)
      for (const input of wrong) expect(decode(input)).toBe(Miss)
    }
  )

  it.each<[string, t.Any, ReadonlyArray<readonly [unknown, unknown]>, ReadonlyArray<unknown>]>([
    ['a codec that transforms', NumberFromText, [['12', 12]], [12, 'x', null]],
    [
      'a table',
      Pair,
      [
        [{ a: 'x' }, { first: 'x' }],
        [
          { a: 'x', b: 1, c: 2 },
          { first: 'x', second: 1 }
        ],
        [{ a: 'x', b: undefined }, { first: 'x' }]
      ],
      [{}, { a: 1 }, { b: 1 }, { a: 'x', b: 'y' }, { a: 'x', b: null }, [], null, undefined, 'x', 5]
    ],
    [
      'a list of tables',
      t.readonlyArray(Pair),
      [
        [[], []],
        [
          [{ a: 'x' }, { a: 'y' }],
          [{ first: 'x' }, { first: 'y' }]
        ]
      ],
      [[{ a: 'x' }, {}], [null], {}, null, 'x', { length: 1, 0: { a: 'x' } }]
    ],
    [
      'a dictionary of tables',
      dictionary(Pair),
      [
        [{}, {}],
        [{ k: { a: 'x' } }, { k: { first: 'x' } }],
        [JSON.parse('{"__proto__":{"a":"x"}}'), JSON.parse('{"__proto__":{"first":"x"}}')]
      ],
      [{ k: {} }, [], [{ a: 'x' }], null, 'x', 5]
    ],
    [
      'a union of tables',
      t.union([Pair, Other]),
      [
        [{ a: 'x' }, { first: 'x' }],
        [{ c: 'x' }, { third: 'x' }],
        [{ a: 'x', c: 'y' }, { first: 'x' }]
      ],
      [{}, null, [], 'x']
    ],
    [
      'a table or null',
      nullable(Pair),
      [
        [null, null],
        [{ a: 'x' }, { first: 'x' }]
      ],
      [undefined, {}, '']
    ],
    [
      'a union of what transforms and what does not',
      t.union([t.literal('7'), NumberFromText, t.boolean, t.readonlyArray(NumberFromText)]),
      [
        ['7', '7'],
        ['8', 8],
        [true, true],
        [['1'], [1]]
      ],
      [null, 'x', ['x']]
    ],
    [
      'a table that keeps the rest',
      Open,
      [
        [{ a: 'x' }, { first: 'x', rest: {} }],
        [
          { a: 'x', b: '1', c: '2' },
          { first: 'x', rest: { b: 1, c: 2 } }
        ]
      ],
      [{}, { b: '1' }, { a: 'x', b: 'y' }, { a: 'x', b: 1 }, null]
    ],
    [
      'a table that keeps a rest as it is',
      OpenPlain,
      [
        [{}, { rest: {} }],
        [JSON.parse('{"a":"x","__proto__":"y"}'), { first: 'x', rest: JSON.parse('{"__proto__":"y"}') }]
      ],
      [{ b: 1 }]
    ],
    [
      'tables within tables',
      struct('Outer', { inner: required('i', Pair), many: optional('m', t.readonlyArray(nullable(Pair))) }),
      [
        [{ i: { a: 'x' } }, { inner: { first: 'x' } }],
        [
          { i: { a: 'x' }, m: [null, { a: 'y' }] },
          { inner: { first: 'x' }, many: [null, { first: 'y' }] }
        ]
      ],
      [{ i: {} }, { i: { a: 'x' }, m: [{}] }, { m: [] }]
    ],
    [
      'names that code might trip over',
      struct('Odd', { 'a"b\n': required('x"y\\', t.string), 'c-d': optional('OS-EXT:d', t.string) }),
      [
        [
          { 'x"y\\': 'x', 'OS-EXT:d': 'y' },
          { 'a"b\n': 'x', 'c-d': 'y' }
        ]
      ],
      [{}]
    ],
    [
      'a wide table',
      Wide,
      [[wide, Object.fromEntries(Object.values(wide).map((i) => [`p${i}`, i]))]],
      [
        { ...wide, w0: 'x' },
        { ...wide, w1: 'x' },
        { ...wide, w0: undefined }
      ]
    ]
  ])('%s', (...[, codec, right, wrong]) => {
    const decode = make(codec)
    for (const [input, output] of right) expect(decode(input)).toStrictEqual(output)
    for (const input of wrong) expect(decode(input)).toBe(Miss)
    // Twice: the second time nothing is made anew.
    for (const [input, output] of right) expect(decode(input)).toEqual(output)
  })

  it('leaves its input alone', () => {
    const input = Object.freeze({ i: Object.freeze({ a: 'x' }), m: Object.freeze([Object.freeze({ a: 'y' })]) })
    const decode = make(struct('Outer', { inner: required('i', Pair), many: required('m', t.readonlyArray(Pair)) }))
    expect(decode(input)).toEqual({ inner: { first: 'x' }, many: [{ first: 'y' }] })
    expect(input).toEqual({ i: { a: 'x' }, m: [{ a: 'y' }] })
  })

  it('gives every answer an object of its own', () => {
    const decode = make(Pair)
    const [one, other] = [decode({ a: 'x' }), decode({ a: 'x' })]
    expect(one).not.toBe(other)
    expect(one).toEqual(other)
  })

  it('accepts and answers what io-ts does', () => {
    const Row = struct('Row', {
      a: required('a', t.union([Pair, NumberFromText, t.null])),
      b: optional('b', t.readonlyArray(dictionary(nullable(Other))))
    })
    const value = fc.letrec<{ any: unknown }>((tie) => ({
      any: fc.oneof(
        { depthSize: 'small' },
        fc.constantFrom<unknown>(null, 'x', '12', 7),
        fc.array(tie('any'), { maxLength: 2 }),
        fc.dictionary(fc.constantFrom('a', 'b', 'c'), tie('any'), { maxKeys: 3, noNullPrototype: true })
      )
    })).any
    const decode = make(Row)
    fc.assert(
      fc.property(value, (input) => {
        const slowly = Row.validate(input, [])
        const answer = decode(input)
        expect(answer).toEqual(E.isLeft(slowly) ? Miss : slowly.right)
      })
    )
  })
})

describe('what is answered as it is, where code is generated', () => {
  const Link = struct('Link', { rel: required('rel', t.string), type: optional('type', t.string) })
  const decode = generated(Link)

  it('is an object that is what its table says', () => {
    for (const link of [{ rel: 'self' }, { rel: 'self', type: 'a' }]) expect(decode(link)).toBe(link)
  })

  it('is no object that has more', () => {
    expect(decode({ rel: 'self', href: 'h' })).toStrictEqual({ rel: 'self' })
    expect(decode({ rel: 'self', type: undefined })).toStrictEqual({ rel: 'self' })
    expect(decode({ type: 'a', rel: 'self', href: 'h' })).toStrictEqual({ rel: 'self', type: 'a' })
    expect(decode(JSON.parse('{"rel": "self", "__proto__": {"type": "a"}}'))).toStrictEqual({ rel: 'self' })
  })

  it('is no object whose values change', () => {
    expect(generated(struct('N', { n: required('n', NumberFromText) }))({ n: '12' })).toStrictEqual({ n: 12 })
    expect(generated(struct('L', { l: required('l', t.readonlyArray(Pair)) }))({ l: [{ a: 'x' }] })).toStrictEqual({
      l: [{ first: 'x' }]
    })
  })

  it('is no object that lacks what may be anything', () => {
    const Loose = struct('Loose', { a: required('a', t.unknown), b: required('b', t.string) })
    expect(generated(Loose)({ b: 'x', c: 1 })).toStrictEqual({ a: undefined, b: 'x' })
  })

  it('is a list of such objects, up to the first that is none', () => {
    const many = generated(t.readonlyArray(Link))
    const [kept, changed] = [
      Object.freeze([{ rel: 'a' }, { rel: 'b' }]),
      Object.freeze([{ rel: 'a' }, { rel: 'b', href: 'h' }, { rel: 'c' }])
    ]
    expect(many(kept)).toBe(kept)
    expect(many(changed)).toStrictEqual([{ rel: 'a' }, { rel: 'b' }, { rel: 'c' }])
    expect(changed[1]).toStrictEqual({ rel: 'b', href: 'h' })
  })

  it('is what io-ts answers, whatever the input', () => {
    const Row = struct('Row', {
      a: required('a', t.unknown),
      b: optional('b', t.readonlyArray(Link)),
      c: optional('c', t.number)
    })
    const value = fc.oneof(
      fc.constantFrom<unknown>(null, 'x', 7, undefined),
      fc.array(
        fc.dictionary(fc.constantFrom('rel', 'type', 'href', '__proto__'), fc.constantFrom('x', 'y', 1), {
          maxKeys: 3,
          noNullPrototype: true
        }),
        { maxLength: 3 }
      )
    )
    const input = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd', '__proto__'), value, {
      maxKeys: 4,
      noNullPrototype: true
    })
    fc.assert(
      fc.property(input, (row) => {
        const slowly = Row.validate(row, [])
        expect(generated(Row)(row)).toEqual(E.isLeft(slowly) ? Miss : slowly.right)
      }),
      { numRuns: 2000 }
    )
  })
})

it('a map holds what its values are, whatever all objects inherit', () => {
  const everywhere = Object.prototype as { inherited?: unknown }
  Object.defineProperty(everywhere, 'inherited', { value: 5, enumerable: true, configurable: true })
  try {
    expect(dictionary(t.string).is({ a: 'x' })).toBe(true)
    expect(dictionary(t.string).is({ a: 5 })).toBe(false)
    expect(generated(dictionary(Pair))({ a: { a: 'x' } })).toEqual({ a: { first: 'x' } })
  } finally {
    delete everywhere.inherited
  }
})
