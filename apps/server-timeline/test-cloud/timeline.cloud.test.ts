/**
 * What `server-timeline show --json` says of servers on a real cloud, beside what Debian's client says of the same ones.
 */
import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'

import { compute } from '@openstack-ts/compute'
import { loadCloud } from '@openstack-ts/config/node'
import { connect, type Connection } from '@openstack-ts/connection'
import { toPromise } from '@openstack-ts/core'

import { run } from '../test/run.js'
import { type ListedAction, openstack, type ShownAction } from './debians-client.js'

const configFile =
  process.env['OS_CLIENT_CONFIG_FILE'] ??
  join(process.env['CLOUD_DATA'] ?? join(tmpdir(), 'openstack-ts-cloud'), 'clouds.yaml')
const env = { OS_CLIENT_CONFIG_FILE: configFile }

const seed = JSON.parse(readFileSync(join(dirname(configFile), 'seed.json'), 'utf8')) as {
  readonly images: Readonly<Record<string, string>>
  readonly networks: Readonly<Record<string, { readonly id: string }>>
}

// Debian's client knows no newer one than 2.92; Nova 26 speaks 2.93.
const versions = ['2.1', '2.50', '2.57', '2.65', '2.83', '2.92'] as const
const clouds = ['admin', 'demo'] as const

// -------------------------------------------------------------------------------------
// servers with a past
// -------------------------------------------------------------------------------------

const connections: Array<Connection> = []
const made: Array<string> = []
let nova: ReturnType<typeof compute>

const open = async (cloud: string): Promise<Connection> => {
  const config = await toPromise(loadCloud({ cloud, env }))
  const connection = await connect({ config })
  connections.push(connection)
  return connection
}

const settled = async (serverId: string, statuses: ReadonlyArray<string>): Promise<void> => {
  for (let tries = 0; tries < 240; tries++) {
    const { status, taskState } = await nova.servers.get({ serverId })
    if (taskState === null && statuses.includes(status)) return
    if (taskState === null && status === 'ERROR') throw new Error(`${serverId} is in ERROR`)
    await new Promise((resolve) => setTimeout(resolve, 250))
  }
  throw new Error(`${serverId} did not become ${statuses.join(' or ')}`)
}

const boot = async (name: string, metadata: Readonly<Record<string, string>>, statuses: ReadonlyArray<string>) => {
  const { id } = await nova.servers.create({
    name: `timeline-${process.pid}-${name}`,
    flavorRef: '42',
    imageRef: seed.images['tiny'] ?? '',
    networks: [{ uuid: seed.networks['demo-net']?.id ?? '' }],
    metadata
  })
  made.push(id)
  await settled(id, statuses)
  return id
}

/** Created, stopped, started, rebooted; then a resize that fails on the broken host. */
const busy = async (): Promise<string> => {
  const serverId = await boot('busy', {}, ['ACTIVE'])
  await nova.servers.stop({ serverId })
  await settled(serverId, ['SHUTOFF'])
  await nova.servers.start({ serverId })
  await settled(serverId, ['ACTIVE'])
  await nova.servers.reboot({ serverId, type: 'SOFT' })
  await settled(serverId, ['ACTIVE'])
  await nova.servers.resize({ serverId, flavorRef: '666' })
  await settled(serverId, ['ERROR'])
  return serverId
}

/** No host can start it: Nova tries each in turn, and writes them all into one record. */
const unstartable = (): Promise<string> => boot('unstartable', { 'fake.fail': 'spawn' }, ['ERROR'])

/** It cannot be stopped; then it is deleted. */
const gone = async (): Promise<string> => {
  const serverId = await boot('gone', { 'fake.fail': 'power_off' }, ['ACTIVE'])
  await nova.servers.stop({ serverId })
  await settled(serverId, ['ACTIVE', 'ERROR'])
  await nova.servers.remove({ serverId })
  for (let tries = 0; tries < 120; tries++) {
    const found = await nova.servers.get({ serverId }).then(
      () => true,
      () => false
    )
    if (!found) return serverId
    await new Promise((resolve) => setTimeout(resolve, 250))
  }
  throw new Error(`${serverId} was not deleted`)
}

const ids: { busy: string; unstartable: string; gone: string } = { busy: '', unstartable: '', gone: '' }

