import * as fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'

import {
  always,
  beside,
  commaSeparated,
  dictionary,
  type Microversion,
  neededSince,
  nullable,
  optional,
  required,
  resource,
  since,
  struct,
  Timestamp,
  until
} from '../src/index.js'
import { type AnyEndpoint, requestOf } from '../src/request.js'
import type { Query } from '../src/request-query.js'

const base = { name: 'Thing.act', service: 'compute', method: 'POST', path: '/things' } as const

const asked = (endpoint: Partial<AnyEndpoint>, input: object = {}, version: Microversion | undefined = '2.50') =>
  requestOf({ ...base, ...endpoint }, { input: input as never, version, cursor: [] })

const jsonIn = (body: unknown): unknown => (typeof body === 'string' ? JSON.parse(body) : body)

/** The path, and the body as it is sent. */
const sent = (endpoint: Partial<AnyEndpoint>, input: object = {}): unknown => {
  const request = asked(endpoint, input)
  if (E.isLeft(request)) return request.left.message
  return request.right.body === undefined ? request.right.path : jsonIn(request.right.body)
}

describe('the path', () => {
  const path = '/a/{one}/b/{two}'

  it('takes its parameters, each within its segment', () => {
    expect(sent({ path }, { one: 'x', two: 'y/z?#%é ' })).toBe('/a/x/b/y%2Fz%3F%23%25%C3%A9%20')
    expect(sent({ path: '/plain' })).toBe('/plain')
  })

  it('takes a whole number where callers have one', () => {
    const numbers = 'two'
    expect(asked({ path, numbers }, { one: 'x', two: 5 })).toMatchObject({
      right: { path: expect.stringContaining('5') as string }
    })
    for (const two of [1.5, NaN, 2 ** 53, '', '..']) {
      expect(asked({ path, numbers }, { one: 'x', two })).toMatchObject({
        left: { parameter: 'two', message: expect.stringContaining('a whole number, or a text') as string }
      })
    }
    expect(asked({ path, numbers }, { one: 5, two: 5 })).toMatchObject({ left: { parameter: 'one' } })
  })

  it.each([undefined, '', '.', '..', 5, null, '\ud800'])('refuses %j, and says which one', (two) => {
    expect(asked({ path }, { one: 'x', two })).toEqual(
      E.left({
        _tag: 'RequestError',
        message: 'Thing.act needs two: a text that is not empty, and neither "." nor ".."',
        operation: 'Thing.act',
        parameter: 'two'
      })
    )
  })

  it('never leaves its route, whatever the id', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (id) => {
        const request = asked({ path: '/things/{id}/action' }, { id })
        if (E.isLeft(request)) return
        const url = new URL(`http://nova/v2.1${request.right.path}`)
        expect(url.pathname.split('/')).toHaveLength(5)
        expect(url.pathname.startsWith('/v2.1/things/')).toBe(true)
        expect(url.pathname.endsWith('/action')).toBe(true)
        expect(decodeURIComponent(url.pathname.split('/')[3] ?? '')).toBe(id)
        expect([url.search, url.hash]).toEqual(['', ''])
      })
    )
  })

  it('starts at the root where it says so', () => {
    expect(asked({ base: 'root' })).toMatchObject({ right: { base: 'root' } })
    expect(asked({})).toMatchObject({ right: { base: undefined } })
  })
})

