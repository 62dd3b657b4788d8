import type { Cloud, Microversion, ServiceRequest } from '@openstack-ts/core'
import { right } from 'fp-ts/lib/Either.js'

import { disableService, enableService, findService, forceServiceDown } from '../src/index.js'

/** A Nova with one service, which is known by a number up to microversion 2.52 and by a UUID from then on. */
const novaAt = (microversion: Microversion, services: ReadonlyArray<object>) => {
  const asked: Array<ServiceRequest> = []
  const cloud: Cloud<'compute'> = {
    compute: {
      microversions: async () => right({ min: '2.1', max: '2.104' }),
      policy: microversion,
      send: (request) => async () => {
        asked.push(request)
        if (request.method === 'GET') return right({ status: 200, headers: {}, text: JSON.stringify({ services }) })
        const change = JSON.parse(String(request.body)) as object
        const status = request.path.includes('disable') ? { status: 'disabled' } : {}
        return right({
          status: 200,
          headers: {},
          text: JSON.stringify({ service: { ...services[0], ...status, ...change } })
        })
      }
    }
  }
  return {
    cloud,
    said: () =>
      asked.map(({ body, method, path }) => `${method} ${path} ${body === undefined ? '' : String(body)}`.trim())
  }
}

const service = (id: number | string) => ({
  id,
  binary: 'nova-compute',
  disabled_reason: null,
  host: 'cmp-1',
  state: 'up',
  status: 'enabled',
  updated_at: null,
  zone: 'nova',
  forced_down: false
})
const uuid = '62f62f6e-a713-4cbe-87d3-3ecf8a1e0f8d'
const list = 'GET /os-services?binary=nova-compute&host=cmp-1'
const cmp = { host: 'cmp-1' }

it('goes by the id from 2.53 on', async () => {
  const { cloud, said } = novaAt('2.53', [service(uuid)])
  expect(await disableService({ ...cmp, reason: 'disk' })(cloud)()).toMatchObject(
    right({ id: uuid, status: 'disabled', disabledReason: 'disk' })
  )
  await enableService(cmp)(cloud)()
  await forceServiceDown(cmp)(cloud)()
  const put = `PUT /os-services/${uuid}`
  expect(said()).toEqual([
    list,
    `${put} {"status":"disabled","disabled_reason":"disk"}`,
    list,
    `${put} {"status":"enabled"}`,
    list,
    `${put} {"forced_down":true}`
  ])
})

it('goes by host and binary before', async () => {
  const { cloud, said } = novaAt('2.52', [service(7)])
  expect(await disableService(cmp)(cloud)()).toMatchObject(right({ id: 7, status: 'disabled', zone: 'nova' }))
  await disableService({ ...cmp, reason: 'disk' })(cloud)()
  await enableService(cmp)(cloud)()
  await forceServiceDown({ ...cmp, forcedDown: false })(cloud)()
  const name = '"host":"cmp-1","binary":"nova-compute"'
  expect(said().filter((one) => one !== list)).toEqual([
    `PUT /os-services/disable {${name}}`,
    `PUT /os-services/disable-log-reason {${name},"disabled_reason":"disk"}`,
    `PUT /os-services/enable {${name}}`,
    `PUT /os-services/force-down {${name},"forced_down":false}`
  ])
})

it('finds a service, or none', async () => {
  expect(await findService(cmp)(novaAt('2.104', [service(uuid)]).cloud)()).toMatchObject(right({ id: uuid }))
  expect(await findService(cmp)(novaAt('2.104', []).cloud)()).toEqual(right(undefined))
})

it('says what is wrong with the service, and changes nothing', async () => {
  const none = novaAt('2.104', [])
  expect(await enableService(cmp)(none.cloud)()).toMatchObject({
    left: { _tag: 'RequestError', message: 'There is no nova-compute on host cmp-1' }
  })
  const down = novaAt('2.104', [{ binary: 'nova-compute', host: 'cmp-1', status: 'UNKNOWN' }])
  expect(await enableService(cmp)(down.cloud)()).toMatchObject({
    left: { message: 'The cell of nova-compute on host cmp-1 cannot be reached: its id is not known' }
  })
  expect([...none.said(), ...down.said()]).toEqual([list, list])
})
