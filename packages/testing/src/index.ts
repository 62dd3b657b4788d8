/**
 * Contracts, laws and peers for testing what is built on openstack-ts.
 *
 * @since 0.1.0
 */
export type { AnyEndpoint } from './any-endpoint.js'
export { arbitraryOf, type Side, spoiled, timestamp } from './arbitrary.js'
export { answerCodec, mayBeEmpty, rowExistsAt, untimely } from './body-codec.js'
export type { Tally } from './every-way.js'
export { exampleInput, exampleOf, type Extent } from './example.js'
export { type Declaration, type LawOptions, laws, type Sample } from './laws.js'
export { requestLines } from './requests.js'
export { deafPort, listening, type PeerCall, type Script, type ScriptedPeer, scriptedPeer } from './scripted-peer.js'
export { type Around, runSnippet, type Snippet, snippetsOf } from './snippet.js'
export { contractCases, transportContract } from './transport-contract.js'
export type {
  CaseContext,
  ClosableTransport,
  ContractCase,
  TransportMaker,
  TransportTraits
} from './transport/contract-case.js'
