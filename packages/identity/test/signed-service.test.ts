import type { ServiceRequest } from '@openstack-ts/core'
import * as fc from 'fast-check'

import { adminToken, none, signIn } from '../src/index.js'
import { clockAt, json, scripted } from './scripted.js'

const setUp = (endpoint: string) => {
  const transport = scripted(() => json(200, {}))
  const cloud = signIn({ transport, auth: none({ endpoint }), clock: clockAt() })
  const send = (path: string, more: Partial<ServiceRequest> = {}) =>
    cloud.compute.send({
      method: 'GET',
      path,
      headers: {},
      context: { service: 'compute', operation: 'test', route: '/' },
      ...more
    })()
  return { send, transport }
}

describe('where a request goes', () => {
  test.each([
    ['https://cloud.example/compute/v2.1', '/servers', 'https://cloud.example/compute/v2.1/servers'],
    ['https://cloud.example/compute/v2.1/', '/servers?a=1', 'https://cloud.example/compute/v2.1/servers?a=1'],
    ['https://cloud.example/compute/v2.1', 'servers', 'https://cloud.example/compute/v2.1/servers'],
    ['https://cloud.example/compute/v2.1', '', 'https://cloud.example/compute/v2.1'],
    ['https://cloud.example:8774/v2.1/', '?a=1', 'https://cloud.example:8774/v2.1?a=1']
  ])('%s and %s', async (endpoint, path, url) => {
    const { send, transport } = setUp(endpoint)
    await send(path)
    expect(transport.requests[0]?.url).toBe(url)
  })

  test.each(['http://cloud.example/compute/v2.1', 'http://cloud.example/compute/v2.1/'])(
    'the root of %s is where its versions are listed',
    async (endpoint) => {
      const { send, transport } = setUp(endpoint)
      await send('/', { base: 'root' })
      expect(transport.requests[0]?.url).toBe('http://cloud.example/compute/')
    }
  )
})

describe('the token stays at home', () => {
  const evil = fc.constantFrom(
    '//evil',
    '\\\\evil',
    '@evil',
    ':80@evil',
    'http://evil/',
    '/..',
    '/%2e%2E/',
    '/.%2e',
    '#',
    '\t//evil',
    '.evil',
    '/a',
    '?',
    'https:evil',
    ' '
  )
  const paths = fc.array(fc.oneof(evil, fc.string({ unit: 'binary', maxLength: 6 }), fc.webPath()), { maxLength: 5 })

  test('whatever the path, the request goes below the endpoint, or nowhere', async () => {
    const endpoints = fc.constantFrom('https://cloud.example/v2.1', 'https://cloud.example:8774/compute/v2.1')
    await fc.assert(
      fc.asyncProperty(endpoints, paths, async (endpoint, parts) => {
        const { send, transport } = setUp(endpoint)
        await send(parts.join(''))
        for (const { url } of transport.requests) {
          const parsed = new URL(url)
          const home = new URL(endpoint)
          expect(parsed.origin).toBe(home.origin)
          expect(parsed.username + parsed.password).toBe('')
          expect(parsed.pathname === home.pathname || parsed.pathname.startsWith(`${home.pathname}/`)).toBe(true)
        }
      }),
      { numRuns: 500 }
    )
  })

  test.each([
    '/../os-keypairs',
    '/servers/..',
    '/%2e%2e/x',
    '/.%2E',
    '/./x',
    '/a\\b',
    '/a b',
    '/a\n',
    '/a#b',
    '\u0000'
  ])('%j is refused, and the error says why', async (path) => {
    const { send, transport } = setUp('https://cloud.example/v2.1')
    expect(await send(path)).toMatchObject({ left: { _tag: 'RequestError', operation: 'test', parameter: 'path' } })
    expect(transport.requests).toEqual([])
  })

  test('dots that are no segment, and those of a query, pass', async () => {
    const { send, transport } = setUp('https://cloud.example/v2.1')
    for (const path of ['/a..b', '/...', '/.hidden', '/a?name=../b', '/a%2Fb']) await send(path)
    expect(transport.requests).toHaveLength(5)
  })

  test.each(['X-Auth-Token', 'x-auth-token', 'Authorization'])('the header %s is signing in’s alone', async (name) => {
    const { send, transport } = setUp('https://cloud.example/v2.1')
    expect(await send('/servers', { headers: { [name]: 'x' } })).toMatchObject({ left: { parameter: name } })
    expect(transport.requests).toEqual([])
  })

  test('a redirect is an answer', async () => {
    const transport = scripted(() => json(302, {}, { location: 'http://evil.example/' }))
    const cloud = signIn({ transport, auth: none({ endpoint: 'http://cloud.example/v2.1' }), clock: clockAt() })
    const context = { service: 'compute', operation: 'test', route: '/' }
    const answer = await cloud.compute.send({ method: 'GET', path: '/servers', headers: {}, context })()
    expect(answer).toMatchObject({ right: { status: 302 } })
    expect(transport.requests).toHaveLength(1)
  })
})

describe('what is handed on', () => {
  test('body, streaming and context', async () => {
    const { send, transport } = setUp('https://cloud.example/v2.1')
    await send('/servers')
    await send('/servers', { method: 'POST', body: '{}', streamed: true })
    const context = { service: 'compute' }
    expect(transport.requests).toMatchObject([
      { method: 'GET', body: undefined, streamed: undefined, context },
      { method: 'POST', body: '{}', streamed: true, context }
    ])
  })
})

test('a service that quotes the token it refuses is not quoted', async () => {
  const transport = scripted(({ headers }) =>
    json(403, { forbidden: { message: `not with ${headers['X-Auth-Token']}` } })
  )
  const cloud = signIn({
    transport,
    auth: adminToken({ endpoint: 'http://c/v2.1', token: 'hunter2' }),
    clock: clockAt()
  })
  const context = { service: 'compute', operation: 'test', route: '/' }
  const answer = await cloud.compute.send({ method: 'GET', path: '/', headers: {}, context })()
  expect(answer).toMatchObject({ right: { status: 403, text: '{"forbidden":{"message":"not with ***"}}' } })
})
