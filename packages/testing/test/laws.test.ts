/**
 * Each law fails on a declaration that breaks it, and on nothing else.
 */
import {
  always,
  dictionary,
  endpoints,
  except,
  type Fields,
  neededSince,
  nullable,
  optional,
  required,
  resource,
  since,
  struct,
  Timestamp,
  until,
  valueSince,
  valueUntil
} from '@openstack-ts/core'
import * as t from 'io-ts'

import { type AnyEndpoint, laws, type Sample } from '../src/index.js'
import { failuresOf, type Kept } from './collect.js'

const Volume = resource({
  name: 'Volume',
  service: 'block-storage',
  microversion: '3.70',
  path: '/volumes',
  keys: { one: 'volume', many: 'volumes' },
  id: 'id',
  address: 'volumeId',
  paging: { by: 'marker', field: 'id', links: 'volumes_links' },
  operations: { list: 'GET', get: 'GET', create: 'POST', remove: 'DELETE' },
  query: { limit: optional('limit', t.Integer), marker: optional('marker', t.string) },
  input: { size: required('size', t.Integer), name: optional('name', nullable(t.string)) },
  fields: {
    id: required('id', t.string),
    name: required('name', nullable(t.string)),
    createdAt: required('created_at', Timestamp),
    clusterName: since('3.7', 'cluster_name', nullable(t.string)),
    metadata: optional('metadata', dictionary(t.string))
  }
})

const volume = { id: 'v', name: null, created_at: '2026-11-23T08:36:22.000000' }
const samples: ReadonlyArray<Sample> = [
  { name: 'one', json: { volume }, endpoints: ['get', 'create'] },
  { name: 'many', json: { volumes: [{ ...volume, cluster_name: 'c' }], volumes_links: [] }, microversions: ['3.7'] }
]

const fails = async (declaration: Parameters<typeof laws.resource>[0], given: ReadonlyArray<Sample> = []) =>
  failuresOf(() => laws.resource(declaration, given, { runs: 300 }))

it('hold for what is sound', async () => {
  expect(await fails(Volume, samples)).toEqual({})
})

// -------------------------------------------------------------------------------------
// samples
// -------------------------------------------------------------------------------------

it.each<[string, Omit<Sample, 'name'>, string]>([
  ['is not read', { json: { volume: { ...volume, id: 5 } } }, 'Invalid value 5'],
  ['loses something', { json: { volume: { ...volume, bootable: 'true' } } }, 'comes back as'],
  ['stands in another envelope', { json: { Volume: volume } }, 'Invalid value undefined'],
  ['is of another endpoint', { json: { volume }, endpoints: ['list'] }, 'list at any microversion'],
  [
    'has a row that its microversion lacks',
    { json: { volume: { ...volume, cluster_name: 'c' } }, microversions: ['3.7', '3.6'] },
    'not of 3.6: Volume.clusterName'
  ]
])('a sample that %s', async (_, sample, why) => {
  expect(await fails(Volume, [{ name: 'it', ...sample }])).toEqual({
    'laws of Volume: reads and writes back it': expect.stringContaining(why) as string
  })
})

it('a sample of a codec alone', async () => {
  const sample = { name: 'it', json: { ...volume, extra: 1 } }
  expect(await failuresOf(() => laws.codec(Volume.codec, [sample], { runs: 30 }))).toEqual({
    'laws of Volume: reads and writes back it': expect.stringContaining('comes back as') as string
  })
})

// -------------------------------------------------------------------------------------
// codecs
// -------------------------------------------------------------------------------------

const common = {
  name: 'Thing',
  service: 'block-storage',
  microversion: '3.70',
  method: 'GET',
  path: '/things'
} as const

/** A group of one endpoint. */
const thing = (more: Partial<AnyEndpoint>) => ({
  name: 'Thing',
  endpoints: endpoints(common, { get: more })
})

/** Reads and writes a text, badly. */
const text = (write: (value: string) => string, read: (value: string) => string) =>
  new t.Type<string>(
    'Timestamp',
    t.string.is,
    (u, c) => (typeof u === 'string' ? t.success(read(u)) : t.failure(u, c)),
    write
  )

it('a codec that writes what it does not read back', async () => {
  const codec = struct('Bad', {
    at: required(
      'at',
      text((value) => value.slice(1), String)
    )
  })
  const failures = await fails(thing({ answer: { codec } }))
  expect(Object.keys(failures)).toEqual(['laws of Bad: writes what it reads back'])
})

