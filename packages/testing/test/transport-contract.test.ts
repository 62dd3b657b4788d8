/**
 * The contract fails adapters that break it, each at the case that says so.
 */
import { type HttpResponse, transportError, type Transport, type TransportError } from '@openstack-ts/core'
import { type Either, left, right } from 'fp-ts/lib/Either.js'

import { contractCases, transportContract } from '../src/index.js'
import { failuresOf } from './collect.js'

/** A few lines around fetch: good enough for some of the cases. */
const over =
  (redirect: 'manual' | 'follow' = 'manual'): Transport =>
  ({ body = null, headers, method, signal = null, url }) =>
  async () => {
    try {
      const answer = await fetch(url, {
        body: typeof body === 'string' ? body : null,
        headers,
        method,
        redirect,
        signal
      })
      return right({ status: answer.status, headers: Object.fromEntries(answer.headers), text: await answer.text() })
    } catch (cause) {
      return left(transportError({ reason: 'refused', sent: false, method, url, cause }))
    }
  }

type Outcome = Either<TransportError, HttpResponse>

/** Does something else with the answer. */
const then =
  (change: (outcome: Outcome) => Outcome): Transport =>
  (request) =>
  async () =>
    change(await over()(request)())

const judging = then((outcome) =>
  outcome._tag === 'Right' && outcome.right.status >= 400
    ? left(transportError({ reason: 'reset', sent: true, method: 'GET', url: '' }))
    : outcome
)
const throwing = then((outcome) => {
  if (outcome._tag === 'Left') throw new Error(outcome.left.message)
  return outcome
})
const eager: Transport = (request) => {
  const sent = over()(request)()
  return () => sent
}
const retrying: Transport = (request) => async () => {
  const first = await over()(request)()
  return first._tag === 'Left' ? over()(request)() : first
}

const held = async (title: string, transport: Transport): Promise<boolean> => {
  const found = contractCases.find((one) => one.title === title)
  if (found === undefined) throw new Error(`there is no case: ${title}`)
  return found.run({ make: () => transport, browser: false }).then(
    () => true,
    () => false
  )
}

it.each<[string, Transport]>([
  ['answers with every status', judging],
  ['sends nothing before it is run, and once each time it is', eager],
  ['follows no redirect', over('follow')],
  ['says refused where nothing listens', throwing],
  ['never sends a POST twice when a kept connection turns out to be dead', retrying],
  ['refuses a body beyond its limit: announced, in chunks, or compressed', over()]
])('%s: not this one', async (title, transport) => {
  expect(await held(title, transport)).toBe(false)
})

it.each([
  'answers with every status',
  'sends nothing before it is run, and once each time it is',
  'follows no redirect'
])('%s: a sound one does', async (title) => {
  expect(await held(title, over())).toBe(true)
})

it('is declared as tests of the runner at hand, fewer of them for a browser', async () => {
  const titles = async (browser: boolean) =>
    Object.keys(await failuresOf(() => transportContract('mine', () => Promise.reject(new Error('none')), { browser })))
  const all = await titles(false)
  expect(all[0]).toMatch(/^transport contract: mine: /)
  expect(all).toHaveLength(contractCases.length)
  expect((await titles(true)).length).toBeLessThan(all.length)
})
