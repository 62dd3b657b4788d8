/**
 * Cases of the contract about connections: kept, found dead, shared by many calls, and gone at the end.
 *
 * @since 0.1.0
 */
import { deepEqual, equal, ok } from 'node:assert/strict'

import { answered, type ContractCase, eventually, failed, get, withPeer, withServer } from './contract-case.js'

const ok200 = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok'

export const connections: ReadonlyArray<ContractCase> = [
  {
    title: 'keeps its connection from call to call',
    inBrowser: false,
    run: (context) =>
      withPeer(
        context,
        ({ say }) => say(ok200),
        async (transport, peer) => {
          for (let call = 0; call < 20; call += 1) answered(await transport(get(peer.origin))())
          ok(peer.opened() <= 2, `${peer.opened()} connections for 20 calls`)
        }
      )
  },
  {
    title: 'does not use a kept connection that its peer has closed',
    run: (context) =>
      withPeer(
        context,
        async ({ end, say }) => {
          await say(ok200)
          end()
        },
        async (transport, peer) => {
          for (let call = 0; call < 3; call += 1) {
            answered(await transport({ ...get(peer.origin), method: 'POST', body: '{}' })())
            await eventually('the connection is closed', () => peer.open() === 0)
            await new Promise((resolve) => setTimeout(resolve, 10))
          }
          equal(peer.requests.length, 3)
        }
      )
  },
  {
    title: 'never sends a POST twice when a kept connection turns out to be dead',
    inBrowser: false,
    run: (context) =>
      withPeer(
        context,
        ({ index, reset, say }) => (index === 1 ? reset() : say(ok200)),
        async (transport, peer) => {
          answered(await transport(get(peer.origin))())
          const answer = await transport({ ...get(peer.origin), method: 'POST', body: '{}' })()
          failed(context, answer, { reason: 'reset', sent: true })
          equal(peer.requests.length, 2)
        }
      )
  },
  {
    title: 'gives each of 200 calls at once its own answer',
    run: (context) =>
      withServer(
        context,
        ({ url }, response) => void setTimeout(() => response.end(url), Math.random() * 5),
        async (transport, origin) => {
          const calls = Array.from({ length: 200 }, (_, call) => transport(get(`${origin}/${call}`))())
          const texts = (await Promise.all(calls)).map((answer) => answered(answer).text)
          deepEqual(
            texts,
            Array.from({ length: 200 }, (_, call) => `/${call}`)
          )
        }
      )
  },
  {
    title: 'leaves no timer and no connection behind that would keep a program from ending',
    inBrowser: false,
    run: async (context) => {
      const before = heldOpen()
      await withPeer(
        context,
        ({ index, reset, say }) => (index === 3 ? reset() : index === 4 ? undefined : say(ok200)),
        async (transport, { origin }) => {
          for (let call = 0; call < 3; call += 1) answered(await transport(get(origin, { connectTimeout: 60_000 }))())
          failed(context, await transport({ ...get(origin), method: 'POST' })(), { reason: 'reset', sent: true })
          const request = get(origin, { signal: AbortSignal.timeout(50) })
          failed(context, await transport(request)(), { reason: 'aborted', sent: true })
        }
      )
      await eventually('all sockets and timers are gone', () =>
        Object.entries(heldOpen()).every(([kind, count]) => count <= (before[kind] ?? 0))
      )
    }
  }
]

/** What keeps this process from ending, counted by kind. */
const heldOpen = (): Readonly<Record<string, number>> => {
  const counts: Record<string, number> = {}
  for (const kind of process.getActiveResourcesInfo()) {
    if (/^(TCP|TLS|Pipe|Timeout)/.test(kind)) counts[kind] = (counts[kind] ?? 0) + 1
  }
  return counts
}
