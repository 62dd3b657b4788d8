import { demoAccounts, demoFlavors, fleet, type FleetOptions, measured } from '../src/index.js'
import { setUp } from './setup.js'

const context = { accounts: demoAccounts, flavors: demoFlavors, hosts: ['a', 'b', 'c', 'd'], now: 1.7e15, seed: 7 }

const counted = (options: FleetOptions) => {
  const source = fleet(options)(context)
  const servers = source.servers()
  const byServer = servers.map(({ id }) => source.deeds(id))
  const deeds = byServer.flat()
  const steps = deeds.flatMap((deed) => deed.steps)
  const share = <A>(list: ReadonlyArray<A>, is: (item: A) => boolean): number => list.filter(is).length / list.length
  const perRequest = new Map<string, number>()
  for (const { requestId } of deeds) perRequest.set(requestId, (perRequest.get(requestId) ?? 0) + 1)
  return {
    actionsPerServer: deeds.length / servers.length,
    most: Math.max(...byServer.map((all) => all.length)),
    eventsPerAction: steps.length / deeds.length,
    withoutEvents: share(deeds, (deed) => deed.steps.length === 0),
    failed: share(deeds, (deed) => deed.steps.some(({ result }) => result === 'Error')),
    bySystem: share(deeds, ({ userId }) => userId === null),
    distinctRequestIds: perRequest.size / deeds.length,
    mostPerRequest: Math.max(...perRequest.values()),
    unfinishedEvents: share(steps, ({ finish }) => finish === null),
    failedEvents: share(steps, ({ result }) => result === 'Error'),
    withoutUpdatedAt: share(deeds, ({ updatedAt }) => updatedAt === null),
    tracebacks: new Set(steps.map(({ traceback }) => traceback)).size - 1,
    names: new Set(deeds.map(({ action }) => action)).size,
    servers,
    deeds
  }
}

test('a fleet has the proportions of the cloud that was counted', () => {
  const seen = counted({ size: measured.servers, upgraded: true })
  const near = (value: number, wanted: number): void => {
    expect(value).toBeGreaterThan(wanted * 0.9)
    expect(value).toBeLessThan(wanted * 1.1)
  }
  near(seen.actionsPerServer, measured.actionsPerServer)
  near(seen.eventsPerAction, measured.eventsPerAction)
  near(seen.withoutEvents, measured.withoutEvents)
  near(seen.failed, measured.failed)
  near(seen.bySystem, measured.bySystem)
  near(seen.distinctRequestIds, measured.distinctRequestIds)
  near(seen.unfinishedEvents, measured.unfinishedEvents)
  near(seen.failedEvents, measured.failedEvents)
  near(seen.withoutUpdatedAt, measured.withoutUpdatedAt)
  near(seen.tracebacks, measured.distinctTracebacks)
  expect(seen.most).toBeLessThanOrEqual(measured.mostActionsPerServer)
  expect(seen.mostPerRequest).toBeLessThanOrEqual(measured.mostActionsPerRequestId)
  expect(seen.names).toBeGreaterThan(20)
  expect(seen.servers.every(({ created }, i) => i === 0 || created <= (seen.servers[i - 1]?.created ?? 0))).toBe(true)
})

test('the same seed makes the same fleet, another another', () => {
  const [one, same] = [counted({ size: 50 }), counted({ size: 50 })]
  expect([one.servers, one.deeds]).toEqual([same.servers, same.deeds])
  const other = fleet({ size: 50 })({ ...context, seed: 8 })
  expect(other.servers()[0]?.id).not.toBe(one.servers[0]?.id)
})

test('7,000 servers cost nothing until they are asked for', async () => {
  const start = performance.now()
  const { as } = setUp({ servers: [fleet({ size: 7000 })] })
  expect(performance.now() - start).toBeLessThan(100)
  const { Server } = await import('@openstack-ts/compute')
  const { listAll } = await import('@openstack-ts/core')
  const listed = await listAll(Server)({})(as('demo'))()
  expect(listed).toMatchObject({ _tag: 'Right' })
  expect('right' in listed ? new Set(listed.right.map(({ id }) => id)).size : 0).toBe(7000)
})
