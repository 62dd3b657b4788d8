import { isNotFound, listAll } from '@openstack-ts/core'
import { Server } from '@openstack-ts/compute'

import { stories, storyServerId } from '../src/index.js'
import { actionOf, actionsOf, left, right, serverOf, setUp } from './setup.js'

const newest = async (name: string, action: string, { as } = setUp()) => {
  const serverId = storyServerId(name)
  const cloud = as('admin')
  const all = await actionsOf(cloud, serverId)
  const found = all.find((one) => one.action === action)
  return actionOf(cloud, { serverId, requestId: found?.requestId ?? '' })
}

const outline = ({ events = [] }: Awaited<ReturnType<typeof newest>>) =>
  events.map(({ event, host, result }) => `${event} ${host} ${result}`)

test('there are eight, each with a moral, and no two servers of one name', () => {
  const names = stories.flatMap(({ servers }) => servers.map(({ name }) => name))
  expect(stories).toHaveLength(8)
  expect(stories.every(({ moral, title }) => moral.length > 20 && title.length > 5)).toBe(true)
  expect(new Set(names).size).toBe(names.length)
  expect(new Set(names.map(storyServerId)).size).toBe(names.length)
})

test('1: a resize fails where no host is found, and the server is ACTIVE', async () => {
  const resize = await newest('web-1', 'resize')
  expect(resize.message).toBe('Error')
  expect(resize.events?.map(({ event, result }) => [event, result])).toEqual([
    ['cold_migrate', 'Error'],
    ['conductor_migrate_server', 'Error']
  ])
  expect(resize.events?.[0]?.details).toContain('No valid host was found')
  expect((await serverOf(setUp().as('demo'), storyServerId('web-1'))).status).toBe('ACTIVE')
})

test('2: a live migration was never finished, and no task runs', async () => {
  const migration = await newest('db-1', 'live-migration')
  const open = migration.events?.filter(({ finishTime }) => finishTime === null)
  expect(open?.map(({ event, host }) => [event, host])).toEqual([['compute_live_migration', 'cmp-12']])
  expect((await serverOf(setUp().as('admin'), storyServerId('db-1'))).taskState).toBeNull()
})

test('3: forty servers on eight hosts fail at one step within three minutes, with one traceback', async () => {
  const names = stories[2]?.servers.map(({ name }) => name) ?? []
  const setup = setUp()
  const all = await Promise.all(names.map((name) => newest(name, 'reboot', setup)))
  const steps = all.flatMap(({ events = [] }) => events)
  const starts = all.map(({ startTime }) => Number(startTime.slice(14, 16)) * 60 + Number(startTime.slice(17, 19)))
  expect(all).toHaveLength(40)
  expect(new Set(steps.map(({ event, result }) => `${event} ${result}`))).toEqual(
    new Set(['compute_reboot_instance Error'])
  )
  expect(new Set(steps.map(({ traceback }) => traceback)).size).toBe(1)
  expect(new Set(steps.map(({ host }) => host)).size).toBe(8)
  expect(Math.max(...starts) - Math.min(...starts)).toBeLessThanOrEqual(180)
})

test('4: what fails has the host cmp-11 in common, what succeeds has not', async () => {
  const setup = setUp()
  const names = stories[3]?.servers.map(({ name }) => name) ?? []
  const last = await Promise.all(names.map(async (name) => outline(await newest(name, 'resize', setup))[0]))
  const [failed, fine] = [
    last.filter((step) => step?.endsWith('Error')),
    last.filter((step) => step?.endsWith('Success'))
  ]
  expect([failed.length, fine.length]).toEqual([4, 2])
  expect(failed.every((step) => step?.includes('cmp-11'))).toBe(true)
  expect(fine.some((step) => step?.includes('cmp-11'))).toBe(false)
})

test('5: twelve servers share one request id; three failed, on one host', async () => {
  const setup = setUp()
  const names = stories[4]?.servers.map(({ name }) => name) ?? []
  const all = await Promise.all(names.map((name) => newest(name, 'create', setup)))
  const failed = all.filter(({ message }) => message === 'Error')
  expect(all).toHaveLength(12)
  expect(new Set(all.map(({ requestId }) => requestId)).size).toBe(1)
  expect(failed).toHaveLength(3)
  expect(new Set(failed.map((action) => action.events?.[0]?.host))).toEqual(new Set(['cmp-07']))
})

test('6: nobody stopped it', async () => {
  const stop = await newest('cache-1', 'stop')
  expect([stop.userId, stop.projectId, stop.message]).toEqual([null, null, null])
  expect((await serverOf(setUp().as('demo'), storyServerId('cache-1'))).status).toBe('SHUTOFF')
})

test('7: gone from every listing, but its actions are told by id: bob deleted it', async () => {
  const { as } = setUp()
  const serverId = storyServerId('staging-1')
  const cloud = as('demo')
  const listed = right(await listAll(Server)({})(cloud)())
  expect(listed.some(({ id }) => id === serverId)).toBe(false)
  const [last] = await actionsOf(cloud, serverId)
  const bob = right(await as('bob').access()).user?.id
  expect([last?.action, last?.userId]).toEqual(['delete', bob])
})

test('8: two rows of one step; the success stands on the first, with the old traceback, and the second stays open', async () => {
  const resize = await newest('queue-1', 'resize')
  const tries = resize.events?.filter(({ event }) => event === 'compute_prep_resize') ?? []
  expect(resize.message).toBe('Error')
  expect(tries.map(({ host, result }) => [host, result])).toEqual([
    ['cmp-01', null],
    ['cmp-08', 'Success']
  ])
  expect(tries[1]?.traceback).toContain('ResizeError')
  expect(outline(resize)[0]).toBe('compute_finish_resize cmp-01 Success')
})

test('a server of another project is not there for a member, and is for an administrator', async () => {
  const { as } = setUp()
  expect(isNotFound(left(await listAllActions(as('other', 'other'))))).toBe(true)
  expect((await actionsOf(as('admin', 'admin'), storyServerId('web-1'))).length).toBe(4)
})

const listAllActions = async (cloud: ReturnType<ReturnType<typeof setUp>['as']>) => {
  const { ServerAction } = await import('@openstack-ts/compute')
  return listAll(ServerAction)({ serverId: storyServerId('web-1') })(cloud)()
}
