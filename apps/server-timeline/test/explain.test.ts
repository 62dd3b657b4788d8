import { explain } from '../src/explain.js'
import { rowOf } from '../src/timeline.js'
import { action, event, now, server, telling } from './records.js'

type Facts = Parameters<typeof server>[0]

const verdict = (told: ReturnType<typeof action>, facts: Facts = {}, later: ReadonlyArray<string> = []): string =>
  explain(
    rowOf(
      told,
      later.map((name) => action(name, '11:30:00')),
      { server: server(facts), now }
    ),
    telling(facts)
  )

const stop = event('compute_stop_instance', ['08:00:00', '08:00:02'])
const failing = event('cold_migrate', ['08:00:00', '08:00:01'], { result: 'Error', host: 'ctl-1' })

const cases: ReadonlyArray<readonly [verdict: string, ...Parameters<typeof verdict>]> = [
  ['stop by alice succeeded in 2 s.', action('stop', '08:00:00', [stop])],
  [
    'stop by the system (no user) succeeded in 2 s: power-state sync, for the guest was off already.',
    action('stop', '08:00:00', [stop], { userId: null, projectId: null })
  ],
  ['stop by alice of another project succeeded in 2 s.', action('stop', '08:00:00', [stop], { projectId: 'p2' })],
  ['stop by u7 succeeded in 2 s.', action('stop', '08:00:00', [stop], { userId: 'u7' })],
  [
    'resize by alice failed after 1 s at cold_migrate on ctl-1; the server is ACTIVE.',
    action('resize', '08:00:00', [failing])
  ],
  [
    'resize by alice failed after 1 s at cold_migrate on ctl-1 (No valid host was found.); the server is ACTIVE.',
    action('resize', '08:00:00', [{ ...failing, details: 'No valid host\n was found.' }])
  ],
  [
    'resize by alice failed after 1 s at cold_migrate on ctl-1 (nova.exception.NoValidHost: none); the server is ACTIVE.',
    action('resize', '08:00:00', [{ ...failing, traceback: '  File "x", line 1\nnova.exception.NoValidHost: none\n' }])
  ],
  [
    'resize by alice failed after 1 s at cold_migrate on ctl-1 (BuildAbort); the server is ACTIVE.',
    action('resize', '08:00:00', [{ ...failing, traceback: '  File "x"\n    raise exception.BuildAbort(\n' }])
  ],
  [
    'resize by alice failed after 1 s at cold_migrate on ctl-1 (No space left); the server is ERROR.',
    action('resize', '08:00:00', [failing]),
    { status: 'ERROR', fault: 'No space left' }
  ],
  // Then the fault is of something else.
  [
    'resize by alice failed after 1 s at cold_migrate on ctl-1; the server is ERROR.',
    action('resize', '08:00:00', [failing]),
    { status: 'ERROR', fault: 'No space left' },
    ['rebuild']
  ],
  [
    'resize by alice failed after 1 s at cold_migrate on ctl-1; the server is deleted now.',
    action('resize', '08:00:00', [failing]),
    { deleted: true }
  ],
  [
    'resize by alice failed at first and then recovered in 9 s; compute_prep_resize was tried 2 times.',
    action(
      'resize',
      '08:00:00',
      [event('compute_prep_resize', ['08:00:01', '08:00:09']), event('compute_prep_resize', ['08:00:05', null])],
      { message: 'Error' }
    )
  ],
  [
    'resize by alice failed after 9 s at compute_prep_resize on a or b; compute_prep_resize was tried 2 times; the server is ACTIVE.',
    action('resize', '08:00:00', [
      event('compute_prep_resize', ['08:00:01', '08:00:09'], { result: 'Error', host: 'a' }),
      event('compute_prep_resize', ['08:00:05', null], { host: 'b' })
    ])
  ],
  [
    'live-migration by alice never finished: compute_live_migration on cmp-12 started 3 h ago, and the server has no task: abandoned.',
    action('live-migration', '09:00:00', [event('compute_live_migration', ['09:00:00', null], { host: 'cmp-12' })])
  ],
  [
    'live-migration by alice never finished: compute_live_migration started 3 h ago, and reboot came after it: abandoned.',
    action('live-migration', '09:00:00', [event('compute_live_migration', ['09:00:00', null])]),
    { taskState: 'rebooting' },
    ['reboot']
  ],
  [
    "live-migration by alice is running: compute_live_migration started 30 s ago, and the server's task is migrating.",
    action('live-migration', '11:59:30', [event('compute_live_migration', ['11:59:30', null])]),
    { taskState: 'migrating' }
  ],
  [
    'create by alice ended in 9 s with nothing but successes noted, and yet the server is ERROR (No hosts left).',
    action('create', '08:00:00', [event('compute__do_build_and_run_instance', ['08:00:01', '08:00:09'])]),
    { status: 'ERROR', fault: 'No hosts left' }
  ],
  ['attach_interface by alice was accepted; no step is recorded.', action('attach_interface', '08:00:00', [])],
  ['resetState by alice was done; Nova records no steps of it.', action('resetState', '08:00:00', [])],
  ['stop by alice was accepted; its steps are hidden from this account.', action('stop', '08:00:00')],
  [
    'stop by alice failed; its steps are hidden from this account; the server is ACTIVE.',
    action('stop', '08:00:00', undefined, { message: 'Error' })
  ],
  [
    'stop by alice succeeded in <1 s; the clocks of its hosts differ by 3 s or more.',
    action('stop', '08:00:05', [event('compute_stop_instance', ['08:00:02', '08:00:04'])])
  ]
]

test.each(cases.map(([expected, ...told]) => ({ expected, told })))('$expected', ({ expected, told }) => {
  expect(verdict(...told)).toBe(expected)
})

test('the reader is told that it was them', () => {
  const row = rowOf(action('stop', '08:00:00', [stop]), [], { server: server(), now })
  expect(explain(row, { ...telling(), reader: 'u1' })).toBe('stop by alice (you) succeeded in 2 s.')
})
