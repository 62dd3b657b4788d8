/**
 * What goes wrong is one sentence on stderr, an exit code that is not 0, and no secret; a stack only where it is asked for.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { compute } from '@openstack-ts/compute'
import { loadCloud } from '@openstack-ts/config/node'
import { connect } from '@openstack-ts/connection'
import { toPromise } from '@openstack-ts/core'
import { fakeCloud, type InjectedFault, serve, type Served, type Story, storySource } from '@openstack-ts/fake-cloud'

import { type Place, run } from './run.js'

const anImage = '11111111-2222-4333-8444-555555555555'

const secrets = ['demo-secret', 'wrong-secret', 'admin-secret', 'X-Auth-Token']

const single: Story = {
  title: 'A server that was created',
  moral: 'Nothing happened to it.',
  servers: [
    {
      name: 'single',
      project: 'demo',
      owner: 'demo',
      host: 'cmp-01',
      createdAgo: 60,
      deeds: [{ action: 'create', ago: 60, by: 'demo', steps: [] }]
    }
  ]
}

let folder: string
let cloud: ReturnType<typeof fakeCloud>
let served: Served
let closedPort: number
let twins: ReadonlyArray<string>

/** A port on which nobody listens. */
const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 9))
    })
  })

const write = (name: string, content: string | object): string => {
  const path = join(folder, name)
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content))
  return path
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'server-timeline-'))
  cloud = fakeCloud({ servers: [storySource([single])], pace: 0 })
  served = await serve(cloud)
  closedPort = await freePort()
  const { demo } = served.config.clouds
  const wrong = { ...demo, auth: { ...demo.auth, password: 'wrong-secret' } }
  const away = { ...demo, auth: { ...demo.auth, auth_url: `http://127.0.0.1:${closedPort}/v3` } }
  write('clouds.json', { clouds: { ...served.config.clouds, wrong, away: { ...away, connect_retries: 0 } } })
  const config = await toPromise(loadCloud({ cloud: 'demo', ...configured() }))
  await using connection = await connect({ config })
  const { servers } = compute(connection)
  const twin = { name: 'twin', flavorRef: '42', imageRef: anImage, networks: 'none' } as const
  twins = [(await servers.create(twin)).id, (await servers.create(twin)).id]
})

afterAll(async () => {
  await served.close()
  rmSync(folder, { recursive: true })
})

const configured = (): Place => ({ env: { OS_CLIENT_CONFIG_FILE: join(folder, 'clouds.json') } })

const complaint = async (argv: ReadonlyArray<string>, place: Place = configured()) => {
  const { code, stderr, stdout } = await run(argv, place)
  expect(stdout).toBe('')
  expect(stderr).toMatch(/^error: [^\n]+\n$/)
  expect(stderr).not.toMatch(/\n\s+at /)
  for (const secret of secrets) expect(stderr).not.toContain(secret)
  const debugged = await run([...argv, '--debug'], place)
  expect(debugged.code).toBe(code)
  for (const secret of secrets) expect(debugged.stderr + debugged.stdout).not.toContain(secret)
  return { code, said: stderr.slice('error: '.length).trimEnd() }
}

/** Lets a fault happen to every request while a test runs. */
const withFault = async <A>(fault: InjectedFault, task: () => Promise<A>): Promise<A> => {
  const end = cloud.inject(fault)
  return task().finally(end)
}

describe('the command line', () => {
  test.each([
    [['--jsn'], "unknown option '--jsn'. Did you mean --json?"],
    [['shw', 'web-1'], "unknown command 'shw'. Did you mean show?"],
    [['show'], "missing required argument 'server'"],
    [['servers', 'web-1'], "too many arguments for 'servers'. Expected 0 arguments but got 1."],
    [['show', 'a', '--limit'], "option '--limit <count>' argument missing"],
    [['show', 'a', '--limit', '0'], '--limit: 0 is no count: write a whole number from 1 on'],
    [
      ['show', 'a', '--changes-since', 'yesterday'],
      '--changes-since: yesterday is no time: write 2026-11-23, 2026-11-23T08:36:22 (UTC) or 2026-11-23T08:36:22+01:00'
    ],
    [
      ['show', 'a', '--action', 'req-1', '--limit', '3'],
      '--action is one action: leave out --limit and --changes-since'
    ],
    [
      ['servers', '--os-compute-api-version', 'two'],
      '--os-compute-api-version: two is no microversion: write 2.79, say, or latest'
    ],
    [
      ['servers', '--time-zone', 'Mars'],
      '--time-zone: there is no time zone Mars: say UTC, local, or a name such as Europe/Berlin'
    ],
    [['servers', '--fake', '--os-cloud', 'demo'], '--os-cloud and the fake cloud are two clouds: leave out one']
  ])('%j', async (argv, sentence) => expect(await complaint(argv)).toEqual({ code: 2, said: sentence }))

  test('no command at all is answered with the help', async () => {
    const { code, stderr } = await run([])
    expect(code).toBe(2)
    expect(stderr).toMatch(/^Usage: server-timeline <command> \[options\]\n/)
  })
})

