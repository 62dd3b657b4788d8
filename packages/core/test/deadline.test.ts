import { pipe } from 'fp-ts/lib/function.js'

import { deadline, within } from '../src/deadline.js'
import type { Deadlines } from '../src/deadline.js'
import type { HttpRequest } from '../src/http.js'
import { retry } from '../src/retry.js'
import { fakeClock, settle } from './fake-clock.js'
import { answers, asking, breaks, countingSignal, ignores, scripted, stalls, streams } from './scripted.js'

/** What a deadline may be late. */
const late = 100

const started = (limits: Deadlines, step = stalls(), request: HttpRequest = asking()) => {
  const clock = fakeClock()
  const { requests, transport } = scripted(step)
  const answer = deadline({ ...limits, clock })(transport)(request)()
  return { answer, clock, requests }
}

describe('deadline', () => {
  test('says which deadline passed, after how long, and that the request had left', async () => {
    const { answer, clock } = started({ try: 30_000 })
    await clock.advance(30_000 + late)
    expect(await answer).toEqual({
      _tag: 'Left',
      left: {
        _tag: 'TransportError',
        reason: 'timeout',
        sent: true,
        method: 'GET',
        url: 'http://compute.example/v2.1/servers/42',
        message: 'GET http://compute.example/v2.1/servers/42 got no answer in time: 30 s for one try have passed'
      }
    })
    expect(clock.sleepers()).toBe(0)
  })

  test('says so of the whole call, and below a second in milliseconds', async () => {
    const { answer, clock } = started({ total: 250 })
    await clock.advance(250 + late)
    expect(await answer).toMatchObject({
      left: { reason: 'timeout', message: expect.stringMatching(/250 ms for the whole call/) }
    })
  })

  test('keeps what the transport knows: a request that never left was not sent', async () => {
    const { answer, clock } = started({ try: 1000 }, stalls(false))
    await clock.advance(1000 + late)
    expect(await answer).toMatchObject({ left: { reason: 'timeout', sent: false } })
  })

  test('is never early', async () => {
    const { answer, clock } = started({ try: 1000 })
    let settled = false
    void answer.then(() => (settled = true))
    await clock.advance(999)
    expect(settled).toBe(false)
    await clock.advance(1 + late)
    expect(settled).toBe(true)
  })

  test('answers for a transport that ignores its signal', async () => {
    const { answer, clock } = started({ try: 1000 }, ignores)
    await clock.advance(1000 + late + 50)
    expect(await answer).toMatchObject({ left: { reason: 'timeout', sent: true } })
    expect(clock.sleepers()).toBe(0)
  })

  test.each([
    ['whose transport listens', stalls()],
    ['whose transport ignores its signal', ignores]
  ])('an abort by the caller %s is aborted within 50 ms, and no listener stays', async (_, step) => {
    const caller = countingSignal()
    const { answer, clock } = started({ try: 1000, total: 5000 }, step, asking('GET', { signal: caller.signal }))
    await clock.advance(10)
    caller.abort()
    await clock.advance(50)
    expect(await answer).toMatchObject({ left: { reason: 'aborted', sent: true } })
    expect(clock.sleepers()).toBe(0)
    expect(caller.listeners()).toBe(0)
  })

  test('sends nothing for a caller who aborted before', async () => {
    const { answer, requests } = started({ try: 1000 }, answers(200), asking('GET', { signal: AbortSignal.abort() }))
    expect(await answer).toMatchObject({ left: { reason: 'aborted', sent: false } })
    expect(requests).toHaveLength(0)
  })

  test('an answer leaves no timer and no listener, and passes unchanged', async () => {
    const caller = countingSignal()
    const { answer, clock } = started({ try: 1000 }, answers(404, {}, 'no'), asking('GET', { signal: caller.signal }))
    expect(await answer).toEqual({ _tag: 'Right', right: { status: 404, headers: {}, text: 'no' } })
    expect(clock.sleepers()).toBe(0)
    expect(caller.listeners()).toBe(0)
  })

  test('other errors pass unchanged', async () => {
    const { answer } = started({ try: 1000 }, breaks('tls', false))
    expect(await answer).toMatchObject({ left: { reason: 'tls', sent: false } })
  })

  test('tells the transport how long connecting may take, unless the request says so itself', async () => {
    const { requests, transport } = scripted(answers(200))
    const send = deadline({ connect: 500 })(transport)
    await send(asking())()
    await send(asking('GET', { connectTimeout: 9 }))()
    expect(requests.map((request) => request.connectTimeout)).toEqual([500, 9])
    expect(requests[0]?.signal).toBeUndefined()
  })

  test('the outer deadline speaks for itself when both stand around one request', async () => {
    const clock = fakeClock()
    const { transport } = scripted(stalls())
    const send = pipe(transport, deadline({ try: 5000, clock }), deadline({ total: 1000, clock }))
    const answer = send(asking())()
    await clock.advance(1000 + late)
    expect(await answer).toMatchObject({
      left: { reason: 'timeout', message: expect.stringMatching(/1 s for the whole call/) }
    })
    expect(clock.sleepers()).toBe(0)
  })

  test('calls that begin together share a signal, end by themselves, and each meets its deadline', async () => {
    const clock = fakeClock()
    const { requests, transport } = scripted(stalls(), answers(200), stalls())
    const send = deadline({ try: 1000, clock })(transport)
    const first = send(asking())()
    const second = await send(asking())()
    expect(second).toMatchObject({ right: { status: 200 } })
    expect(requests[0]?.signal).toBe(requests[1]?.signal)
    await clock.advance(500)
    const third = send(asking())()
    let over = false
    void third.then(() => (over = true))
    await clock.advance(500 + late)
    expect(await first).toMatchObject({ left: { reason: 'timeout' } })
    expect(over).toBe(false)
    await clock.advance(500)
    expect(await third).toMatchObject({ left: { reason: 'timeout' } })
  })

  test('no signal has more listeners than Node bears without a warning, however many calls share their limits', async () => {
    const warnings: Array<unknown> = []
    const warn = (warning: Error): unknown => warnings.push(warning.name)
    process.on('warning', warn)
    const clock = fakeClock()
    const { requests, transport } = scripted(stalls())
    const send = pipe(
      transport,
      deadline({ try: 1000, clock }),
      retry({ clock, random: () => 1 }),
      deadline({ total: 9000, clock })
    )
    const all = Promise.all(Array.from({ length: 200 }, () => send(asking())()))
    await clock.advance(10_000)
    expect(await all).toHaveLength(200)
    process.off('warning', warn)
    expect(warnings).toEqual([])
    expect(requests.length).toBeGreaterThan(200)
    expect(new Set(requests.map(({ signal }) => signal)).size).toBeLessThan(requests.length / 2)
    expect(clock.sleepers()).toBe(0)
  })

  test('a transport that throws where it may not leaves nothing behind either', async () => {
    const clock = fakeClock()
    const { transport } = scripted(() => Promise.reject(new Error('out of contract')))
    await expect(deadline({ try: 1000, clock })(transport)(asking())()).rejects.toThrow('out of contract')
    expect(clock.sleepers()).toBe(0)
  })

  test('1,000 calls one after the other leave nothing behind on the caller’s signal', async () => {
    const caller = countingSignal()
    const clock = fakeClock()
    const { transport } = scripted(answers(200))
    const send = pipe(transport, deadline({ try: 1000, clock }), deadline({ total: 5000, clock }))
    for (let i = 0; i < 1000; i++) await send(asking('GET', { signal: caller.signal }))()
    expect(caller.listeners()).toBe(0)
    await settle()
    expect(clock.sleepers()).toBe(0)
  })

  test.each([0, -1, Number.NaN])('refuses a deadline of %p', (value) => {
    expect(() => deadline({ try: value })).toThrow(`deadline: try is ${value}, but should be a positive number`)
  })

  test('the machine’s own clock keeps deadlines too', async () => {
    const { transport } = scripted(stalls())
    expect(await deadline({ try: 5 })(transport)(asking())()).toMatchObject({ left: { reason: 'timeout' } })
  })
})

