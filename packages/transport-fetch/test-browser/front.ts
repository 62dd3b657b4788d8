/**
 * The page's own origin: gives it its script, and passes `/to/HOST:PORT/path` on to that host. It passes on bytes, not
 * answers, so that a peer's nonsense, silence or reset reaches the browser as it is.
 */
import { connect, createServer, type Socket } from 'node:net'

import { listening } from '@openstack-ts/testing'

export interface Front {
  readonly origin: string
  readonly close: () => Promise<void>
}

export const front = async (script: string): Promise<Front> => {
  const sockets = new Set<Socket>()
  const keep = (socket: Socket): Socket => {
    sockets.add(socket.setNoDelay(true))
    return socket.on('close', () => sockets.delete(socket))
  }
  const server = createServer((browser) => passOn(keep(browser), script, keep))
  const port = await listening(server)
  return {
    origin: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const socket of sockets) socket.destroy()
      })
  }
}

/** A browser's connection carries one request after the other, and each may go to another peer. */
const passOn = (browser: Socket, script: string, keep: (socket: Socket) => Socket): void => {
  let pending = Buffer.alloc(0)
  let peer: { readonly at: string; readonly socket: Socket } | undefined
  browser.on('error', () => undefined)
  browser.on('close', () => peer?.socket.destroy())
  browser.on('data', (bytes) => {
    pending = Buffer.concat([pending, bytes])
    for (let whole = firstRequest(pending); whole !== undefined; whole = firstRequest(pending)) {
      pending = pending.subarray(whole.length)
      const [, at = '', path = '/'] = /^\w+ \/to\/([^/ ?]+)([^ ]*)/.exec(whole.toString('latin1')) ?? []
      if (at === '') {
        browser.write(ownPage(whole.toString('latin1'), script))
      } else {
        if (peer?.at !== at || peer.socket.destroyed) peer = { at, socket: keep(connected(at, browser)) }
        peer.socket.write(readdressed(whole, at, path))
      }
    }
  })
}

const connected = (at: string, browser: Socket): Socket => {
  const [host, port] = at.split(':')
  const socket = connect(Number(port), host)
  socket.on('data', (bytes) => browser.write(bytes))
  socket.on('end', () => browser.end())
  socket.on('error', () => browser.resetAndDestroy())
  return socket
}

const readdressed = (whole: Buffer, at: string, path: string): Buffer => {
  const head = whole.indexOf('\r\n\r\n')
  const text = whole.toString('latin1', 0, head)
  const target = path.startsWith('/') ? path : `/${path}`
  const mended = text.replace(/^(\w+) [^ ]+/, `$1 ${target}`).replace(/\r\nhost: [^\r]*/i, `\r\nHost: ${at}`)
  return Buffer.concat([Buffer.from(mended, 'latin1'), whole.subarray(head)])
}

const firstRequest = (bytes: Buffer): Buffer | undefined => {
  const head = bytes.indexOf('\r\n\r\n')
  if (head === -1) return undefined
  const length = head + 4 + Number(/\r\ncontent-length: *(\d+)/i.exec(bytes.toString('latin1', 0, head))?.[1] ?? 0)
  return bytes.length < length ? undefined : bytes.subarray(0, length)
}

const ownPage = (request: string, script: string): string => {
  const [type, body] = request.startsWith('GET /page.js ')
    ? ['text/javascript', script]
    : ['text/html', '<!doctype html><title>transport</title><link rel=icon href=data:,><script src=/page.js></script>']
  const length = Buffer.byteLength(body)
  return `HTTP/1.1 200 OK\r\nContent-Type: ${type}; charset=utf-8\r\nContent-Length: ${length}\r\n\r\n${body}`
}
