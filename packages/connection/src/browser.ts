/**
 * Connecting from a browser or a worker: the configuration is given, and the requests go over fetch.
 *
 * @since 0.1.0
 */
import { resolveCloud } from '@openstack-ts/config'
import { type OpenStackError, toPromise } from '@openstack-ts/core'
import { fetchTransport } from '@openstack-ts/transport-fetch'
import * as E from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'

import { type Connection, connectionOf, type ConnectOptions } from './connection.js'
import { unheeded } from './unheeded.js'

export type { Connection, ConnectOptions } from './connection.js'
export { defaultStack, type StackOptions } from './stack.js'

// -------------------------------------------------------------------------------------
// operations
// -------------------------------------------------------------------------------------

/**
 * As in Node, but nothing is read: `overrides` says what clouds.yaml would, or `config` was resolved before.
 *
 * @example
 * const cloud = await connect({ overrides: { auth: { auth_url: '/identity/v3', token }, auth_type: 'v3token' } })
 */
export const connect = (options: ConnectOptions = {}): Promise<Connection> => toPromise(openConnection(options))

/** The same, as a value that answers its errors. */
export const openConnection =
  (options: ConnectOptions = {}): TaskEither<OpenStackError, Connection> =>
  async () => {
    const config = options.config === undefined ? resolveCloud({}, options) : E.right(options.config)
    if (E.isLeft(config)) return config
    const { transport = fetchTransport() } = options
    const heeded = unheeded(config.right, 'a browser sees to its connections itself')
    return connectionOf(heeded, { transport, close: () => undefined }, options)
  }
