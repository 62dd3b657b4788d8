/**
 * Which endpoint is meant by what was documented or recorded of an operation at a microversion.
 */
import { existsAt, type Microversion } from '@openstack-ts/core'

import type { Declared } from '../../contract/match.js'
import { type Contract, endpointsFor, everything } from './contract.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

/** What is known beside the operation: the name of a sample or the path that was asked, and what was said. */
export interface Clues {
  readonly where: string
  readonly said: string
}

// -------------------------------------------------------------------------------------
// operations
// -------------------------------------------------------------------------------------

/** The one endpoint that is meant; `undefined` where there is none at the microversion. Throws where two may be meant. */
export const meant =
  (contract: Contract) =>
  (operation: string, microversion: Microversion, clues: Clues): Declared | undefined => {
    const candidates = endpointsFor(contract)(operation).filter(({ endpoint }) => existsAt(endpoint)(microversion))
    const named = candidates.length === 0 ? undefined : several[operation]?.(clues, candidates)
    if (named !== undefined) return everything.find(({ method }) => method === named)
    if (candidates.length > 1) throw new Error(`${operation}: ${candidates.map(({ method }) => method).join(' or ')}?`)
    return candidates[0]
  }

/** The endpoint that is meant wherever it exists, for what is refused because it does not exist. */
export const meantAtAll =
  (contract: Contract) =>
  (operation: string, clues: Clues): Declared => {
    const candidates = endpointsFor(contract)(operation)
    const named = several[operation]?.(clues, candidates)
    const found = everything.find(({ method }) => method === named) ?? candidates[0]
    if (found === undefined) throw new Error(`Nothing is declared for ${operation}`)
    return found
  }

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

/** Operations that are several endpoints; `undefined` where the microversion alone tells them apart. */
const several: Readonly<Record<string, (clues: Clues, candidates: ReadonlyArray<Declared>) => string | undefined>> = {
  'POST /servers': ({ said }) => (said.includes('reservation_id') ? 'servers.createMany' : 'servers.create'),
  'PUT /os-services/{id}': ({ where }, candidates) => {
    if (candidates.length === 1) return undefined
    if (/force-?down/.test(where)) return 'services.forceDown'
    if (/disable-log/.test(where)) return 'services.disableWithReason'
    return /disable/.test(where) ? 'services.disable' : 'services.enable'
  },
  // With a project in it, it is the address of the connection itself.
  'GET ROOT /v2.1/': ({ where }) => (where === '/' ? 'versions.getCurrent' : 'versions.get')
}
