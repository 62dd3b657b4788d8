import * as t from 'io-ts'

import {
  dictionary,
  during,
  except,
  type Fields,
  type Microversion,
  neededSince,
  nullable,
  openString,
  optional,
  required,
  since,
  struct,
  Timestamp,
  until,
  valueSince,
  valueUntil
} from '../src/index.js'
import { checkRecord, rulesOf } from '../src/check-input.js'

const check = (fields: Fields, input: object, version: Microversion | undefined = '2.50') =>
  checkRecord({ operation: 'Server.create', version, prefix: '' }, rulesOf(fields, ['serverId']), input as never)

/** What is said of an input, at 2.50. */
const said = (fields: Fields, input: object, version?: Microversion): string | undefined =>
  check(fields, input, version)?.message

const Network = struct('Network', {
  networkId: optional('uuid', t.string),
  tag: since('2.32', 'tag', t.string),
  young: since('2.60', 'young', t.string),
  ports: optional('ports', t.readonlyArray(t.number))
})
const Disk = struct('Disk', { size: required('size', t.number), kind: optional('kind', t.literal('local')) })
const Hints = struct('Hints', { group: optional('group', t.string) }, { name: 'others', codec: t.string })

const fields = {
  name: required('name', t.string),
  note: optional('note', nullable(t.string)),
  at: optional('at', Timestamp),
  networks: optional('networks', t.union([t.readonlyArray(Network), t.literal('auto')])),
  disk: optional('disk', t.union([Disk, t.string])),
  disks: optional('disks', t.readonlyArray(Disk)),
  metadata: optional('metadata', dictionary(t.string)),
  byHost: optional('by_host', dictionary(Disk)),
  hints: optional('hints', Hints),
  diskConfig: optional('OS-DCF:diskConfig', openString('AUTO', 'MANUAL'))
}

it('a name as it is on the wire is told from a misspelt one', () => {
  const ours = { host: optional('OS-EXT-SRV-ATTR:host', t.string), hosts: optional('hosts', t.string) }
  expect(check(ours, { 'OS-EXT-SRV-ATTR:host': 'x' })).toMatchObject({
    message: 'Server.create takes no OS-EXT-SRV-ATTR:host: did you mean host?',
    nearest: 'host'
  })
  expect(said({ networks: optional('networks', Network) }, { networks: { uuid: 'x' } })).toBe(
    'Server.create takes no networks.uuid: did you mean networkId?'
  )
})

it('of some rows at least one is wanted', () => {
  const rules = rulesOf(fields, [], ['note', 'at'])
  const checked = (input: object) =>
    checkRecord({ operation: 'x', version: undefined, prefix: '' }, rules, input as never)
  expect(checked({ name: 'a' })).toMatchObject({
    _tag: 'RequestError',
    message: 'x needs note or at',
    parameter: 'note or at'
  })
  expect(checked({ name: 'a', note: undefined })).toMatchObject({ message: 'x needs note or at' })
  expect(checked({ name: 'a', note: null })).toBeUndefined()
  expect(checked({ note: 'a' })).toMatchObject({ message: 'x needs name' })
})

describe('what fits passes', () => {
  it.each<object>([
    { name: 'a' },
    { name: 'a', serverId: 's' },
    { name: 'a', note: null },
    { name: 'a', note: undefined },
    { name: 'a', at: '2026-11-23T08:36:22Z' },
    { name: 'a', networks: 'auto' },
    { name: 'a', networks: [] },
    { name: 'a', networks: [{}, { networkId: 'n', tag: 't', ports: [1, 2] }] },
    { name: 'a', disk: { size: 1, kind: 'local' } },
    { name: 'a', disk: 'x', disks: [{ size: 1 }] },
    { name: 'a', metadata: { k: 'v' }, byHost: { h: { size: 1 } } },
    { name: 'a', hints: {} },
    { name: 'a', hints: { group: 'g', others: { x: 'y' } } },
    { name: 'a', diskConfig: 'YOUNGER' }
  ])('%j', (input) => {
    expect(check(fields, input)).toBeUndefined()
  })
})

