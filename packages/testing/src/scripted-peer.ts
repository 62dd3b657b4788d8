/**
 * A peer on a real socket that does exactly what its script says, byte by byte: half an answer, nonsense, silence, a reset.
 *
 * @since 0.1.0
 */
import { createServer, type Server, type Socket } from 'node:net'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

/** One request as the peer got it, and the ways to treat the connection it came over. */
export interface PeerCall {
  /** Counts requests from 0, over all connections. */
  readonly index: number
  /** Head and body as they came, one character per byte. */
  readonly request: string
  /** Settles once the bytes have left. */
  readonly say: (bytes: string | Uint8Array) => Promise<void>
  /** Closes as one does in good order (FIN), after what was said. */
  readonly end: () => void
  /** Tears the connection down (RST). */
  readonly reset: () => void
}

export interface Script {
  (call: PeerCall): void | Promise<void>
}

export interface ScriptedPeer {
  /** `http://127.0.0.1:49152`. */
  readonly origin: string
  readonly port: number
  /** Complete requests, in the order they came. */
  readonly requests: ReadonlyArray<string>
  /** How many connections were opened, ever. */
  readonly opened: () => number
  /** How many are open now. */
  readonly open: () => number
  /** Resets whatever is open, and stops listening. */
  readonly close: () => Promise<void>
}

// -------------------------------------------------------------------------------------
// constructors
// -------------------------------------------------------------------------------------

/** Listens on a free port of 127.0.0.1; the script is called whenever a request has come whole. */
export const scriptedPeer = async (script: Script): Promise<ScriptedPeer> => {
  const requests: Array<string> = []
  const sockets = new Set<Socket>()
  let opened = 0
  const server = createServer((socket) => {
    opened += 1
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => undefined)
    onRequest(socket, (request) => {
      const index = requests.push(request) - 1
      void script({ index, request, ...actions(socket) })
    })
  })
  const port = await listening(server)
  return {
    origin: `http://127.0.0.1:${port}`,
    port,
    requests,
    opened: () => opened,
    open: () => sockets.size,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const socket of sockets) socket.resetAndDestroy()
      })
  }
}

/** The port that a server got on 127.0.0.1. */
export const listening = (server: Server): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      if (address === null || typeof address === 'string') reject(new Error('the server has no port'))
      else resolve(address.port)
    })
  })

/** A port on which nothing listens. */
export const deafPort = async (): Promise<number> => {
  const server = createServer()
  const port = await listening(server)
  await new Promise((resolve) => server.close(resolve))
  return port
}

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

const actions = (socket: Socket): Pick<PeerCall, 'say' | 'end' | 'reset'> => ({
  say: (bytes) => new Promise((resolve) => socket.write(bytes, () => resolve())),
  end: () => socket.end(),
  reset: () => socket.resetAndDestroy()
})

const onRequest = (socket: Socket, take: (request: string) => void): void => {
  let pending = ''
  socket.on('data', (bytes) => {
    pending += bytes.toString('latin1')
    for (let length = lengthOf(pending); length !== undefined; length = lengthOf(pending)) {
      take(pending.slice(0, length))
      pending = pending.slice(length)
    }
  })
}

/** Of the first request in the text, once it is there to its end. */
const lengthOf = (text: string): number | undefined => {
  const head = text.indexOf('\r\n\r\n') + 4
  if (head === 3) return undefined
  const fields = text.slice(0, head)
  if (/^transfer-encoding: *chunked/im.test(fields)) {
    const last = text.indexOf('0\r\n\r\n', head)
    return last === -1 ? undefined : last + 5
  }
  const length = head + Number(/^content-length: *(\d+)/im.exec(fields)?.[1] ?? 0)
  return text.length < length ? undefined : length
}
