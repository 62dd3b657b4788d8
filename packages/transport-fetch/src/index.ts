/**
 * The OpenStack transport over WHATWG fetch.
 *
 * @since 0.1.0
 */
export { fetchTransport, type FetchTransportOptions } from './fetch-transport.js'