it('a codec that changes what it says it takes as it is', async () => {
  const Shouting = new t.Type<string>(
    'Timestamp',
    t.string.is,
    (u, c) => (typeof u === 'string' ? t.success(u.toUpperCase()) : t.failure(u, c)),
    t.identity
  )
  const failures = await fails(thing({ answer: { codec: struct('Bad', { at: required('at', Shouting) }) } }))
  expect(Object.keys(failures)).toEqual(['laws of Bad: reads fast exactly what it reads slowly'])
})

it('a codec that refuses nothing', async () => {
  const Anything = Object.assign(new t.Type<unknown>('anything', (u): u is unknown => u === u, t.success, t.identity), {
    _tag: 'StringType'
  })
  const failures = await failuresOf(() => laws.codec(Anything, [], { runs: 30 }))
  expect(Object.keys(failures)).toEqual(['laws of anything: reads fast exactly what it reads slowly'])
})

it('says how many inputs were right, and how many wrong', async () => {
  const tallies: Array<unknown> = []
  await failuresOf(() => laws.codec(Volume.codec, [], { runs: 99, tally: (tally) => tallies.push(tally) }))
  expect(tallies).toEqual([{ codec: 'Volume', accepted: expect.any(Number), refused: expect.any(Number) }])
  const [{ accepted, refused }] = tallies as [{ accepted: number; refused: number }]
  expect(accepted + refused).toBe(99)
})

// -------------------------------------------------------------------------------------
// rows
// -------------------------------------------------------------------------------------

const newer = since('3.71', 'newer', t.string)
const table = (fields: Fields) => struct('Table', fields)
const inAnswer = (codec: t.Any): Partial<AnyEndpoint> => ({ answer: { codec: table({ it: optional('it', codec) }) } })
const inBody = (codec: t.Any): Partial<AnyEndpoint> => ({
  method: 'POST',
  body: { fields: { it: optional('it', codec) } }
})

it.each<[string, Partial<AnyEndpoint>]>([
  ['the endpoint', { until: '3.71' }],
  ['query.newer', { query: { newer } }],
  ['headers.newer', { headers: { newer } }],
  ['body.newer', { method: 'POST', body: { fields: { newer } } }],
  ['beside the body.newer', { method: 'POST', body: { key: 'it', fields: { newer: { ...newer, beside: true } } } }],
  ['body.it.newer', inBody(table({ newer }))],
  ['body.it[].newer', inBody(t.readonlyArray(table({ newer })))],
  ['body.it{}.newer', inBody(dictionary(table({ newer })))],
  ['body.it(Table).newer', inBody(nullable(table({ newer })))],
  ['body.rest.newer', { method: 'POST', body: { rest: { name: 'rest', codec: table({ newer }) } } }],
  ['answer.it.newer', inAnswer(table({ newer }))],
  ['answer.it[].newer', inAnswer(t.readonlyArray(table({ newer })))],
  ['answer.rest.newer', { answer: { codec: struct('Table', {}, { name: 'rest', codec: table({ newer }) }) } }],
  ['answer headers.newer', { answer: { codec: table({}), headers: { newer } } }],
  ['answer.items[].newer', { list: { key: 'its', codec: table({ newer }), paging: { by: 'none' } } }],
  ['query.it', { query: { it: until('3.71', 'it', t.string) } }],
  ['query.it', { query: { it: except(['3.69', '3.71'], optional('it', t.string)) } }],
  ['query.it', { query: { it: neededSince('3.71', optional('it', t.string)) } }],
  [
    'query.it(text)',
    { query: { it: optional('it', t.union([t.string, named('text', valueSince('3.71', t.string))])) } }
  ],
  [
    'query.it(text)',
    { query: { it: optional('it', t.union([t.string, named('text', valueUntil('3.71', t.string))])) } }
  ]
])('a row that is newer than the declaration: %s', async (where, endpoint) => {
  const failures = await fails(thing(endpoint))
  expect(Object.keys(failures)).toEqual(['laws of Thing: Thing.get knows no row newer than itself'])
  expect(Object.values(failures)[0]).toContain(`${where} speaks of 3.71, the declaration of 3.70`)
})