describe('deadline of a streamed answer', () => {
  const stalling = async function* (signal: AbortSignal | undefined, pieces: number) {
    for (let i = 0; i < pieces; i++) yield Uint8Array.of(i)
    const answer = await stalls()(asking('GET', signal === undefined ? {} : { signal }))
    if (answer._tag === 'Left') throw answer.left
  }

  const read = async (stream: AsyncIterable<Uint8Array> | undefined, each = async (): Promise<void> => undefined) => {
    const pieces: Array<number> = []
    try {
      for await (const piece of stream ?? []) {
        pieces.push(piece[0] ?? -1)
        await each()
      }
    } catch (error) {
      return { pieces, error }
    }
    return { pieces }
  }

  const open = async (limits: Deadlines, signal?: AbortSignal) => {
    const clock = fakeClock()
    const { transport } = scripted((request) => streams(stalling(request.signal, 3))(request))
    const request = asking('GET', { streamed: true, ...(signal === undefined ? {} : { signal }) })
    const answer = await deadline({ ...limits, clock })(transport)(request)()
    return { clock, stream: answer._tag === 'Right' ? answer.right.stream : undefined }
  }

  test('bounds the pause before each piece, however slow the reader', async () => {
    const { clock, stream } = await open({ try: 1000 })
    const result = read(stream, () => clock.advance(5000))
    for (let i = 0; i < 20; i++) await clock.advance(1000)
    expect(await result).toMatchObject({
      pieces: [0, 1, 2],
      error: { reason: 'timeout', message: expect.stringMatching(/no further piece within 1 s/) }
    })
    expect(clock.sleepers()).toBe(0)
  })

  test('still hears the caller after the head', async () => {
    const caller = countingSignal()
    const { clock, stream } = await open({ total: 1000 }, caller.signal)
    const result = read(stream)
    await settle()
    caller.abort()
    expect(await result).toMatchObject({ pieces: [0, 1, 2], error: { reason: 'aborted' } })
    expect(clock.sleepers()).toBe(0)
    expect(caller.listeners()).toBe(0)
  })
})

