import { spawn } from 'node:child_process'
import { getEventListeners, once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { connect, type LookupFunction } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deflateRawSync, gzipSync } from 'node:zlib'

import type { HttpRequest, Method, Transport } from '@openstack-ts/core'
import { type Script, type ScriptedPeer, scriptedPeer } from '@openstack-ts/testing'

import { type NodeHttpTransport, nodeHttpTransport, type NodeHttpTransportOptions } from '../src/index.js'

const silent = `
  const server = require('node:net').createServer().listen({ port: 0, host: '127.0.0.2', backlog: 1 }, () => {
    require('node:fs').writeSync(1, String(server.address().port))
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)
  })
`

const ok200 = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok'
const head = 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n'

const get = (url: string, rest: Partial<HttpRequest> = {}): HttpRequest => ({
  method: 'GET',
  url,
  headers: {},
  ...rest
})

/** The text, or the error. */
const ask = async (transport: Transport, request: HttpRequest) => {
  const answer = await transport(request)()
  return answer._tag === 'Right' ? answer.right.text : answer.left
}

/** Reads a stream to its end, and says how many bytes came. */
const drained = async (answer: Awaited<ReturnType<ReturnType<Transport>>>): Promise<number> => {
  let bytes = 0
  const stream = answer._tag === 'Right' ? answer.right.stream : undefined
  for await (const piece of stream ?? []) bytes += piece.length
  return bytes
}

