import { isLeft } from 'fp-ts/lib/Either.js'

import { ComputeService, isReachable, isReachableService, isUnreachable, Server } from '../../src/index.js'
import { overContract } from './contract.js'

/** What was recorded of one operation's successes, each thing under a key of its own. */
const itemsIn = (text: string, one: string, many: string): ReadonlyArray<unknown> => {
  const body = JSON.parse(text) as Readonly<Record<string, unknown>>
  const several = body[many]
  return Array.isArray(several) ? several : one in body ? [body[one]] : []
}

overContract('servers and services that were recorded', ({ exchanges }) => {
  const successes = (ids: ReadonlyArray<string>) =>
    exchanges.filter(({ operation, status }) => status === 200 && ids.includes(operation ?? ''))

  it('are reachable, or in a cell that is down', () => {
    const servers = successes(['GET /servers/{id}', 'GET /servers/detail'])
      .flatMap(({ text }) => itemsIn(text, 'server', 'servers'))
      .map((json) => Server.codec.decode(json))
    const seen = servers.map((server) =>
      isLeft(server)
        ? 'unread'
        : isReachable(server.right)
          ? 'reachable'
          : isUnreachable(server.right)
            ? 'unreachable'
            : JSON.stringify(server.right)
    )
    expect(new Set(seen)).toEqual(new Set(['reachable', 'unreachable']))
    expect(seen.filter((kind) => kind === 'reachable').length).toBeGreaterThan(50)
  })
})

const down = { id: 's', status: 'UNKNOWN', created: '2026-11-23T08:36:22Z', tenant_id: 'p', links: [] }

it('does not take a server with an unknown state for one that cannot be reached', () => {
  const [lost, odd] = [down, { ...down, name: 'web-1' }].map((json) => Server.codec.decode(json))
  expect(lost).toMatchObject({ _tag: 'Right' })
  expect([lost, odd].map((one) => one !== undefined && !isLeft(one) && isUnreachable(one.right))).toEqual([true, false])
  expect([lost, odd].map((one) => one !== undefined && !isLeft(one) && isReachable(one.right))).toEqual([false, false])
})

it('tells services that can be reached', () => {
  const lost = { binary: 'nova-compute', host: 'cmp-1', status: 'UNKNOWN' }
  const there = {
    ...lost,
    status: 'enabled',
    id: 'u',
    state: 'up',
    updated_at: null,
    zone: 'nova',
    disabled_reason: null
  }
  const seen = [lost, there].map((json) => ComputeService.decode(json))
  expect(seen.map((one) => !isLeft(one) && isReachableService(one.right))).toEqual([false, true])
})
