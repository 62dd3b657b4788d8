/**
 * Moments as people read them: in UTC, or in a zone that was asked for, and never in whatever zone the process is in.
 *
 * @since 0.1.0
 */
import { fromEpochMicros, Timestamp, toEpochMicros } from '@openstack-ts/core'
import * as E from 'fp-ts/lib/Either.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

/** How moments are written. */
export interface Zone {
  /** `UTC`, `Europe/Berlin`. */
  readonly name: string
  /** Microseconds since 1970 as `2026-11-23 08:36:22`. */
  readonly dateTime: (micros: number) => string
}

// -------------------------------------------------------------------------------------
// constructors
// -------------------------------------------------------------------------------------

export const utc: Zone = { name: 'UTC', dateTime: (micros) => fromEpochMicros(micros).slice(0, 19).replace('T', ' ') }

/** `UTC`, `local`, or a name of the IANA time zone database. */
export const zoneOf = (name: string): E.Either<string, Zone> => {
  if (name.toUpperCase() === 'UTC') return E.right(utc)
  return E.tryCatch(
    () => zoned(name === 'local' ? undefined : name),
    () => `there is no time zone ${name}: say UTC, local, or a name such as Europe/Berlin`
  )
}

/** A moment as a person writes it, in UTC where it says no zone; a date alone is its first second. */
export const readMoment = (text: string): E.Either<string, Timestamp> => {
  const full = /^\d{4}-\d\d-\d\d$/.test(text) ? `${text}T00:00:00` : text
  return Timestamp.is(full)
    ? E.right(full)
    : E.left(`${text} is no time: write 2026-11-23, 2026-11-23T08:36:22 (UTC) or 2026-11-23T08:36:22+01:00`)
}

// -------------------------------------------------------------------------------------
// conversions
// -------------------------------------------------------------------------------------

/** With its zone, for programs: `2026-11-23T08:36:22.000000Z`. */
export const instant = (timestamp: Timestamp): string => `${fromEpochMicros(toEpochMicros(timestamp))}Z`

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

const zoned = (timeZone: string | undefined): Zone => {
  const format = new Intl.DateTimeFormat('sv-SE', {
    dateStyle: 'short',
    timeStyle: 'medium',
    ...(timeZone === undefined ? {} : { timeZone })
  })
  return { name: format.resolvedOptions().timeZone, dateTime: (micros) => format.format(Math.floor(micros / 1000)) }
}
