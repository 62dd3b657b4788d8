import * as fc from 'fast-check'

import { fromHttpDate, retryAfterOf } from '../src/retry-after.js'

const now = Date.UTC(2026, 10, 23, 8, 36, 22)

const of = (value: string, date?: string) =>
  retryAfterOf({ 'retry-after': value, ...(date === undefined ? {} : { date }) }, now)

describe('retryAfterOf', () => {
  test.each([
    ['0', 0],
    ['120', 120],
    [' 7 ', 7],
    ['1.5', 1.5],
    ['99999999999999999999', Number.MAX_SAFE_INTEGER],
    ['9'.repeat(400), Number.MAX_SAFE_INTEGER],
    ['Mon, 23 Nov 2026 08:37:22 GMT', 60],
    ['Monday, 23-Nov-26 08:37:22 GMT', 60],
    ['Mon Nov 23 08:37:22 2026', 60],
    ['Mon, 23 Nov 2026 08:00:00 GMT', 0],
    ['Sun, 06 Nov 1994 08:49:37 GMT', 0],
    ['Sunday, 06-Nov-94 08:49:37 GMT', 0]
  ])('%s is %d seconds', (value, seconds) => {
    expect(of(value)).toBe(seconds)
  })

  test.each([
    '',
    '-5',
    'soon',
    '1e3',
    '0x10',
    '120 s',
    '5, 10',
    'Mon, 31 Feb 2026 08:37:22 GMT',
    'Mon, 23 Nov 2026 24:37:22 GMT',
    'Mon, 23 Foo 2026 08:37:22 GMT',
    'Mon, 23 Nov 2026 08:37:22 CET',
    '2026-11-23T08:37:22Z'
  ])('%p says nothing', (value) => {
    expect(of(value)).toBeUndefined()
  })

  test('a date is read by the clock of the service that sent it', () => {
    expect(of('Mon, 23 Nov 2026 10:00:30 GMT', 'Mon, 23 Nov 2026 10:00:00 GMT')).toBe(30)
    expect(of('Mon, 23 Nov 2026 08:36:52 GMT', 'yesterday')).toBe(30)
  })

  test('a missing header says nothing', () => {
    expect(retryAfterOf({}, now)).toBeUndefined()
  })

  test('is total: any text gives a finite number that is not negative, or nothing', () => {
    const digits = fc.stringMatching(/^[-+]?[0-9]*\.?[0-9]*(e[0-9]+)?$/)
    const dates = fc.stringMatching(/^[A-Z][a-z]{2}, [0-9]{2} (Feb|Nov) [0-9]{4} [0-9]{2}:[0-9]{2}:[0-9]{2} GMT$/)
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'binary' }), digits, dates),
        fc.option(dates, { nil: undefined }),
        (value, date) => {
          const seconds = of(value, date)
          expect(seconds === undefined || (Number.isFinite(seconds) && seconds >= 0)).toBe(true)
        }
      ),
      { numRuns: 2000 }
    )
  })
})

describe('fromHttpDate', () => {
  test('reads back every moment to the second', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4_102_444_799 }), (seconds) => {
        expect(fromHttpDate(new Date(seconds * 1000).toUTCString(), now)).toBe(seconds * 1000)
      })
    )
  })
})