describe('within', () => {
  test('limits several requests as one, and explains what it caused', async () => {
    const clock = fakeClock()
    const caller = countingSignal()
    const { transport } = scripted(stalls())
    const limit = within(2000, caller.signal, clock)
    const answer = transport(asking('GET', { signal: limit.signal }))()
    await clock.advance(2000)
    const result = await answer
    limit.end()
    expect(result._tag === 'Left' && limit.explain(result.left)).toMatchObject({ reason: 'timeout', sent: true })
    expect(caller.listeners()).toBe(0)
  })

  test('leaves the caller’s abort what it is', async () => {
    const clock = fakeClock()
    const caller = countingSignal()
    const { transport } = scripted(stalls())
    const limit = within(2000, caller.signal, clock)
    const answer = transport(asking('GET', { signal: limit.signal }))()
    caller.abort()
    const result = await answer
    limit.end()
    expect(result._tag === 'Left' && limit.explain(result.left)).toMatchObject({ reason: 'aborted' })
    expect(clock.sleepers()).toBe(0)
  })

  test('overrides the total of the stack it passes through, not its tries', async () => {
    const clock = fakeClock()
    const { transport } = scripted(stalls())
    const send = pipe(transport, deadline({ total: 1000, clock }))
    const limit = within(4000, undefined, clock)
    const answer = send(asking('GET', { signal: limit.signal }))()
    let over = false
    void answer.then(() => (over = true))
    await clock.advance(3900)
    expect(over).toBe(false)
    await clock.advance(200)
    expect(await answer).toMatchObject({ left: { reason: 'aborted' } })
    limit.end()
  })

  test('on the machine’s own clock keeps no program running, and leaves nothing with the caller', async () => {
    const timers = (): number => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length
    const before = timers()
    const caller = countingSignal()
    const { transport } = scripted(answers(200))
    const send = deadline({ try: 60_000 })(transport)
    for (let i = 0; i < 3; i++) await send(asking('GET', { signal: caller.signal }))()
    await send(asking())()
    expect([timers(), caller.listeners()]).toEqual([before, 0])
  })
})