beforeAll(async () => {
  nova = compute(await open('demo'))
  const [a, b, c] = await Promise.all([busy(), unstartable(), gone()])
  Object.assign(ids, { busy: a, unstartable: b, gone: c })
}, 180_000)

afterAll(async () => {
  await Promise.all(made.map((serverId) => nova.servers.remove({ serverId }).catch(() => undefined)))
  await Promise.all(connections.map((connection) => connection.close()))
}, 60_000)

// -------------------------------------------------------------------------------------
// both sides
// -------------------------------------------------------------------------------------

interface Step {
  readonly event: string
  readonly startTime: string
  readonly finishTime: string | null
  readonly result: string | null
  readonly host?: string | null
  readonly hostId?: string
  readonly details?: string | null
  readonly traceback?: string | null
}

interface Action {
  readonly requestId: string
  readonly action: string
  readonly startTime: string
  readonly message: string | null
  readonly projectId: string | null
  readonly userId: string | null
  readonly state: string
  readonly verdict: string
  readonly steps?: ReadonlyArray<Step>
}

interface Shown {
  readonly microversion: string
  readonly server: { readonly deleted: boolean }
  readonly actions: ReadonlyArray<Action>
  readonly visibility: Readonly<Record<string, { readonly sight: string }>>
}

const timelineOf = async (serverId: string, cloud: string, version?: string): Promise<Shown> => {
  const pinned = version === undefined ? [] : ['--os-compute-api-version', version]
  const { code, stderr, stdout } = await run(['show', serverId, '--json', '--os-cloud', cloud, ...pinned], { env })
  if (code !== 0) throw new Error(stderr)
  return JSON.parse(stdout) as Shown
}

/** As the client has them: times without a zone, steps newest first. */
const asListed = (serverId: string, action: Action): ListedAction => ({
  'Request ID': action.requestId,
  'Server ID': serverId,
  Action: action.action,
  'Start Time': withoutZone(action.startTime),
  Message: action.message,
  'Project ID': action.projectId,
  'User ID': action.userId
})

const withoutZone = (time: string): string => time.replace(/Z$/, '')

const wireNames = { startTime: 'start_time', finishTime: 'finish_time' } as const

const asShown = ({ steps }: Action): ReadonlyArray<object> | undefined =>
  steps?.map((step) =>
    Object.fromEntries(
      Object.entries(step)
        .filter(([name]) =>
          ['event', 'startTime', 'finishTime', 'result', 'host', 'hostId', 'details', 'traceback'].includes(name)
        )
        .map(([name, value]: [string, string | null | undefined]) => {
          const isTime = name === 'startTime' || name === 'finishTime'
          return isTime ? [wireNames[name], typeof value === 'string' ? withoutZone(value) : null] : [name, value]
        })
    )
  )

/** Within one second Nova's order alone says what came first, and both sides have it from Nova. */
const sorted = (events: ReadonlyArray<object> | undefined): ReadonlyArray<string> | undefined =>
  events
    ?.map((event) => JSON.stringify(Object.fromEntries(Object.entries(event).sort(([a], [b]) => (a < b ? -1 : 1)))))
    .sort()

const compare = async (serverId: string, cloud: string, version: string): Promise<Shown> => {
  const ours = await timelineOf(serverId, cloud, version)
  const commands = [
    `server event list --long ${serverId}`,
    ...ours.actions.map(({ requestId }) => `server event show ${serverId} ${requestId}`)
  ]
  const [listed, ...shown] = await openstack(commands, { cloud, version, configFile })
  expect(ours.actions.map((action) => asListed(serverId, action))).toEqual(listed)
  const theirs = shown as ReadonlyArray<ShownAction>
  expect(ours.actions.map(({ requestId }) => requestId)).toEqual(theirs.map(({ request_id }) => request_id))
  ours.actions.forEach((action, i) => expect(sorted(asShown(action))).toEqual(sorted(theirs[i]?.events)))
  return ours
}

// -------------------------------------------------------------------------------------
// the comparison
// -------------------------------------------------------------------------------------

const combinations = versions.flatMap((version) => clouds.map((cloud) => ({ version, cloud })))

