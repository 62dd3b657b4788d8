import { pipe } from 'fp-ts/lib/function.js'

import type { HttpRequest } from '../src/http.js'
import { type Listener, observe, type ObserveOptions, quiet, type RequestEvent } from '../src/observe.js'
import { retry } from '../src/retry.js'
import { fakeClock } from './fake-clock.js'
import { answers, asking, breaks, scripted, type Step, streams } from './scripted.js'

const context = {
  service: 'compute',
  operation: 'Server.get',
  route: '/servers/{serverId}',
  microversion: '2.96'
} as const

const asked = (more: Partial<HttpRequest> = {}): HttpRequest => asking('GET', { context, ...more })

const eventsOf = async (step: Step, request: HttpRequest = asked(), options: ObserveOptions = {}) => {
  const events: Array<RequestEvent> = []
  const { transport } = scripted(step)
  await observe((event) => events.push(event), { clock: fakeClock(0), ...options })(transport)(request)()
  return events
}

describe('observe', () => {
  test('tells of a start and an end, with bounded labels and the URL apart', async () => {
    const answer = answers(200, { 'x-openstack-request-id': 'req-1', 'content-length': '2' }, '{}')
    const call = expect.any(String)
    const facts = { ...context, call, at: 0, method: 'GET', url: 'http://compute.example/v2.1/servers/42?limit=1' }
    expect(await eventsOf(answer)).toEqual([
      { _tag: 'RequestStarted', ...facts, size: 0 },
      { _tag: 'RequestEnded', ...facts, duration: 0, retries: 0, status: 200, requestIds: ['req-1'], size: 2 }
    ])
  })

  test('tells of a failure', async () => {
    expect((await eventsOf(breaks('refused', false)))[1]).toMatchObject({
      _tag: 'RequestEnded',
      error: { reason: 'refused' },
      requestIds: []
    })
  })

  test('tells of retries in between, under the same call, and counts them', async () => {
    const events: Array<RequestEvent> = []
    const clock = fakeClock()
    const { requests, transport } = scripted(breaks('reset', true), answers(503, { 'retry-after': '1' }), answers(200))
    const watch = observe((event) => events.push(event), { clock })
    const send = pipe(transport, retry({ clock, random: () => 1, onRetry: watch.onRetry }), watch)
    const both = Promise.all([send(asked())(), send(asked())()])
    await clock.advance(10_000)
    await both
    const ends = events.filter((event) => event._tag === 'RequestEnded')
    const calls = ends.map(({ call }) => call)
    expect(new Set(calls).size).toBe(2)
    expect(ends.map(({ retries }) => retries)).toEqual([1, 1])
    for (const call of calls) {
      const own = events.filter((event) => 'call' in event && event.call === call)
      expect(own.map(({ _tag }) => _tag)).toEqual(['RequestStarted', 'RequestRetried', 'RequestEnded'])
    }
    expect(events.find((event) => event._tag === 'RequestRetried')).toMatchObject({ tried: 1, pause: 500 })
    expect(requests).toHaveLength(4)
  })

  test('an observer within another keeps the call’s name', async () => {
    const calls: Array<string> = []
    const note: Listener = (event) => 'call' in event && calls.push(event.call)
    const { transport } = scripted(answers(200))
    await pipe(transport, observe(note), observe(note))(asked())()
    expect(calls).toHaveLength(4)
    expect(new Set(calls).size).toBe(1)
  })

  test('two observers never name two calls alike', async () => {
    const calls = new Set<string>()
    const { transport } = scripted(answers(200))
    for (let i = 0; i < 20; i++)
      await observe((event) => 'call' in event && calls.add(event.call))(transport)(asked())()
    expect(calls.size).toBe(20)
  })

  test('the caller gets the transport’s answer whatever the listener does', async () => {
    const throws: Listener = () => {
      throw new Error('a listener of little use')
    }
    const rejects: Listener = () => Promise.reject(new Error('one that is late as well'))
    const { transport } = scripted(answers(200))
    for (const listener of [throws, rejects])
      expect(await observe(listener)(transport)(asked())()).toMatchObject({ right: { status: 200 } })
    expect(() => quiet(throws)({ _tag: 'TokenStoreFailed', at: 0, operation: 'get', message: '' })).not.toThrow()
  })

  test('tells an end even where the transport throws, which it may not; the caller gets what was thrown', async () => {
    const events: Array<RequestEvent> = []
    const broken = () => async () => {
      throw new Error('a bug')
    }
    const watched = observe((event) => events.push(event))(broken)
    await expect(watched(asked())()).rejects.toThrow('a bug')
    expect(events.map(({ _tag }) => _tag)).toEqual(['RequestStarted', 'RequestEnded'])
    expect(events[1]).toMatchObject({ error: { reason: 'unknown', cause: new Error('a bug') } })
  })

  test('without a context the labels are still bounded', async () => {
    expect((await eventsOf(answers(200), asking()))[0]).toMatchObject({ service: 'unknown', route: 'unknown' })
  })

  test('of a stream only the head is told', async () => {
    const pieces = (async function* () {
      yield Uint8Array.of(1)
    })()
    const [start, end] = await eventsOf(streams(pieces), asked({ body: pieces }))
    expect(start).not.toHaveProperty('size')
    expect(end).not.toHaveProperty('size')
    expect(end).toMatchObject({ status: 200 })
  })

  test.each([
    ['as text', { body: 'abc' }, 3],
    ['as bytes', { body: Uint8Array.of(1, 2) }, 2]
  ])('knows the size of a body %s', async (_, more, size) => {
    expect((await eventsOf(answers(200), asked(more)))[0]).toMatchObject({ size })
  })

  test('the size of a compressed answer is that of its text', async () => {
    const zipped = answers(200, { 'content-length': '1', 'content-encoding': 'gzip' }, 'abc')
    expect((await eventsOf(zipped))[1]).toMatchObject({ size: 3 })
  })
})

