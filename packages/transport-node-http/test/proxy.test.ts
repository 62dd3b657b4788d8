import { createServer, type IncomingMessage, request as httpRequest, type Server } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import { connect, type Socket, type LookupFunction } from 'node:net'

import { deafPort, listening } from '@openstack-ts/testing'

import { nodeHttpTransport, type NodeHttpTransportOptions, proxyFromEnvironment } from '../src/index.js'
import { proxyChoice } from '../src/proxy.js'
import { authority, certificate, type Pem } from './certificates.js'

describe('proxyFromEnvironment', () => {
  it('reads lower case before upper case, and all_proxy for the rest', () => {
    expect(proxyFromEnvironment({})).toEqual({})
    expect(proxyFromEnvironment({ http_proxy: 'a:1', HTTP_PROXY: 'b:1', HTTPS_PROXY: 'c:1' })).toEqual({
      http: 'a:1',
      https: 'c:1'
    })
    expect(proxyFromEnvironment({ ALL_PROXY: 'a:1', https_proxy: 'b:1' })).toEqual({ http: 'a:1', https: 'b:1' })
    expect(proxyFromEnvironment({ http_proxy: '', no_proxy: 'a, .b  c:1,' })).toEqual({ no: ['a', '.b', 'c:1'] })
  })

  it("does not let a request's Proxy header choose, where a server sets HTTP_PROXY from it", () => {
    expect(proxyFromEnvironment({ HTTP_PROXY: 'evil:1', REQUEST_METHOD: 'GET' })).toEqual({})
    expect(proxyFromEnvironment({ http_proxy: 'good:1', REQUEST_METHOD: 'GET' })).toEqual({ http: 'good:1' })
  })
})

describe('no', () => {
  const isDirect = (url: string, ...no: ReadonlyArray<string>): boolean =>
    proxyChoice({ http: 'p:1', https: 'p:1', no })(new URL(url)) === undefined

  it.each([
    ['http://cloud.example/', 'cloud.example', true],
    ['http://nova.cloud.example/', 'cloud.example', true],
    ['http://nova.cloud.example/', '.cloud.example', true],
    ['http://nova.cloud.example/', '*.cloud.example', true],
    ['http://mycloud.example/', 'cloud.example', false],
    ['http://CLOUD.example/', 'Cloud.Example', true],
    ['https://cloud.example/', 'cloud.example:443', true],
    ['http://cloud.example:8774/', 'cloud.example:5000', false],
    ['http://cloud.example:8774/', 'cloud.example:8774', true],
    ['http://10.1.2.3/', '10.0.0.0/8', true],
    ['http://11.1.2.3/', '10.0.0.0/8', false],
    ['http://10.1.2.3:5000/', '10.1.2.3:5000', true],
    ['http://[fd00::1]/', 'fd00::/8', true],
    ['http://[fd00::1]:5000/', '[fd00::1]:5000', true],
    ['http://[fd00::1]/', '10.0.0.0/8', false],
    ['http://cloud.example/', '10.0.0.0/8', false],
    ['http://cloud.example/', '10.0.0.0/nonsense', false],
    ['http://anything.at.all/', '*', true]
  ])('%s with %s: direct is %s', (url, entry, expected) => expect(isDirect(url, 'other.example', entry)).toBe(expected))
})