it('a row that speaks of microversions, where the declaration has none', async () => {
  const { microversion: _, ...without } = common
  const group = { name: 'Thing', endpoints: endpoints(without, { get: { query: { newer } } }) }
  expect(Object.keys(await fails(group))).toEqual(['laws of Thing: Thing.get knows no row newer than itself'])
})

const double = { one: optional('it', t.string), other: optional('it', t.string) }

it.each<[string, Partial<AnyEndpoint>]>([
  ['query: it', { query: double }],
  ['headers: x-it', { headers: { one: optional('X-It', t.string), other: optional('x-it', t.string) } }],
  ['body: it', { method: 'POST', body: { fields: double } }],
  ['body.it: it', inBody(table(double))],
  ['answer.it(Table): it', inAnswer(t.union([table(double), t.null]))],
  ['answer.it[]: it', inAnswer(t.readonlyArray(table(double)))],
  ['answer headers: it', { answer: { codec: table({}), headers: double } }],
  ['answer: its', { list: { key: 'its', codec: table({}), paging: { by: 'next', links: 'its' } } }]
])('a wire name that stands twice: %s', async (where, endpoint) => {
  const failures = await fails(thing(endpoint))
  const twice = Object.entries(failures).filter(([title]) => title.endsWith('has no wire name twice'))
  expect(twice).toEqual([['laws of Thing: Thing.get has no wire name twice', expect.stringContaining(`'${where}'`)]])
})

// -------------------------------------------------------------------------------------
// requests
// -------------------------------------------------------------------------------------

it('an endpoint whose own example is refused', async () => {
  const young = { ...required('size', t.string), since: '3.5' as const }
  const failures = await fails(thing({ method: 'POST', body: { fields: { young } } }))
  expect(failures).toEqual({
    'laws of Thing: Thing.get sends what its example says, at its oldest and its newest microversion':
      expect.stringContaining('refused: Thing.get needs young') as string
  })
})

it.each<[string, Partial<AnyEndpoint>]>([
  ['another path', { path: '/others' }],
  ['another method', { method: 'PUT' }],
  ['another microversion', { microversion: '3.71' }],
  [
    'another media type',
    { body: { fields: { name: optional('name', t.string) }, patch: 'application/json-patch+json' } }
  ],
  ['a header more', { headers: { copy: always('X-Copy', 'yes') } }],
  ['a row less', { body: { fields: {} } }]
])('a request that is not what it was: %s', async (_, change) => {
  const before = { method: 'POST', body: { fields: { name: optional('name', t.string) } } } as const
  const kept: Kept = new Map()
  const held = (more: Partial<AnyEndpoint>) => failuresOf(() => laws.resource(thing({ ...before, ...more })), kept)
  expect(await held({})).toEqual({})
  expect(await held({})).toEqual({})
  expect(Object.keys(await held(change))).toEqual(['laws of Thing: asks what it asked before'])
})

it('a JSON Patch changes, adds and removes, at its own media type', async () => {
  const kept: Kept = new Map()
  const Node = resource({
    name: 'Node',
    service: 'baremetal',
    microversion: '1.90',
    path: '/nodes',
    keys: {},
    id: 'id',
    operations: { update: { method: 'PATCH', patch: 'application/json-patch+json' } },
    fields: { id: required('id', t.string), size: required('size', t.number), note: optional('note', t.string) },
    rest: { name: 'extra', codec: t.string }
  })
  expect(await failuresOf(() => laws.resource(Node), kept)).toEqual({})
  const [asked] = [...kept.values()].map(String)
  expect(asked).toContain('"op":"replace","path":"/size","value":2')
  expect(asked).toContain('"op":"add","path":"/note"')
  expect(asked).toContain('"op":"remove","path":"/note"')
  expect(asked).toContain('Content-Type: application/json-patch+json')
  expect(asked).toContain('OpenStack-API-Version: baremetal 1.90')
})

it('a runner that keeps no snapshots is told so', async () => {
  const failures = await failuresOf(() => {
    Object.assign(globalThis, { expect: undefined })
    laws.endpoints('Volume', Volume.endpoints)
  })
  expect(failures).toEqual({
    'laws of Volume: asks what it asked before': expect.stringContaining('no snapshots') as string
  })
})

/** Under a name of its own. */
function named(name: string, codec: t.Any): t.Any {
  return Object.assign(Object.create(Object.getPrototypeOf(codec) as object) as t.Any, codec, { name })
}