describe('the configuration', () => {
  test('an unknown cloud: names those that exist', async () => {
    const { code, said } = await complaint(['servers', '--os-cloud', 'nope'])
    expect(code).toBe(2)
    expect(said).toMatch(
      /^There is no cloud nope; there is admin, demo, demo-reader, other, demo-app, system, wrong, away \(/
    )
  })

  test('several clouds, none chosen', async () => {
    expect((await complaint(['servers'])).said).toContain('has several clouds and none is chosen: admin, demo')
  })

  test('broken YAML: names file and line, and quotes nothing', async () => {
    const file = write('broken.yaml', 'clouds:\n  demo:\n    auth: {password: demo-secret\n  other: 1\n')
    const { code, said } = await complaint(['servers'], { env: { OS_CLIENT_CONFIG_FILE: file } })
    expect([code, said]).toEqual([2, expect.stringMatching(new RegExp(`^${file}, line \\d+, cannot be read: `))])
  })

  test('a file that cannot be read', async () => {
    const { code, said } = await complaint(['servers'], { env: { OS_CLIENT_CONFIG_FILE: folder } })
    expect([code, said]).toEqual([2, `${folder} cannot be read: it is a folder`])
  })

  test('a file that is not there, though it is named', async () => {
    const file = join(folder, 'none.yaml')
    const { code, said } = await complaint(['servers'], { env: { OS_CLIENT_CONFIG_FILE: file } })
    expect([code, said]).toEqual([2, `OS_CLIENT_CONFIG_FILE names ${file}, which does not exist`])
  })

  test('a microversion that the cloud does not have', async () => {
    const { code, said } = await complaint([
      'show',
      'single',
      '--os-cloud',
      'demo',
      '--os-compute-api-version',
      '2.999'
    ])
    expect([code, said]).toEqual([2, expect.stringContaining('this call speaks 2.999; the cloud has 2.1 to 2.104')])
  })
})

describe('the cloud', () => {
  test('a wrong password', async () => {
    const { code, said } = await complaint(['servers', '--os-cloud', 'wrong'])
    expect([code, said]).toEqual([1, expect.stringMatching(/^Keystone refused the sign-in by password \(status 401\)/)])
  })

  test('a host that nobody answers at', async () => {
    const { code, said } = await complaint(['servers', '--os-cloud', 'away'])
    expect([code, said]).toEqual([1, expect.stringMatching(/failed: the connection was refused/)])
    expect(said).toContain(`127.0.0.1:${closedPort}`)
  }, 30_000)

  test('a server that does not exist, by name and by id', async () => {
    expect(await complaint(['show', 'nothing', '--os-cloud', 'demo'])).toEqual({
      code: 1,
      said: 'There is no server nothing in this project'
    })
    const id = '11111111-2222-4333-8444-555555555555'
    expect((await complaint(['show', id, '--os-cloud', 'demo'])).said).toContain(`There is no server ${id}`)
  })

  test('two servers of one name: their ids', async () => {
    const { code, said } = await complaint(['show', 'twin', '--os-cloud', 'demo'])
    expect(code).toBe(2)
    for (const id of twins) expect(said).toContain(id)
  })

  test('an action that does not exist: names one that does', async () => {
    const { code, said } = await complaint(['show', 'single', '--action', 'req-nope', '--os-cloud', 'demo'])
    expect([code, said]).toEqual([1, expect.stringMatching(/has no action req-nope; its newest is req-[0-9a-f-]{36}$/)])
  })

  test('what only an administrator may', async () => {
    const { code, said } = await complaint(['servers', '--all-projects', '--os-cloud', 'demo'])
    expect([code, said]).toEqual([1, expect.stringContaining('answered 403')])
  })

  test('a page of HTML with status 200', async () => {
    const { code, said } = await withFault({ kind: 'html', service: 'compute', route: '/servers/detail' }, () =>
      complaint(['servers', '--os-cloud', 'demo'])
    )
    expect([code, said]).toEqual([1, expect.stringMatching(/^The answer to Server\.list cannot be read: .*HTML/)])
  })

  test('JSON that ends in the middle', async () => {
    const { code, said } = await withFault({ kind: 'garbled', service: 'compute', route: '/servers/detail' }, () =>
      complaint(['servers', '--os-cloud', 'demo'])
    )
    expect([code, said]).toEqual([1, expect.stringMatching(/^The answer to Server\.list cannot be read/)])
  })
})

describe('interrupted', () => {
  test('ends at once with 130, though the cloud does not answer', async () => {
    const interrupt = new AbortController()
    const slow = { kind: 'latency', milliseconds: 20_000 } as const
    const started = Date.now()
    setTimeout(() => interrupt.abort(), 50)
    const { code, stdout } = await withFault(slow, () =>
      run(['servers', '--os-cloud', 'demo'], { ...configured(), signal: interrupt.signal })
    )
    expect([code, stdout]).toEqual([130, ''])
    expect(Date.now() - started).toBeLessThan(5000)
  })
})
