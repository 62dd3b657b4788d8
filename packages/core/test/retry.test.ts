import * as fc from 'fast-check'
import { pipe } from 'fp-ts/lib/function.js'

import { deadline } from '../src/deadline.js'
import type { TransportReason } from '../src/error.js'
import type { HttpRequest, Method } from '../src/http.js'
import { retry, type RetryNotice, type RetryOptions } from '../src/retry.js'
import { fakeClock } from './fake-clock.js'
import { answers, asking, breaks, countingSignal, scripted, stalls, type Step } from './scripted.js'

const methods: ReadonlyArray<Method> = ['GET', 'HEAD', 'PUT', 'DELETE', 'POST', 'PATCH']

/** What the caller got, how many requests left, how long it slept. */
const outcome = async (steps: ReadonlyArray<Step>, request: HttpRequest = asking(), options: RetryOptions = {}) => {
  const clock = fakeClock()
  const start = clock.now()
  const { requests, transport } = scripted(...steps)
  let took = -1
  const answer = retry({ clock, random: () => 1, ...options })(transport)(request)()
  void answer.then(() => (took = clock.now() - start))
  await clock.advance(100_000_000)
  const result = await answer
  expect(clock.sleepers()).toBe(0)
  return {
    result: result._tag === 'Left' ? result.left.reason : result.right.status,
    left: result._tag === 'Left' ? result.left : undefined,
    sends: requests.length,
    took
  }
}

describe('retry: what is tried again', () => {
  const again = async (step: Step, method: Method) => (await outcome([step, answers(200)], asking(method))).sends === 2

  const table = async (step: Step) => {
    const allowed = await Promise.all(methods.map((method) => again(step, method)))
    return methods.filter((_, i) => allowed[i] === true).join(' ')
  }

  test.each([
    [200, ''],
    [400, ''],
    [401, ''],
    [404, ''],
    [408, ''],
    [409, ''],
    [429, 'GET HEAD PUT DELETE POST PATCH'],
    [500, ''],
    [501, ''],
    [502, 'GET HEAD'],
    [503, 'GET HEAD PUT DELETE'],
    [504, 'GET HEAD']
  ])('status %d: %s', async (status, allowed) => {
    expect(await table(answers(status))).toBe(allowed)
  })

  const passing: ReadonlyArray<TransportReason> = [
    'timeout',
    'dns',
    'refused',
    'unreachable',
    'reset',
    'truncated',
    'proxy',
    'unknown'
  ]

  test.each(passing)('%s: idempotent methods, and all where the request never left', async (reason) => {
    expect(await table(breaks(reason, true))).toBe('GET HEAD PUT DELETE')
    expect(await table(breaks(reason, false))).toBe('GET HEAD PUT DELETE POST PATCH')
  })

  test.each<TransportReason>(['aborted', 'tls', 'too-large', 'malformed'])('%s: never', async (reason) => {
    expect(await table(breaks(reason, false))).toBe('')
  })

  test('a create is sent once whatever becomes of it, unless it was refused or never left', async () => {
    const any: fc.Arbitrary<Step> = fc.oneof(
      fc
        .integer({ min: 200, max: 599 })
        .filter((status) => status !== 429)
        .map((status) => answers(status)),
      fc
        .constantFrom<TransportReason>(...passing, 'tls', 'malformed', 'too-large', 'aborted')
        .map((r) => breaks(r, true))
    )
    await fc.assert(
      fc.asyncProperty(any, fc.constantFrom<Method>('POST', 'PATCH'), async (step, method) => {
        expect((await outcome([step], asking(method, { body: '{}' }))).sends).toBe(1)
      })
    )
  })

  test.each([
    [answers(429), 2],
    [answers(502), 2],
    [answers(503), 2],
    [answers(504), 2],
    [breaks('timeout', true), 2],
    [breaks('reset', true), 2],
    [answers(500), 1],
    [breaks('tls', true), 1],
    [breaks('aborted', true), 1]
  ])('a POST that says it may be repeated is treated as a GET: case %#', async (step, sends) => {
    const context = { service: 'identity', operation: 'auth', route: '/', repeatable: true }
    expect(await outcome([step, answers(201)], asking('POST', { body: '{}', context }))).toMatchObject({ sends })
  })

  test('bytes and text are sent again, a stream never', async () => {
    const stream = (async function* () {
      yield Uint8Array.of(1)
    })()
    const put = (body: NonNullable<HttpRequest['body']>) =>
      outcome([breaks('refused', false), answers(200)], asking('PUT', { body }))
    expect(await put('{}')).toMatchObject({ sends: 2 })
    expect(await put(Uint8Array.of(1))).toMatchObject({ sends: 2 })
    expect(await put(stream)).toMatchObject({ sends: 1, result: 'refused' })
  })
})

