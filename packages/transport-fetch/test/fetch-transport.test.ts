import type { HttpRequest } from '@openstack-ts/core'

import { fetchTransport } from '../src/index.js'

const url = 'https://nova.example:8774/v2.1/servers?name=a'

const get = (rest: Partial<HttpRequest> = {}): HttpRequest => ({ method: 'GET', url, headers: {}, ...rest })

/** A fetch that answers by what it is told, and remembers what it was asked. */
const recorder = (answer: () => Response | Promise<Response>) => {
  const asked: Array<readonly [string, RequestInit]> = []
  const fetch: typeof globalThis.fetch = async (input, init) => {
    asked.push([input as string, init ?? {}])
    return answer()
  }
  return { asked, fetch }
}

const failing = (error: unknown) => {
  const fetch: typeof globalThis.fetch = async () => {
    throw error
  }
  return fetchTransport(fetch)(get())()
}

describe('options', () => {
  it('are a fetch, or a record with one', async () => {
    const { asked, fetch } = recorder(() => new Response('ok'))
    expect(await fetchTransport(fetch)(get())()).toMatchObject({ right: { status: 200, text: 'ok' } })
    expect(await fetchTransport({ fetch })(get())()).toMatchObject({ right: { status: 200, text: 'ok' } })
    expect(asked.map(([target]) => target)).toEqual([url, url])
  })

  it('take the global fetch of the moment of the call', async () => {
    const transport = fetchTransport()
    const { asked, fetch } = recorder(() => new Response('ok'))
    const original = globalThis.fetch
    globalThis.fetch = fetch
    await transport(get())()
    globalThis.fetch = original
    expect(asked.length).toBe(1)
  })

  it('follow no redirect and ask no cache', async () => {
    const { asked, fetch } = recorder(() => new Response('ok'))
    await fetchTransport(fetch)(get())()
    await fetchTransport({ fetch, credentials: 'include' })(get())()
    expect(asked.map(([, init]) => init)).toMatchObject([
      { cache: 'no-store', redirect: 'manual' },
      { credentials: 'include', redirect: 'manual' }
    ])
    expect(asked[0]?.[1]).not.toHaveProperty('credentials')
  })

  it('rewrite where a request goes, and name the URL before in errors', async () => {
    const { asked, fetch } = recorder(() => Promise.reject(new TypeError('Failed to fetch')))
    const rewrite = (from: string): string => from.replace('https://nova.example:8774', '/compute')
    expect(await fetchTransport({ fetch, rewrite })(get())()).toMatchObject({
      left: { reason: 'unknown', sent: true, url: 'https://nova.example:8774/v2.1/servers' }
    })
    expect(asked[0]?.[0]).toBe('/compute/v2.1/servers?name=a')
  })

  it('that throw become an error, and nothing is sent', async () => {
    const { asked, fetch } = recorder(() => new Response('ok'))
    const rewrite = (): string => {
      throw new Error('no such service')
    }
    expect(await fetchTransport({ fetch, rewrite })(get())()).toMatchObject({
      left: { reason: 'malformed', sent: false }
    })
    expect(asked.length).toBe(0)
  })
})

describe('a redirect that a browser hides', () => {
  it('is an error that says so', async () => {
    const { fetch } = recorder(() => Object.defineProperty(Response.error(), 'type', { value: 'opaqueredirect' }))
    expect(await fetchTransport(fetch)(get())()).toMatchObject({
      // Not `unknown`, which is tried again.
      left: { reason: 'malformed', sent: true, message: expect.stringContaining('answered with a redirect') as string }
    })
  })
})

describe('errors', () => {
  const node = (code: string, message = 'said Node') =>
    Object.assign(new TypeError('fetch failed'), { cause: Object.assign(new Error(message), { code }) })

  it.each([
    ['ECONNREFUSED', 'refused', false],
    ['ENOTFOUND', 'dns', false],
    ['EAI_AGAIN', 'dns', false],
    ['EHOSTUNREACH', 'unreachable', true],
    ['ECONNRESET', 'reset', true],
    ['UND_ERR_SOCKET', 'reset', true],
    ['UND_ERR_CONNECT_TIMEOUT', 'timeout', false],
    ['UND_ERR_HEADERS_TIMEOUT', 'timeout', true],
    ['UND_ERR_HEADERS_OVERFLOW', 'too-large', true],
    ['HPE_INVALID_CONSTANT', 'malformed', true],
    ['CERT_HAS_EXPIRED', 'tls', false],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'tls', false],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'tls', false],
    ['SOMETHING_NEW', 'unknown', true]
  ])('of Node: %s is %s, sent %s', async (code, reason, sent) => {
    expect(await failing(node(code))).toMatchObject({ left: { _tag: 'TransportError', reason, sent } })
  })

  it.each([
    ['ConnectionRefused', 'refused', false],
    ['FailedToOpenSocket', 'dns', false],
    ['ConnectionClosed', 'reset', true]
  ])('of Bun: %s is %s, sent %s', async (code, reason, sent) => {
    expect(await failing(Object.assign(new Error('said Bun'), { code }))).toMatchObject({ left: { reason, sent } })
  })

  it.each([
    ['error sending request: tcp connect error: Connection refused (os error 111)', 'refused', false],
    ['error sending request: dns error: failed to lookup address information', 'dns', false],
    ['error sending request: invalid peer certificate: UnknownIssuer', 'tls', false],
    ['error sending request: connection reset by peer', 'reset', true]
  ])('of Deno: %s', async (message, reason, sent) => {
    expect(await failing(new TypeError(message))).toMatchObject({ left: { reason, sent } })
  })

  it.each([undefined, null, 'text', 42, {}])('of another kind: %p', async (thrown) => {
    expect(await failing(thrown)).toMatchObject({ left: { _tag: 'TransportError', reason: 'unknown', sent: true } })
  })

  it('end with causes that go round in a circle', async () => {
    const round = new Error('round')
    round.cause = round
    expect(await failing(round)).toMatchObject({ left: { reason: 'unknown' } })
  })
})
