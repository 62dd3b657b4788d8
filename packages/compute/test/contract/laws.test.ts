import { laws, type Sample } from '@openstack-ts/testing'

import * as compute from '../../src/index.js'
import { type Contract, contractHere, endpointsFor, isLeftOut, overContract } from './contract.js'

const { endpoints } = compute

/** For each of the codecs, of which there are more than sixty. */
const runs = 1700

/** The answers out of Nova's documentation that are a group's, each under the names of the endpoints that give it. */
const samplesOf = (contract: Contract, group: object): ReadonlyArray<Sample> =>
  contract.samples.flatMap(({ json, kind, microversions, name, operations }) => {
    const answering = new Set<unknown>(operations.flatMap(endpointsFor(contract)).map(({ endpoint }) => endpoint))
    const named = Object.entries(group).flatMap(([key, endpoint]) => (answering.has(endpoint) ? [key] : []))
    return kind === 'response' && named.length > 0 ? [{ name, json, microversions, endpoints: named }] : []
  })

const contract = contractHere()
const read = { accepted: 0, refused: 0 }

for (const [name, group] of Object.entries(endpoints)) {
  laws.resource({ name, endpoints: group }, contract === undefined ? [] : samplesOf(contract, group), {
    runs,
    tally: ({ accepted, refused }) => {
      read.accepted += accepted
      read.refused += refused
    }
  })
}

overContract('samples', (contract) => {
  it('are all read under the endpoints that give them', () => {
    const held = new Set(
      Object.values(endpoints).flatMap((group) => samplesOf(contract, group).map(({ name }) => name))
    )
    const answers = contract.samples.filter(
      ({ kind, operations }) => kind === 'response' && !operations.every(isLeftOut(contract))
    )
    expect(held.size).toBeGreaterThan(200)
    expect(answers.filter(({ name }) => !held.has(name))).toEqual([])
  })
})

it('has read 100,000 inputs in all, valid and not, every way alike', () => {
  expect(read.accepted + read.refused).toBeGreaterThanOrEqual(100_000)
  expect(read.accepted).toBeGreaterThan(33_000)
  expect(read.refused).toBeGreaterThan(33_000)
})

it('has held every declared resource to the laws', () => {
  const held = new Set<unknown>(Object.values(endpoints).flatMap((group) => Object.values(group)))
  const resources = Object.entries(compute).flatMap(([name, declared]) =>
    'endpoints' in declared && typeof declared.endpoints === 'object' ? [{ name, of: declared.endpoints }] : []
  )
  expect(resources).toHaveLength(14)
  const not = resources.flatMap(({ name, of }) =>
    Object.entries(of).flatMap(([verb, endpoint]) => (held.has(endpoint) ? [] : [`${name}.${verb}`]))
  )
  expect(not).toEqual([])
})
