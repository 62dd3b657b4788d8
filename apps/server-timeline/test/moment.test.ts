import type { Timestamp } from '@openstack-ts/core'
import * as E from 'fp-ts/lib/Either.js'

import { instant, readMoment, utc, zoneOf } from '../src/moment.js'

const micros = Date.UTC(2026, 10, 23, 1, 30) * 1000

test('moments are written in UTC, or in the zone that was asked for', () => {
  expect(utc.dateTime(micros)).toBe('2026-11-23 01:30:00')
  const newYork = zoneOf('America/New_York')
  expect(E.isRight(newYork) && newYork.right.dateTime(micros)).toBe('2026-11-22 20:30:00')
  expect(zoneOf('utc')).toEqual(E.right(utc))
  expect(E.isLeft(zoneOf('Mars/Olympus'))).toBe(true)
})

test('a zone of the machine is used only where it is asked for', () => {
  const local = zoneOf('local')
  const own = new Intl.DateTimeFormat().resolvedOptions().timeZone
  expect(E.isRight(local) && local.right.name).toBe(own)
})

test('what a person writes', () => {
  expect(readMoment('2026-11-23')).toEqual(E.right('2026-11-23T00:00:00'))
  expect(readMoment('2026-11-23T08:36:22+01:00')).toEqual(E.right('2026-11-23T08:36:22+01:00'))
  for (const text of ['yesterday', '2026-02-30', '2026-11-23T25:00:00', '', '23.11.2026']) {
    expect(E.isLeft(readMoment(text))).toBe(true)
  }
})

test('for programs, with its zone', () => {
  expect(instant('2026-11-23T08:36:22.000001' as Timestamp)).toBe('2026-11-23T08:36:22.000001Z')
  expect(instant('2026-11-23T08:36:22+01:00' as Timestamp)).toBe('2026-11-23T07:36:22.000000Z')
})