describe('the query', () => {
  const query = {
    limit: optional('limit', t.Integer),
    sortKeys: optional('sort_key', t.readonlyArray(t.string)),
    fields: optional('fields', commaSeparated),
    deleted: optional('deleted', t.boolean),
    changesSince: since('2.10', 'changes-since', Timestamp),
    usage: always('usage', true)
  }
  const path = (input: object, cursor: Query = []): string | undefined => {
    const request = requestOf({ ...base, query }, { input: input as never, version: '2.50', cursor })
    return E.isRight(request) ? request.right.path : request.left.message
  }

  it('says what is given, in the order of the table, and repeats what is a list', () => {
    expect(path({})).toBe('/things?usage=true')
    expect(path({ fields: ['id', 'name'], deleted: false, sortKeys: ['a', 'b&c'], limit: 0 })).toBe(
      '/things?limit=0&sort_key=a&sort_key=b%26c&fields=id%2Cname&deleted=false&usage=true'
    )
    expect(path({ changesSince: '2026-11-23T08:36:22+02:00' })).toBe(
      '/things?changes-since=2026-11-23T08%3A36%3A22%2B02%3A00&usage=true'
    )
  })

  it('takes undefined for not said', () => {
    expect(path({ limit: undefined })).toBe('/things?usage=true')
  })

  it('goes on from a cursor, which replaces what it names', () => {
    expect(path({ limit: 5 }, [['marker', 'a b']])).toBe('/things?limit=5&usage=true&marker=a%20b')
    expect(
      path({ limit: 5, sortKeys: ['a', 'b'] }, [
        ['limit', '2'],
        ['sort_key', 'c']
      ])
    ).toBe('/things?usage=true&limit=2&sort_key=c')
  })

  it('is read again as it was said, lone surrogates apart', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' }), { minLength: 1 }), (sortKeys) => {
        const url = new URL(`http://nova${path({ sortKeys }) ?? ''}`)
        expect(url.searchParams.getAll('sort_key')).toEqual(sortKeys.map((key) => Buffer.from(key).toString()))
      })
    )
    expect(path({ sortKeys: ['a\ud800b', '\udc00', '😀'] })).toBe(
      '/things?sort_key=a%EF%BF%BDb&sort_key=%EF%BF%BD&sort_key=%F0%9F%98%80&usage=true'
    )
  })
})

describe('open query names', () => {
  const queryRest = { name: 'properties', prefix: 'property-', codec: t.union([t.string, t.readonlyArray(t.string)]) }
  const query = { name: optional('name', t.string) }

  it('are said under one name, each with what stands before it', () => {
    const input = { name: 'n', properties: { os: 'a&b', tag: ['x', 'y'] } }
    expect(asked({ query, queryRest }, input)).toMatchObject({
      right: { path: '/things?name=n&property-os=a%26b&property-tag=x&property-tag=y' }
    })
    const { prefix: _prefix, ...bare } = queryRest
    expect(asked({ queryRest: bare }, { properties: { os: 'a' } })).toMatchObject({ right: { path: '/things?os=a' } })
    expect(asked({ query, queryRest })).toMatchObject({ right: { path: '/things' } })
  })

  it('are checked like the others', () => {
    expect(asked({ queryRest }, { properties: { os: 5 } })).toMatchObject({ left: { parameter: 'properties.os' } })
    expect(asked({ queryRest }, { properties: 'os' })).toMatchObject({ left: { parameter: 'properties' } })
    expect(asked({ queryRest }, { propertys: {} })).toMatchObject({ left: { nearest: 'properties' } })
  })
})

describe('the headers', () => {
  it('ask for JSON at a microversion, and say what is sent', () => {
    expect(asked({})).toMatchObject({
      right: {
        headers: {
          Accept: 'application/json',
          'OpenStack-API-Version': 'compute 2.50',
          'X-OpenStack-Nova-API-Version': '2.50'
        },
        context: { service: 'compute', operation: 'Thing.act', route: '/things', microversion: '2.50' }
      }
    })
    const { right } = requestOf(
      { ...base, body: { key: 'x' } },
      { input: {}, version: undefined, cursor: [] }
    ) as unknown as { right: object }
    expect(right).toMatchObject({
      headers: { Accept: 'application/json', 'Content-Type': 'application/json' },
      context: { operation: 'Thing.act' }
    })
    expect(right).not.toHaveProperty('context.microversion')
  })

  it('carry attributes, those always sent too', () => {
    const headers = {
      size: optional('X-Size', t.Integer),
      public: optional('X-Public', t.boolean),
      kind: always('X-Kind', 'thing')
    }
    expect(asked({ headers }, { size: 5 })).toMatchObject({ right: { headers: { 'X-Size': '5', 'X-Kind': 'thing' } } })
    const request = asked({ headers }, { public: false })
    expect(E.isRight(request) && Object.keys(request.right.headers)).toEqual([
      'Accept',
      'OpenStack-API-Version',
      'X-OpenStack-Nova-API-Version',
      'X-Public',
      'X-Kind'
    ])
  })
})

