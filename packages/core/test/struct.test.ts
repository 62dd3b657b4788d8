import * as fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'

import { decodeBy, type Decoding, nullable, optional, required, since, struct } from '../src/index.js'

afterEach(() => decodeBy('generated'))

const NumberFromText = new t.Type<number, string>(
  'NumberFromText',
  (u): u is number => typeof u === 'number',
  (u, context) => (typeof u === 'string' && /^-?\d+$/.test(u) ? t.success(Number(u)) : t.failure(u, context)),
  String
)

const Link = struct('Link', { href: required('href', t.string), rel: optional('rel', t.string) })
const Thing = struct('Thing', {
  id: required('uuid', t.string),
  name: required('name', nullable(t.string)),
  size: optional('OS-EXT:size', NumberFromText),
  links: optional('links', t.readonlyArray(Link)),
  hostId: since('2.62', 'hostId', t.string)
})
const Open = struct('Open', { id: required('id', t.string) }, { name: 'properties', codec: NumberFromText })

const ways: ReadonlyArray<Decoding> = ['generated', 'interpreted', 'plain']

/** Where each complaint is, and of what. */
const complaints = (codec: t.Any, u: unknown): unknown => {
  const read = codec.decode(u)
  return E.isLeft(read)
    ? read.left.map(({ context, value }) => [context.map(({ key }) => key).join('.'), value])
    : 'read'
}

describe.each(ways)('%s', (way) => {
  beforeEach(() => decodeBy(way))

  it('renames, decodes and drops what no row declares', () => {
    const wire = { uuid: 'a', name: null, 'OS-EXT:size': '12', links: [{ href: 'h', other: 1 }], other: true }
    const read = Thing.decode(wire)
    expect(read).toEqual(E.right({ id: 'a', name: null, size: 12, links: [{ href: 'h' }] }))
    expect(E.isRight(read) && Object.keys(read.right).toSorted()).toEqual(['id', 'links', 'name', 'size'])
  })

  it('has no property for what is absent', () => {
    const read = Thing.decode({ uuid: 'a', name: 'n', hostId: undefined })
    expect(E.isRight(read) && Object.keys(read.right)).toEqual(['id', 'name'])
  })

  it.each([null, undefined, 'x', 1, true, []])('refuses %j', (u) => {
    expect(complaints(Thing, u)).toEqual([['', u]])
  })

  it('says all that is wrong, and where, by wire names', () => {
    expect(complaints(Thing, {})).toEqual([
      ['.uuid', undefined],
      ['.name.0', undefined],
      ['.name.1', undefined]
    ])
    expect(complaints(Thing, { uuid: 1, name: 'n', 'OS-EXT:size': 'x', links: [{ href: 'h' }, { rel: 'r' }] })).toEqual(
      [
        ['.uuid', 1],
        ['.OS-EXT:size', 'x'],
        ['.links.1.href', undefined]
      ]
    )
    expect(complaints(Thing, { uuid: 'a', name: 'n', hostId: null })).toEqual([['.hostId', null]])
  })

  it('keeps what no row declares under one name, where it is told to', () => {
    const wire: unknown = JSON.parse('{"id": "a", "x": "1", "__proto__": "2"}')
    const read = Open.decode(wire)
    expect(E.isRight(read) && Object.entries(read.right.properties)).toEqual([
      ['x', 1],
      ['__proto__', 2]
    ])
    expect(JSON.stringify(E.isRight(read) && Open.encode(read.right))).toBe('{"id":"a","x":"1","__proto__":"2"}')
    expect(Open.decode({ id: 'a' })).toEqual(E.right({ id: 'a', properties: {} }))
    expect(complaints(Open, { id: 'a', x: 'nine' })).toEqual([['.x', 'nine']])
  })

  it('nests in codecs of io-ts', () => {
    expect(t.array(Link).decode([{ href: 'h' }])).toEqual(E.right([{ href: 'h' }]))
    expect(t.type({ link: Link }).decode({ link: { href: 'h' } })).toEqual(E.right({ link: { href: 'h' } }))
    expect(complaints(t.type({ link: Link }), { link: {} })).toEqual([['.link.href', undefined]])
  })
})

describe('is', () => {
  it.each([
    [{ id: 'a', name: null }, true],
    [{ id: 'a', name: 'n', size: 1, links: [{ href: 'h' }], hostId: undefined }, true],
    [{ id: 'a' }, false],
    [{ uuid: 'a', name: null }, false],
    [{ id: 'a', name: null, size: '1' }, false],
    [{ id: 'a', name: null, links: [{}] }, false],
    [null, false],
    [[], false]
  ])('of %j: %s', (u, is) => {
    expect(Thing.is(u)).toBe(is)
  })

  it('asks for what is kept of the rest', () => {
    expect(Open.is({ id: 'a', properties: { x: 1 } })).toBe(true)
    expect(Open.is({ id: 'a', properties: {} })).toBe(true)
    expect(Open.is({ id: 'a' })).toBe(false)
    expect(Open.is({ id: 'a', properties: { x: '1' } })).toBe(false)
    expect(Open.is({ id: 'a', properties: null })).toBe(false)
  })
})

describe('encode', () => {
  it('says what is there under the wire’s names, and nothing else', () => {
    const encoded = Thing.encode({ id: 'a', name: null, size: 12, links: [{ href: 'h' }] })
    expect(encoded).toEqual({ uuid: 'a', name: null, 'OS-EXT:size': '12', links: [{ href: 'h' }] })
    expect(Object.keys(encoded)).not.toContain('hostId')
  })

  it('is undone by decode, for any value', () => {
    const link = fc.record({ href: fc.string(), rel: fc.string() }, { requiredKeys: ['href'], noNullPrototype: true })
    const thing = fc.record(
      {
        id: fc.string(),
        name: fc.option(fc.string()),
        size: fc.integer(),
        links: fc.array(link, { maxLength: 3 }),
        hostId: fc.string()
      },
      { requiredKeys: ['id', 'name'], noNullPrototype: true }
    )
    fc.assert(
      fc.property(thing, fc.constantFrom(...ways), (value, way) => {
        decodeBy(way)
        expect(Thing.is(value)).toBe(true)
        expect(Thing.decode(Thing.encode(value))).toEqual(E.right(value))
      })
    )
  })
})

it('knows its own table', () => {
  expect(Thing._tag).toBe('Struct')
  expect(Thing.name).toBe('Thing')
  expect(Object.keys(Thing.fields)).toEqual(['id', 'name', 'size', 'links', 'hostId'])
  expect(Thing).not.toHaveProperty('rest')
  expect(Open.rest).toEqual({ name: 'properties', codec: NumberFromText })
})
