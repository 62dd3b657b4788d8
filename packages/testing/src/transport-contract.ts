/**
 * What a transport is, as cases over real sockets that every adapter passes: one list, whatever carries the requests.
 *
 * @since 0.1.0
 */
import { runner } from './runner.js'
import { answers } from './transport/answers.js'
import { bodies } from './transport/bodies.js'
import type { ContractCase, TransportMaker, TransportTraits } from './transport/contract-case.js'
import { connections } from './transport/connections.js'
import { failures } from './transport/failures.js'

/**
 * Declares the contract's cases as tests of the runner at hand: jest, vitest, or anything that has `describe` and `it`.
 *
 * @example
 * transportContract('fetch', (options) => fetchTransport(options))
 */
export const transportContract = (name: string, make: TransportMaker, traits: TransportTraits = {}): void => {
  const { describe, it } = runner()
  describe(`transport contract: ${name}`, () => {
    for (const { title, inBrowser = true, run } of contractCases) {
      if (traits.browser === true && !inBrowser) continue
      it(title, () => run({ make, browser: traits.browser === true }), 60_000)
    }
  })
}

/** Every case, for a runner of another kind. */
export const contractCases: ReadonlyArray<ContractCase> = [...answers, ...bodies, ...failures, ...connections]