test.each(combinations)('$cloud at $version: agrees with Debian’s client', async ({ cloud, version }) => {
  const ours = await compare(ids.busy, cloud, version)
  expect(ours.microversion).toBe(version)
  expect(ours.actions.map(({ action }) => action)).toEqual(['resize', 'reboot', 'start', 'stop', 'create'])
  const hidden = cloud === 'demo' && (version === '2.1' || version === '2.50')
  expect(ours.actions.every(({ steps }) => (steps === undefined) === hidden)).toBe(true)
  expect(ours.actions.map(({ state }) => state)).toEqual(
    hidden
      ? ['failed', 'hidden', 'hidden', 'hidden', 'hidden']
      : ['failed', 'succeeded', 'succeeded', 'succeeded', 'succeeded']
  )
})

test.each(clouds)('%s at the newest version of the cloud: the same records', async (cloud) => {
  const ours = await timelineOf(ids.busy, cloud)
  expect(ours.microversion).toBe('2.93')
  expect({ ...ours, microversion: '2.92' }).toEqual(await timelineOf(ids.busy, cloud, '2.92'))
})

test('an administrator sees where a resize failed, and why; its owner where', async () => {
  const [admin] = (await timelineOf(ids.busy, 'admin')).actions
  expect(admin?.verdict).toMatch(
    /^resize by demo failed after .+ at compute_finish_resize on cmp-broken \(Build of instance/
  )
  const shown = await timelineOf(ids.busy, 'demo')
  expect(shown.actions[0]?.verdict).toMatch(/^resize by demo \(you\) failed after .+ at compute_finish_resize/)
  expect(shown.visibility).toMatchObject({
    events: { sight: 'shown' },
    hostId: { sight: 'shown' },
    host: { sight: 'policy' },
    traceback: { sight: 'policy' },
    details: { sight: 'policy' }
  })
})

test('three tries in one record: agrees, and does not call the create a success', async () => {
  const ours = await compare(ids.unstartable, 'admin', '2.92')
  expect(ours.actions.map(({ action, state }) => [action, state])).toEqual([['create', 'doubtful']])
  expect(ours.actions[0]?.verdict).toMatch(/yet the server is ERROR.*was tried 3 times/)
})

test.each(clouds)('%s, a deleted server: agrees, by its id', async (cloud) => {
  const ours = await compare(ids.gone, cloud, '2.92')
  expect(ours.server.deleted).toBe(true)
  expect(ours.actions.map(({ action, state }) => [action, state])).toEqual([
    ['delete', 'succeeded'],
    ['stop', 'failed'],
    ['create', 'succeeded']
  ])
})

test('a deleted server before 2.21: an error that says what it takes', async () => {
  const { code, stderr } = await run(['show', ids.gone, '--os-cloud', 'admin', '--os-compute-api-version', '2.20'], {
    env
  })
  expect([code, stderr]).toEqual([1, expect.stringContaining('from microversion 2.21 on, and this is 2.20')])
})

test('filters mean the same with and without the cloud’s help', async () => {
  const all = (await timelineOf(ids.busy, 'demo')).actions
  const since = all[1]?.startTime ?? ''
  const wanted = ['show', ids.busy, '--json', '--os-cloud', 'demo', '--changes-since', since, '--limit', '1']
  const there = await run(wanted, { env })
  const here = await run([...wanted, '--os-compute-api-version', '2.57'], { env })
  const idsOf = (text: string) => (JSON.parse(text) as Shown).actions.map(({ requestId }) => requestId)
  expect(idsOf(there.stdout)).toEqual([all[0]?.requestId])
  expect(idsOf(here.stdout)).toEqual(idsOf(there.stdout))
  expect(here.stdout).toContain('filtered here, not by the cloud')
  expect(there.stdout).not.toContain('filtered here')
})

// -------------------------------------------------------------------------------------
// the built program
// -------------------------------------------------------------------------------------

test('the same output in every time zone', async () => {
  const program = join(__dirname, '..', 'dist', 'esm', 'node.js')
  const inZone = async (TZ: string) =>
    promisify(execFile)(process.execPath, [program, 'show', ids.busy, '--os-cloud', 'admin'], {
      env: { ...env, PATH: process.env['PATH'], HOME: '/nonexistent', TZ }
    })
  const [utc, newYork] = await Promise.all([inZone('UTC'), inZone('America/New_York')])
  expect(utc.stdout).toContain('failed here')
  expect(newYork).toEqual(utc)
})
