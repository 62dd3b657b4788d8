/**
 * Cases of the contract about bodies: their text, their size, their compression, and bodies in pieces.
 *
 * @since 0.1.0
 */
import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib'

import type { HttpResponse } from '@openstack-ts/core'

import { answered, type ContractCase, eventually, failed, get, withPeer, withServer } from './contract-case.js'

const mebibyte = 1024 * 1024

const encodings: Readonly<Record<string, (bytes: Uint8Array) => Uint8Array>> = {
  gzip: (bytes) => gzipSync(bytes),
  br: (bytes) => brotliCompressSync(bytes),
  deflate: (bytes) => deflateSync(bytes),
  'deflate, bare': (bytes) => deflateRawSync(bytes)
}

const textOf = async ({ stream }: HttpResponse): Promise<string> => {
  const pieces: Array<Uint8Array> = []
  for await (const piece of stream ?? []) pieces.push(piece)
  return Buffer.concat(pieces).toString()
}

export const bodies: ReadonlyArray<ContractCase> = [
  {
    title: 'reads UTF-8, however it is cut into pieces, and drops a byte order mark',
    run: (context) =>
      withPeer(
        context,
        async ({ say, end }) => {
          await say('HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n')
          for (const byte of Buffer.from('\uFEFF{"name":"größe 🚀"}')) {
            await say(Uint8Array.of(byte))
            await new Promise((resolve) => setImmediate(resolve))
          }
          end()
        },
        async (transport, { origin }) => {
          equal(answered(await transport(get(origin))()).text, '{"name":"größe 🚀"}')
        }
      )
  },
  {
    title: 'reads 64 MiB',
    run: (context) => {
      const text = '0123456789abcdef'.repeat(64 * 65_536)
      return withServer(
        context,
        (_, response) => response.end(text),
        async (transport, origin) => {
          const answer = answered(await transport(get(origin))())
          equal(answer.text.length, 64 * mebibyte)
          ok(answer.text === text, 'another text came')
        }
      )
    }
  },
  {
    title: 'asks for compression, and undoes gzip, br and deflate, whole and in pieces',
    run: (context) =>
      withServer(
        context,
        ({ headers, url = '' }, response) => {
          const encoding = decodeURIComponent(url.slice(1))
          const body = encodings[encoding]?.(Buffer.from('{"name":"größe 🚀"}'.repeat(1000)))
          response.setHeader('x-accept-encoding', headers['accept-encoding'] ?? '')
          response.setHeader('Content-Encoding', encoding.replace(', bare', '')).end(body)
        },
        async (transport, origin) => {
          for (const encoding of Object.keys(encodings)) {
            const url = `${origin}/${encodeURIComponent(encoding)}`
            const answer = answered(await transport(get(url))())
            equal(answer.text, '{"name":"größe 🚀"}'.repeat(1000), encoding)
            match(answer.headers['x-accept-encoding'] ?? '', /gzip.*deflate/)
            const pieces = answered(await transport(get(url, { streamed: true }))())
            equal(await textOf(pieces), '{"name":"größe 🚀"}'.repeat(1000), encoding)
          }
        }
      )
  },
  {
    title: 'refuses a body beyond its limit: announced, in chunks, or compressed',
    run: async (context) => {
      const zeros = Buffer.alloc(3 * mebibyte)
      const bodies: ReadonlyArray<readonly [string, ReadonlyArray<string | Uint8Array>]> = [
        [`Content-Length: ${zeros.length}`, [zeros]],
        ['Transfer-Encoding: chunked', [`${zeros.length.toString(16)}\r\n`, zeros, '\r\n0\r\n\r\n']],
        [`Content-Encoding: gzip\r\nContent-Length: ${gzipSync(zeros).length}`, [gzipSync(zeros)]]
      ]
      for (const [header, pieces] of bodies) {
        await withPeer(
          { ...context, maxBodyBytes: mebibyte },
          async ({ say }) => {
            await say(`HTTP/1.1 200 OK\r\n${header}\r\n\r\n`)
            for (const piece of pieces) await say(piece)
          },
          async (transport, { origin }) => {
            failed(context, await transport(get(origin))(), { reason: 'too-large', sent: true })
          }
        )
      }
    }
  },
  {
    title: 'reads a body of just its limit',
    run: (context) =>
      withPeer(
        { ...context, maxBodyBytes: 4 },
        ({ say }) => say('HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nfour'),
        async (transport, { origin }) => equal(answered(await transport(get(origin))()).text, 'four')
      )
  },
  {
    title: 'sends a body in pieces, whole and in order',
    run: (context) =>
      withServer(
        context,
        (request, response) => void request.pipe(response),
        async (transport, origin) => {
          const body = (async function* () {
            for (let piece = 0; piece < 200; piece += 1) yield Buffer.from(`${piece},`.repeat(1000))
          })()
          const expected = Array.from({ length: 200 }, (_, piece) => `${piece},`.repeat(1000)).join('')
          const answer = answered(await transport({ method: 'PUT', url: origin, headers: {}, body })())
          ok(answer.text === expected, 'another body came')
        }
      )
  },
  {
    title: 'reads a streamed body no faster than the peer takes it',
    inBrowser: false,
    run: (context) => {
      let produced = 0
      let release = (): void => undefined
      return withServer(
        context,
        (request, response) => {
          release = () => {
            request.resume()
            request.on('end', () => response.end('done'))
          }
        },
        async (transport, origin) => {
          const body = (async function* () {
            for (; produced < 400; produced += 1) yield Buffer.alloc(256 * 1024)
          })()
          const answer = transport({ method: 'PUT', url: origin, headers: {}, body })()
          await eventually('the body is on its way', () => produced > 0)
          await new Promise((resolve) => setTimeout(resolve, 100))
          ok(produced < 200, `${produced} pieces of 256 KiB were read into memory`)
          release()
          equal(answered(await answer).text, 'done')
          equal(produced, 400)
        }
      )
    }
  },
  {
    title: 'gives the body in pieces as they come',
    run: (context) => {
      let goOn = (): void => undefined
      return withPeer(
        context,
        async ({ say }) => {
          await say('HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nfirst')
          goOn = () => void say('later')
        },
        async (transport, { origin }) => {
          const answer = answered(await transport(get(origin, { streamed: true }))())
          equal(answer.text, '')
          const pieces: Array<string> = []
          for await (const piece of answer.stream ?? []) {
            pieces.push(Buffer.from(piece).toString())
            goOn()
          }
          deepEqual(pieces, ['first', 'later'])
        }
      )
    }
  },
  {
    title: 'throws a TransportError out of a stream that breaks',
    run: (context) =>
      withPeer(
        context,
        async ({ say, end }) => {
          await say('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nfirst')
          end()
        },
        async (transport, { origin }) => {
          const answer = answered(await transport(get(origin, { streamed: true }))())
          const broken = await textOf(answer).then(
            () => undefined,
            (error: unknown) => error
          )
          equal(Reflect.get(Object(broken), '_tag'), 'TransportError')
          if (!context.browser) equal(Reflect.get(Object(broken), 'reason'), 'truncated')
        }
      )
  },
  {
    title: 'ends the connection when a stream is left early',
    run: (context) =>
      withPeer(
        context,
        ({ say }) => say('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nfirst'),
        async (transport, peer) => {
          const answer = answered(await transport(get(peer.origin, { streamed: true }))())
          for await (const piece of answer.stream ?? []) {
            equal(Buffer.from(piece).toString(), 'first')
            break
          }
          await eventually('the connection is closed', () => peer.open() < peer.opened())
        }
      )
  }
]
