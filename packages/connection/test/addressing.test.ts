/**
 * Where requests go, end to end: the request line as the peer reads it, whatever ids, headers and documents say.
 */
import { call, type CallOptions, get, list } from '@openstack-ts/core'
import { isLeft, isRight } from 'fp-ts/lib/Either.js'
import { isSome } from 'fp-ts/lib/Option.js'
import * as fc from 'fast-check'

import { connect, type Connection, openConnection } from '../src/index.js'
import { scriptedCloud, type ScriptedCloud, Thing, tokenAnswer, wire } from './scripted-cloud.js'

let cloud: ScriptedCloud
let connection: Connection

beforeAll(async () => {
  cloud = await scriptedCloud()
  connection = await connect({ config: cloud.config() })
  await get(Thing)({ thingId: '1' })(connection)()
})

afterAll(async () => {
  await connection.close()
  await cloud.close()
})

/** The request line that a get with this id leads to, and its error where it leads to none. */
const lineOf = async (thingId: string, options: CallOptions = {}): Promise<string> => {
  const before = cloud.requests.length
  const answer = await get(Thing)({ thingId }, options)(connection)()
  const [request] = cloud.requests.slice(before)
  if (request !== undefined) return request.split('\r\n', 1)[0] ?? ''
  return isLeft(answer) ? answer.left._tag : 'nothing was sent, and nothing is wrong'
}

describe('ids', () => {
  test.each([
    ['../os-keypairs', 'GET /compute/v2.1/things/..%2Fos-keypairs HTTP/1.1'],
    ['a/b?c#d', 'GET /compute/v2.1/things/a%2Fb%3Fc%23d HTTP/1.1'],
    ['%2e%2e', 'GET /compute/v2.1/things/%252e%252e HTTP/1.1'],
    ['..;/x', 'GET /compute/v2.1/things/..%3B%2Fx HTTP/1.1'],
    ['a\\b', 'GET /compute/v2.1/things/a%5Cb HTTP/1.1'],
    ['a\r\nX-Evil: 1', 'GET /compute/v2.1/things/a%0D%0AX-Evil%3A%201 HTTP/1.1'],
    ['http://evil.invalid', 'GET /compute/v2.1/things/http%3A%2F%2Fevil.invalid HTTP/1.1'],
    ['détail', 'GET /compute/v2.1/things/d%C3%A9tail HTTP/1.1'],
    ['', 'RequestError'],
    ['.', 'RequestError'],
    ['..', 'RequestError'],
    ['\ud800', 'RequestError']
  ])('%j is one segment, or refused', async (id, line) => {
    expect(await lineOf(id)).toBe(line)
  })

  test('no text whatever addresses another route', async () => {
    const piece = fc.constantFrom(
      '..',
      '.',
      '/',
      '\\',
      '%2e',
      '%2F',
      '?',
      '#',
      ';',
      '@',
      ':',
      '\r\n',
      '\0',
      ' ',
      'a',
      'é'
    )
    const id = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join(''))
    )
    await fc.assert(
      fc.asyncProperty(id, async (thingId) => {
        const line = await lineOf(thingId)
        if (line === 'RequestError') return
        const segment = /^GET \/compute\/v2\.1\/things\/([\x21-\x7e]+) HTTP\/1\.1$/.exec(line)?.[1] ?? '/'
        expect(segment).not.toMatch(/[/\\?#;]|^\.{1,2}$|^(%2e){1,2}$/i)
        expect(decodeURIComponent(segment)).toBe(thingId)
      }),
      { numRuns: 200 }
    )
  }, 30_000)
})

