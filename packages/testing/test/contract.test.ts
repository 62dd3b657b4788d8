/**
 * Adapters over `node:http` that look right as long as nothing goes wrong: the contract finds each of them out.
 */
import { request as httpRequest } from 'node:http'

import {
  type HttpRequest,
  type HttpResponse,
  transportError,
  type Transport,
  type TransportError
} from '@openstack-ts/core'
import { type Either, isLeft, left, right } from 'fp-ts/lib/Either.js'

import { contractCases } from '../src/index.js'

type Answer = Either<TransportError, HttpResponse>

/** Takes what came for the whole body, even where the connection ended before its end. */
const swallowing: Transport =
  ({ body, headers, method, url }) =>
  () =>
    new Promise<Answer>((resolve) => {
      const outgoing = httpRequest(url, { headers, method }, (incoming) => {
        let text = ''
        const over = (): void =>
          resolve(right({ status: incoming.statusCode ?? 0, headers: joined(incoming.headers), text }))
        incoming.setEncoding('utf8').on('data', (piece: string) => (text += piece))
        incoming.on('end', over).on('error', over).on('close', over)
      })
      outgoing.on('error', (cause) =>
        resolve(left(transportError({ reason: 'reset', sent: true, method, url, cause })))
      )
      outgoing.end(typeof body === 'string' ? body : undefined)
    })

const joined = (headers: object): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value].flat().join(', ')]))

/** Asks again where no answer came, whatever the method. */
const retrying: Transport = (request) => async () => {
  const first = await swallowing(request)()
  return isLeft(first) ? swallowing(request)() : first
}

/** Asks wherever it is sent, with the token. */
const following: Transport = (request) => async () => {
  const answer = await swallowing(request)()
  const location = isLeft(answer) ? undefined : answer.right.headers['location']
  return location === undefined ? answer : following({ ...request, url: location })()
}

/** Tells all that it knows. */
const telling: Transport = (request: HttpRequest) => async () => {
  const answer = await swallowing(request)()
  return isLeft(answer) ? left({ ...answer.left, cause: request }) : answer
}

const finds = async (title: string, transport: Transport): Promise<boolean> => {
  const found = contractCases.find((each) => each.title === title)
  if (found === undefined) throw new Error(`there is no case: ${title}`)
  return found.run({ make: () => transport, browser: false }).then(
    () => false,
    () => true
  )
}

test.each<[string, string, Transport]>([
  ['swallows the end of a body', 'says truncated when a body is shorter than announced', swallowing],
  ['swallows the last chunk', 'says truncated when the last chunk does not come', swallowing],
  ['retries a POST', 'never sends a POST twice when a kept connection turns out to be dead', retrying],
  ['follows a redirect', 'follows no redirect', following],
  ['shows the token', 'shows neither headers, query nor body in an error', telling],
  ['shows what it could not read', 'shows nothing of an answer that it cannot read', swallowing]
])('one that %s is found out', async (_, title, transport) => {
  expect(await finds(title, transport)).toBe(true)
})

test.each([
  'answers with every status',
  'follows no redirect',
  'says reset when the connection is torn down before an answer',
  'shows neither headers, query nor body in an error'
])('%s: which the simplest one does', async (title) => {
  expect(await finds(title, swallowing)).toBe(false)
})