const withPeer = async (
  script: Script,
  use: (transport: NodeHttpTransport, peer: ScriptedPeer) => Promise<void>,
  options: NodeHttpTransportOptions = {}
): Promise<void> => {
  const peer = await scriptedPeer(script)
  const transport = nodeHttpTransport(options)
  try {
    await use(transport, peer)
  } finally {
    transport.close()
    await peer.close()
  }
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

describe('headers that are frozen, and written as a list', () => {
  const given = { 'x-auth-token': 't', Accept: 'application/json', 'accept-encoding': 'identity', ACCEPT: 'text/plain' }

  /** The lines that came, in any order: where a header stands is nobody's business. */
  const linesOf = async (headers: HttpRequest['headers'], more: Partial<HttpRequest> = {}) => {
    let lines: ReadonlyArray<string> = []
    await withPeer(
      ({ say }) => say(ok200),
      async (transport, peer) => {
        for (let i = 0; i < 2; i++) expect(await ask(transport, get(peer.origin, { headers, ...more }))).toBe('ok')
        expect(peer.requests[0]).toBe(peer.requests[1])
        lines = (peer.requests[0] ?? '')
          .replace(/127\.0\.0\.1:\d+/, 'host')
          .toLowerCase()
          .split('\r\n')
          .sort()
      }
    )
    return lines
  }

  it.each([
    ['without a body', {}],
    ['deleting', { method: 'DELETE' }],
    ['with a body', { method: 'PUT', body: '{}' }]
  ] as const)('%s say what those of an object say, each name once', async (_, more) => {
    const lines = await linesOf(Object.freeze({ ...given }), more)
    expect(lines).toEqual(await linesOf(given, more))
    expect(lines.filter((line) => line.startsWith('accept'))).toEqual([
      'accept-encoding: identity',
      'accept: text/plain'
    ])
  })

  it('name the host that is asked, though they were made for another', async () => {
    const headers = Object.freeze({ Accept: 'application/json' })
    const transport = nodeHttpTransport()
    const peers = [await scriptedPeer(({ say }) => say(ok200)), await scriptedPeer(({ say }) => say(ok200))]
    for (const { origin } of [...peers, ...peers]) await ask(transport, get(origin, { headers }))
    for (const { origin, requests } of peers) {
      expect(requests.map((request) => /^host: (.*)$/im.exec(request)?.[1]?.trim())).toEqual(
        [origin, origin].map((url) => new URL(url).host)
      )
    }
    transport.close()
    for (const peer of peers) await peer.close()
  })

  it('still let nobody add a line', () =>
    withPeer(
      ({ say }) => say(ok200),
      async (transport, peer) => {
        const headers = Object.freeze({ 'X-Mine': 'a\r\nX-Auth-Token: other' })
        expect(await ask(transport, get(peer.origin, { headers }))).toMatchObject({ reason: 'malformed', sent: false })
        expect(peer.requests).toEqual([])
      }
    ))
})

describe('a kept connection that its peer closed unseen', () => {
  const dyingOnce: Script = ({ index, request, reset, say }) =>
    index === 1 ? reset() : say(request.startsWith('HEAD') ? ok200.slice(0, -2) : ok200)

  it.each<Method>(['GET', 'HEAD', 'PUT', 'DELETE'])('costs a %s a second sending, over a new connection', (method) =>
    withPeer(dyingOnce, async (transport, peer) => {
      await ask(transport, get(peer.origin))
      expect(await ask(transport, get(peer.origin, { method }))).toBe(method === 'HEAD' ? '' : 'ok')
      expect(peer.requests.length).toBe(3)
      expect(peer.opened()).toBe(2)
    })
  )

  it.each<Method>(['POST', 'PATCH'])('fails a %s, which may have been received', (method) =>
    withPeer(dyingOnce, async (transport, peer) => {
      await ask(transport, get(peer.origin))
      expect(await ask(transport, get(peer.origin, { method }))).toMatchObject({ reason: 'reset', sent: true })
      expect(peer.requests.length).toBe(2)
    })
  )

  it('fails a PUT whose body is a stream, which cannot be read again', () =>
    withPeer(dyingOnce, async (transport, peer) => {
      await ask(transport, get(peer.origin))
      const body = (async function* () {
        yield Buffer.from('once')
      })()
      expect(await ask(transport, get(peer.origin, { method: 'PUT', body }))).toMatchObject({
        reason: 'reset',
        sent: true
      })
      expect(peer.requests.length).toBe(2)
    }))

  it('costs no third sending', () =>
    withPeer(
      ({ index, reset, say }) => (index === 0 ? say(ok200) : reset()),
      async (transport, peer) => {
        await ask(transport, get(peer.origin))
        expect(await ask(transport, get(peer.origin))).toMatchObject({ reason: 'reset', sent: true })
        expect(peer.requests.length).toBe(3)
      }
    ))

  it('is not assumed where an answer had begun', () =>
    withPeer(
      async ({ index, reset, say }) => {
        await say(index === 0 ? ok200 : head)
        if (index > 0) setTimeout(reset, 10)
      },
      async (transport, peer) => {
        await ask(transport, get(peer.origin))
        expect(await ask(transport, get(peer.origin))).toMatchObject({ reason: 'reset', sent: true })
        expect(peer.requests.length).toBe(2)
      }
    ))

  it('is not assumed of a new connection', () =>
    withPeer(
      ({ reset }) => reset(),
      async (transport, peer) => {
        expect(await ask(transport, get(peer.origin))).toMatchObject({ reason: 'reset', sent: true })
        expect(peer.requests.length).toBe(1)
      }
    ))
})

describe('connections', () => {
  it('are no more than asked for, and the rest waits', () =>
    withPeer(
      async ({ say }) => {
        await pause(2)
        await say(ok200)
      },
      async (transport, peer) => {
        const texts = await Promise.all(Array.from({ length: 12 }, () => ask(transport, get(peer.origin))))
        expect(texts).toEqual(Array(12).fill('ok'))
        expect(peer.opened()).toBe(3)
      },
      { maxSockets: 3 }
    ))

  it('are closed when idle for too long', () =>
    withPeer(
      ({ say }) => say(ok200),
      async (transport, peer) => {
        await Promise.all([1, 2, 3].map(() => ask(transport, get(peer.origin))))
        expect(peer.open()).toBe(3)
        await pause(150)
        expect(peer.open()).toBe(0)
        expect(await ask(transport, get(peer.origin))).toBe('ok')
      },
      { idleTimeout: 60 }
    ))

  it('stay while in use, however slow the answer', () =>
    withPeer(
      async ({ say }) => {
        await pause(150)
        await say(ok200)
      },
      async (transport, peer) => expect(await ask(transport, get(peer.origin))).toBe('ok'),
      { idleTimeout: 20 }
    ))

  it('end with the transport, and calls underway, waiting and later with them', () =>
    withPeer(
      () => undefined,
      async (transport, peer) => {
        const calls = [1, 2, 3].map(() => ask(transport, get(peer.origin)))
        while (peer.requests.length < 2) await pause(1)
        transport.close()
        const error = { reason: 'aborted', message: expect.stringContaining('the transport was closed') as string }
        expect(await Promise.all(calls)).toMatchObject([
          { ...error, sent: true },
          { ...error, sent: true },
          { ...error, sent: false }
        ])
        expect(await ask(transport, get(peer.origin))).toMatchObject({ ...error, sent: false })
        while (peer.open() > 0) await pause(1)
        expect(peer.requests.length).toBe(2)
      },
      { maxSockets: 2 }
    ))

  it('go to a unix socket when told so', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'transport-'))
    const socketPath = join(folder, 'api.sock')
    const server = createServer(({ headers, url }, response) => response.end(`${headers.host} ${url}`)).listen(
      socketPath
    )
    await once(server, 'listening')
    const transport = nodeHttpTransport({ socketPath })
    for (let call = 0; call < 3; call += 1) {
      expect(await ask(transport, get('http://nova.example/v2.1'))).toBe('nova.example /v2.1')
    }
    transport.close()
    await new Promise((resolve) => server.close(resolve))
    rmSync(folder, { recursive: true })
    const missing = nodeHttpTransport({ socketPath })
    expect(await ask(missing, get('http://nova.example/'))).toMatchObject({ reason: 'unreachable', sent: false })
  })

  it('try every address of a host, of either family', () => {
    const addresses = [
      { address: '::1', family: 6 },
      { address: '127.0.0.2', family: 4 },
      { address: '127.0.0.1', family: 4 }
    ]
    const lookup: LookupFunction = (_, __, found) => found(null, addresses)
    return withPeer(
      ({ say }) => say(ok200),
      async (transport, { port }) => {
        expect(await ask(transport, get(`http://nova.example:${port}/`))).toBe('ok')
        expect(await ask(transport, get('http://nova.example:1/'))).toMatchObject({ reason: 'refused', sent: false })
      },
      { lookup }
    )
  })

  it('try the next address where one is silent', async () => {
    // A peer that is too busy to accept, its queue full: the system lets further connections wait without a word.
    const busy = spawn(process.execPath, ['-e', silent], { stdio: ['ignore', 'pipe', 'inherit'] })
    const [said] = await once(busy.stdout, 'data')
    const port = Number(said)
    const queue = Array.from({ length: 4 }, () => connect(port, '127.0.0.2').on('error', () => undefined))
    await once(queue[0] ?? busy, 'connect')
    const server = createServer((_, response) => response.end('ok')).listen(port, '127.0.0.1')
    await once(server, 'listening')
    const addresses = ['127.0.0.2', '127.0.0.1'].map((address) => ({ address, family: 4 }))
    const transport = nodeHttpTransport({ lookup: (_, __, found) => found(null, addresses) })
    const start = performance.now()
    expect(await ask(transport, get(`http://nova.example:${port}/`))).toBe('ok')
    expect(performance.now() - start).toBeGreaterThan(200)
    expect(performance.now() - start).toBeLessThan(2000)
    transport.close()
    for (const socket of queue) socket.destroy()
    server.close()
    busy.kill('SIGKILL')
  })

  it('leave no listener on a signal that many calls share', () =>
    withPeer(
      ({ say }) => say(ok200),
      async (transport, peer) => {
        const { signal } = new AbortController()
        for (let call = 0; call < 20; call += 1) await ask(transport, get(peer.origin, { signal }))
        const streamed = await transport(get(peer.origin, { signal, streamed: true }))()
        expect(getEventListeners(signal, 'abort').length).toBe(1)
        expect(await drained(streamed)).toBe(2)
        await pause(5)
        expect(getEventListeners(signal, 'abort').length).toBe(0)
      }
    ))
})