describe('what does not is named, and the way out said', () => {
  it.each<[object, string]>([
    [{}, 'Server.create needs name'],
    [{ name: undefined }, 'Server.create needs name'],
    [{ name: 5 }, 'name of Server.create should be string, but is a number'],
    [{ name: null }, 'name of Server.create should be string, but is null'],
    [{ name: ['a'] }, 'name of Server.create should be string, but is a list'],
    [{ name: {} }, 'name of Server.create should be string, but is an object'],
    [{ name: 'a', naem: 'b' }, 'Server.create takes no naem: did you mean name?'],
    [{ name: 'a', serverID: 'b' }, 'Server.create takes no serverID: did you mean serverId?'],
    [
      { name: 'a', zzzzzz: 'b' },
      'Server.create takes no zzzzzz: it takes serverId, name, note, at, networks, disk, disks, metadata, byHost, hints, diskConfig'
    ],
    [{ name: 'a', note: 5 }, 'note of Server.create should be string or null, but is a number'],
    [{ name: 'a', at: 'yesterday' }, 'at of Server.create should be Timestamp, but is a string'],
    [
      { name: 'a', networks: 'none' },
      'networks of Server.create should be ReadonlyArray<Network> or "auto", but is a string'
    ],
    [
      { name: 'a', disks: [{ size: 1 }, { size: 'x' }] },
      'disks[1].size of Server.create should be number, but is a string'
    ],
    [{ name: 'a', disks: [{}] }, 'Server.create needs disks[0].size'],
    [{ name: 'a', disks: [5] }, 'disks[0] of Server.create should be Disk, but is a number'],
    [{ name: 'a', disks: 5 }, 'disks of Server.create should be ReadonlyArray<Disk>, but is a number'],
    [{ name: 'a', disks: [{ size: 1, sise: 2 }] }, 'Server.create takes no disks[0].sise: did you mean size?'],
    [{ name: 'a', disk: { size: 'x' } }, 'disk.size of Server.create should be number, but is a string'],
    [{ name: 'a', disk: 5 }, 'disk of Server.create should be Disk or string, but is a number'],
    [{ name: 'a', disk: { size: 1, kind: 'remote' } }, 'disk.kind of Server.create should be "local", but is a string'],
    [{ name: 'a', metadata: { k: 1 } }, 'metadata.k of Server.create should be string, but is a number'],
    [{ name: 'a', metadata: ['v'] }, 'metadata of Server.create should be { [key]: string }, but is a list'],
    [{ name: 'a', byHost: { h: {} } }, 'Server.create needs byHost.h.size'],
    [{ name: 'a', hints: { grop: 'g' } }, 'Server.create takes no hints.grop: did you mean group?'],
    [{ name: 'a', hints: { others: { x: 5 } } }, 'hints.others.x of Server.create should be string, but is a number'],
    [{ name: 'a', diskConfig: 5 }, 'diskConfig of Server.create should be string, but is a number']
  ])('%j', (input, message) => {
    expect(said(fields, input)).toBe(message)
  })

  it('as parameter and nearest name, for programs', () => {
    expect(check(fields, { name: 'a', disks: [{ size: 1, sise: 2 }] })).toEqual({
      _tag: 'RequestError',
      message: 'Server.create takes no disks[0].sise: did you mean size?',
      operation: 'Server.create',
      parameter: 'disks[0].sise',
      nearest: 'size'
    })
    expect(check(fields, { name: 'a', q: 1 })).not.toHaveProperty('nearest')
  })

  it('where nothing is taken', () => {
    const nothing = checkRecord({ operation: 'x', version: undefined, prefix: '' }, rulesOf({}), { a: 1 })
    expect(nothing?.message).toBe('x takes no a: it takes nothing')
  })

  it('without saying the value, which may be a password', () => {
    expect(
      JSON.stringify(check({ adminPass: required('adminPass', t.number) }, { adminPass: 'hunter2' }))
    ).not.toContain('hunter2')
  })
})

