import { run } from './run.js'

const now = Date.UTC(2026, 10, 23, 12)
const esc = '\u001B['

test('nothing is configured: the fake cloud, and a line on stderr that says so', async () => {
  const { code, stderr, stdout } = await run(['servers', '--limit', '3'], { now })
  expect([code, stdout.split('\n')]).toEqual([
    0,
    [
      'name       id                                    status  task  created',
      expect.stringMatching(/^worker-12  [0-9a-f-]{36}  ACTIVE  -     2026-11-23 06:00:00$/),
      expect.stringMatching(/^worker-11  /),
      expect.stringMatching(/^worker-10  /),
      ''
    ]
  ])
  expect(stderr).toMatch(/^No cloud is configured: this is the built-in fake cloud\. [^\n]+\n$/)
})

test('a timeline, as text', async () => {
  const { stdout } = await run(['show', 'web-1', '--fake', '--limit', '2'], { now })
  expect(stdout).toMatchInlineSnapshot(`
   "web-1  bf284f79-5f86-4f20-8e78-7992bb57f252  ACTIVE
   2 actions, newest first; times in UTC

   ✗ 2026-11-23 11:35:00  resize  by alice  1 s  FAILED
     req-8262eb3c-683e-442f-9ef0-6bea68e638af
     resize by alice failed after 1 s at cold_migrate on ctl-1 (No valid host was found. There are not enough hosts available.); the server is ACTIVE.
        step                      host   start     gap   took  result
     ✗  conductor_migrate_server  ctl-1  11:35:00  <1 s  1 s   Error
     ✗  cold_migrate              ctl-1  11:35:00        1 s   Error  <- failed here
     look for req-8262eb3c-683e-442f-9ef0-6bea68e638af in the logs on ctl-1, 2026-11-23 11:34:55 to 2026-11-23 11:35:06 UTC

   ✓ 2026-11-21 12:10:00  start  by alice  2 s  succeeded
     req-5d8838e5-8343-4f24-bbe5-6dd9e1dd2ce2
     start by alice succeeded in 2 s.
        step                    host    start     gap   took  result
     ✓  compute_start_instance  cmp-02  12:10:00  <1 s  2 s   Success
   "
  `)
})

test('--json: JSON and nothing else on stdout, in the documented shape', async () => {
  const { code, stderr, stdout } = await run(['show', 'web-1', '--fake', '--json', '--limit', '1'], { now })
  expect([code, stderr]).toEqual([0, ''])
  expect(JSON.parse(stdout)).toEqual({
    format: 'server-timeline/1',
    cloud: 'fake',
    microversion: '2.104',
    server: {
      id: expect.any(String) as string,
      name: 'web-1',
      status: 'ACTIVE',
      taskState: null,
      projectId: expect.any(String) as string,
      created: '2026-11-14T12:00:00.000000Z',
      deleted: false
    },
    actions: [
      {
        requestId: expect.stringMatching(/^req-/) as string,
        action: 'resize',
        startTime: '2026-11-23T11:35:00.000000Z',
        updatedAt: '2026-11-23T11:35:01.000000Z',
        userId: expect.any(String) as string,
        userName: 'alice',
        projectId: expect.any(String) as string,
        message: 'Error',
        state: 'failed',
        verdict: expect.stringMatching(/^resize by alice failed after 1 s at cold_migrate/) as string,
        failedStep: 'cold_migrate',
        reason: 'No valid host was found. There are not enough hosts available.',
        durationSeconds: 1,
        steps: ['conductor_migrate_server', 'cold_migrate'].map((event, i) => ({
          event,
          startTime: '2026-11-23T11:35:00.000000Z',
          finishTime: '2026-11-23T11:35:01.000000Z',
          result: 'Error',
          state: 'failed',
          host: 'ctl-1',
          hostId: expect.any(String) as string,
          details: expect.any(String) as string,
          traceback: expect.any(String) as string,
          durationSeconds: 1,
          gapSeconds: i === 0 ? 0 : null
        }))
      }
    ],
    visibility: {
      updatedAt: { sight: 'shown', since: '2.58' },
      events: { sight: 'shown', since: '2.51' },
      hostId: { sight: 'shown', since: '2.62' },
      host: { sight: 'shown', since: '2.62' },
      traceback: { sight: 'shown' },
      details: { sight: 'shown', since: '2.84' }
    },
    notes: []
  })
})

test('one action, by the request that started it', async () => {
  const all = await run(['show', 'web-1', '--fake', '--json'], { now })
  const { actions } = JSON.parse(all.stdout) as { readonly actions: ReadonlyArray<{ readonly requestId: string }> }
  const requestId = actions[1]?.requestId ?? ''
  const one = await run(['show', 'web-1', '--fake', '--json', '--action', requestId], { now })
  expect(JSON.parse(one.stdout)).toMatchObject({ actions: [actions[1]] })
})

test('colours: on a terminal, unless NO_COLOR; on a pipe, only with FORCE_COLOR', async () => {
  const colored = async (env: Readonly<Record<string, string>>) =>
    (await run(['show', 'web-1', '--fake'], { now, env })).stdout.includes(esc)
  expect(await colored({})).toBe(false)
  expect(await colored({ FORCE_COLOR: '1' })).toBe(true)
  expect(await colored({ FORCE_COLOR: '0' })).toBe(false)
  expect(await colored({ FORCE_COLOR: '1', NO_COLOR: '1' })).toBe(false)
})

test('--traceback prints what an administrator may see', async () => {
  const { stdout } = await run(['show', 'web-1', '--fake', '--traceback', '--limit', '1'], { now })
  expect(stdout).toContain('    nova.exception.NoValidHost: No valid host was found.')
})

test('--time-zone', async () => {
  const { stdout } = await run(['show', 'web-1', '--fake', '--limit', '1', '--time-zone', 'Asia/Tokyo'], { now })
  expect(stdout).toContain('times in Asia/Tokyo')
  expect(stdout).toContain('✗ 2026-11-23 20:35:00  resize')
})

test('--version and --help end well, the latter with examples and exit codes', async () => {
  expect(await run(['--version'])).toEqual({ code: 0, stdout: '1.2.3\n', stderr: '' })
  const { code, stdout } = await run(['show', '--help'])
  expect(code).toBe(0)
  expect(stdout).toContain('--changes-since <time>')
  expect(stdout).toContain('--os-cloud <name>')
  expect((await run(['--help'])).stdout).toMatch(/Examples:[^]*Exit codes:[^]*130 {2}interrupted/)
})