describe('a peer that stalls', () => {
  const stages: ReadonlyArray<readonly [string, string]> = [
    ['before an answer', ''],
    ['within the status line', 'HTTP/1.1 2'],
    ['within the headers', head],
    ['before the body', `${head}Content-Length: 9\r\n\r\n`],
    ['within the body', `${head}Content-Length: 9\r\n\r\n{"a"`],
    ['within a chunk', `${head}Transfer-Encoding: chunked\r\n\r\n9\r\n{"a"`],
    ['before the last chunk', `${head}Transfer-Encoding: chunked\r\n\r\n4\r\n{"a"\r\n`]
  ]

  it.each(stages)('%s is given up within 50 ms of the abort', (_, text) =>
    withPeer(
      ({ say }) => (text === '' ? undefined : say(text)),
      async (transport, peer) => {
        const controller = new AbortController()
        const answer = ask(transport, get(peer.origin, { signal: controller.signal, connectTimeout: 10 }))
        await pause(40)
        const start = performance.now()
        controller.abort()
        expect(await answer).toMatchObject({ reason: 'aborted', sent: true })
        expect(performance.now() - start).toBeLessThan(50)
        while (peer.open() > 0) await pause(1)
        expect(peer.requests.length).toBe(1)
      }
    )
  )
})