describe('what the microversion lacks is refused', () => {
  const living = {
    young: since('2.60', 'young', t.string),
    old: until('2.40', 'old', t.string),
    middle: during(['2.20', '2.40'], 'middle', t.string),
    holed: except(['2.45', '2.55'], since('2.10', 'holed', t.string)),
    needed: neededSince('2.37', optional('needed', t.string)),
    was: neededSince('2.30', until('2.40', 'was', t.string)),
    kind: optional('kind', t.union([t.literal('vnc'), valueSince('2.60', t.literal('webmks')), t.null])),
    mode: optional('mode', valueUntil('2.40', t.literal('xvp')))
  }
  const needed = { needed: 'x' }

  it.each<[object, Microversion, string | undefined]>([
    [{ young: 'x' }, '2.59', 'young of Server.create needs microversion 2.60 or newer; this call speaks 2.59'],
    [{ young: 'x' }, '2.60', undefined],
    [{ old: 'x' }, '2.41', 'old of Server.create needs microversion 2.40 or older; this call speaks 2.41'],
    [{ old: 'x' }, '2.40', undefined],
    [{ middle: 'x' }, '2.41', 'middle of Server.create needs a microversion from 2.20 to 2.40; this call speaks 2.41'],
    [{ middle: 'x' }, '2.20', undefined],
    [{ holed: 'x' }, '2.44', undefined],
    [{ holed: 'x' }, '2.45', 'holed of Server.create needs microversion 2.10 or newer; this call speaks 2.45'],
    [{ holed: 'x' }, '2.55', 'holed of Server.create needs microversion 2.10 or newer; this call speaks 2.55'],
    [{ holed: 'x' }, '2.56', undefined],
    [
      { kind: 'webmks' },
      '2.59',
      'kind "webmks" of Server.create needs microversion 2.60 or newer; this call speaks 2.59'
    ],
    [{ kind: 'webmks' }, '2.60', undefined],
    [{ kind: 'vnc' }, '2.1', undefined],
    [{ kind: 'spice' }, '2.60', 'kind of Server.create should be "vnc" or "webmks" or null, but is a string'],
    [{ mode: 'xvp' }, '2.41', 'mode "xvp" of Server.create needs microversion 2.40 or older; this call speaks 2.41'],
    [{ mode: 'xvp' }, '2.40', undefined],
    [{ mode: 'x' }, '2.40', 'mode of Server.create should be "xvp", but is a string']
  ])('%j at %s', (input, version, message) => {
    expect(
      said(living, { ...needed, was: undefined, ...(version === '2.40' ? { was: 'x' } : {}), ...input }, version)
    ).toBe(message)
  })

  it('and what it asks for must be said, as long as there is such a row', () => {
    expect(said(living, {}, '2.29')).toBeUndefined()
    expect(said(living, {}, '2.30')).toBe('Server.create needs was from microversion 2.30 on')
    expect(said(living, { was: 'x' }, '2.37')).toBe('Server.create needs needed from microversion 2.37 on')
    expect(said(living, {}, '2.41')).toBe('Server.create needs needed from microversion 2.37 on')
    expect(said(living, needed, '2.41')).toBeUndefined()
  })

  it('within tables too', () => {
    expect(said({ networks: required('n', t.readonlyArray(Network)) }, { networks: [{}, { young: 'x' }] })).toBe(
      'networks[1].young of Server.create needs microversion 2.60 or newer; this call speaks 2.50'
    )
    expect(
      said(
        { networks: required('n', t.union([t.readonlyArray(Network), t.literal('auto')])) },
        {
          networks: [{ young: 'x' }]
        }
      )
    ).toBe('networks[0].young of Server.create needs microversion 2.60 or newer; this call speaks 2.50')
  })

  it('but where there are no microversions', () => {
    const anything = checkRecord({ operation: 'x', version: undefined, prefix: '' }, rulesOf(living), {
      young: 'x',
      old: 'x',
      kind: 'webmks',
      mode: 'xvp'
    })
    expect(anything).toBeUndefined()
  })
})
