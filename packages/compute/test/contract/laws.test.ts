import type { AnyEndpoint } from '../../contract/match.js'
import { laws, requestLines } from '@openstack-ts/testing'
import type * as t from 'io-ts'

import { endpoints } from '../../src/index.js'
import { everything } from './contract.js'

const codecsOf = ({ answer, list }: AnyEndpoint): ReadonlyArray<t.Any> =>
  [answer?.codec, list?.codec].filter((codec) => codec !== undefined)

for (const codec of new Set(everything.flatMap(({ endpoint }) => codecsOf(endpoint)))) {
  laws.codec(codec, [], { runs: 100 })
}

for (const [name, group] of Object.entries(endpoints)) laws.endpoints(name, group)

it('asks what it asked before, of every endpoint', async () => {
  const lines: Array<string> = []
  for (const { endpoint, method } of everything) {
    lines.push(method, ...(await requestLines(endpoint)).map((line) => `  ${line}`))
  }
  expect(lines.join('\n')).toMatchSnapshot()
})
