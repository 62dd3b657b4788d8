import * as fc from 'fast-check'
import { type Either, right } from 'fp-ts/lib/Either.js'

import { concurrency } from '../src/concurrency.js'
import type { HttpResponse, Transport } from '../src/http.js'
import { settle } from './fake-clock.js'
import { answers, asking, breaks, countingSignal, scripted, streams } from './scripted.js'

const ok: Either<never, HttpResponse> = right({ status: 200, headers: {}, text: '' })

/** A transport whose requests end when told to, in any order. */
const manual = () => {
  const open: Array<() => void> = []
  const order: Array<string> = []
  let most = 0
  let running = 0
  const transport: Transport = (request) => () =>
    new Promise((resolve) => {
      running += 1
      most = Math.max(most, running)
      order.push(request.url)
      open.push(() => {
        running -= 1
        resolve(ok)
      })
    })
  return { most: () => most, open, order, running: () => running, transport }
}

const to = (url: string, signal?: AbortSignal) => asking('GET', { url, ...(signal === undefined ? {} : { signal }) })

describe('concurrency', () => {
  test('n means n', async () => {
    const { open, running, transport } = manual()
    const send = concurrency(1)(transport)
    const both = [send(to('a'))(), send(to('b'))()]
    await settle()
    expect(running()).toBe(1)
    open.shift()?.()
    await settle()
    expect(running()).toBe(1)
    open.shift()?.()
    await Promise.all(both)
    expect(running()).toBe(0)
  })

  test('never more than n, first come first served, nobody lost, whatever ends or aborts when', async () => {
    const step = fc.oneof(
      fc.constant({ do: 'call' as const }),
      fc.record({ do: fc.constant('finish' as const), which: fc.nat(50) }),
      fc.record({ do: fc.constant('abort' as const), which: fc.nat(50) })
    )
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 5 }), fc.array(step, { maxLength: 60 }), async (n, steps) => {
        const { most, open, order, transport } = manual()
        const send = concurrency(n)(transport)
        const calls: Array<{ readonly controller: AbortController; readonly answer: Promise<unknown> }> = []
        for (const each of steps) {
          if (each.do === 'call') {
            const controller = new AbortController()
            calls.push({ controller, answer: send(to(`${calls.length}`.padStart(3, '0'), controller.signal))() })
          } else if (each.do === 'finish') open.splice(each.which % (open.length || 1), 1)[0]?.()
          else calls[each.which % (calls.length || 1)]?.controller.abort()
          await Promise.resolve()
        }
        for (let i = 0; i <= calls.length; i++) {
          await settle()
          for (const finish of open.splice(0)) finish()
        }
        await Promise.all(calls.map(({ answer }) => answer))
        expect(most()).toBeLessThanOrEqual(n)
        expect(order).toEqual([...order].sort())
      }),
      { numRuns: 200 }
    )
  })

  test('whoever waits is aborted at once, was not sent, and leaves no listener', async () => {
    const { open, order, transport } = manual()
    const send = concurrency(1)(transport)
    const first = send(to('a'))()
    const caller = countingSignal()
    const second = send(to('b', caller.signal))()
    const third = send(to('c'))()
    caller.abort()
    expect(await second).toMatchObject({
      left: { reason: 'aborted', sent: false, message: expect.stringMatching(/turn/) }
    })
    expect(caller.listeners()).toBe(0)
    open.shift()?.()
    await first
    await settle()
    open.shift()?.()
    await third
    expect(order).toEqual(['a', 'c'])
  })

  test('a place comes free on every outcome, a transport that throws included', async () => {
    const throws = async (): Promise<never> => Promise.reject(new Error('out of contract'))
    const { requests, transport } = scripted(breaks('reset', true), throws, answers(500), answers(200))
    const send = concurrency(1)(transport)
    const outcomes = await Promise.allSettled([1, 2, 3, 4].map(() => send(asking())()))
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled'])
    expect(requests).toHaveLength(4)
  })

  test.each(['read', 'left', 'aborted'])('a streamed answer holds its place until it is %s', async (how) => {
    const pieces = async function* () {
      yield Uint8Array.of(1)
      yield Uint8Array.of(2)
    }
    const caller = countingSignal()
    const { requests, transport } = scripted(streams(pieces()), answers(200))
    const send = concurrency(1)(transport)
    const answer = await send(asking('GET', { streamed: true, signal: caller.signal }))()
    const next = send(asking())()
    await settle()
    expect(requests).toHaveLength(1)
    if (how === 'aborted') caller.abort()
    else for await (const _ of (answer._tag === 'Right' && answer.right.stream) || []) if (how === 'left') break
    expect(await next).toMatchObject({ right: { status: 200 } })
    expect(caller.listeners()).toBe(0)
  })

  test('one limit for all transports that it is applied to', async () => {
    const { open, running, transport } = manual()
    const limit = concurrency(1)
    const both = [limit(transport)(to('a'))(), limit(transport)(to('b'))()]
    await settle()
    expect(running()).toBe(1)
    open.shift()?.()
    await settle()
    open.shift()?.()
    await Promise.all(both)
  })

  test('100,000 may wait', async () => {
    const { transport } = scripted(answers(200))
    const send = concurrency(3)(transport)
    const all = await Promise.all(Array.from({ length: 100_000 }, () => send(asking())()))
    expect(all).toHaveLength(100_000)
  })

  test.each([0, -1, 1.5, Number.NaN])('refuses a limit of %p', (limit) => {
    expect(() => concurrency(limit)).toThrow(`the limit is ${limit}, but should be a whole number of at least 1`)
  })
})
