/**
 * Waiting for real servers: those that come up, those that do not, those that fail on the way, those that go.
 */
import { call, exchange, type OpenStackError } from '@openstack-ts/core'
import * as E from 'fp-ts/lib/Either.js'

import { endpoints, waitForAction, waitForServer, waitForServerGone } from '../src/index.js'
import { hangUp, onCloud, runId, seedOf, type SignedIn, signInAs } from './real-cloud.js'

const { servers } = endpoints
const looks = { every: 500, atMost: 1000, timeout: 120_000 }

onCloud('waiting, on the real cloud', () => {
  let admin: SignedIn
  let demo: SignedIn
  const made: Array<string> = []

  beforeAll(async () => {
    ;[admin, demo] = await Promise.all([signInAs('admin'), signInAs('demo')])
  })

  afterAll(async () => {
    const gone = made.map((serverId) => call(servers.remove)({ serverId })(demo.cloud)())
    await Promise.all(gone)
    hangUp()
  })

  const make = async (flavorRef: string, metadata: Readonly<Record<string, string>> = {}): Promise<string> => {
    const seed = seedOf()
    const input = { name: `${runId}-wait-${made.length}`, flavorRef, imageRef: seed.images['tiny'] ?? '', metadata }
    const { id } = await demo.run(call(servers.create)({ ...input, networks: 'none' }))
    made.push(id)
    return id
  }
  const left = <A>(result: E.Either<OpenStackError, A>): OpenStackError => {
    if (E.isRight(result)) throw new Error('the wait ended well')
    return result.left
  }
  const both: ReadonlyArray<readonly [string, () => SignedIn]> = [
    ['admin', () => admin],
    ['member', () => demo]
  ]

  it('ends when a server is ACTIVE, with the server', async () => {
    const id = await make('42')
    const server = await demo.run(waitForServer(id, 'ACTIVE', looks))
    expect(server).toMatchObject({ id, status: 'ACTIVE', taskState: null, vmState: 'active' })
  })

  it('ends when a server goes to ERROR, with its fault', async () => {
    const id = await make('666')
    const error = left(await waitForServer(id, 'ACTIVE', looks)(demo.cloud)())
    expect(error).toMatchObject({ _tag: 'WaitError', reason: 'failed', last: { id, status: 'ERROR' } })
    expect(error.message).toMatch(/went to ERROR: Build of instance .* aborted: this host is broken/)
    const server = await demo.run(waitForServer(id, 'ERROR', looks))
    expect(server.fault?.message).toContain('this host is broken')
  })

  it.each(both)('tells %s why a resize failed, as far as this account may see it', async (account, who) => {
    const id = await make('42', { 'fake.fail': 'finish_migration' })
    await demo.run(waitForServer(id, 'ACTIVE', looks))
    const { cloud, run } = who()
    const { meta } = await run(exchange(servers.resize)({ serverId: id, flavorRef: '84' }))
    const requestId = meta.requestIds[0] ?? ''
    const error = left(await waitForAction({ serverId: id, requestId }, looks)(cloud)())
    expect(error).toMatchObject({ _tag: 'WaitError', reason: 'failed' })
    expect(error.message).toContain(`resize of server ${id} failed at compute_finish_resize on`)
    expect(error.message).toContain(requestId)
    if (account === 'admin') {
      expect(error.message).toMatch(/ on cmp-\d: .*told to fail/)
    } else {
      expect(error.message).toMatch(/ on the host known as [0-9a-f]{56}/)
      expect(error.message).not.toMatch(/ on cmp-/)
    }
  })

  it('ends when an action that went well is over, with the action', async () => {
    const id = await make('42', { 'fake.delay': 'power_off 2' })
    await demo.run(waitForServer(id, 'ACTIVE', looks))
    const { meta } = await demo.run(exchange(servers.stop)({ serverId: id }))
    const action = await demo.run(waitForAction({ serverId: id, requestId: meta.requestIds[0] ?? '' }, looks))
    expect(action).toMatchObject({ action: 'stop', message: null })
    expect(action?.events).toMatchObject([{ event: 'compute_stop_instance', result: 'Success' }])
    expect((await demo.run(call(servers.get)({ serverId: id }))).status).toBe('SHUTOFF')
  })

  it('ends when a server is gone', async () => {
    const id = await make('42')
    await demo.run(waitForServer(id, 'ACTIVE', looks))
    await demo.run(call(servers.remove)({ serverId: id }))
    await demo.run(waitForServerGone(id, looks))
    expect(left(await call(servers.get)({ serverId: id })(demo.cloud)())).toMatchObject({ status: 404 })
  })
})