describe('the body', () => {
  const fields = { name: required('name', t.string), note: optional('note', nullable(t.string)) }

  it.each<[string, Partial<AnyEndpoint>, object, unknown]>([
    ['nothing', {}, {}, '/things'],
    ['its fields alone', { body: { fields } }, { name: 'a', note: null }, { name: 'a', note: null }],
    ['an envelope', { body: { key: 'thing', fields } }, { name: 'a' }, { thing: { name: 'a' } }],
    ['null, where there are no fields', { body: { key: 'os-stop' } }, {}, { 'os-stop': null }],
    ['what is said for empty', { body: { key: 'restore', empty: 'now' } }, {}, { restore: 'now' }],
    ['an empty envelope', { body: { key: 'x', fields: { a: optional('a', t.string) } } }, {}, { x: {} }],
    [
      'null for an empty envelope',
      { body: { key: 'x', empty: null, fields: { a: optional('a', t.string) } } },
      {},
      { x: null }
    ],
    ['{} where there is neither key nor field', { body: {} }, {}, {}],
    [
      'some beside the envelope',
      { body: { key: 'server', fields: { ...fields, hints: beside(optional('os:hints', t.UnknownRecord)) } } },
      { name: 'a', hints: { group: 'g' } },
      { server: { name: 'a' }, 'os:hints': { group: 'g' } }
    ],
    [
      'what is always sent',
      { body: { key: 'remote', fields: { type: required('type', t.string), protocol: always('protocol', 'vnc') } } },
      { type: 'novnc' },
      { remote: { type: 'novnc', protocol: 'vnc' } }
    ],
    [
      'a name out of the input',
      { path: '/things/{key}', body: { key: 'meta', fields: { value: required('{key}', t.string) } } },
      { key: '__proto__', value: 'v' },
      JSON.parse('{"meta":{"__proto__":"v"}}')
    ],
    [
      'the rest, as properties like any other',
      { body: { fields, rest: { name: 'properties', codec: t.string } } },
      { name: 'a', properties: { os_distro: 'debian' } },
      { name: 'a', os_distro: 'debian' }
    ],
    ['no rest', { body: { fields, rest: { name: 'properties', codec: t.string } } }, { name: 'a' }, { name: 'a' }]
  ])('is %s', (...[, endpoint, input, body]) => {
    expect(sent(endpoint, input)).toEqual(body)
  })

  it('encodes what is nested', () => {
    const Network = struct('Network', { networkId: required('uuid', t.string), tag: since('2.32', 'tag', t.string) })
    const nested = { networks: required('networks', t.union([t.readonlyArray(Network), t.literal('auto')])) }
    expect(sent({ body: { fields: nested } }, { networks: [{ networkId: 'n' }] })).toEqual({
      networks: [{ uuid: 'n' }]
    })
    expect(sent({ body: { fields: nested } }, { networks: 'auto' })).toEqual({ networks: 'auto' })
  })

  it('refuses what JSON cannot hold', () => {
    const circle: Record<string, unknown> = {}
    circle['self'] = circle
    for (const value of [1n, circle]) {
      expect(asked({ body: { fields: { value: required('value', t.unknown) } } }, { value })).toMatchObject({
        left: { _tag: 'RequestError', message: expect.stringContaining('what JSON can hold') as string }
      })
    }
  })

  it.each([null, undefined, 'x', []])('refuses the input %j', (input) => {
    expect(requestOf(base, { input: input as never, version: undefined, cursor: [] })).toMatchObject({
      left: { _tag: 'RequestError', message: 'Thing.act takes one object' }
    })
  })
})

it('a body may want some of its rows, whichever', () => {
  const body = {
    fields: { name: optional('name', t.string), zone: optional('zone', nullable(t.string)) },
    some: ['name', 'zone']
  }
  expect(sent({ body }, {})).toBe('Thing.act needs name or zone')
  expect(sent({ body }, { zone: null })).toEqual({ zone: null })
})

