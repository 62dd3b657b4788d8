/**
 * Cases of the contract about requests and answers as such: statuses, methods, headers, redirects.
 *
 * @since 0.1.0
 */
import { deepEqual, equal, ok } from 'node:assert/strict'

import type { Method } from '@openstack-ts/core'

import { answered, type ContractCase, failed, get, withPeer, withServer } from './contract-case.js'

/** All but two that have a meaning of their own in fetch, which shows no 407 and asks again after a 421. */
const statuses = Array.from({ length: 400 }, (_, index) => index + 200).filter((each) => each !== 407 && each !== 421)

const redirects: ReadonlySet<number> = new Set([301, 302, 303, 307, 308])

export const answers: ReadonlyArray<ContractCase> = [
  {
    title: 'answers with every status',
    run: (context) =>
      withServer(
        context,
        ({ url = '' }, response) => response.writeHead(Number(url.slice(1))).end(),
        async (transport, origin) => {
          for (const status of statuses) {
            if (context.browser && redirects.has(status)) continue
            equal(answered(await transport(get(`${origin}/${status}`))()).status, status)
          }
        }
      )
  },
  {
    title: 'passes over interim answers',
    run: (context) =>
      withPeer(
        context,
        async ({ say }) => {
          await say('HTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>; rel=preload\r\n\r\n')
          await say('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok')
        },
        async (transport, peer) => {
          const { status, text } = answered(await transport(get(peer.origin))())
          deepEqual([status, text], [200, 'ok'])
        }
      )
  },
  {
    title: 'sends nothing before it is run, and once each time it is',
    run: (context) =>
      withPeer(
        context,
        ({ say }) => say('HTTP/1.1 204 No Content\r\n\r\n'),
        async (transport, peer) => {
          const task = transport(get(peer.origin))
          await new Promise((resolve) => setImmediate(resolve))
          equal(peer.requests.length, 0)
          answered(await task())
          answered(await task())
          equal(peer.requests.length, 2)
        }
      )
  },
  {
    title: 'carries every method, with and without a body',
    run: (context) =>
      withServer(
        context,
        async (request, response) => {
          const pieces: Array<Buffer> = []
          for await (const piece of request) pieces.push(Buffer.from(piece))
          response.setHeader('x-method', request.method ?? '').end(Buffer.concat(pieces))
        },
        async (transport, origin) => {
          const methods: ReadonlyArray<Method> = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']
          for (const method of methods) {
            const bare = answered(await transport({ method, url: origin, headers: {} })())
            deepEqual([bare.headers['x-method'], bare.text], [method, ''])
            if (method === 'GET') continue
            for (const body of ['{"name":"größe 🚀"}', new TextEncoder().encode('{"name":"größe 🚀"}')]) {
              const full = answered(await transport({ method, url: origin, headers: {}, body })())
              deepEqual([full.headers['x-method'], full.text], [method, '{"name":"größe 🚀"}'])
            }
          }
        }
      )
  },
  {
    title: 'has an empty text after HEAD, 204 and 304, whatever the headers say',
    run: (context) =>
      withServer(
        context,
        ({ method, url = '' }, response) => {
          if (method === 'HEAD')
            response.setHeader('Content-Length', 5_000_000_000).setHeader('Content-Encoding', 'gzip')
          response.writeHead(Number(url.slice(1))).end()
        },
        async (transport, origin) => {
          for (const streamed of [false, true]) {
            const head = answered(await transport({ method: 'HEAD', url: `${origin}/200`, headers: {}, streamed })())
            deepEqual([head.status, head.text, head.headers['content-length']], [200, '', '5000000000'])
            for await (const piece of head.stream ?? []) equal(piece.byteLength, 0)
          }
          equal(answered(await transport(get(`${origin}/204`))()).text, '')
          equal(answered(await transport(get(`${origin}/304`))()).text, '')
        }
      )
  },
  {
    title: 'sends headers whatever the case of their names, and the URL as it is',
    run: (context) =>
      withServer(
        context,
        ({ headers, url }, response) =>
          response.end(JSON.stringify({ url, token: headers['x-auth-token'], accept: headers.accept })),
        async (transport, origin) => {
          const headers = { 'X-Auth-Token': 'gAAAA-_=', accept: 'application/json' }
          const { text } = answered(await transport(get(`${origin}/a%2Fb/%C3%BC?name=%5Ea%20b&x=1&x=2`, { headers }))())
          const url = '/a%2Fb/%C3%BC?name=%5Ea%20b&x=1&x=2'
          deepEqual(JSON.parse(text), { url, token: 'gAAAA-_=', accept: 'application/json' })
        }
      )
  },
  {
    title: 'names headers in lower case and joins repeated ones',
    run: (context) =>
      withServer(
        context,
        (_, response) => {
          response.setHeader('X-Openstack-Request-Id', 'req-1').setHeader('Link', ['<a>; rel=next', '<b>; rel=prev'])
          response.setHeader('Vary', ['A', 'B']).setHeader('Content-Type', ['text/a', 'text/b'])
          response.setHeader('Set-Cookie', ['a=1', 'b=2']).end()
        },
        async (transport, origin) => {
          const { headers } = answered(await transport(get(origin))())
          equal(headers['x-openstack-request-id'], 'req-1')
          equal(headers['link'], '<a>; rel=next, <b>; rel=prev')
          equal(headers['vary'], 'A, B')
          equal(headers['content-type'], 'text/a, text/b')
          if (!context.browser) equal(headers['set-cookie'], 'a=1, b=2')
          for (const [name, value] of Object.entries(headers)) {
            equal(name, name.toLowerCase())
            equal(typeof value, 'string')
          }
        }
      )
  },
  {
    title: 'follows no redirect',
    run: (context) =>
      withPeer(
        context,
        ({ say }) => say('HTTP/1.1 204 No Content\r\n\r\n'),
        (_, elsewhere) =>
          withServer(
            context,
            ({ url = '' }, response) =>
              response.writeHead(Number(url.slice(1)), { location: `${elsewhere.origin}/stolen` }).end(),
            async (transport, origin) => {
              const headers = { 'x-auth-token': 'secret' }
              for (const status of [301, 302, 303, 307, 308]) {
                const answer = await transport(get(`${origin}/${status}`, { headers }))()
                if (context.browser)
                  ok(failed(context, answer, { reason: 'malformed', sent: true }).message.includes('redirect'))
                else equal(answered(answer).headers['location'], `${elsewhere.origin}/stolen`)
                if (!context.browser) equal(answered(answer).status, status)
              }
              equal(elsewhere.requests.length, 0)
            }
          )
      )
  }
]
