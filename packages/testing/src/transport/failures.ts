/**
 * Cases of the contract about requests that get no answer: what is said of them, and that nothing else happens.
 *
 * @since 0.1.0
 */
import { equal, ok } from 'node:assert/strict'
import { inspect } from 'node:util'

import type { HttpRequest, TransportReason } from '@openstack-ts/core'

import { deafPort, type Script } from '../scripted-peer.js'
import {
  answered,
  type CaseContext,
  type ContractCase,
  eventually,
  failed,
  get,
  withPeer,
  withTransport
} from './contract-case.js'

/** A case in which a peer misbehaves: what it does to a GET and to a POST, and the reason each gets. */
const broken = (title: string, reason: TransportReason, script: Script): ContractCase => ({
  title,
  run: (context) =>
    withPeer(context, script, async (transport, peer) => {
      failed(context, await transport(get(`${peer.origin}/servers?name=a`))(), { reason, sent: true })
      failed(context, await transport({ ...get(peer.origin), method: 'POST', body: '{}' })(), { reason, sent: true })
    })
})

const head = 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n'

/** Aborts once the peer has come as far as `script` says. */
const abortDuring = (title: string, script: Script, streamed = false): ContractCase => ({
  title,
  run: (context) =>
    withPeer(context, script, async (transport, peer) => {
      const controller = new AbortController()
      const answer = transport(get(peer.origin, { signal: controller.signal, streamed }))()
      await eventually('the request is there', () => peer.requests.length === 1)
      const reading = streamed ? drain(answered(await answer).stream) : answer
      await new Promise((resolve) => setTimeout(resolve, 20))
      const start = performance.now()
      controller.abort()
      failed(context, await reading, { reason: 'aborted', sent: true })
      ok(performance.now() - start < (context.browser ? 1000 : 50), 'took longer than 50 ms')
      await eventually('the connection is closed', () => peer.open() < peer.opened())
      equal(peer.requests.length, 1)
    })
})

type Broken = Parameters<typeof failed>[1]

/** What a stream throws, as an answer. */
const drain = async (stream: AsyncIterable<Uint8Array> | undefined): Promise<Broken> => {
  try {
    for await (const piece of stream ?? []) ok(piece.byteLength > 0)
    return { _tag: 'Right', right: { status: 0, headers: {}, text: '' } }
  } catch (error) {
    ok(isTransportError(error), inspect(error))
    return { _tag: 'Left', left: error }
  }
}

const isTransportError = (error: unknown): error is Extract<Broken, { readonly _tag: 'Left' }>['left'] =>
  typeof error === 'object' && error !== null && '_tag' in error && error._tag === 'TransportError'

const refusedUnsent = async (context: CaseContext, request: (origin: string) => HttpRequest): Promise<void> =>
  withPeer(
    context,
    ({ say }) => say('HTTP/1.1 204 No Content\r\n\r\n'),
    async (transport, peer) => {
      failed(context, await transport(request(peer.origin))(), { reason: 'malformed', sent: false })
      equal(peer.requests.length, 0)
    }
  )

