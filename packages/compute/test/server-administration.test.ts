import { call, type Microversion, type ServiceRequest } from '@openstack-ts/core'
import * as E from 'fp-ts/lib/Either.js'

import { compute, endpoints } from '../src/index.js'

const novaAt = (policy: Microversion, text = '') => {
  const asked: Array<ServiceRequest> = []
  const cloud: Parameters<typeof compute>[0] = {
    compute: {
      microversions: async () => E.right({ min: '2.1', max: '2.104' }),
      policy,
      send: (request) => async () => {
        asked.push(request)
        return E.right({ status: 202, headers: {}, text })
      }
    }
  }
  return { cloud, nova: compute(cloud), bodies: () => asked.map(({ body }) => body) }
}

const serverId = 's1'
const { servers } = endpoints

const live = { serverId, host: null, blockMigration: true }

it.each([
  ['2.29', 'liveMigrate', { ...live, host: 'h2', force: true }, /force.*2\.30/],
  ['2.67', 'liveMigrate', { ...live, host: 'h2', force: true }, 'sent'],
  ['2.68', 'liveMigrate', { ...live, host: 'h2', force: true }, /force.*2\.67/],
  ['2.14', 'evacuate', { serverId, onSharedStorage: true }, /onSharedStorage.*2\.13 or older/],
  ['2.28', 'evacuate', { serverId, host: 'h2', force: true }, /force.*2\.29/],
  ['2.29', 'evacuate', { serverId, host: 'h2', force: true }, 'sent'],
  ['2.68', 'evacuate', { serverId, host: 'h2', force: true }, /force.*2\.67/]
] as const)('at %s, %s with %j: %s', async (...[version, name, input, complaint]) => {
  const { bodies, cloud } = novaAt(version)
  const answer = await call(servers[name] as typeof servers.migrate)(input)(cloud)()
  expect(E.isLeft(answer) ? answer.left.message : 'sent').toMatch(complaint)
  expect(bodies()).toHaveLength(E.isLeft(answer) ? 0 : 1)
})

it('lets the scheduler choose where no host is said', async () => {
  const { bodies, nova } = novaAt('2.104')
  await nova.servers.migrate({ serverId })
  await nova.servers.liveMigrate({ serverId, host: null, blockMigration: 'auto' })
  await nova.servers.evacuate({ serverId })
  await nova.servers.resetState({ serverId, state: 'error' })
  expect(bodies()).toMatchInlineSnapshot(`
   [
     "{"migrate":null}",
     "{"os-migrateLive":{"host":null,"block_migration":"auto"}}",
     "{"evacuate":{}}",
     "{"os-resetState":{"state":"error"}}",
   ]
  `)
})

it('answers the password of an evacuation up to 2.13, and nothing from 2.14 on', async () => {
  const old = novaAt('2.13', '{"adminPass": "p"}')
  expect(await old.nova.servers.evacuate({ serverId, onSharedStorage: false })).toEqual({ adminPass: 'p' })
  expect(await novaAt('2.14').nova.servers.evacuate({ serverId })).toBeUndefined()
})
