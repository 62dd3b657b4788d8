/**
 * What the contract shows nothing of: half of it is kept from whoever develops against the other. A real Nova's answers
 * take its place, and where that has none, ours.
 */
import { existsAt } from '@openstack-ts/core'

import { endpointsOf } from '../contract/match.js'
import { endpointsFor, everything, isLeftOut, overContract } from './contract/contract.js'
import { expectRead, expectRefused } from './contract/reading.js'
import { byHand } from './recorded/by-hand.js'
import { between, type Kept, recorded } from './recorded/kept.js'
import { say } from './contract/say.js'

const titled = (all: ReadonlyArray<Kept>) =>
  all.map((one) => [`${one.endpoint} at ${one.microversion}: ${one.status}`, one] as const)

const endpointOf = (name: string) => everything.find(({ method }) => method === name)

const expectKept = async ({ answer, endpoint, microversion, status }: Kept): Promise<void> => {
  const one = endpointOf(endpoint)
  if (one === undefined) throw new Error(`${endpoint} is not declared`)
  const text = answer === undefined ? '' : typeof answer === 'string' ? answer : JSON.stringify(answer)
  if (status < 300) await expectRead(one, { status, text }, microversion)
  else await expectRefused(one, { status, text }, microversion)
}

describe('a real Nova 26', () => {
  it.each(titled([...recorded, ...between]))('%s', (_, kept) => expectKept(kept))

  it.each(titled([...recorded, ...between]))(
    '%s, asked by that endpoint',
    (_, { body, endpoint, method = '', microversion, path = '' }) => {
      const found = endpointsOf({ method, path, root: false, body, microversion }, everything)
      expect(found[0]?.method).toBe(endpoint)
    }
  )

  it('was asked each at its oldest microversion and its newest', () => {
    for (const name of new Set(recorded.map(({ endpoint }) => endpoint))) {
      const { since = '2.1', until = '2.93' } = endpointOf(name)?.endpoint ?? {}
      const at = recorded.flatMap(({ endpoint, microversion }) => (endpoint === name ? [microversion] : []))
      expect([name, ...new Set(at)]).toEqual([name, ...new Set([since, until])])
    }
  })
})

describe('by hand', () => {
  it.each(titled(byHand))('%s', (_, kept) => expectKept(kept))

  it('is needed: nothing was recorded of it', () => {
    const idle = byHand.filter(({ endpoint, microversion }) =>
      recorded.some(
        (one) =>
          one.endpoint === endpoint &&
          one.microversion === microversion &&
          one.status < 300 &&
          !/\[\]/.test(JSON.stringify(one.answer ?? ''))
      )
    )
    expect(idle).toEqual([])
  })
})

overContract('what the contract shows nothing of', (contract) => {
  const { exchanges, operations, ranges, samples } = contract
  const shown = new Set([
    ...ranges.map(({ operation }) => operation),
    ...samples.flatMap((sample) => sample.operations),
    ...exchanges.map(({ operation }) => operation)
  ])
  const bare = operations
    .filter(({ id }) => !shown.has(id) && !isLeftOut(contract)(id))
    .flatMap(({ id }) => endpointsFor(contract)(id))
    .filter(({ endpoint }) => existsAt(endpoint)(endpoint.until ?? '2.104'))

  it('is here', () => {
    const read = [...recorded, ...byHand].filter(({ status }) => status < 300)
    const here = new Set(read.map(({ endpoint }) => endpoint))
    const names = bare.map(({ method }) => method)
    say(
      `${names.length} endpoints of which the contract shows nothing; read from a real Nova 26 or by hand: ${
        names.filter((name) => here.has(name)).length
      }`
    )
    expect(names.filter((name) => !here.has(name))).toEqual([])
  })

  it('is here where answer schemas are kept from us, as far as Nova 26 goes', () => {
    const elsewhere = ranges.filter(
      (range) => range.elsewhere.includes('response') && !isLeftOut(contract)(range.operation)
    )
    const missing = elsewhere.filter(({ min, operation }) => {
      const methods = endpointsFor(contract)(operation).map(({ method }) => method)
      return !between.some(({ endpoint, microversion }) => microversion === min && methods.includes(endpoint))
    })
    say(
      `${elsewhere.length} answer schemas are kept from us; of these microversions a real Nova 26 was asked, but for ` +
        missing.map(({ max, min, operation }) => `${operation} ${min}-${max}`).join(', ')
    )
    expect(missing.filter(({ min }) => existsAt({ until: '2.93' })(min))).toEqual([])
  })

  it('is nothing else', () => {
    const names = new Set(bare.map(({ method }) => method))
    expect([...recorded, ...byHand].filter(({ endpoint }) => !names.has(endpoint))).toEqual([])
  })
})
