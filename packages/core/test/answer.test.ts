import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'

import {
  type AnswerSpec,
  dictionary,
  type ListSpec,
  nullable,
  optional,
  required,
  struct,
  Timestamp
} from '../src/index.js'
import { dataOf, readAnswer, readerOf } from '../src/answer.js'
import type { AnyEndpoint } from '../src/request.js'

const base = { name: 'Thing.get', service: 'compute', method: 'GET', path: '/things' } as const
const said = (body: unknown, headers = {}) => ({
  status: 200,
  headers,
  text: typeof body === 'string' ? body : JSON.stringify(body)
})
const read = (answer: AnswerSpec, body: unknown, headers = {}) => dataOf({ ...base, answer }, said(body, headers))
const listed = (list: ListSpec, body: unknown) => dataOf({ ...base, list }, said(body))

const Thing = struct('Thing', { id: required('uuid', t.string) })
const none = { by: 'none' } as const

describe('one thing', () => {
  it('comes in its envelope, bare, or not at all', () => {
    expect(read({ key: 'thing', codec: Thing }, { thing: { uuid: 'a' } })).toEqual(E.right({ id: 'a' }))
    expect(read({ codec: Thing }, { uuid: 'a' })).toEqual(E.right({ id: 'a' }))
    expect(dataOf(base, said('<html>'))).toEqual(E.right(undefined))
  })

  it('may be nothing, where it is said so', () => {
    expect(read({ codec: Thing, optional: true }, '')).toEqual(E.right(undefined))
    expect(read({ codec: Thing, optional: true }, { uuid: 'a' })).toEqual(E.right({ id: 'a' }))
    expect(read({ codec: Thing }, '')).toMatchObject({ left: { _tag: 'DecodeError', actual: 'empty' } })
  })

  it('is read by one codec, made once', () => {
    const endpoint: AnyEndpoint = { ...base, answer: { key: 'thing', codec: Thing } }
    expect(readerOf(endpoint)).toBe(readerOf(endpoint))
    expect(readerOf(base)).toBeUndefined()
  })
})

describe('many things', () => {
  it('come in an envelope, bare, or each in its own', () => {
    const items = [{ id: 'a' }]
    expect(listed({ key: 'things', codec: Thing, paging: none }, { things: [{ uuid: 'a' }] })).toEqual(
      E.right({ items })
    )
    expect(listed({ codec: Thing, paging: none }, [{ uuid: 'a' }])).toEqual(E.right({ items }))
    expect(
      listed({ key: 'things', item: 'thing', codec: Thing, paging: none }, { things: [{ thing: { uuid: 'a' } }] })
    ).toEqual(E.right({ items }))
  })

  it('come with the links that say how it goes on', () => {
    const links = [{ rel: 'next', href: 'x' }]
    for (const paging of [
      { by: 'marker', field: 'id', links: 'more' },
      { by: 'next', links: 'more' }
    ] as const) {
      expect(listed({ key: 'things', codec: Thing, paging }, { things: [], more: links })).toEqual(
        E.right({ items: [], links })
      )
    }
    expect(listed({ key: 'things', codec: Thing, paging: { by: 'offset' } }, { things: [], more: 1 })).toEqual(
      E.right({ items: [] })
    )
  })
})

describe('attributes in headers', () => {
  const headers = {
    etag: required('ETag', t.string),
    size: optional('X-Size', t.number),
    count: optional('X-Count', t.Integer),
    open: optional('X-Open', t.boolean),
    at: optional('X-At', Timestamp),
    note: optional('X-Note', nullable(t.string))
  }
  const spec = { codec: t.UnknownRecord, headers }

  it('are read beside the body, or without one', () => {
    const sent = {
      etag: 'e',
      'x-size': '12.5',
      'x-count': '3',
      'x-open': 'TRUE',
      'x-at': '2026-11-23T08:36:22Z',
      'x-note': 'n',
      'x-other': 'o'
    }
    const attributes = { etag: 'e', size: 12.5, count: 3, open: true, at: '2026-11-23T08:36:22Z', note: 'n' }
    expect(read(spec, { a: 1 }, sent)).toEqual(E.right({ a: 1, ...attributes }))
    expect(read(spec, '', sent)).toEqual(E.right(attributes))
    expect(read({ ...spec, key: 'thing' }, { thing: { a: 1 } }, { etag: 'e', 'x-open': 'false' })).toEqual(
      E.right({ a: 1, etag: 'e', open: false })
    )
    expect(read({ codec: t.string, headers }, '"text"', { etag: 'e' })).toEqual(E.right({ etag: 'e' }))
  })

  it.each<[object, string, string, string]>([
    [{}, 'ETag', 'string', 'missing'],
    [{ etag: 'e', 'x-size': 'big' }, 'X-Size', 'number', '"big"'],
    [{ etag: 'e', 'x-size': ' ' }, 'X-Size', 'number', '" "'],
    [{ etag: 'e', 'x-count': '1.5' }, 'X-Count', 'Integer', '"1.5"'],
    [{ etag: 'e', 'x-open': 'yes' }, 'X-Open', 'boolean', '"yes"'],
    [{ etag: 'e', 'x-at': 'now' }, 'X-At', 'Timestamp', '"now"']
  ])('in %j are wrong at %s', (...[sent, path, expected, actual]) => {
    expect(read(spec, {}, sent)).toMatchObject({ left: { _tag: 'DecodeError', path, expected, actual } })
  })

  it('are not shown where their name says secret', () => {
    const spec = { codec: t.UnknownRecord, headers: { token: required('X-Auth-Token', t.number) } }
    const refused = read(spec, {}, { 'x-auth-token': 'hunter2' })
    expect(refused).toMatchObject({ left: { path: 'X-Auth-Token', actual: 'another text' } })
    expect(JSON.stringify(refused)).not.toContain('hunter2')
  })
})