describe('an answer that is none', () => {
  it.each([
    ['another protocol', 'SSH-2.0-OpenSSH_9.2\r\n', 'malformed'],
    ['bytes at random', Buffer.from([0, 255, 13, 10, 1, 200]), 'malformed'],
    ['a header without a colon', 'HTTP/1.1 200 OK\r\nNonsense\r\n\r\n', 'malformed'],
    ['two lengths', 'HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n', 'malformed'],
    ['a length that is none', 'HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n', 'malformed'],
    ['a chunk size that is none', `${head}Transfer-Encoding: chunked\r\n\r\nzz\r\n`, 'malformed'],
    ['a change of protocol', 'HTTP/1.1 101 Switching\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\n', 'reset'],
    ['another compression', `${head}Content-Encoding: zstd\r\nContent-Length: 2\r\n\r\nok`, 'malformed'],
    ['no gzip', `${head}Content-Encoding: gzip\r\nContent-Length: 2\r\n\r\nok`, 'malformed']
  ])('%s', (_, bytes, reason) =>
    withPeer(
      ({ end, say }) => say(bytes).then(end),
      async (transport, peer) => {
        expect(await ask(transport, get(peer.origin))).toMatchObject({ reason, sent: true })
      }
    )
  )

  it('is truncated when its compressed body ends too early, whole or in pieces', () => {
    const body = gzipSync('x'.repeat(1000)).subarray(0, 20)
    return withPeer(
      async ({ say }) => {
        await say(`${head}Content-Encoding: gzip\r\nContent-Length: ${body.length}\r\n\r\n`)
        await say(body)
      },
      async (transport, peer) => {
        expect(await ask(transport, get(peer.origin))).toMatchObject({ reason: 'truncated', sent: true })
        const answer = await transport(get(peer.origin, { streamed: true }))()
        await expect(drained(answer)).rejects.toMatchObject({ _tag: 'TransportError', reason: 'truncated' })
      }
    )
  })
})

describe('compression', () => {
  it('is asked for, unless the caller does so', () =>
    withPeer(
      ({ say }) => say(ok200),
      async (transport, peer) => {
        await ask(transport, get(peer.origin))
        await ask(transport, get(peer.origin, { headers: { 'ACCEPT-encoding': 'identity' } }))
        const asked = peer.requests.map((request) => /^accept-encoding: (.*)\r$/im.exec(request)?.[1])
        expect(asked).toEqual(['gzip, deflate, br', 'identity'])
      }
    ))

  it('is undone in the order it was done', () => {
    const body = gzipSync(deflateRawSync('{"a":1}'))
    return withPeer(
      async ({ say }) => {
        await say(`${head}Content-Encoding: deflate, x-gzip\r\nContent-Length: ${body.length}\r\n\r\n`)
        await say(body)
      },
      async (transport, peer) => expect(await ask(transport, get(peer.origin))).toBe('{"a":1}')
    )
  })
})

describe('a streamed body', () => {
  const pieces = async function* (...texts: ReadonlyArray<string>) {
    for (const text of texts) yield Buffer.from(text)
  }

  it('has the length that the caller says, or comes in chunks, whatever the method', () =>
    withPeer(
      ({ say }) => say(ok200),
      async (transport, peer) => {
        const headers = { 'content-length': '4' }
        await ask(transport, get(peer.origin, { method: 'PUT', headers, body: pieces('ab', 'cd') }))
        await ask(transport, get(peer.origin, { method: 'DELETE', body: pieces('ab', 'cd') }))
        expect(peer.requests[0]).toMatch(/content-length: 4\r\n[^]*\r\n\r\nabcd$/i)
        expect(peer.requests[1]).toMatch(/transfer-encoding: chunked\r\n[^]*\r\n\r\n2\r\nab\r\n2\r\ncd\r\n0\r\n\r\n$/i)
      }
    ))

  it('is refused when it is shorter than its length, or cannot be read', () =>
    withPeer(
      ({ say }) => say(ok200),
      async (transport, peer) => {
        const request = get(peer.origin, { method: 'PUT', headers: { 'content-length': '9' } })
        expect(await ask(transport, { ...request, body: pieces('abc') })).toMatchObject({ reason: 'malformed' })
        const broken = (async function* () {
          yield* pieces('abc')
          throw new Error('disk on fire')
        })()
        expect(await ask(transport, { ...request, body: broken })).toMatchObject({
          reason: 'unknown',
          message: expect.stringContaining('disk on fire') as string
        })
      }
    ))

  it('is let go when the answer comes before its end', async () => {
    let released = false
    const endless = (async function* () {
      try {
        for (;;) {
          await pause(1)
          yield Buffer.alloc(1024)
        }
      } finally {
        released = true
      }
    })()
    const server = createServer((_, response) => response.writeHead(413).end('too much')).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const address = server.address()
    const port = typeof address === 'object' ? address?.port : 0
    const transport = nodeHttpTransport()
    expect(await ask(transport, get(`http://127.0.0.1:${port}`, { method: 'PUT', body: endless }))).toBe('too much')
    await pause(10)
    expect(released).toBe(true)
    transport.close()
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })
})
