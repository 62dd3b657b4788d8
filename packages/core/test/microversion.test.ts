import * as fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'

import {
  existsAt,
  isMicroversion,
  isOlderThan,
  type Microversion,
  microversionHeaders,
  type MicroversionPolicy,
  type MicroversionRange,
  negotiate
} from '../src/index.js'
import { Ord } from '../src/microversion.js'

const version: fc.Arbitrary<Microversion> = fc
  .tuple(fc.integer({ min: 1, max: 3 }), fc.nat(120))
  .map(([major, minor]): Microversion => `${major}.${minor}`)

describe('order', () => {
  it('is by two numbers, not by text', () => {
    const sorted = (['2.10', '2.9', '3.0', '1.99', '2.100'] as ReadonlyArray<Microversion>).toSorted(Ord.compare)
    expect(sorted).toEqual(['1.99', '2.9', '2.10', '2.100', '3.0'])
  })

  it('is reflexive, antisymmetric, transitive and total', () => {
    fc.assert(
      fc.property(version, version, version, (a, b, c) => {
        expect(Ord.compare(a, a)).toBe(0)
        expect(Ord.compare(a, b) + Ord.compare(b, a)).toBe(0)
        expect(Ord.equals(a, b)).toBe(a === b)
        const [low, middle, high] = [a, b, c].toSorted(Ord.compare) as [Microversion, Microversion, Microversion]
        expect([Ord.compare(low, middle), Ord.compare(middle, high), Ord.compare(low, high)]).not.toContain(1)
        const [[aMajor = 0, aMinor = 0], [bMajor = 0, bMinor = 0]] = [a, b].map((text) =>
          text.split('.').map(Number)
        ) as [Array<number>, Array<number>]
        expect(Ord.compare(a, b)).toBe(Math.sign(aMajor - bMajor || aMinor - bMinor))
        expect(isOlderThan(a)(b)).toBe(Ord.compare(b, a) < 0)
      })
    )
  })

  it('remembers a thousand versions and compares any number', () => {
    for (let minor = 0; minor < 3000; minor++) {
      expect(isOlderThan(`7.${minor + 1}`)(`7.${minor}`)).toBe(true)
      expect(isOlderThan(`7.${minor}`)(`7.${minor}`)).toBe(false)
    }
  })
})

it('knows a microversion when it reads one', () => {
  expect(['2.1', '2.104', '10.0', '123456.123456'].every(isMicroversion)).toBe(true)
  expect(
    ['', '2', '2.', '.1', 'v2.1', '2.1.0', '2.x', ' 2.1', '2.1 ', 'latest', '2.1234567'].some(isMicroversion)
  ).toBe(false)
})

it.each<[Microversion, boolean, boolean, boolean]>([
  ['2.9', false, true, false],
  ['2.10', true, true, true],
  ['2.15', true, true, true],
  ['2.20', true, true, true],
  ['2.21', true, false, false]
])('exists at %s since 2.10: %s, until 2.20: %s, both: %s', (...[at, since, until, both]) => {
  expect(existsAt({})(at)).toBe(true)
  expect(existsAt({ since: '2.10' })(at)).toBe(since)
  expect(existsAt({ until: '2.20' })(at)).toBe(until)
  expect(existsAt({ since: '2.10', until: '2.20' })(at)).toBe(both)
})

describe('negotiation', () => {
  const nova: MicroversionRange = { min: '2.1', max: '2.93' }
  const terms = (policy: MicroversionPolicy, more: object = {}) =>
    ({ feature: 'Thing.get', known: '2.104', lifetime: {}, offered: nova, policy, ...more }) as const

  it.each<[string, Parameters<typeof negotiate>[0], Microversion]>([
    ['the newest of an older cloud', terms('latest'), '2.93'],
    ['the newest we know of a newer cloud', terms('latest', { known: '2.50' }), '2.50'],
    ['the last that has it', terms('latest', { lifetime: { until: '2.35' } }), '2.35'],
    ['the newest, where what has an end ends later', terms('latest', { lifetime: { until: '2.100' } }), '2.93'],
    ['what is pinned', terms('2.60'), '2.60'],
    ['what is pinned, newer than we know', terms('2.90', { known: '2.50' }), '2.90'],
    ['the oldest', terms('2.1'), '2.1'],
    ['exactly the first that has it', terms('2.10', { lifetime: { since: '2.10' } }), '2.10'],
    ['exactly the last that has it', terms('2.10', { lifetime: { until: '2.10' } }), '2.10']
  ])('speaks %s', (_, asked, spoken) => {
    expect(negotiate(asked)).toEqual(E.right(spoken))
  })

  it.each<[string, Parameters<typeof negotiate>[0], string]>([
    [
      'is too new for the cloud',
      terms('latest', { lifetime: { since: '2.96' } }),
      'Thing.get needs microversion 2.96 or newer; the cloud has 2.1 to 2.93'
    ],
    [
      'is older than the cloud',
      terms('latest', { lifetime: { until: '2.5' }, offered: { min: '2.10', max: '2.20' } }),
      'Thing.get needs microversion 2.5 or older; the cloud has 2.10 to 2.20'
    ],
    [
      'is pinned above the cloud',
      terms('2.94'),
      'Thing.get needs another microversion; this call speaks 2.94; the cloud has 2.1 to 2.93'
    ],
    [
      'is pinned below the cloud',
      terms('1.9'),
      'Thing.get needs another microversion; this call speaks 1.9; the cloud has 2.1 to 2.93'
    ],
    [
      'is pinned outside its life',
      terms('2.9', { lifetime: { since: '2.10', until: '2.20' } }),
      'Thing.get needs a microversion from 2.10 to 2.20; this call speaks 2.9; the cloud has 2.1 to 2.93'
    ]
  ])('is refused where it %s', (_, asked, message) => {
    expect(negotiate(asked)).toMatchObject({ left: { _tag: 'MicroversionError', message, offered: asked.offered } })
  })

  it('answers the highest version that both know, for all of them', () => {
    fc.assert(
      fc.property(fc.tuple(version, version, version, version, version), ([known, a, b, c, since]) => {
        const [min, max] = [a, b].toSorted(Ord.compare) as [Microversion, Microversion]
        const lifetime = { since, until: c }
        const spoken = negotiate({ feature: 'x', known, lifetime, offered: { min, max }, policy: 'latest' })
        const best = [known, max, c].toSorted(Ord.compare)[0] as Microversion
        const possible = !isOlderThan(min)(best) && !isOlderThan(since)(best)
        expect(E.isRight(spoken) ? spoken.right : spoken.left._tag).toBe(possible ? best : 'MicroversionError')
      })
    )
  })
})

describe('headers', () => {
  it.each([
    ['compute', { 'OpenStack-API-Version': 'compute 2.93', 'X-OpenStack-Nova-API-Version': '2.93' }],
    ['baremetal', { 'OpenStack-API-Version': 'baremetal 2.93', 'X-OpenStack-Ironic-API-Version': '2.93' }],
    [
      'shared-file-system',
      { 'OpenStack-API-Version': 'shared-file-system 2.93', 'X-OpenStack-Manila-API-Version': '2.93' }
    ],
    ['block-storage', { 'OpenStack-API-Version': 'volume 2.93' }],
    ['placement', { 'OpenStack-API-Version': 'placement 2.93' }]
  ])('of %s', (service, headers) => {
    expect(microversionHeaders(service, '2.93')).toEqual(headers)
  })
})
