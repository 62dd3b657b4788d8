import * as fc from 'fast-check'

import type { Transport } from '../src/http.js'
import { rateLimit } from '../src/rate-limit.js'
import { type FakeClock, fakeClock } from './fake-clock.js'
import { answers, asking, countingSignal, scripted } from './scripted.js'

/** Notes when each request began, in milliseconds from now on. */
const timed = (clock: FakeClock) => {
  const start = clock.now()
  const begun: Array<readonly [url: string, at: number]> = []
  const { transport } = scripted(answers(200))
  const noting: Transport = (request) => () => {
    begun.push([request.url, clock.now() - start])
    return transport(request)()
  }
  return { begun, transport: noting }
}

const to = (url: string, signal?: AbortSignal) => asking('GET', { url, ...(signal === undefined ? {} : { signal }) })

describe('rateLimit', () => {
  test('spaces requests evenly, in their order', async () => {
    const clock = fakeClock()
    const { begun, transport } = timed(clock)
    const send = rateLimit({ perSecond: 10, clock })(transport)
    const all = ['a', 'b', 'c'].map((url) => send(to(url))())
    await clock.advance(1000)
    await Promise.all(all)
    expect(begun).toEqual([
      ['a', 0],
      ['b', 100],
      ['c', 200]
    ])
    expect(clock.sleepers()).toBe(0)
  })

  test('does not make up for idle time beyond the burst', async () => {
    const clock = fakeClock()
    const { begun, transport } = timed(clock)
    const send = rateLimit({ perSecond: 10, burst: 2, clock })(transport)
    await clock.advance(60_000)
    const all = ['a', 'b', 'c', 'd'].map((url) => send(to(url))())
    await clock.advance(1000)
    await Promise.all(all)
    expect(begun.map(([, at]) => at - 60_000)).toEqual([0, 0, 100, 200])
  })

  test('in any span there begin at most burst + perSecond × span, in order, and nobody is lost', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 50 }),
        fc.integer({ min: 1, max: 5 }),
        fc.array(fc.record({ pause: fc.nat(300), calls: fc.nat(6) }), { maxLength: 12 }),
        async (perSecond, burst, waves) => {
          const clock = fakeClock()
          const { begun, transport } = timed(clock)
          const send = rateLimit({ perSecond, burst, clock })(transport)
          const all: Array<Promise<unknown>> = []
          for (const { calls, pause } of waves) {
            for (let i = 0; i < calls; i++) all.push(send(to(`${all.length}`.padStart(3, '0')))())
            await clock.advance(pause)
          }
          await clock.advance((all.length * 1000) / perSecond + all.length)
          await Promise.all(all)
          const urls = begun.map(([url]) => url)
          expect(urls).toEqual(urls.toSorted())
          expect(urls).toHaveLength(all.length)
          const crowded = begun.flatMap(([, from], i) =>
            begun.slice(i + 1).filter(([, till], j) => j + 2 > burst + ((till - from) * perSecond) / 1000 + 1e-6)
          )
          expect(crowded).toEqual([])
        }
      ),
      { numRuns: 100 }
    )
  })

  test('whoever waits is aborted at once, takes nobody’s turn, and leaves no timer and no listener', async () => {
    const clock = fakeClock()
    const { begun, transport } = timed(clock)
    const send = rateLimit({ perSecond: 1, clock })(transport)
    const caller = countingSignal()
    const first = send(to('a'))()
    const second = send(to('b', caller.signal))()
    const third = send(to('c'))()
    caller.abort()
    expect(await second).toMatchObject({ left: { reason: 'aborted', sent: false } })
    await clock.advance(1000)
    await Promise.all([first, third])
    expect(begun).toEqual([
      ['a', 0],
      ['c', 1000]
    ])
    const last = new AbortController()
    const fourth = send(to('d', last.signal))()
    await clock.advance(1)
    last.abort()
    expect(await fourth).toMatchObject({ left: { reason: 'aborted' } })
    await clock.advance(0)
    expect(clock.sleepers()).toBe(0)
    expect(caller.listeners()).toBe(0)
  })

  test('a machine’s clock set back by an hour delays nobody by an hour', async () => {
    const clock = fakeClock()
    let shift = 0
    const { transport } = scripted(answers(200))
    const send = rateLimit({ perSecond: 10, clock: { ...clock, now: () => clock.now() + shift } })(transport)
    await send(asking())()
    shift = -3_600_000
    const answer = send(asking())()
    await clock.advance(100)
    expect(await answer).toMatchObject({ right: { status: 200 } })
  })

  test.each([0, -1, Number.NaN])('refuses a rate of %p', (perSecond) => {
    expect(() => rateLimit({ perSecond })).toThrow(`perSecond is ${perSecond}, but should be a positive number`)
  })

  test('refuses a burst below 1', () => {
    expect(() => rateLimit({ perSecond: 1, burst: 0 })).toThrow('burst is 0, but should be at least 1')
  })
})
