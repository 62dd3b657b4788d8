/**
 * Generated declarations of any depth, and inputs valid and not: the three ways of reading accept and answer the same.
 */
import * as fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'

import { decodeBy, dictionary, nullable, openString, optional, required, struct, Timestamp } from '../src/index.js'

afterEach(() => decodeBy('generated'))

// -------------------------------------------------------------------------------------
// declarations
// -------------------------------------------------------------------------------------

const NumberFromText = new t.Type<number, string>(
  'NumberFromText',
  (u): u is number => typeof u === 'number',
  (u, context) => (typeof u === 'string' && /^\d+$/.test(u) ? t.success(Number(u)) : t.failure(u, context)),
  String
)

const leaf: fc.Arbitrary<t.Any> = fc.constantFrom<t.Any>(
  t.string,
  t.number,
  t.boolean,
  t.null,
  t.unknown,
  t.literal('x'),
  t.literal(7),
  t.keyof({ a: null, b: null }),
  openString('a'),
  Timestamp,
  NumberFromText
)

const names = ['a', 'b', 'c', 'OS-EXT:d', 'constructor']

const { codec } = fc.letrec<{ codec: t.Any; table: t.Any }>((tie) => ({
  codec: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaf,
    tie('table'),
    tie('codec').map((item) => t.readonlyArray(item)),
    tie('codec').map((item) => nullable(item)),
    tie('codec').map((item) => dictionary(item)),
    fc.tuple(tie('codec'), tie('codec')).map(([one, other]) => t.union([one, other]))
  ),
  table: fc
    .tuple(
      fc.uniqueArray(fc.constantFrom(...names), { maxLength: 4 }),
      fc.array(fc.tuple(fc.boolean(), tie('codec')), { minLength: 4, maxLength: 4 }),
      fc.option(leaf)
    )
    .map(([keys, rows, rest]) => {
      const fields = Object.fromEntries(
        keys.map((key, i) => {
          const [wanted, of] = rows[i] as [boolean, t.Any]
          return [`p_${key}`, wanted ? required(key, of) : optional(key, of)]
        })
      )
      return rest === null ? struct('Table', fields) : struct('Table', fields, { name: 'rest', codec: rest })
    })
}))

const json = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom<unknown>(null, true, 'x', 'a', '12', 7, 0, '2026-11-23T08:36:22Z', '2026-13-01T00:00:00Z'),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...names, '__proto__', 'z'), tie('value'), { maxKeys: 4, noNullPrototype: true })
  )
})).value

// -------------------------------------------------------------------------------------
// laws
// -------------------------------------------------------------------------------------

const readBy = (way: 'generated' | 'interpreted' | 'plain', of: t.Any, input: unknown): unknown => {
  decodeBy(way)
  const read = of.decode(input)
  return E.isRight(read) ? read : 'refused'
}

it('reads the same every way, whatever the declaration and the input', () => {
  fc.assert(
    fc.property(codec, json, (of, input) => {
      const wrapped = struct('Answer', { item: required('item', of) })
      const slowly = readBy('plain', wrapped, { item: input })
      expect(readBy('generated', wrapped, { item: input })).toEqual(slowly)
      expect(readBy('interpreted', wrapped, { item: input })).toEqual(slowly)
    }),
    { numRuns: 20_000 }
  )
}, 60_000)

it('writes back what it read, as far as the table reaches', () => {
  const Link = struct('Link', { rel: required('rel', t.string), href: required('href', t.string) })
  const Thing = struct(
    'Thing',
    {
      id: required('id', t.string),
      links: optional('links', t.readonlyArray(Link)),
      flavor: optional('flavor', t.union([struct('Ref', { id: required('id', t.string) }), Link])),
      size: optional('OS-EXT:size', NumberFromText)
    },
    { name: 'properties', codec: t.unknown }
  )
  const wire = {
    id: 'a',
    links: [{ rel: 'self', href: 'h' }],
    flavor: { id: 'f' },
    'OS-EXT:size': '12',
    extra: { deep: [1] }
  }
  const read = Thing.decode(wire)
  expect(read).toEqual(
    E.right({
      id: 'a',
      links: [{ rel: 'self', href: 'h' }],
      flavor: { id: 'f' },
      size: 12,
      properties: { extra: { deep: [1] } }
    })
  )
  expect(E.isRight(read) && Thing.encode(read.right)).toEqual(wire)
})

it('takes no prototype from an answer', () => {
  const Bag = dictionary(struct('Value', { a: required('a', t.number) }))
  const input: unknown = JSON.parse('{"__proto__": {"a": 1}, "constructor": {"a": 2}}')
  for (const way of ['generated', 'interpreted', 'plain'] as const) {
    decodeBy(way)
    const read = Bag.decode(input)
    expect(E.isRight(read) && Object.getPrototypeOf(read.right)).toBe(Object.prototype)
    expect(E.isRight(read) && Object.keys(read.right)).toEqual(['__proto__', 'constructor'])
    expect(E.isRight(read) && JSON.stringify(Bag.encode(read.right))).toBe(
      '{"__proto__":{"a":1},"constructor":{"a":2}}'
    )
  }
  expect(({} as { a?: unknown }).a).toBeUndefined()
})

it('walks the table where no code may be generated', () => {
  const real = globalThis.Function
  jest.isolateModules(() => {
    globalThis.Function = function refused() {
      throw new EvalError('Refused to evaluate a string as JavaScript')
    } as unknown as FunctionConstructor
    try {
      const core = jest.requireActual<typeof import('../src/index.js')>('../src/index.js')
      const Thing = core.struct('Thing', { id: core.required('id', t.string) })
      expect(Thing.decode({ id: 'a' })).toEqual(E.right({ id: 'a' }))
      expect(E.isLeft(Thing.decode({ id: 1 }))).toBe(true)
    } finally {
      globalThis.Function = real
    }
  })
})
