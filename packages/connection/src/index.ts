/**
 * The front door, as Node opens it; bundlers for browsers take `browser.ts` instead.
 *
 * @since 0.1.0
 */
export type { Connection, ConnectOptions } from './connection.js'
export { connect, type NodeConnectOptions, openConnection } from './node.js'
export { fileTokenStore } from './node-token-file.js'
export { defaultStack, type StackOptions } from './stack.js'