describe('observe: messages', () => {
  const body = '{"server":{"name":"web","adminPass":"s3cr3t-1"}}'
  const request = asked({
    method: 'POST',
    url: 'http://ann:s3cr3t-2@c.example/servers?token=s3cr3t-3',
    headers: { 'X-Auth-Token': 's3cr3t-4', Accept: 'application/json' },
    body
  })
  const answer = answers(
    400,
    { 'set-cookie': 's3cr3t-5', 'content-type': 'application/json' },
    '{"badRequest":{"message":"adminPass s3cr3t-1 is too weak","user_data":"s3cr3t-6"}}'
  )

  test('are not told unless asked for', async () => {
    for (const event of await eventsOf(answer, request)) expect(event).not.toHaveProperty('message')
  })

  test('headers alone', async () => {
    const [start] = await eventsOf(answer, request, { messages: 'headers' })
    expect(start).toMatchObject({ message: { headers: { 'X-Auth-Token': '***', Accept: 'application/json' } } })
    expect(JSON.stringify(start)).not.toContain('web')
  })

  test('headers and bodies, without a secret, not even one that the service echoes', async () => {
    const events = await eventsOf(answer, request, { messages: 'bodies' })
    expect(events).toMatchObject([
      { message: { body: '{"server":{"name":"web","adminPass":"***"}}' } },
      { message: { body: '{"badRequest":{"message":"adminPass *** is too weak","user_data":"***"}}' } }
    ])
    expect(JSON.stringify(events)).not.toContain('s3cr3t')
  })

  test('headers of the answer that repeat a secret', async () => {
    const headers = { 'X-Auth-Token': 's3cr3t-4', Authorization: 'Bearer s3cr3t-7' }
    const echo = answers(401, {
      'x-echo': 's3cr3t-4 and s3cr3t-1',
      'www-authenticate': 'Keystone error="s3cr3t-7 has ended"',
      'x-subject-token': 's3cr3t-8',
      location: 'https://c.example/s3cr3t-8'
    })
    const [, end] = await eventsOf(echo, { ...request, headers }, { messages: 'headers' })
    expect(JSON.stringify(end)).not.toContain('s3cr3t')
    expect(end).toMatchObject({ message: { headers: { 'www-authenticate': 'Keystone error="*** has ended"' } } })
  })

  test('nothing of a confidential request’s bodies', async () => {
    const secret = { ...request, context: { ...context, confidential: true } }
    for (const event of await eventsOf(answer, secret, { messages: 'bodies' }))
      expect('message' in event && event.message).not.toHaveProperty('body')
  })
})