describe('retry: how long, and how often', () => {
  test('backs off by doubling up to the cap, and answers the last outcome', async () => {
    const clock = fakeClock()
    const { requests, transport } = scripted(answers(503))
    const answer = retry({ clock, random: () => 1, tries: 6, base: 500, cap: 3000 })(transport)(asking())()
    await clock.advance(60_000)
    expect(await answer).toMatchObject({ right: { status: 503 } })
    expect(clock.slept).toEqual([500, 1000, 2000, 3000, 3000])
    expect(requests).toHaveLength(6)
  })

  const reset = breaks('reset', true)
  const busy = answers(503)

  test.each<[ReadonlyArray<Step>, RetryOptions, number]>([
    [[reset], { connectTries: 2 }, 2],
    [[busy], { connectTries: 2 }, 4],
    [[reset], { statusTries: 6 }, 4],
    [[busy], { statusTries: 6 }, 6],
    [[reset, busy, busy, busy, busy], { connectTries: 2, statusTries: 3 }, 4],
    [[busy, reset, reset], { connectTries: 2, statusTries: 3 }, 3],
    [[busy], { connectTries: 2, statusTries: 1 }, 1],
    [[busy], { tries: 2, statusTries: 6 }, 2],
    [[reset, busy], {}, 4]
  ])('counts what got no answer and what got a bad one apart: case %#', async (steps, options, sends) => {
    expect(await outcome(steps, asking(), options)).toMatchObject({ sends })
  })

  test('pauses as long as it is told, longer where the service asks for it', async () => {
    const fixed = { connectPause: 70, statusPause: 90 }
    expect(await outcome([reset, reset, answers(200)], asking(), fixed)).toMatchObject({ took: 140 })
    expect(await outcome([busy, busy, answers(200)], asking(), fixed)).toMatchObject({ took: 180 })
    const asked = answers(503, { 'retry-after': '7' })
    expect(await outcome([asked, answers(200)], asking(), fixed)).toMatchObject({ took: 7500 })
  })

  test('jitter is full', async () => {
    expect(await outcome([answers(503), answers(200)], asking(), { random: () => 0 })).toMatchObject({ took: 0 })
    expect(await outcome([answers(503), answers(200)], asking(), { random: () => 0.5 })).toMatchObject({ took: 250 })
  })

  test.each([
    ['in seconds', '7', 7500],
    ['of 0', '0', 500],
    ['as a date', 'Mon, 23 Nov 2026 08:36:32 GMT', 10_500],
    ['as a date gone by', 'Mon, 23 Nov 2020 08:36:32 GMT', 500],
    ['in nonsense', 'soon', 500]
  ])('waits for Retry-After %s', async (_, value, took) => {
    expect(await outcome([answers(429, { 'retry-after': value }), answers(200)])).toMatchObject({ result: 200, took })
  })

  test('answers at once where the service asks for more than is bearable', async () => {
    const absurd = answers(503, { 'retry-after': '86400' })
    expect(await outcome([absurd])).toMatchObject({ result: 503, sends: 1, took: 0 })
    expect(await outcome([absurd, answers(200)], asking(), { maxRetryAfter: 86_400 })).toMatchObject({ result: 200 })
  })

  test('what broke says how many tries there were, and whether any of them had left', async () => {
    const { left, sends } = await outcome([breaks('reset', true), breaks('refused', false)])
    expect(sends).toBe(4)
    expect(left).toMatchObject({
      reason: 'refused',
      sent: true,
      message: expect.stringMatching(/the connection was refused \(the last of 4 tries\)$/)
    })
  })

  test('one try is no retry', async () => {
    expect(await outcome([answers(503)], asking(), { tries: 1 })).toMatchObject({ result: 503, sends: 1 })
  })

  test('tells onRetry what failed and how long it waits', async () => {
    const notices: Array<RetryNotice> = []
    const steps = [breaks('reset', true), answers(429, { 'retry-after': '2' }), answers(200)]
    await outcome(steps, asking(), { onRetry: (notice) => notices.push(notice) })
    expect(notices).toEqual([
      { request: asking(), tried: 1, pause: 500, error: expect.objectContaining({ reason: 'reset' }) },
      { request: asking(), tried: 2, pause: 3000, retryAfter: 2, status: 429 }
    ])
  })
})

