import { Server } from '@openstack-ts/compute'
import { call, type HttpResponse, type TransportError } from '@openstack-ts/core'
import * as E from 'fp-ts/lib/Either.js'

import { fakeOrigin, type InjectedFault, storyServerId } from '../src/index.js'
import { left, right, setUp } from './setup.js'

const route = '/servers/detail'

const ask = async (fault: InjectedFault, signal?: AbortSignal): Promise<E.Either<TransportError, HttpResponse>> => {
  const { as, inject, transport } = setUp({ servers: [] })
  const { headers } = right(await as('demo').access())
  inject({ service: 'compute', ...fault })
  const url = `${fakeOrigin}/compute/v2.1/servers/detail`
  return transport({ method: 'GET', url, headers, ...(signal === undefined ? {} : { signal }) })()
}

const status = async (fault: InjectedFault) => {
  const answer = await ask(fault)
  if (E.isLeft(answer)) return [answer.left.reason, answer.left.sent]
  const { headers, text } = answer.right
  return [answer.right.status, headers['retry-after'] ?? null, text.slice(0, 20)]
}

test.each([
  [{ kind: 'status', status: 429, retryAfter: 7 }, [429, '7', '{"overLimit":{"code"']],
  [{ kind: 'status', status: 503 }, [503, null, '{"serviceUnavailable']],
  [{ kind: 'status', status: 500 }, [500, null, '{"computeFault":{"co']],
  [{ kind: 'unauthorized' }, [401, null, '{"error":{"code":401']],
  [{ kind: 'reset' }, ['reset', true]],
  [{ kind: 'reset', when: 'before' }, ['reset', false]],
  [{ kind: 'truncated' }, ['truncated', true]],
  [{ kind: 'garbled' }, [200, null, '{"serve']],
  [{ kind: 'html' }, [200, null, '<!DOCTYPE html>\n<htm']]
] as ReadonlyArray<readonly [InjectedFault, ReadonlyArray<unknown>]>)('%j', async (fault, expected) => {
  expect(await status(fault)).toEqual(expected)
})

test('a fault hits what it names, as often as it says', async () => {
  const { as, inject } = setUp()
  const cloud = as('demo')
  inject({ kind: 'status', status: 503, method: 'GET', route, times: 1 })
  const { list } = Server.endpoints
  expect(right(await call(Server.endpoints.get)({ serverId: storyServerId('web-1') })(cloud)()).name).toBe('web-1')
  expect(left(await call(list)({})(cloud)())).toMatchObject({ status: 503 })
  expect(right(await call(list)({})(cloud)())).not.toHaveLength(0)
})

test('a fault ends when it is taken away', async () => {
  const { as, inject } = setUp({ servers: [] })
  const cloud = as('demo')
  const away = inject({ kind: 'status', status: 500, route })
  expect(left(await call(Server.endpoints.list)({})(cloud)())).toMatchObject({ status: 500 })
  away()
  expect(right(await call(Server.endpoints.list)({})(cloud)())).toEqual([])
})

test('chance follows the seed', async () => {
  const play = async (seed: number): Promise<string> => {
    const { as } = setUp({ servers: [], seed, faults: [{ kind: 'status', status: 503, route, probability: 0.3 }] })
    const cloud = as('demo')
    const results: Array<string> = []
    for (let i = 0; i < 40; i++) results.push(E.isLeft(await call(Server.endpoints.list)({})(cloud)()) ? 'x' : '.')
    return results.join('')
  }
  const [first, again, other] = [await play(1), await play(1), await play(2)]
  expect(first).toBe(again)
  expect(first).not.toBe(other)
  expect(first.split('x').length - 1).toBeGreaterThan(4)
  expect(first.split('x').length - 1).toBeLessThan(22)
})

test('latency passes by the clock, and an abort ends it', async () => {
  const { as, clock, inject } = setUp({ servers: [] })
  const cloud = as('demo')
  await cloud.access()
  inject({ kind: 'latency', milliseconds: 300, service: 'compute', route })
  const listed = call(Server.endpoints.list)({})(cloud)()
  for (let i = 0; i < 6; i++) {
    await new Promise((resolve) => setImmediate(resolve))
    clock.advance(100)
  }
  expect(right(await listed)).toEqual([])
  const controller = new AbortController()
  const aborted = ask({ kind: 'latency', milliseconds: 1e9 }, controller.signal)
  await new Promise((resolve) => setImmediate(resolve))
  controller.abort()
  expect(await aborted).toMatchObject({ left: { reason: 'aborted' } })
})

test('a token that expires is renewed, and one that is revoked too', async () => {
  const { as, clock, expireTokens, requests } = setUp({ servers: [], tokenLifetime: 600_000 })
  const cloud = as('demo')
  right(await call(Server.endpoints.list)({})(cloud)())
  expireTokens()
  right(await call(Server.endpoints.list)({})(cloud)())
  clock.advance(700_000)
  right(await call(Server.endpoints.list)({})(cloud)())
  expect(requests().filter((line) => line === 'POST /auth/tokens')).toHaveLength(3)
})
