/**
 * A thousand calls at once, with a token that has ended: over real sockets, with the default stack.
 */
import { get, type RequestEvent, systemClock } from '@openstack-ts/core'
import * as E from 'fp-ts/lib/Either.js'

import { connect } from '../src/index.js'
import { scriptedCloud, Thing, tokenAnswer, tokenOf, wire } from './scripted-cloud.js'

const thousand = Array.from({ length: 1000 }, (_, i) => String(i))

const answerOf = (request: string): string => wire(200, { thing: { id: /things\/(\d+)/.exec(request)?.[1] ?? '' } })

const good = (index: number) => E.right({ id: String(index) })

describe('a thousand calls at once', () => {
  test('with a token past its end: one renewal, no request with the old token, no call lost', async () => {
    const used = new Set<string | undefined>()
    const cloud = await scriptedCloud({
      auth: ({ index, say }) =>
        void say(tokenAnswer(cloud.origin, `token-${index + 1}`, { lifetime: index === 0 ? 0.2 : 86_400 })),
      call: (peer) => {
        used.add(tokenOf(peer))
        return void peer.say(answerOf(peer.request))
      }
    })
    const events: Array<RequestEvent> = []
    await using connection = await connect({ config: cloud.config(), observe: (event) => events.push(event) })
    expect(await get(Thing)({ thingId: '7' })(connection)()).toEqual(good(7))
    await systemClock.sleep(250)
    used.clear()
    const answers = await Promise.all(thousand.map((thingId) => get(Thing)({ thingId })(connection)()))
    expect(answers).toEqual(thousand.map((_, index) => good(index)))
    expect(cloud.counts).toEqual({ auth: 2, discovery: 1, call: 1001 })
    expect([...used]).toEqual(['token-2'])
    expect(events.flatMap((event) => (event._tag === 'TokenRenewed' ? [event.reason] : []))).toEqual([
      'first',
      'expiring'
    ])
    await cloud.close()
  }, 20_000)

  test('with a token that the service refuses: one renewal, every call asked at most twice, none lost', async () => {
    const cloud = await scriptedCloud({
      call: (peer) =>
        void peer.say(tokenOf(peer) === 'token-1' ? wire(401, { error: { message: 'old' } }) : answerOf(peer.request))
    })
    await using connection = await connect({ config: cloud.config() })
    const answers = await Promise.all(thousand.map((thingId) => get(Thing)({ thingId })(connection)()))
    expect(answers).toEqual(thousand.map((_, index) => good(index)))
    expect(cloud.counts.auth).toBe(2)
    expect(cloud.counts.call).toBeLessThanOrEqual(2000)
    await cloud.close()
  }, 20_000)

  test('when every token is refused: each call ends in its 401, and renewals stay few', async () => {
    const cloud = await scriptedCloud({ call: ({ say }) => void say(wire(401, { error: { message: 'never' } })) })
    await using connection = await connect({ config: cloud.config() })
    const hundred = thousand.slice(0, 100)
    const answers = await Promise.all(hundred.map((thingId) => get(Thing)({ thingId })(connection)()))
    expect(new Set(answers.map((answer) => E.isLeft(answer) && 'status' in answer.left && answer.left.status))).toEqual(
      new Set([401])
    )
    expect(cloud.counts.call).toBeLessThanOrEqual(200)
    // All were sent with the first token, so that the second is asked for once, and its refusal is the answer.
    expect(cloud.counts.auth).toBe(2)
    await cloud.close()
  }, 20_000)

  test('two connections of one store sign in once between them', async () => {
    const cloud = await scriptedCloud()
    const entries = new Map<string, string>()
    const tokens = {
      get: async (key: string) => entries.get(key),
      set: async (key: string, value: string) => void entries.set(key, value),
      delete: async (key: string) => void entries.delete(key)
    }
    await using one = await connect({ config: cloud.config(), tokens })
    await get(Thing)({ thingId: '1' })(one)()
    await using other = await connect({ config: cloud.config(), tokens })
    expect(E.isRight(await get(Thing)({ thingId: '1' })(other)())).toBe(true)
    expect(cloud.counts.auth).toBe(1)
    await cloud.close()
  })
})
