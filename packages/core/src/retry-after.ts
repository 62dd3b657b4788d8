/**
 * `Retry-After`: how long a service asks to be left alone.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110#name-retry-after
 * @since 0.1.0
 */
import type { ResponseHeaders } from './http.js'

// -------------------------------------------------------------------------------------
// conversions
// -------------------------------------------------------------------------------------

/**
 * Seconds from now, never negative; `undefined` where the header is missing or says nothing. A date is compared with
 * the answer's own `Date`, where it has one, so that a wrong clock on either side does not matter.
 *
 * @example
 * assert.deepStrictEqual(retryAfterOf({ 'retry-after': '30' }, Date.now()), 30)
 */
export const retryAfterOf = (headers: ResponseHeaders, now: number): number | undefined => {
  const value = headers['retry-after']?.trim()
  if (value === undefined) return undefined
  if (/^\d+(\.\d+)?$/.test(value)) return Math.min(Number(value), Number.MAX_SAFE_INTEGER)
  const until = fromHttpDate(value, now)
  if (until === undefined) return undefined
  const said = headers['date']
  return Math.max(0, until - ((said === undefined ? undefined : fromHttpDate(said.trim(), now)) ?? now)) / 1000
}

/** An HTTP date, in any of its three forms, as milliseconds since 1970. `now` settles the century of the oldest one. */
export const fromHttpDate = (text: string, now: number): number | undefined => {
  const parts = (imf.exec(text) ?? rfc850.exec(text) ?? asctime.exec(text))?.groups
  if (parts === undefined) return undefined
  const number = (name: string): number => Number(parts[name])
  const month = months.indexOf(parts['month'] ?? '')
  const day = number('day')
  const year = parts['year']?.length === 2 ? fullYear(number('year'), now) : number('year')
  const days = (Date.UTC(year, month + 1, 1) - Date.UTC(year, month, 1)) / 86_400_000
  if (month < 0 || day < 1 || day > days) return undefined
  return Date.UTC(year, month, day, number('hour'), number('minute'), number('second'))
}

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

const time = '(?<hour>[01]\\d|2[0-3]):(?<minute>[0-5]\\d):(?<second>[0-5]\\d|60)'

/** `Sun, 06 Nov 1994 08:49:37 GMT` */
const imf = new RegExp(`^[A-Z][a-z]{2}, (?<day>\\d\\d) (?<month>[A-Z][a-z]{2}) (?<year>\\d{4}) ${time} GMT$`)

/** `Sunday, 06-Nov-94 08:49:37 GMT` */
const rfc850 = new RegExp(`^[A-Z][a-z]{5,8}, (?<day>\\d\\d)-(?<month>[A-Z][a-z]{2})-(?<year>\\d\\d) ${time} GMT$`)

/** `Sun Nov  6 08:49:37 1994` */
const asctime = new RegExp(`^[A-Z][a-z]{2} (?<month>[A-Z][a-z]{2}) (?<day>[ \\d]\\d) ${time} (?<year>\\d{4})$`)

/** Two digits mean the past, where they would lie more than fifty years ahead. */
const fullYear = (digits: number, now: number): number =>
  Date.UTC(1950 + digits, 0) > now ? 1900 + digits : 2000 + digits