describe('retry: the budget', () => {
  test('when everything fails there are never more retries than the budget holds', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(20),
        fc.integer({ min: 1, max: 6 }),
        fc.integer({ min: 1, max: 30 }),
        async (budget, tries, calls) => {
          const clock = fakeClock()
          const { requests, transport } = scripted(answers(503))
          const send = retry({ budget, tries, base: 0, clock })(transport)
          const all = Promise.all(Array.from({ length: calls }, () => send(asking())()))
          await clock.advance(1)
          await all
          expect(requests.length - calls).toBe(Math.min(budget, calls * (tries - 1)))
        }
      ),
      { numRuns: 50 }
    )
  })

  test('total retries stay within the budget and what successes earned', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(10), fc.array(fc.boolean(), { maxLength: 80 }), async (budget, works) => {
        const clock = fakeClock()
        let at = 0
        let retries = 0
        let successes = 0
        const { requests, transport } = scripted(() => {
          const good = works[at++] ?? false
          if (good) successes += 1
          return answers(good ? 200 : 503)(asking())
        })
        const send = retry({ budget, base: 0, clock, onRetry: () => (retries += 1) })(transport)
        while (at < works.length) {
          const answer = send(asking())()
          await clock.advance(1)
          await answer
        }
        expect(retries).toBeLessThanOrEqual(budget + successes * 1.2)
        expect(requests.length).toBe(at)
      }),
      { numRuns: 50 }
    )
  })

  test('comes back with success', async () => {
    const clock = fakeClock()
    const { requests, transport } = scripted(
      answers(503),
      answers(503),
      ...Array.from({ length: 5 }, () => answers(200)),
      answers(503)
    )
    const send = retry({ budget: 1, tries: 2, base: 0, clock })(transport)
    const call = async () => {
      const before = requests.length
      const answer = send(asking())()
      await clock.advance(1)
      await answer
      return requests.length - before
    }
    expect(await call()).toBe(2)
    for (let i = 0; i < 5; i++) expect(await call()).toBe(1)
    expect(await call()).toBe(2)
    expect(await call()).toBe(1)
  })
})

describe('retry: abort', () => {
  test('ends a pause at once, sends nothing after, and leaves nothing behind', async () => {
    const clock = fakeClock()
    const caller = countingSignal()
    const { requests, transport } = scripted(answers(503, { 'retry-after': '30' }))
    const answer = retry({ clock })(transport)(asking('GET', { signal: caller.signal }))()
    await clock.advance(5000)
    caller.abort()
    expect(await answer).toMatchObject({
      left: { reason: 'aborted', sent: true, message: expect.stringMatching(/waited to try again after a 503/) }
    })
    await clock.advance(100_000)
    expect(requests).toHaveLength(1)
    expect(clock.sleepers()).toBe(0)
    expect(caller.listeners()).toBe(0)
  })

  test('a total deadline around it ends pauses too, and is called a timeout', async () => {
    const clock = fakeClock()
    const { requests, transport } = scripted(stalls())
    const send = pipe(
      transport,
      deadline({ try: 1000, clock }),
      retry({ clock, random: () => 1 }),
      deadline({ total: 2000, clock })
    )
    const answer = send(asking())()
    await clock.advance(2100)
    expect(await answer).toMatchObject({
      left: { reason: 'timeout', sent: true, message: expect.stringMatching(/2 s for the whole call/) }
    })
    expect(requests).toHaveLength(2)
    expect(clock.sleepers()).toBe(0)
  })
})

describe('retry: options', () => {
  test.each([
    [{ tries: 0 }, 'tries is 0, but should be at least 1'],
    [{ connectTries: 0 }, 'connectTries is 0, but should be at least 1'],
    [{ statusTries: 0 }, 'statusTries is 0'],
    [{ connectPause: -1 }, 'connectPause is -1'],
    [{ statusPause: -1 }, 'statusPause is -1'],
    [{ base: -1 }, 'base is -1'],
    [{ cap: Number.NaN }, 'cap is NaN'],
    [{ budget: -1 }, 'budget is -1'],
    [{ maxRetryAfter: -1 }, 'maxRetryAfter is -1']
  ])('%j is refused', (options, words) => {
    expect(() => retry(options)).toThrow(words)
  })
})