describe('requests', () => {
  const servers: Array<Server> = []
  const sockets = new Set<Socket>()
  let ca: Pem
  let pem: Pem
  let plainOrigin: string
  let secureOrigin: string
  const seen: Array<string> = []

  const started = async (server: Server): Promise<number> => {
    servers.push(server)
    server.on('connection', (socket) => sockets.add(socket))
    return listening(server)
  }

  const line = ({ headers, method, url }: IncomingMessage): string =>
    `${method} ${url} ${headers['proxy-authorization'] ?? '-'} ${String(headers['x-auth-token'] ?? '-')}`

  /** Passes on what it is asked to, as a proxy does; a tunnel to port 1 is refused, one to port 2 never stands. */
  const proxied = (server: Server): Server =>
    server
      .on('request', (request: IncomingMessage, response) => {
        seen.push(line(request))
        const { headers, method = '', url = '' } = request
        request.pipe(
          httpRequest(url, { headers, method }, (answer) => answer.pipe(response.writeHead(answer.statusCode ?? 0)))
        )
      })
      .on('connect', (request: IncomingMessage, socket: Socket) => {
        seen.push(line(request))
        const port = Number((request.url ?? '').split(':')[1])
        if (port === 1) socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n')
        if (port <= 2) return
        const on = connect(port, '127.0.0.1', () => {
          socket.write('HTTP/1.1 200 Connection established\r\n\r\n')
          on.pipe(socket).pipe(on)
        })
        sockets.add(on)
        on.on('error', () => socket.destroy())
        socket.on('error', () => on.destroy())
      })

  const ask = async (options: NodeHttpTransportOptions, url: string, rest: { connectTimeout?: number } = {}) => {
    seen.length = 0
    const transport = nodeHttpTransport({ ca: ca.cert, ...options })
    const headers = { 'X-Auth-Token': 'secret' }
    const first = await transport({ method: 'POST', url, headers, body: 'a', ...rest })()
    const second =
      first._tag === 'Left' ? first : await transport({ method: 'POST', url, headers, body: 'b', ...rest })()
    transport.close()
    return second._tag === 'Right' ? second.right.text : second.left
  }

  beforeAll(async () => {
    ca = await authority('Our CA')
    pem = await certificate('127.0.0.1', ca)
    const echo = (request: IncomingMessage, response: NodeJS.WritableStream): void => void request.pipe(response)
    plainOrigin = `http://127.0.0.1:${await started(createServer(echo))}`
    secureOrigin = `https://127.0.0.1:${await started(createSecureServer(pem, echo))}`
  })

  afterAll(() => {
    for (const socket of sockets) socket.destroy()
    for (const server of servers) server.close()
  })

  it('asks an http: URL of the proxy, with credentials', async () => {
    const port = await started(proxied(createServer()))
    const http = `http://me:p%40ss@127.0.0.1:${port}`
    expect(await ask({ proxy: { http } }, `${plainOrigin}/a?b=c`)).toBe('b')
    const authorization = `Basic ${Buffer.from('me:p@ss').toString('base64')}`
    expect(seen).toEqual(Array(2).fill(`POST ${plainOrigin}/a?b=c ${authorization} secret`))
  })

  it('reaches an https: URL through one tunnel, in which the proxy sees no token', async () => {
    const port = await started(proxied(createServer()))
    expect(await ask({ proxy: { https: `127.0.0.1:${port}` } }, `${secureOrigin}/a?b=c`)).toBe('b')
    expect(seen).toEqual([`CONNECT ${secureOrigin.slice(8)} - -`])
  })

  it('speaks TLS with the proxy itself where its URL says https:', async () => {
    const proxy = `https://127.0.0.1:${await started(proxied(createSecureServer(pem)))}`
    expect(await ask({ proxy: { http: proxy } }, `${plainOrigin}/a`)).toBe('b')
    expect(seen).toEqual(Array(2).fill(`POST ${plainOrigin}/a - secret`))
    expect(await ask({ proxy: { https: proxy } }, `${secureOrigin}/a`)).toBe('b')
    expect(seen).toEqual([`CONNECT ${secureOrigin.slice(8)} - -`])
  })

  it('asks directly what is excepted', async () => {
    const proxy = { http: `127.0.0.1:${await deafPort()}`, no: ['127.0.0.0/8'] }
    expect(await ask({ proxy }, plainOrigin)).toBe('b')
  })

  it('verifies the server inside the tunnel', async () => {
    const port = await started(proxied(createServer()))
    const wrong = await started(createSecureServer(await certificate('other.example', ca)))
    expect(await ask({ proxy: { https: `127.0.0.1:${port}` } }, `https://127.0.0.1:${wrong}`)).toMatchObject({
      reason: 'tls',
      sent: false,
      message: expect.stringContaining('for another host') as string
    })
  })

  it('says what the proxy refused, that it cannot be reached, and that its address is none', async () => {
    const port = await started(proxied(createServer()))
    const failing = async (https: string, url: string, words: string): Promise<void> => {
      const error = await ask({ proxy: { https } }, url)
      expect(error).toMatchObject({
        reason: 'proxy',
        sent: false,
        message: expect.stringContaining(words) as string
      })
      expect(JSON.stringify(error)).not.toContain('hidden')
    }
    await failing(`http://me:hidden@127.0.0.1:${port}`, 'https://127.0.0.1:1', 'other credentials (407)')
    await failing(`http://me:hidden@127.0.0.1:${await deafPort()}`, secureOrigin, 'the proxy itself: refused')
    await failing('socks5://me:hidden@127.0.0.1:1', secureOrigin, 'not by socks5:')
    await failing('http://me:hidden@:x', secureOrigin, 'not a URL')
  })

  it('finds the proxy itself with the lookup that it was given', async () => {
    const port = await started(proxied(createServer()))
    const lookup: LookupFunction = (_, __, found) => found(null, [{ address: '127.0.0.1', family: 4 }])
    const proxy = { http: `proxy.invalid:${port}`, https: `proxy.invalid:${port}` }
    expect(await ask({ proxy, lookup }, `${plainOrigin}/a`)).toBe('b')
    expect(await ask({ proxy, lookup }, `${secureOrigin}/a`)).toBe('b')
  })

  it('ends a tunnel that takes too long, or is given up', async () => {
    const port = await started(proxied(createServer()))
    const proxy = { https: `127.0.0.1:${port}` }
    expect(await ask({ proxy }, 'https://127.0.0.1:2', { connectTimeout: 50 })).toMatchObject({
      reason: 'timeout',
      sent: false
    })
    const transport = nodeHttpTransport({ proxy })
    const controller = new AbortController()
    const request = { method: 'GET', url: 'https://127.0.0.1:2', headers: {}, signal: controller.signal } as const
    const aborted = transport(request)()
    setTimeout(() => controller.abort(), 20)
    expect(await aborted).toMatchObject({ left: { reason: 'aborted', sent: false } })
    const closed = transport({ ...request, signal: new AbortController().signal })()
    setTimeout(() => transport.close(), 20)
    expect(await closed).toMatchObject({ left: { reason: 'aborted', sent: false } })
  })
})
