import * as fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'

import { commaSeparated, dictionary, nullable, openString, Timestamp, valueSince, valueUntil } from '../src/index.js'
import { isRecord, put } from '../src/codec.js'

const NumberFromText = new t.Type<number, string>(
  'NumberFromText',
  (u): u is number => typeof u === 'number',
  (u, context) => (typeof u === 'string' && /^-?\d+$/.test(u) ? t.success(Number(u)) : t.failure(u, context)),
  String
)

describe('nullable', () => {
  it('is null or the value, never absent', () => {
    const codec = nullable(Timestamp)
    expect(codec.decode(null)).toEqual(E.right(null))
    expect(codec.decode('2026-11-23T08:36:22Z')).toEqual(E.right('2026-11-23T08:36:22Z'))
    expect(E.isLeft(codec.decode(undefined))).toBe(true)
    expect(E.isLeft(codec.decode('yesterday'))).toBe(true)
    expect(codec.encode(null)).toBeNull()
  })
})

describe('openString', () => {
  it('accepts any text, and knows some', () => {
    const Status = openString('ACTIVE', 'ERROR')
    expect(Status.decode('ACTIVE')).toEqual(E.right('ACTIVE'))
    expect(Status.decode('YOUNGER_THAN_US')).toEqual(E.right('YOUNGER_THAN_US'))
    expect(Status.is('x')).toBe(true)
    expect(Status.is(1)).toBe(false)
    expect(E.isLeft(Status.decode(1))).toBe(true)
    expect(Status.encode('x')).toBe('x')
    expect(Status).toMatchObject({ _tag: 'StringType', known: ['ACTIVE', 'ERROR'], name: 'string' })
  })
})

describe('dictionary', () => {
  const Texts = dictionary(t.string)
  const Numbers = dictionary(NumberFromText)

  it('is an object of values of one kind', () => {
    expect(Texts.name).toBe('{ [key]: string }')
    expect(Texts.is({ a: 'x' })).toBe(true)
    expect(Texts.is({ a: 1 })).toBe(false)
    expect(Texts.is(['x'])).toBe(false)
    expect(Texts.is(null)).toBe(false)
    expect(Texts.decode({ a: 'x' })).toEqual(E.right({ a: 'x' }))
    expect(E.isLeft(Texts.decode('x'))).toBe(true)
    expect(E.isLeft(Texts.decode(['x']))).toBe(true)
  })

  it('says of every wrong value where it is', () => {
    const read = Texts.decode({ a: 1, b: 'x', c: null })
    expect(E.isLeft(read) && read.left.map(({ context, value }) => [context.at(-1)?.key, value])).toEqual([
      ['a', 1],
      ['c', null]
    ])
  })

  it('writes back what it read', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.oneof(fc.string(), fc.constant('__proto__')), fc.integer()), (numbers) => {
        const wire = Object.fromEntries(Object.entries(numbers).map(([key, value]) => [key, String(value)]))
        const read = Numbers.decode(wire)
        expect(E.isRight(read) && Numbers.encode(read.right)).toEqual(wire)
        expect(E.isRight(read) && Object.keys(read.right).toSorted()).toEqual(Object.keys(wire).toSorted())
      })
    )
    expect(Texts.encode({ a: 'x' })).toEqual({ a: 'x' })
  })
})

describe('commaSeparated', () => {
  it.each<[string, ReadonlyArray<string>]>([
    ['', []],
    ['a', ['a']],
    ['a,b', ['a', 'b']],
    ['a,,b', ['a', '', 'b']],
    [',', ['', '']]
  ])('reads %j as %j, and writes it back', (text, items) => {
    expect(commaSeparated.decode(text)).toEqual(E.right(items))
    expect(commaSeparated.encode(items)).toBe(text)
    expect(commaSeparated.is(items)).toBe(true)
  })

  it.each([[['a,b']], [[1]], ['a'], [null], [['']]])('refuses to write %j, which would be read otherwise', (items) => {
    expect(commaSeparated.is(items)).toBe(false)
  })

  it('reads nothing but text', () => {
    expect(E.isLeft(commaSeparated.decode(['a']))).toBe(true)
  })
})

describe('a value with a lifetime', () => {
  it('is the value, which knows since when and until when', () => {
    const [young, old] = [valueSince('2.8', t.literal('webmks')), valueUntil('2.5', t.literal('xvpvnc'))]
    expect(young).toMatchObject({ since: '2.8', _tag: 'LiteralType', value: 'webmks' })
    expect(old).toMatchObject({ until: '2.5', value: 'xvpvnc' })
    expect(young.decode('webmks')).toEqual(E.right('webmks'))
    expect(E.isLeft(young.decode('vnc'))).toBe(true)
    expect(old.is('xvpvnc')).toBe(true)
    expect(t.literal('webmks')).not.toHaveProperty('since')
    expect(t.union([young, old]).decode('xvpvnc')).toEqual(E.right('xvpvnc'))
  })
})

describe('records', () => {
  it.each([
    [{}, true],
    [Object.create(null), true],
    [null, false],
    [[], false],
    ['x', false],
    [undefined, false]
  ])('%j is one: %s', (value, is) => {
    expect(isRecord(value)).toBe(is)
  })

  it('take any name for their own', () => {
    const record: Record<string, unknown> = {}
    put(record, '__proto__', { polluted: true })
    put(record, 'a', 1)
    expect(Object.keys(record)).toEqual(['__proto__', 'a'])
    expect(Object.getPrototypeOf(record)).toBe(Object.prototype)
    record['__proto__'] = 2
    expect(JSON.stringify(record)).toBe('{"__proto__":2,"a":1}')
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined()
  })
})