describe('headers', () => {
  const sendsNothing = async (options: CallOptions): Promise<unknown> => {
    const before = cloud.requests.length
    const answer = await get(Thing)({ thingId: '1' }, options)(connection)()
    expect(cloud.requests.length).toBe(before)
    return isLeft(answer) ? answer.left : answer
  }

  test.each([
    ['a line break in a value', { 'X-Trace': 'a\r\nX-Evil: 1' }],
    ['a lone line feed', { 'X-Trace': 'a\nX-Evil: 1' }],
    ['a nul', { 'X-Trace': 'a\0b' }],
    ['a line break in a name', { 'X-Trace\r\nX-Evil': '1' }],
    ['a space in a name', { 'X Trace': '1' }],
    ['a colon in a name', { 'X-Trace:': '1' }]
  ])('%s is refused', async (_, headers) => {
    expect(await sendsNothing({ headers })).toMatchObject({ _tag: 'TransportError', reason: 'malformed', sent: false })
  })

  test.each(['X-Auth-Token', 'x-auth-token', 'Authorization'])('%s is for signing in alone to set', async (name) => {
    expect(await sendsNothing({ headers: { [name]: 'mine' } })).toMatchObject({ _tag: 'RequestError', parameter: name })
  })

  test('a user agent with a line break is refused before Keystone is asked', async () => {
    const before = cloud.requests.length
    const other = await connect({ config: cloud.config(), userAgent: 'a\r\nX-Evil: 1' })
    expect(await get(Thing)({ thingId: '1' })(other)()).toMatchObject({ left: { reason: 'malformed', sent: false } })
    expect(cloud.requests.length).toBe(before)
    await other.close()
  })

  const uuid = '6f0c6a2c-7a8e-4f38-8d9f-1d5f4c7b9a31'

  test.each([`req-${uuid}\r\nX-Evil: 1`, uuid, `req-${uuid.toUpperCase()}`, 'req-1', ''])(
    'the global request id %j is refused by connect, for services drop it without a word',
    async (globalRequestId) => {
      expect(await openConnection({ config: cloud.config(), globalRequestId })()).toMatchObject({
        left: {
          _tag: 'RequestError',
          parameter: 'globalRequestId',
          message: expect.stringContaining('`req-` and a UUID')
        }
      })
    }
  )

  test('a global request id is made where `true` asks for it, one for each connection', async () => {
    const options = { config: cloud.config(), globalRequestId: true } as const
    await using one = await connect(options)
    await using other = await connect(options)
    expect(one.globalRequestId).toMatch(/^req-[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/)
    expect(other.globalRequestId).not.toBe(one.globalRequestId)
    const before = cloud.requests.length
    await get(Thing)({ thingId: '1' })(one)()
    for (const request of cloud.requests.slice(before))
      expect(request).toContain(`Request-Id: ${one.globalRequestId}\r\n`)
    expect(one.asProject({ id: 'p2' }).globalRequestId).toBe(one.globalRequestId)
  })
})

describe('the token', () => {
  test('never reaches another origin, whatever redirects, next links and discovery documents say', async () => {
    const evil = await scriptedCloud({ call: ({ say }) => void say(wire(200, {})) })
    const { port } = evil
    const link = fc.constantFrom(
      `${evil.origin}/compute/v2.1/`,
      `//127.0.0.1:${port}/compute/v2.1`,
      `http://home@127.0.0.1:${port}/v2.1`,
      `\\\\127.0.0.1:${port}\\v2.1`,
      `https://127.0.0.1:${port}/v2.1/`,
      `http://127.0.0.1:${port}`,
      `@127.0.0.1:${port}/v2.1`,
      `:${port}/v2.1`,
      `/../@127.0.0.1:${port}/v2.1`
    )
    const status = fc.constantFrom(301, 302, 303, 305, 307, 308)
    const where = fc.constantFrom('redirect', 'list', 'discovery redirect', 'sign-in redirect')
    await fc.assert(
      fc.asyncProperty(fc.record({ href: link, status, where }), async ({ href, status: code, where: place }) => {
        const redirect = wire(code, '', { Location: href })
        const document = {
          versions: [
            {
              id: 'v2.1',
              status: 'CURRENT',
              version: '2.100',
              min_version: '2.1',
              links: [{ rel: 'self', href }]
            }
          ]
        }
        const page = { things: [{ id: 'a' }], things_links: [{ rel: 'next', href: `${href}?marker=a` }] }
        const home: ScriptedCloud = await scriptedCloud({
          auth: ({ say }) =>
            void say(
              place === 'sign-in redirect'
                ? redirect
                : // A catalog that names no version: the document says where the API is.
                  tokenAnswer(home.origin, 'planted-token', { compute: '/compute' })
            ),
          call: ({ request, say }) => {
            if (request.startsWith('GET /compute/ '))
              return void say(place === 'discovery redirect' ? redirect : wire(200, document))
            return void say(place === 'redirect' ? redirect : wire(200, page))
          }
        })
        const auth = home.config()
        const away = await connect({ config: auth, retry: false, deadlines: { total: 2000 } })
        const first = await list(Thing)({ limit: 1 })(away)()
        if (isRight(first) && isSome(first.right.next)) await first.right.next.value(away)()
        await call(Thing.endpoints.remove)({ thingId: '1' })(away)()
        expect(evil.requests).toEqual([])
        expect(evil.opened()).toBe(0)
        // The second page was asked for at home, where the list answered one.
        const listed = home.requests.filter((each) => each.includes('/things?')).length
        expect(place !== 'list' || listed === 2).toBe(true)
        await away.close()
        await home.close()
      }),
      { numRuns: 80 }
    )
    await evil.close()
  }, 60_000)
})
