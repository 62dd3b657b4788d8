import { existsAt } from '@openstack-ts/core'

import { endpointsOf } from '../../contract/match.js'
import { type Contract, everything, type Exchange, isLeftOut, overContract } from './contract.js'
import { callWith, expectRead, expectRefused } from './reading.js'
import { meant, meantAtAll } from './which-endpoint.js'

const cluesOf = ({ sent, text }: Exchange) => ({ where: sent.path, said: `${JSON.stringify(sent.body)} ${text}` })

const expectExchange = async (contract: Contract, operation: string, exchange: Exchange): Promise<void> => {
  const { sent } = exchange
  const one = meant(contract)(operation, sent.microversion, cluesOf(exchange))
  await expectRead(one, exchange, sent.microversion)
  // By method and path alone it is found as well: nothing of another shape has been taken for it.
  const found = endpointsOf(sent, everything).map(({ method }) => method)
  expect(found).toContain(one?.method)
}

const expectRefusal = async (contract: Contract, operation: string, exchange: Exchange): Promise<void> => {
  const { microversion } = exchange.sent
  const one = meantAtAll(contract)(operation, cluesOf(exchange))
  const { endpoint } = one
  const there = existsAt(endpoint)(microversion)
  if (!there) {
    // Nova says 404 there; we do not even ask.
    const unasked = await callWith(one, exchange, microversion)
    expect(unasked).toMatchObject({ asked: false, answer: { left: { _tag: 'MicroversionError' } } })
  }
  const spoken = there ? microversion : (endpoint.until ?? endpoint.since ?? '2.1')
  await expectRefused(one, exchange, spoken)
}

overContract('answers', (contract) => {
  const which = meant(contract)

  describe('of samples', () => {
    for (const { json, kind, microversions, name, operations } of contract.samples) {
      if (kind !== 'response' || operations.every(isLeftOut(contract))) continue
      it(`reads ${name}`, async () => {
        const text = JSON.stringify(json)
        for (const microversion of microversions) {
          for (const operation of operations) {
            const one = which(operation, microversion, { where: name, said: text })
            await expectRead(one, { status: 200, headers: {}, text }, microversion)
          }
        }
      })
    }
  })

  describe('of exchanges', () => {
    for (const exchange of contract.exchanges) {
      const { id, operation, sent, status } = exchange
      if (operation === null || isLeftOut(contract)(operation)) continue
      const what = `${id} ${operation} at ${sent.microversion}`
      if (status < 300) it(`${what}: ${status}`, () => expectExchange(contract, operation, exchange))
      else it(`${what}: the error ${status}`, () => expectRefusal(contract, operation, exchange))
    }
  })
})
