import type { Microversion } from '@openstack-ts/core'

import { storyServerId } from '../src/index.js'
import { actionOf, actionsOf, setUp } from './setup.js'

const serverId = storyServerId('web-1')

const seen = async (user: string, microversion: Microversion) => {
  const cloud = setUp().as(user)
  const [{ requestId } = { requestId: '' }] = await actionsOf(cloud, serverId, { microversion })
  const { events } = await actionOf(cloud, { serverId, requestId }, { microversion })
  const keys = (['traceback', 'hostId', 'host', 'details'] as const).filter((key) => events?.[0]?.[key] !== undefined)
  return events === undefined ? 'no events' : keys.join(' ')
}

const table: ReadonlyArray<readonly [Microversion, string, string]> = [
  ['2.1', 'traceback', 'no events'],
  ['2.50', 'traceback', 'no events'],
  ['2.51', 'traceback', ''],
  ['2.61', 'traceback', ''],
  ['2.62', 'traceback hostId host', 'hostId'],
  ['2.83', 'traceback hostId host', 'hostId'],
  ['2.84', 'traceback hostId host details', 'hostId'],
  ['2.104', 'traceback hostId host details', 'hostId']
]

test.each(table)('at %s an administrator sees of a step: %s; others: %s', async (microversion, admin, others) => {
  expect(await seen('admin', microversion)).toBe(admin)
  expect(await seen('demo', microversion)).toBe(others)
  expect(await seen('demo-reader', microversion)).toBe(others)
})

test('an old Nova speaks no newer than it can', async () => {
  const cloud = setUp({ novaMax: '2.57' }).as('admin')
  const [first] = await actionsOf(cloud, serverId)
  expect(first?.updatedAt).toBeUndefined()
})

test('a page of one leads from action to action', async () => {
  const { as, requests } = setUp({ maxLimit: 2 })
  expect((await actionsOf(as('demo'), serverId)).map(({ action }) => action)).toEqual([
    'resize',
    'start',
    'stop',
    'create'
  ])
  const lists = requests().filter((line) => line === 'GET /servers/{serverId}/os-instance-actions')
  expect(lists).toHaveLength(3)
})
