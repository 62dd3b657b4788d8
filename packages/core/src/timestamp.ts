/**
 * Timestamps as services write them. They stay text: services send microseconds and often no time zone, and a `Date`
 * would lose the first and misread the second. Without a zone they mean UTC.
 *
 * @since 0.1.0
 */
import * as t from 'io-ts'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

interface TimestampBrand {
  readonly Timestamp: unique symbol
}

/** `2026-11-23T08:36:22Z`, `2026-11-23T08:36:22.720004` or `2026-11-23 08:36:22`: a moment, in UTC unless it says so. */
export type Timestamp = t.Branded<string, TimestampBrand>

// -------------------------------------------------------------------------------------
// constructors
// -------------------------------------------------------------------------------------

export const Timestamp: t.Type<Timestamp, string> = new t.Type<Timestamp, string>(
  'Timestamp',
  (u): u is Timestamp => typeof u === 'string' && isTimestamp(u),
  (u, context) => (typeof u === 'string' && isTimestamp(u) ? t.success(u as Timestamp) : t.failure(u, context)),
  t.identity
)

/** The same, sent without a zone, in UTC: for what reads none, as Nova's usage reports do. Has its name, for it is no other. */
export const TimestampWithoutZone: t.Type<Timestamp, string> = new t.Type<Timestamp, string>(
  'Timestamp',
  Timestamp.is,
  Timestamp.validate,
  (timestamp) => (zoneStart(timestamp) === timestamp.length ? timestamp : fromEpochMicros(toEpochMicros(timestamp)))
)

/**
 * To milliseconds, in UTC. Throws a `RangeError` on an invalid `Date`, as `Date` itself does.
 *
 * @example
 * assert.deepStrictEqual(fromDate(new Date(0)), '1970-01-01T00:00:00.000Z')
 */
export const fromDate = (date: Date): Timestamp => date.toISOString() as Timestamp

/**
 * Microseconds since 1970 as a timestamp with six digits, the way Nova writes them.
 *
 * @example
 * assert.deepStrictEqual(fromEpochMicros(1), '1970-01-01T00:00:00.000001')
 */
export const fromEpochMicros = (micros: number): Timestamp => {
  const fraction = ((micros % 1e6) + 1e6) % 1e6
  const seconds = new Date((micros - fraction) / 1e3).toISOString().slice(0, 19)
  return `${seconds}.${String(fraction).padStart(6, '0')}` as Timestamp
}

// -------------------------------------------------------------------------------------
// conversions
// -------------------------------------------------------------------------------------

/**
 * Microseconds since 1970: what `Date` cannot hold. Exact until the year 2255, where numbers end being so.
 *
 * @example
 * assert.deepStrictEqual(toEpochMicros(fromEpochMicros(1_000_001)), 1_000_001)
 */
export const toEpochMicros = (timestamp: Timestamp): number => {
  const zoneAt = zoneStart(timestamp)
  return secondsOf(timestamp, zoneAt) * 1e6 + Number(fractionOf(timestamp, zoneAt, 6))
}

/**
 * As a `Date`, to the millisecond.
 *
 * @example
 * assert.deepStrictEqual(toDate(fromEpochMicros(1_000_000)).getTime(), 1000)
 */
export const toDate = (timestamp: Timestamp): Date => {
  const zoneAt = zoneStart(timestamp)
  // oxlint-disable-next-line house/no-wire-date -- a number, and the one place that knows how
  return new Date(secondsOf(timestamp, zoneAt) * 1000 + Number(fractionOf(timestamp, zoneAt, 3)))
}

/**
 * Microseconds from the first to the second; negative where the second is earlier, as clocks of two hosts may have it.
 *
 * @example
 * assert.deepStrictEqual(between(fromEpochMicros(1), fromEpochMicros(4)), 3)
 */
export const between = (from: Timestamp, to: Timestamp): number => toEpochMicros(to) - toEpochMicros(from)

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

/** Whole seconds since 1970. `Date.UTC` would take the years 0 to 99 for those of the twentieth century. */
const secondsOf = (timestamp: string, zoneAt: number): number => {
  const digits = (start: number, end: number): number => Number(timestamp.slice(start, end))
  const day = new Date(0).setUTCFullYear(digits(0, 4), digits(5, 7) - 1, digits(8, 10)) / 1000
  const time = digits(11, 13) * 3600 + digits(14, 16) * 60 + digits(17, 19)
  return day + time - zoneMinutes(timestamp.slice(zoneAt)) * 60
}

const fractionOf = (timestamp: string, zoneAt: number, length: number): string =>
  timestamp.slice(20, zoneAt).padEnd(length, '0').slice(0, length)

const zoneStart = (timestamp: string): number => {
  for (let i = 19; i < timestamp.length; i++) {
    const c = timestamp.charCodeAt(i)
    if (c !== 46 && (c < 48 || c > 57)) return i
  }
  return timestamp.length
}

const zoneMinutes = (zone: string): number => {
  if (zone === '' || zone === 'Z') return 0
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2))
  return zone.startsWith('-') ? -minutes : minutes
}

const monthDays = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0

/** Two digits as a number, or NaN-like garbage outside 0..99 where they are none: the ranges below refuse it. */
const two = (s: string, at: number): number => {
  const tens = s.charCodeAt(at) - 48
  const ones = s.charCodeAt(at + 1) - 48
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : 1000
}

/** By character codes, for a listing holds thousands: a regular expression and `Date` take five times as long. */
const isTimestamp = (s: string): boolean => {
  if (s.length < 19) return false
  const century = two(s, 0)
  const month = two(s, 5)
  const day = two(s, 8)
  if (century > 99 || two(s, 2) > 99 || month < 1 || month > 12 || day < 1) return false
  if (day > (monthDays[month - 1] as number) && !(month === 2 && day === 29 && isLeap(century * 100 + two(s, 2)))) {
    return false
  }
  const separator = s.charCodeAt(10)
  return (
    s.charCodeAt(4) === 45 &&
    s.charCodeAt(7) === 45 &&
    (separator === 84 || separator === 32) &&
    two(s, 11) < 24 &&
    s.charCodeAt(13) === 58 &&
    two(s, 14) < 60 &&
    s.charCodeAt(16) === 58 &&
    two(s, 17) < 61 &&
    (s.length === 19 || endsWell(s))
  )
}

/** A fraction, a zone, or both. */
const endsWell = (s: string): boolean => {
  let at = 19
  if (s.charCodeAt(at) === 46) {
    const start = ++at
    while (at < s.length && s.charCodeAt(at) >= 48 && s.charCodeAt(at) <= 57) at++
    if (at === start) return false
  }
  if (at === s.length) return true
  const sign = s.charCodeAt(at)
  if (sign === 90) return at + 1 === s.length
  if (sign !== 43 && sign !== 45) return false
  const colon = s.charCodeAt(at + 3) === 58 ? 1 : 0
  return two(s, at + 1) < 24 && two(s, at + 3 + colon) < 60 && at + 5 + colon === s.length
}
