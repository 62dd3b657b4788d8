/**
 * Contracts, laws and peers for testing what is built on openstack-ts.
 *
 * @since 0.1.0
 */
export { arbitraryOf, type Side, spoiled, timestamp } from './arbitrary.js'
export { exampleInput, exampleOf, type Extent } from './example.js'
export { type AnyEndpoint, type LawOptions, laws, requestLines, type Sample } from './laws.js'
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
