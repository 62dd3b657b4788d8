import { pipe } from 'fp-ts/lib/function.js'

import { deadline, type DeadlineOptions } from '../src/deadline.js'
import { retry } from '../src/retry.js'
import { fakeClock, settle } from './fake-clock.js'
import { answers, asking, countingSignal, scripted, stalls, streams } from './scripted.js'

const aborted = { _tag: 'Left', left: { reason: 'aborted' } }

/** A policy, and its end. */
const ending = (options: DeadlineOptions = { total: 300_000 }) => {
  const closing = new AbortController()
  const policy = deadline({ ...options, until: closing.signal })
  return Object.assign(policy, { end: () => closing.abort(new Error('the connection has been closed')) })
}

describe('deadline until', () => {
  test('ends what is under way, with a signal of its own and without', async () => {
    const switchable = ending()
    const { requests, transport } = scripted(stalls())
    const own = countingSignal()
    const send = switchable(transport)
    const answer = Promise.all([send(asking())(), send(asking('POST', { signal: own.signal }))(), send(asking())()])
    await settle()
    switchable.end()
    expect(await answer).toMatchObject([aborted, aborted, aborted])
    expect(requests).toHaveLength(3)
    expect(own.listeners()).toBe(0)
  })

  test('ends a pause between two tries at once, and lets no timer live on', async () => {
    const clock = fakeClock()
    const switchable = ending({ total: 300_000, clock })
    const { requests, transport } = scripted(answers(503, { 'retry-after': '60' }))
    const answer = pipe(transport, retry({ clock }), switchable)(asking())()
    await settle()
    expect(clock.sleepers()).toBe(2)
    switchable.end()
    expect(await answer).toMatchObject(aborted)
    expect([requests.length, clock.sleepers()]).toEqual([1, 0])
  })

  test('refuses what comes later, before it is sent, however often it is ended', async () => {
    const switchable = ending()
    const { requests, transport } = scripted(answers(200))
    switchable.end()
    switchable.end()
    expect(await switchable(transport)(asking())()).toMatchObject({
      left: { reason: 'aborted', sent: false, message: expect.stringContaining('the connection has been closed') }
    })
    expect(requests).toEqual([])
  })

  test('leaves no listener behind, and the next call of the same signal works', async () => {
    const own = countingSignal()
    const { transport } = scripted(answers(204))
    const send = ending()(transport)
    for (let i = 0; i < 20; i++) {
      expect(await send(asking('GET', { signal: own.signal }))()).toMatchObject({ right: { status: 204 } })
    }
    expect(own.listeners()).toBe(0)
  })

  test('still hears the caller', async () => {
    const own = new AbortController()
    const { transport } = scripted(stalls())
    const answer = ending()(transport)(asking('GET', { signal: own.signal }))()
    own.abort()
    expect(await answer).toMatchObject(aborted)
  })

  test('ends a streamed answer that is still being read', async () => {
    const switchable = ending()
    let signal: AbortSignal | undefined
    const { transport } = scripted((request) => {
      signal = request.signal
      return streams(
        (async function* () {
          yield new Uint8Array([1])
        })()
      )(request)
    })
    const answer = await switchable(transport)(asking('GET', { streamed: true }))()
    expect(signal?.aborted).toBe(false)
    switchable.end()
    expect(signal?.aborted).toBe(true)
    const pieces: Array<Uint8Array> = []
    if (answer._tag === 'Right') for await (const piece of answer.right.stream ?? []) pieces.push(piece)
    expect(pieces).toHaveLength(1)
  })

  test('passes on what a transport throws where it may not', async () => {
    const thrown = new Error('broken')
    const send = ending()(() => () => Promise.reject(thrown))
    await expect(send(asking())()).rejects.toBe(thrown)
  })
})