describe('what cannot be read is said', () => {
  const Event = struct('Event', { at: required('start_time', Timestamp), secret: optional('adminPass', t.number) })
  const Deep = struct('Deep', {
    events: optional('events', t.readonlyArray(Event)),
    flavor: optional('flavor', t.union([struct('Ref', { id: required('id', t.string) }), Event, t.literal('')])),
    byKey: optional('by_key', dictionary(Event)),
    text: optional('text', t.string),
    note: optional('note', nullable(t.string))
  })
  const codec = { key: 'thing', codec: Deep }
  const good = '2026-11-23T08:36:22Z'

  it.each<[string, unknown, string, string, string]>([
    ['no object', { thing: 5 }, 'thing', 'Deep', '5'],
    ['no envelope', {}, 'thing', 'Deep', 'missing'],
    ['no object at all', 'null', '', 'answer', 'null'],
    ['a list', [1, 2], '', 'answer', 'a list of 2'],
    [
      'in a list',
      { thing: { events: [{ start_time: good }, { start_time: 'x' }] } },
      'thing.events[1].start_time',
      'Timestamp',
      '"x"'
    ],
    ['missing in a list', { thing: { events: [{}] } }, 'thing.events[0].start_time', 'Timestamp', 'missing'],
    ['no list', { thing: { events: { a: 1 } } }, 'thing.events', 'ReadonlyArray<Event>', 'an object with a'],
    ['in a union', { thing: { flavor: { id: 5 } } }, 'thing.flavor.id', 'string', '5'],
    ['in a dictionary', { thing: { by_key: { k: {} } } }, 'thing.by_key.k.start_time', 'Timestamp', 'missing'],
    ['long text', { thing: { events: 'x'.repeat(90) } }, 'thing.events', 'ReadonlyArray<Event>', `"${'x'.repeat(58)}…`],
    ['an empty object', { thing: { text: {} } }, 'thing.text', 'string', 'an object with nothing in it'],
    [
      'a big object',
      { thing: { text: { a: 1, b: 2, c: 3, d: 4, e: 5, f: 6 } } },
      'thing.text',
      'string',
      'an object with a, b, c, d, e'
    ],
    ['true', { thing: { text: true } }, 'thing.text', 'string', 'true']
  ])('%s', (...[, body, path, expected, actual]) => {
    expect(read(codec, body)).toMatchObject({
      left: { _tag: 'DecodeError', operation: 'Thing.get', path, expected, actual }
    })
  })

  it('where nothing but the whole is wrong', () => {
    expect(read({ codec: t.string }, { a: 1 })).toMatchObject({ left: { path: '', expected: 'string' } })
  })

  it.each([
    ['', 'empty'],
    ['  ', 'other text: …'],
    ['{"thing":', 'other text: {"thing":…'],
    [`<html>\n  <body>${'x'.repeat(90)}`, `HTML: <html> <body>${'x'.repeat(25)}…`]
  ])('for %j, which is no JSON', (text, actual) => {
    expect(read(codec, text)).toMatchObject({ left: { _tag: 'DecodeError', path: '', expected: 'JSON', actual } })
  })

  it('without a secret', () => {
    const refused = read(codec, { thing: { events: [{ start_time: good, adminPass: 'hunter2' }] } })
    expect(refused).toMatchObject({ left: { path: 'thing.events[0].adminPass', actual: 'another text' } })
    expect(JSON.stringify(refused)).not.toContain('hunter2')
    expect(read(codec, { thing: { events: [{ start_time: good, adminPass: null }] } })).toMatchObject({
      left: { actual: 'null' }
    })
  })

  it('with the ids of the request', () => {
    expect(read(codec, '', { 'x-openstack-request-id': 'req-1' })).toMatchObject({ left: { requestIds: ['req-1'] } })
  })
})

it('what is known of an answer', () => {
  const response = { status: 202, headers: { 'x-compute-request-id': 'req-1' }, text: '' }
  const meta = { operation: 'Thing.delete', status: 202, requestIds: ['req-1'], headers: response.headers }
  const endpoint = { name: 'Thing.delete', service: 'compute', method: 'DELETE', path: '/things' } as const
  const data = undefined
  expect(readAnswer(endpoint, response, '2.50')).toEqual(E.right({ data, meta: { ...meta, microversion: '2.50' } }))
  expect(readAnswer(endpoint, response, undefined)).toStrictEqual(E.right({ data, meta }))
})
