import * as fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'

import {
  between,
  fromDate,
  fromEpochMicros,
  Timestamp,
  TimestampWithoutZone,
  toDate,
  toEpochMicros
} from '../src/index.js'

const at = (text: string): Timestamp => {
  const read = Timestamp.decode(text)
  if (E.isLeft(read)) throw new Error(`${text} is no timestamp`)
  return read.right
}

describe('accepts', () => {
  it.each([
    ['2026-11-23T08:36:22', '2026-11-23T08:36:22.000Z'],
    ['2026-11-23 08:36:22', '2026-11-23T08:36:22.000Z'],
    ['2026-11-23T08:36:22Z', '2026-11-23T08:36:22.000Z'],
    ['2026-11-23T08:36:22.7', '2026-11-23T08:36:22.700Z'],
    ['2026-11-23T08:36:22.720004', '2026-11-23T08:36:22.720Z'],
    ['2026-11-23T08:36:22.720004999Z', '2026-11-23T08:36:22.720Z'],
    ['2026-11-23T08:36:22+02:00', '2026-11-23T06:36:22.000Z'],
    ['2026-11-23T08:36:22.5-0530', '2026-11-23T14:06:22.500Z'],
    ['2026-11-23T23:59:60Z', '2026-11-24T00:00:00.000Z'],
    ['2024-02-29T00:00:00', '2024-02-29T00:00:00.000Z'],
    ['2000-02-29T00:00:00', '2000-02-29T00:00:00.000Z'],
    ['0001-01-01T00:00:00', '0001-01-01T00:00:00.000Z'],
    ['9999-12-31T23:59:59Z', '9999-12-31T23:59:59.000Z']
  ])('%s, which is %s', (text, iso) => {
    expect(Timestamp.is(text)).toBe(true)
    expect(Timestamp.encode(at(text))).toBe(text)
    expect(toDate(at(text)).toISOString()).toBe(iso)
  })
})

describe('refuses', () => {
  it.each([
    '',
    'yesterday',
    '2026-11-23',
    '2026-11-23T08:36',
    '2026-11-23T08:36:2',
    '2026-11-23T24:00:00',
    '2026-11-23T08:60:00',
    '2026-11-23T08:36:61',
    '2026-00-23T08:36:22',
    '2026-13-23T08:36:22',
    '2026-11-00T08:36:22',
    '2026-11-31T08:36:22',
    '2026-02-29T08:36:22',
    '1900-02-29T08:36:22',
    '2026-02-30T08:36:22',
    '2026/11-23T08:36:22',
    '2026-11/23T08:36:22',
    '2026-11-23_08:36:22',
    '2026-11-23T08.36:22',
    '2026-11-23T08:36.22',
    'x026-11-23T08:36:22',
    '20x6-11-23T08:36:22',
    '2x26-11-23T08:36:22',
    '202x-11-23T08:36:22',
    '2026-11-23T08:36:22.',
    '2026-11-23T08:36:22.Z',
    '2026-11-23T08:36:22z',
    '2026-11-23T08:36:22ZZ',
    '2026-11-23T08:36:22 UTC',
    '2026-11-23T08:36:22+2',
    '2026-11-23T08:36:22+24:00',
    '2026-11-23T08:36:22+02:60',
    '2026-11-23T08:36:22+02:000',
    '2026-11-23T08:36:22+0200x',
    ' 2026-11-23T08:36:22'
  ])('%j', (text) => {
    expect(Timestamp.is(text)).toBe(false)
    expect(E.isLeft(Timestamp.decode(text))).toBe(true)
  })

  it.each([null, undefined, 1795422982, {}, []])('%j, which is no text', (value) => {
    expect(Timestamp.is(value)).toBe(false)
    expect(E.isLeft(Timestamp.decode(value))).toBe(true)
  })
})

describe('conversions', () => {
  // oxlint-disable-next-line house/no-wire-date -- a number
  const dateOf = (milliseconds: number): Date => new Date(milliseconds)
  const moments = fc.integer({ min: -62_135_596_800_000, max: 253_402_300_799_999 }).map(dateOf)

  it('agree with Date, whatever the moment', () => {
    fc.assert(
      fc.property(moments, (date) => {
        expect(Timestamp.is(fromDate(date))).toBe(true)
        expect(toDate(fromDate(date)).getTime()).toBe(date.getTime())
      }),
      { numRuns: 1000 }
    )
  })

  it('agree with Date on zones', () => {
    const zone = fc.tuple(fc.constantFrom('+', '-'), fc.nat(23), fc.nat(59)).map(([sign, hours, minutes]) => {
      const two = (n: number): string => String(n).padStart(2, '0')
      return `${sign}${two(hours)}:${two(minutes)}`
    })
    fc.assert(
      fc.property(moments, zone, (date, offset) => {
        const text = `${date.toISOString().slice(0, 23)}${offset}`
        // oxlint-disable-next-line house/no-wire-date -- what ours is compared with; it has a zone
        expect(toDate(at(text)).getTime()).toBe(new Date(text).getTime())
        expect(toDate(at(text.replace(/:(\d\d)$/, '$1')))).toEqual(toDate(at(text)))
      }),
      { numRuns: 1000 }
    )
  })

  it('keep microseconds, before 1970 too', () => {
    fc.assert(
      fc.property(fc.integer({ min: -2_000_000_000_000_000, max: 4_000_000_000_000_000 }), (micros) => {
        const written = fromEpochMicros(micros)
        expect(Timestamp.is(written)).toBe(true)
        expect(toEpochMicros(written)).toBe(micros)
      }),
      { numRuns: 1000 }
    )
    expect(fromEpochMicros(-1)).toBe('1969-12-31T23:59:59.999999')
    expect(toEpochMicros(at('1969-12-31T23:59:59.999999'))).toBe(-1)
  })

  it('measure, backwards too', () => {
    const [first, second] = [at('2026-11-23T08:36:22.000001'), at('2026-11-23T09:36:23Z')]
    expect(between(first, second)).toBe(3_600_999_999)
    expect(between(second, first)).toBe(-3_600_999_999)
  })

  it('are sent without a zone where that is wanted, and mean the same', () => {
    expect(TimestampWithoutZone.encode(at('2026-11-23T09:36:22.5+01:00'))).toBe('2026-11-23T08:36:22.500000')
    expect(TimestampWithoutZone.encode(at('2026-11-23T08:36:22Z'))).toBe('2026-11-23T08:36:22.000000')
    expect(TimestampWithoutZone.encode(at('2026-11-23T08:36:22'))).toBe('2026-11-23T08:36:22')
    expect(TimestampWithoutZone.is('yesterday')).toBe(false)
  })

  it('refuse an invalid Date', () => {
    expect(() => fromDate(dateOf(Number.NaN))).toThrow(RangeError)
  })

  it('do not depend on the machine’s time zone', () => {
    const before = process.env['TZ']
    try {
      for (const zone of ['UTC', 'America/New_York', 'Pacific/Auckland']) {
        process.env['TZ'] = zone
        expect(toDate(at('2018-04-25T01:26:36.000000')).getTime()).toBe(1_524_619_596_000)
      }
    } finally {
      if (before === undefined) delete process.env['TZ']
      else process.env['TZ'] = before
    }
  })
})
