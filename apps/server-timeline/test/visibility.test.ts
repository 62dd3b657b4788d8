import type { Microversion } from '@openstack-ts/core'

import { hiddenLines, visibility } from '../src/visibility.js'
import { action, event } from './records.js'

const admin = { traceback: null, host: 'a', hostId: 'x', details: null }
const seen = (version: Microversion, more?: object) =>
  Object.fromEntries(
    visibility(
      [
        action(
          'stop',
          '08:00:00',
          more === undefined ? undefined : [event('compute_stop_instance', ['08:00:00', '08:00:01'], more)]
        )
      ],
      version
    ).map(({ sight, what }) => [what, sight])
  )

const all = {
  updatedAt: 'shown',
  events: 'shown',
  hostId: 'shown',
  host: 'shown',
  traceback: 'shown',
  details: 'shown'
}

test('a missing key means policy or microversion, never empty', () => {
  expect(seen('2.93', admin)).toEqual(all)
  expect(seen('2.93', { hostId: 'x' })).toEqual({ ...all, host: 'policy', traceback: 'policy', details: 'policy' })
  // A cloud may give these three apart.
  expect(seen('2.93', { hostId: 'x', details: 'y' })).toEqual({ ...all, host: 'policy', traceback: 'policy' })
  expect(seen('2.83', { hostId: 'x', host: 'a', traceback: null })).toEqual({ ...all, details: 'microversion' })
  expect(seen('2.57', {})).toEqual({
    updatedAt: 'microversion',
    events: 'shown',
    hostId: 'microversion',
    host: 'microversion',
    traceback: 'policy',
    details: 'microversion'
  })
  expect(seen('2.50')).toMatchObject({ events: 'microversion' })
  expect(seen('2.51')).toMatchObject({ events: 'policy' })
})

test('without a step there is nothing to tell by', () => {
  const visible = visibility([action('resetState', '08:00:00', [])], '2.93')
  expect(Object.fromEntries(visible.map(({ sight, what }) => [what, sight]))).toEqual({
    ...all,
    hostId: 'unknown',
    host: 'unknown',
    traceback: 'unknown',
    details: 'unknown'
  })
  expect(hiddenLines(visible, '2.93', '2.93')).toEqual([])
})

test('said in a line each', () => {
  const stop = action('stop', '08:00:00', [event('compute_stop_instance', ['08:00:00', '08:00:01'])])
  expect(hiddenLines(visibility([stop], '2.57'), '2.57', '2.93')).toEqual([
    'hidden by policy from this account: traceback',
    'hidden by microversion 2.57 (the cloud speaks up to 2.93): update times (shown from 2.58 on), hostId (shown from 2.62 on), host (shown from 2.62 on), details (shown from 2.84 on)'
  ])
  expect(hiddenLines(visibility([action('stop', '08:00:00')], '2.50'), '2.50', '2.50')).toEqual([
    'hidden by microversion 2.50 (the cloud speaks no newer): update times (shown from 2.58 on), steps (shown from 2.51 on, or to administrators)'
  ])
})