export const failures: ReadonlyArray<ContractCase> = [
  {
    title: 'says refused where nothing listens',
    run: (context) =>
      withTransport(context, async (transport) => {
        const url = `http://127.0.0.1:${await deafPort()}/servers`
        failed(context, await transport(get(url))(), { reason: 'refused', sent: false })
        failed(context, await transport({ ...get(url), method: 'POST', body: '{}' })(), {
          reason: 'refused',
          sent: false
        })
      })
  },
  {
    title: 'says dns where the host has no address',
    inBrowser: false,
    run: (context) =>
      withTransport(context, async (transport) => {
        failed(context, await transport(get('http://no-such-host.invalid/'))(), { reason: 'dns', sent: false })
      })
  },
  broken('says reset when the connection is torn down before an answer', 'reset', ({ reset }) => reset()),
  broken('says reset when the connection is closed before an answer', 'reset', ({ end }) => end()),
  broken('says reset when the connection is torn down within the headers', 'reset', async ({ reset, say }) => {
    await say(head)
    setTimeout(reset, 10)
  }),
  broken('says reset when the connection is torn down within the body', 'reset', async ({ reset, say }) => {
    await say(`${head}Content-Length: 100\r\n\r\n{"servers"`)
    setTimeout(reset, 10)
  }),
  broken('says truncated when a body is shorter than announced', 'truncated', async ({ end, say }) => {
    await say(`${head}Content-Length: 100\r\n\r\n{"servers"`)
    end()
  }),
  broken('says truncated when the last chunk does not come', 'truncated', async ({ end, say }) => {
    await say(`${head}Transfer-Encoding: chunked\r\n\r\na\r\n{"servers"\r\n`)
    end()
  }),
  broken('says malformed when the peer does not speak HTTP', 'malformed', async ({ end, say }) => {
    await say('SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n')
    end()
  }),
  broken('says too-large when the headers do not end', 'too-large', async ({ say }) => {
    await say(head)
    for (let line = 0; line < 64; line += 1) await say(`X-Line-${line}: ${'x'.repeat(4096)}\r\n`)
  }),
  {
    title: 'reads headers of 8 KiB, as a token with a catalog may have',
    run: (context) =>
      withPeer(
        context,
        ({ say }) => say(`HTTP/1.1 200 OK\r\nX-Subject-Token: ${'t'.repeat(8192)}\r\nContent-Length: 0\r\n\r\n`),
        async (transport, { origin }) =>
          equal(answered(await transport(get(origin))()).headers['x-subject-token'], 't'.repeat(8192))
      )
  },
  {
    title: 'sends nothing when it is aborted beforehand',
    run: (context) =>
      withPeer(
        context,
        ({ say }) => say('HTTP/1.1 204 No Content\r\n\r\n'),
        async (transport, peer) => {
          const request = get(peer.origin, { signal: AbortSignal.abort() })
          failed(context, await transport(request)(), { reason: 'aborted', sent: false })
          equal(peer.requests.length, 0)
        }
      )
  },
  abortDuring('ends at once when it is aborted before an answer', () => undefined),
  abortDuring('ends at once when it is aborted within the headers', ({ say }) => say(head)),
  abortDuring('ends at once when it is aborted within the body', ({ say }) =>
    say(`${head}Content-Length: 100\r\n\r\n{"servers"`)
  ),
  abortDuring(
    'ends at once when it is aborted within a stream',
    ({ say }) => say(`${head}Content-Length: 100\r\n\r\n{"servers"`),
    true
  ),
  {
    title: 'refuses line breaks in headers and in URLs',
    run: async (context) => {
      const inject = 'a\r\nX-Injected: yes'
      await refusedUnsent(context, (origin) => get(origin, { headers: { 'X-Auth-Token': inject } }))
      await refusedUnsent(context, (origin) => get(origin, { headers: { 'X-Auth-Token': 'a\nb' } }))
      await refusedUnsent(context, (origin) => get(origin, { headers: { 'X-Injected: yes\r\nX': 'a' } }))
      await refusedUnsent(context, (origin) => get(`${origin}/${inject}`))
      await refusedUnsent(context, (origin) => get(`${origin}/a HTTP/1.1`))
    }
  },
  {
    title: 'answers even to a URL that is none',
    run: async (context) => {
      for (const url of [
        '',
        '/servers',
        'http://',
        'ftp://127.0.0.1/',
        'http://user:password@127.0.0.1/',
        'http:///u:password@127.0.0.1/'
      ]) {
        await withTransport(context, async (transport) => {
          const answer = await transport(get(url))()
          ok(answer._tag === 'Left' && answer.left.reason === 'malformed' && !answer.left.sent, inspect(answer))
          ok(!inspect(answer.left).includes('password@'), 'the password is shown')
        })
      }
    }
  },
  {
    title: 'shows nothing of an answer that it cannot read',
    // A browser passes over the line that is no header.
    inBrowser: false,
    run: (context) =>
      withPeer(
        context,
        ({ say }) => say('HTTP/1.1 201 Created\r\nno header at all\r\nX-Subject-Token: secret-token\r\n\r\n'),
        async (transport, { origin }) => {
          const error = failed(context, await transport(get(origin))(), { reason: 'malformed', sent: true })
          const bytes = Buffer.from('secret-token')
          for (const shown of [inspect(error, { depth: 20, showHidden: true }), JSON.stringify(error)]) {
            for (const way of ['secret-token', bytes.join(','), bytes.toString('hex').replace(/..\B/g, '$& ')]) {
              ok(!shown.includes(way), shown)
            }
          }
        }
      )
  },
  {
    title: 'shows neither headers, query nor body in an error',
    run: (context) =>
      withPeer(
        context,
        ({ reset }) => reset(),
        async (transport, peer) => {
          const headers = { 'X-Auth-Token': 'secret-token' }
          const url = `${peer.origin}/servers?token=secret-query`
          const answer = await transport({ method: 'POST', url, headers, body: 'secret-body' })()
          const error = failed(context, answer, { reason: 'reset', sent: true })
          equal(error.url, `${peer.origin}/servers`)
          for (const shown of [inspect(error, { depth: 20, showHidden: true }), JSON.stringify(error)]) {
            ok(!shown.includes('secret-'), shown)
          }
        }
      )
  }
]
