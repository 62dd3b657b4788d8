import { endpoints } from '@openstack-ts/compute'
import { call, isConflict, isForbidden, isNotFound } from '@openstack-ts/core'

import { actionOf, actionsOf, left, right, serverOf, setUp, type Setup } from './setup.js'

const { servers } = endpoints

const image = '155d900f-4e14-4e4c-a73d-069cbf4541e6'

const boot = async ({ as, clock }: Setup, flavorRef = '42', metadata: Readonly<Record<string, string>> = {}) => {
  const input = { name: 'mine', flavorRef, imageRef: image, networks: 'none' as const, metadata }
  const { id } = right(await call(servers.create)(input)(as('demo'))())
  clock.advance(10_000)
  return id
}

test('a server is built while the clock goes on', async () => {
  const setup = setUp({ servers: [] })
  const cloud = setup.as('demo')
  const input = { name: 'mine', flavorRef: '42', imageRef: image, networks: 'none' as const }
  const { id } = right(await call(servers.create)(input)(cloud)())
  expect((await serverOf(cloud, id)).status).toBe('BUILD')
  const [create] = await actionsOf(cloud, id)
  setup.clock.advance(500)
  const running = await actionOf(cloud, { serverId: id, requestId: create?.requestId ?? '' })
  expect(running.events?.map(({ result }) => result)).toEqual([null])
  setup.clock.advance(5000)
  expect((await serverOf(cloud, id)).status).toBe('ACTIVE')
  const done = await actionOf(cloud, { serverId: id, requestId: create?.requestId ?? '' })
  expect(done.events?.map(({ event, result }) => [event, result])).toEqual([
    ['compute__do_build_and_run_instance', 'Success']
  ])
})

test('with a pace of 0 all is done at once', async () => {
  const setup = setUp({ servers: [], pace: 0 })
  const cloud = setup.as('demo')
  const input = { name: 'mine', flavorRef: '42', imageRef: image, networks: 'none' as const }
  const { id } = right(await call(servers.create)(input)(cloud)())
  expect((await serverOf(cloud, id)).status).toBe('ACTIVE')
  right(await call(servers.stop)({ serverId: id })(cloud)())
  expect((await serverOf(cloud, id)).status).toBe('SHUTOFF')
})

test('a busy server, a wrong state and a weak role are refused, and nothing is written down', async () => {
  const setup = setUp({ servers: [] })
  const serverId = await boot(setup)
  const start = left(await call(servers.start)({ serverId })(setup.as('demo'))())
  expect([isConflict(start), start.message.includes('vm_state active')]).toEqual([true, true])
  right(await call(servers.stop)({ serverId })(setup.as('demo'))())
  const again = left(await call(servers.stop)({ serverId })(setup.as('demo'))())
  expect([isConflict(again), again.message.includes('task_state powering-off')]).toEqual([true, true])
  expect(isForbidden(left(await call(servers.stop)({ serverId })(setup.as('demo-reader'))()))).toBe(true)
  expect(isNotFound(left(await call(servers.stop)({ serverId })(setup.as('other', 'other'))()))).toBe(true)
  expect((await actionsOf(setup.as('demo'), serverId)).map(({ action }) => action)).toEqual(['stop', 'create'])
})

test('a resize to a flavor that fits nowhere fails in the scheduler; the server stays as it was', async () => {
  const setup = setUp({ servers: [] })
  const serverId = await boot(setup)
  right(await call(servers.resize)({ serverId, flavorRef: '9000' })(setup.as('demo'))())
  setup.clock.advance(10_000)
  expect((await serverOf(setup.as('demo'), serverId)).status).toBe('ACTIVE')
  const [resize] = await actionsOf(setup.as('admin'), serverId)
  const { events, message } = await actionOf(setup.as('admin'), { serverId, requestId: resize?.requestId ?? '' })
  expect(message).toBe('Error')
  expect(events?.map(({ event, result }) => [event, result])).toEqual([
    ['cold_migrate', 'Error'],
    ['conductor_migrate_server', 'Error']
  ])
})

test('what metadata tells to fail fails, and what it tells to wait waits', async () => {
  const setup = setUp({ servers: [] })
  const serverId = await boot(setup, '42', { 'fake.fail': 'power_off', 'fake.delay': 'power_off 30' })
  right(await call(servers.stop)({ serverId })(setup.as('demo'))())
  setup.clock.advance(20_000)
  expect((await serverOf(setup.as('demo'), serverId)).taskState).toBe('powering-off')
  setup.clock.advance(20_000)
  expect((await serverOf(setup.as('demo'), serverId)).status).toBe('ACTIVE')
  const [stop] = await actionsOf(setup.as('admin'), serverId)
  const { events } = await actionOf(setup.as('admin'), { serverId, requestId: stop?.requestId ?? '' })
  expect(events?.[0]?.result).toBe('Error')
  expect(events?.[0]?.traceback).toContain('told to fail: power_off')
})

test('a deleted server is gone, and its actions stay', async () => {
  const setup = setUp({ servers: [] })
  const serverId = await boot(setup)
  right(await call(servers.remove)({ serverId })(setup.as('demo'))())
  setup.clock.advance(10_000)
  expect(isNotFound(left(await call(servers.get)({ serverId })(setup.as('demo'))()))).toBe(true)
  expect((await actionsOf(setup.as('demo'), serverId)).map(({ action }) => action)).toEqual(['delete', 'create'])
})
