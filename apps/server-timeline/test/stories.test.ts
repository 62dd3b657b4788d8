/**
 * The eight stories of the fake cloud: each has its verdict.
 */
import { storyServerId } from '@openstack-ts/fake-cloud'

import { run } from './run.js'

const now = Date.UTC(2026, 10, 23, 12)

interface Shown {
  readonly server: { readonly deleted: boolean }
  readonly actions: ReadonlyArray<{ readonly requestId: string; readonly state: string; readonly verdict: string }>
}

const shown = async (server: string, ...options: ReadonlyArray<string>): Promise<Shown> => {
  const { code, stderr, stdout } = await run(['show', server, '--json', '--fake', ...options], { now })
  expect([code, stderr]).toEqual([0, ''])
  return JSON.parse(stdout) as Shown
}

const outage = (host: string) =>
  `reboot by bob failed after 1 min at compute_reboot_instance on ${host} (MessagingTimeout); the server is ACTIVE.`

test.each([
  [
    1,
    'web-1',
    'resize by alice failed after 1 s at cold_migrate on ctl-1 (No valid host was found. There are not enough hosts available.); the server is ACTIVE.'
  ],
  [
    2,
    'db-1',
    'live-migration by admin (you) of another project never finished: compute_live_migration on cmp-12 started 2 h 59 min ago, and the server has no task: abandoned.'
  ],
  [3, 'batch-01', outage('cmp-01')],
  [3, 'batch-40', outage('cmp-08')],
  [
    4,
    'app-1',
    'resize by alice failed after 17 s at compute_finish_resize on cmp-11 (Failed to resize disk: No space left on device); the server is ERROR.'
  ],
  [4, 'app-5', 'resize by alice succeeded in 17 s.'],
  [
    5,
    'worker-03',
    'create by alice failed after 42 s at compute__do_build_and_run_instance on cmp-07 (Build of instance aborted: Failed to allocate the network(s), not rescheduling.); the server is ERROR.'
  ],
  [5, 'worker-01', 'create by alice succeeded in 7 s.'],
  [6, 'cache-1', 'stop by the system (no user) succeeded in 1 s: power-state sync, for the guest was off already.'],
  [7, storyServerId('staging-1'), 'delete by bob succeeded in 3 s.'],
  [8, 'queue-1', 'resize by bob failed at first and then recovered in 21 s; compute_prep_resize was tried 2 times.']
])('story %d, %s: %s', async (_, server, verdict) => {
  const { actions } = await shown(server)
  expect(actions[0]?.verdict).toBe(verdict)
})

test('the failed one of twelve has the request id of those that came', async () => {
  const [failed, came] = await Promise.all([shown('worker-03'), shown('worker-01')])
  expect(failed.actions[0]?.requestId).toBe(came.actions[0]?.requestId)
})

test('a member is told why by the fault of the server, where details are hidden', async () => {
  const { actions } = await shown('app-1', '--fake-user', 'demo')
  expect(actions[0]?.verdict).toMatch(
    /^resize by [0-9a-f]{32} failed after 17 s at compute_finish_resize \(Failed to resize disk: No space left on device\); the server is ERROR\.$/
  )
})

test('who deleted it is told by the id of the server that is gone', async () => {
  const { actions, server } = await shown(storyServerId('staging-1'))
  expect(server.deleted).toBe(true)
  expect(actions.map(({ verdict }) => verdict.split(' ')[0])).toEqual(['delete', 'stop', 'create'])
})

describe('the view degrades honestly', () => {
  const text = async (...options: ReadonlyArray<string>): Promise<string> => {
    const { code, stdout } = await run(['show', 'web-1', '--fake', ...options], { now })
    expect(code).toBe(0)
    return stdout
  }

  test('an administrator sees everything', async () => {
    const all = await text()
    expect(all).not.toContain('hidden')
    expect(all).toContain('<- failed here')
  })

  test('a member is told what policy hides', async () => {
    expect(await text('--fake-user', 'demo')).toContain('hidden by policy from this account: host, traceback, details')
  })

  test('at 2.79 there are no details, at 2.57 no hosts either, and filters are applied here', async () => {
    expect(await text('--os-compute-api-version', '2.79')).toContain(
      'hidden by microversion 2.79 (the cloud speaks up to 2.104): details (shown from 2.84 on)'
    )
    const old = await text('--os-compute-api-version', '2.57', '--limit', '2', '--changes-since', '2026-11-01')
    expect(old).toContain('hostId (shown from 2.62 on), host (shown from 2.62 on)')
    expect(old).toContain('filtered here, not by the cloud: --changes-since (by start time) and --limit')
    expect(old).toContain('2 actions')
  })

  test('a member at 2.1 sees that it failed, and that the steps are hidden', async () => {
    const oldest = await text('--os-compute-api-version', '2.1', '--fake-user', 'demo')
    expect(oldest).toContain('failed; its steps are hidden from this account')
    expect(oldest).toContain('steps (shown from 2.51 on, or to administrators)')
  })
})

test('before 2.58 no filter is sent', async () => {
  const { stderr } = await run(
    [
      'show',
      'web-1',
      '--fake',
      '--debug',
      '--os-compute-api-version',
      '2.1',
      '--limit',
      '1',
      '--changes-since',
      '2026-01-01'
    ],
    { now }
  )
  expect(stderr).toContain('/os-instance-actions')
  expect(stderr).not.toMatch(/os-instance-actions\S*[?&](limit|changes-since)/)
})
