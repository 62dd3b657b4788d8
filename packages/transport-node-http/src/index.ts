/**
 * The OpenStack transport over `node:http` and `node:https`.
 *
 * @since 0.1.0
 */
export { type NodeHttpTransport, nodeHttpTransport, type NodeHttpTransportOptions } from './node-http-transport.js'
export { proxyFromEnvironment, type ProxyOptions } from './proxy.js'
export type { TlsOptions } from './tls-options.js'
