import { createServer, type Server, type ServerOptions } from 'node:https'
import { createServer as createTcpServer } from 'node:net'
import type { TLSSocket } from 'node:tls'

import type { TransportError } from '@openstack-ts/core'
import { deafPort, listening } from '@openstack-ts/testing'

import { nodeHttpTransport, type NodeHttpTransportOptions } from '../src/index.js'
import { authority, certificate, type Pem } from './certificates.js'

let ca: Pem
let good: Pem
const servers: Array<Server> = []

const serve = async (options: ServerOptions): Promise<string> => {
  const server = createServer(options, ({ socket }, response) => {
    const peer = (socket as TLSSocket).getPeerCertificate()
    response.end(`hello ${String(peer.subject?.CN ?? 'stranger')}`)
  })
  servers.push(server)
  return `https://127.0.0.1:${await listening(server)}/`
}

const ask = async (url: string, options: NodeHttpTransportOptions, connectTimeout?: number) => {
  const transport = nodeHttpTransport(options)
  const deadline = connectTimeout === undefined ? {} : { connectTimeout }
  const answer = await transport({ method: 'GET', url, headers: {}, ...deadline })()
  transport.close()
  return answer._tag === 'Right' ? answer.right.text : answer.left
}

const tlsError = (detail: string): Partial<TransportError> => ({
  _tag: 'TransportError',
  reason: 'tls',
  sent: false,
  message: expect.stringContaining(detail) as string
})

beforeAll(async () => {
  ca = await authority('Our CA')
  good = await certificate('127.0.0.1', ca)
})

afterAll(() => {
  for (const server of servers) {
    server.closeAllConnections()
    server.close()
  }
})

describe('trust', () => {
  it('accepts what its own authority signed, given as text, bytes or a list', async () => {
    const url = await serve(good)
    const stranger = await authority('Another CA')
    expect(await ask(url, { ca: ca.cert })).toBe('hello stranger')
    expect(await ask(url, { ca: Buffer.from(ca.cert) })).toBe('hello stranger')
    expect(await ask(url, { ca: [stranger.cert, ca.cert] })).toBe('hello stranger')
  })

  it('says that the authority is not trusted, and how to trust it', async () => {
    const url = await serve(good)
    expect(await ask(url, {})).toMatchObject(tlsError('the authority of the certificate is not trusted'))
    expect(await ask(url, { ca: (await authority('Another CA')).cert })).toMatchObject(tlsError('as `ca`'))
  })

  it('says that the certificate is self-signed, expired, not valid yet, or for another host', async () => {
    const cases: ReadonlyArray<readonly [Promise<Pem>, string]> = [
      [certificate('127.0.0.1'), 'the certificate is self-signed'],
      [certificate('127.0.0.1', ca, { from: -9, until: -2 }), 'the certificate has expired'],
      [certificate('127.0.0.1', ca, { from: 2, until: 9 }), 'the certificate is not valid yet'],
      [certificate('nova.example', ca), 'the certificate is for another host']
    ]
    for (const [pem, detail] of cases) {
      expect(await ask(await serve(await pem), { ca: ca.cert })).toMatchObject(tlsError(detail))
    }
  })

  it('names the hosts that a certificate is for', async () => {
    const url = await serve(await certificate('nova.example', ca))
    expect(await ask(url, { ca: ca.cert })).toMatchObject(tlsError('DNS:nova.example'))
  })

  it('expects another name when told so', async () => {
    const url = await serve(await certificate('nova.example', ca))
    expect(await ask(url, { ca: ca.cert, servername: 'nova.example' })).toBe('hello stranger')
  })

  it('trusts a self-signed certificate that is given as ca', async () => {
    const pem = await certificate('127.0.0.1')
    expect(await ask(await serve(pem), { ca: pem.cert })).toBe('hello stranger')
  })

  it('trusts anything without verification', async () => {
    expect(await ask(await serve(await certificate('nova.example')), { verify: false })).toBe('hello stranger')
  })

  it('says which option cannot be read', async () => {
    const url = await serve(good)
    expect(await ask(url, { ca: ca.cert, cert: 'no PEM', key: 'none' })).toMatchObject(tlsError('cannot be used'))
    const another = await certificate('client')
    expect(await ask(url, { cert: good.cert, key: another.key })).toMatchObject(tlsError('key values mismatch'))
  })
})

describe('client certificates', () => {
  it('shows its own', async () => {
    const url = await serve({ ...good, ca: ca.cert, requestCert: true })
    const mine = await certificate('admin', ca)
    expect(await ask(url, { ca: ca.cert, ...mine })).toBe('hello admin')
  })

  it('says that the server misses one, in either version of TLS', async () => {
    for (const maxVersion of ['TLSv1.2', 'TLSv1.3'] as const) {
      const url = await serve({ ...good, ca: ca.cert, requestCert: true, rejectUnauthorized: true, maxVersion })
      expect(await ask(url, { ca: ca.cert })).toMatchObject(tlsError('misses one (`cert`, `key`)'))
    }
  })
})

describe('handshakes', () => {
  it('says that the peer does not speak TLS', async () => {
    const server = createTcpServer((socket) =>
      socket.end('HTTP/1.1 400 Bad Request\r\n\r\n').on('error', () => undefined)
    )
    const port = await listening(server)
    expect(await ask(`https://127.0.0.1:${port}`, {})).toMatchObject(tlsError('does not speak TLS'))
    server.close()
  })

  it('knows that nothing was sent when the peer hangs up during the handshake', async () => {
    const server = createTcpServer((socket) => socket.once('data', () => socket.destroy()).on('error', () => undefined))
    const port = await listening(server)
    expect(await ask(`https://127.0.0.1:${port}`, {})).toMatchObject({ reason: 'reset', sent: false })
    server.close()
  })

  it('ends a handshake that takes too long', async () => {
    const server = createTcpServer((socket) => socket.on('error', () => undefined))
    const port = await listening(server)
    const answer = await ask(`https://127.0.0.1:${port}`, {}, 50)
    expect(answer).toMatchObject({ reason: 'timeout', sent: false })
    server.close()
  })

  it('says refused where nothing listens', async () => {
    expect(await ask(`https://127.0.0.1:${await deafPort()}`, {})).toMatchObject({ reason: 'refused', sent: false })
  })
})
