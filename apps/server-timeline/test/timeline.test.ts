import * as fc from 'fast-check'

import { drift, rowOf, timeline } from '../src/timeline.js'
import { action, event, now, server } from './records.js'

const row = (...args: Parameters<typeof action>) => rowOf(action(...args), [], { server: server(), now })

test('steps in the order in which they began, with what they took and what went by before', () => {
  const { duration, state, steps } = row('resize', '08:00:00', [
    event('conductor_migrate_server', ['08:00:01', '08:00:04']),
    event('cold_migrate', ['08:00:01', '08:00:03']),
    event('compute_prep_resize', ['08:00:05', '08:00:06'])
  ])
  expect(state).toBe('succeeded')
  expect(duration).toBe(6e6)
  expect(steps?.map(({ duration, event: { event }, gap }) => [event, gap, duration])).toEqual([
    ['conductor_migrate_server', 1e6, 3e6],
    // It began while the step before it was still at it.
    ['cold_migrate', undefined, 2e6],
    ['compute_prep_resize', 2e6, 1e6]
  ])
})

test('of nested failures the innermost is where it went wrong', () => {
  const failed = { result: 'Error' }
  const { failed: step, state } = row('resize', '08:00:00', [
    event('conductor_migrate_server', ['08:00:00', '08:00:01'], failed),
    event('cold_migrate', ['08:00:00', '08:00:01'], failed)
  ])
  expect([state, step?.event.event]).toEqual(['failed', 'cold_migrate'])
})

test('a failure that is rolled back stays a failure', () => {
  const { failed, state } = row('live-migration', '08:00:00', [
    event('compute_live_migration', ['08:00:01', '08:00:04'], { result: 'Error' }),
    event('compute_rollback_live_migration_at_destination', ['08:00:05', '08:00:06'])
  ])
  expect([state, failed?.event.event]).toEqual(['failed', 'compute_live_migration'])
})

test('tries of one step: their ends are not known apart, so no time is computed', () => {
  const { duration, state, steps } = row(
    'resize',
    '08:00:00',
    [
      event('compute_prep_resize', ['08:00:01', '08:00:09'], { host: 'a' }),
      event('compute_prep_resize', ['08:00:05', null], { host: 'b' }),
      event('compute_resize_instance', ['08:00:10', '08:00:12'])
    ],
    { message: 'Error' }
  )
  expect([state, duration]).toEqual(['recovered', 12e6])
  expect(steps?.map(({ attempt, duration, gap, state }) => [state, attempt, gap, duration])).toEqual([
    ['succeeded', { number: 1, of: 2 }, 1e6, undefined],
    ['overwritten', { number: 2, of: 2 }, undefined, undefined],
    ['succeeded', undefined, undefined, 2e6]
  ])
})

test('a later try that has its own end mends an earlier one', () => {
  const { state } = row('unshelve', '08:00:00', [
    event('schedule_instances', ['08:00:01', '08:00:02'], { result: 'Error' }),
    event('schedule_instances', ['08:00:03', '08:00:04'])
  ])
  expect(state).toBe('recovered')
})

describe('a step without an end', () => {
  const open = (start: string, facts: Parameters<typeof server>[0], later: ReadonlyArray<string> = []) =>
    rowOf(
      action('live-migration', start, [event('compute_live_migration', [start, null])]),
      later.map((name) => action(name, '11:30:00')),
      { server: server(facts), now }
    ).state

  test('runs, where the server has a task', () => expect(open('09:00:00', { taskState: 'migrating' })).toBe('running'))
  test('is abandoned, where it has none', () => expect(open('09:00:00', { taskState: null })).toBe('abandoned'))
  test('runs in its first minute, whatever the task', () =>
    expect(open('11:59:30', { taskState: null })).toBe('running'))
  test('is abandoned, where something else came after it', () =>
    expect(open('09:00:00', { taskState: 'rebooting' }, ['reboot'])).toBe('abandoned'))
  test('runs beside a lock', () =>
    expect(open('09:00:00', { taskState: 'migrating' }, ['unlock', 'lock'])).toBe('running'))
  test('is abandoned, where the server is gone', () => expect(open('11:59:30', { deleted: true })).toBe('abandoned'))
  test('is unfinished, where tasks are not shown', () => {
    const { taskState: _, ...facts } = server()
    const unfinished = action('reboot', '09:00:00', [event('compute_reboot_instance', ['09:00:00', null])])
    expect(rowOf(unfinished, [], { server: facts, now }).state).toBe('unfinished')
  })
})

test('without steps', () => {
  expect(row('resetState', '08:00:00', []).state).toBe('no-steps')
  expect(row('attach_interface', '08:00:00', [], { message: 'Error' }).state).toBe('failed')
  expect(row('stop', '08:00:00', undefined).state).toBe('hidden')
  expect(row('stop', '08:00:00', undefined, { message: 'Error' }).state).toBe('failed')
})

test('successes alone, and yet the server is in ERROR', () => {
  const create = action('create', '08:00:00', [event('compute__do_build_and_run_instance', ['08:00:01', '08:00:09'])])
  const state = (...later: ReadonlyArray<string>) =>
    rowOf(
      create,
      later.map((name) => action(name, '09:00:00')),
      { server: server({ status: 'ERROR' }), now }
    ).state
  expect(state()).toBe('doubtful')
  expect(state('lock')).toBe('doubtful')
  // What came later may have brought it there.
  expect(state('rebuild')).toBe('succeeded')
})

test('clocks that disagree', () => {
  expect(drift(row('stop', '08:00:05', [event('compute_stop_instance', ['08:00:03', '08:00:06'])]))).toBe(2e6)
  expect(drift(row('stop', '08:00:05', [event('compute_stop_instance', ['08:00:06', '08:00:02'])]))).toBe(4e6)
  expect(drift(row('stop', '08:00:05', [event('compute_stop_instance', ['08:00:05', '08:00:05'])]))).toBe(0)
})

test('each action knows those that came after it', () => {
  const rows = timeline({ actions: [action('start', '09:00:00'), action('stop', '08:00:00')], server: server(), now })
  expect(rows.map(({ action, later }) => [action.action, later.map(({ action }) => action)])).toEqual([
    ['start', []],
    ['stop', ['start']]
  ])
})

const time = fc.integer({ min: 0, max: 59 }).map((second) => `11:00:${String(second).padStart(2, '0')}`)
const steps = fc.array(
  fc
    .tuple(fc.constantFrom('a', 'b', 'c'), time, fc.option(time), fc.constantFrom('Success', 'Error', 'error', 'odd'))
    .map(([name, start, finish, result]) => event(name, [start, finish], finish === null ? {} : { result }))
)

test('whatever is recorded: no step is lost, and where one failed and none was mended, the action failed', () => {
  fc.assert(
    fc.property(steps, time, (events, start) => {
      const told = row('resize', start, events)
      expect(told.steps?.map(({ event }) => event)).toHaveLength(events.length)
      expect(new Set(told.steps?.map(({ event }) => event))).toEqual(new Set(events))
      const failing = events.some(({ result }) => /error/i.test(result ?? ''))
      expect(told.failed?.state).toBe(failing ? 'failed' : undefined)
      expect(told.state === 'failed' && !failing).toBe(false)
      expect(told.state === 'succeeded' && failing).toBe(false)
      expect(told.steps?.filter(({ duration, event }) => event.finishTime === null && duration !== undefined)).toEqual(
        []
      )
    })
  )
})