it('what is always sent is sent within others too', () => {
  const inner = struct('Inner', { kind: always('kind', 'x'), size: optional('size', t.number) })
  expect(sent({ body: { fields: { inner: required('inner', inner) } } }, { inner: { size: 1 } })).toEqual({
    inner: { kind: 'x', size: 1 }
  })
})

describe('a JSON Patch', () => {
  const Image = resource({
    name: 'Image',
    service: 'image',
    path: '/images',
    keys: {},
    id: 'id',
    address: 'imageId',
    operations: { update: { method: 'PATCH', patch: 'application/openstack-images-v2.1-json-patch' } },
    fields: {
      id: required('id', t.string),
      minDisk: optional('min_disk', t.number),
      tags: optional('tags', t.readonlyArray(t.string))
    },
    rest: { name: 'properties', codec: t.string }
  })
  const before = { id: 'a', minDisk: 1, tags: ['x'], properties: { os_distro: 'debian', gone: 'x' } }
  const update = (input: object) =>
    requestOf(Image.endpoints.update, { input: input as never, version: undefined, cursor: [] })

  it('is what changed, by wire names, the rest included', () => {
    const after = { ...before, minDisk: 2, properties: { os_distro: 'debian', 'a/b': 'y' } }
    const request = update({ imageId: 'a', before, after })
    expect(request).toMatchObject({
      right: {
        method: 'PATCH',
        path: '/images/a',
        headers: { 'Content-Type': 'application/openstack-images-v2.1-json-patch' }
      }
    })
    expect(E.isRight(request) && jsonIn(request.right.body)).toEqual([
      { op: 'replace', path: '/min_disk', value: 2 },
      { op: 'remove', path: '/gone' },
      { op: 'add', path: '/a~1b', value: 'y' }
    ])
  })

  it.each([
    [{ imageId: 'a' }, 'Image.update needs before'],
    [{ imageId: 'a', before }, 'Image.update needs after'],
    [{ imageId: 'a', before, after: 5 }, 'after of Image.update should be an item, but is a number'],
    [{ imageId: 'a', before, after: { id: 5 } }, 'after of Image.update should be an item, but is an object'],
    [
      { imageId: 'a', before, after: before, minDisk: 1 },
      'Image.update takes no minDisk: it takes imageId, before, after'
    ]
  ])('is refused for %j', (input, message) => {
    expect(update(input)).toMatchObject({ left: { _tag: 'RequestError', message } })
  })

  it('takes items without a rest where there is none', () => {
    const endpoint = { ...base, body: { patch: 'application/json-patch+json', fields: { a: optional('b', t.string) } } }
    const request = requestOf(endpoint, { input: { before: {}, after: { a: 'x' } }, version: undefined, cursor: [] })
    expect(E.isRight(request) && request.right.body).toBe('[{"op":"add","path":"/b","value":"x"}]')
    const bare = { ...base, body: { patch: 'application/json-patch+json' } }
    expect(requestOf(bare, { input: { before: {}, after: {} }, version: undefined, cursor: [] })).toMatchObject({
      right: { body: '[]' }
    })
  })
})

describe('what a microversion lacks', () => {
  const fields = {
    force: until('2.67', 'force', t.boolean),
    networks: neededSince('2.37', optional('networks', t.string)),
    extra: optional('extra', dictionary(t.string))
  }

  it('is refused at that one, and sent at others', () => {
    expect(asked({ body: { fields } }, { force: true }, '2.30')).toMatchObject({ right: { body: '{"force":true}' } })
    expect(asked({ body: { fields } }, { networks: 'auto', force: true }, '2.68')).toMatchObject({
      left: {
        _tag: 'MicroversionError',
        message: 'force of Thing.act needs microversion 2.67 or older; this call speaks 2.68'
      }
    })
    expect(asked({ body: { fields } }, {}, '2.37')).toMatchObject({
      left: { _tag: 'RequestError', message: 'Thing.act needs networks from microversion 2.37 on' }
    })
  })

  it('is nobody’s business where there are none', () => {
    expect(
      requestOf({ ...base, body: { fields } }, { input: { force: true }, version: undefined, cursor: [] })
    ).toMatchObject({
      right: { body: '{"force":true}' }
    })
  })
})
