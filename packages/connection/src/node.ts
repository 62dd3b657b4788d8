/**
 * Connecting from Node: clouds.yaml, secure.yaml and `OS_*`, over node:http.
 *
 * @since 0.1.0
 */
import { lookup } from 'node:dns'
import { readFile } from 'node:fs/promises'
import type { LookupFunction } from 'node:net'

import type { CloudConfig, TlsSettings } from '@openstack-ts/config'
import { loadCloud } from '@openstack-ts/config/node'
import { configError, type ConfigError, type OpenStackError, toPromise } from '@openstack-ts/core'
import {
  nodeHttpTransport,
  type NodeHttpTransportOptions,
  proxyFromEnvironment
} from '@openstack-ts/transport-node-http'
import * as E from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'

import { type Connection, connectionOf, type ConnectOptions, type OwnedTransport } from './connection.js'
import { unheeded } from './unheeded.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

export interface NodeConnectOptions extends ConnectOptions {
  /**
   * For the transport that is made where none is given, over what the configuration and the environment say of it: `maxSockets`,
   * `socketPath`, `ca`, …; `proxy: {}` asks every URL directly, whatever `HTTPS_PROXY` says.
   */
  readonly node?: NodeHttpTransportOptions
}

// -------------------------------------------------------------------------------------
// operations
// -------------------------------------------------------------------------------------

/**
 * Reads the configuration and composes a connection; Keystone is asked with the first call. Throws `OpenStackFailure`
 * where the configuration cannot be used.
 *
 * @example
 * await using cloud = await connect({ cloud: 'devstack' })
 * for await (const { name, status } of compute(cloud).servers.list()) console.log(name, status)
 */
export const connect = (options: NodeConnectOptions = {}): Promise<Connection> => toPromise(openConnection(options))

/** The same, as a value that answers its errors. */
export const openConnection =
  (options: NodeConnectOptions = {}): TaskEither<OpenStackError, Connection> =>
  async () => {
    const config = await configOf(options)
    if (E.isLeft(config)) return config
    if (options.transport !== undefined) {
      const heeded = unheeded(config.right, 'the transport that was given sees to its connections itself')
      return connectionOf(heeded, { transport: options.transport, close: () => undefined }, options)
    }
    const owned = await transportOf(config.right, options.node)
    return E.isLeft(owned) ? owned : connectionOf(config.right, owned.right, options)
  }

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

/** Profiles that are URLs are asked for over a transport of their own, which ends with it. */
const configOf = async (options: NodeConnectOptions): Promise<E.Either<ConfigError, CloudConfig>> => {
  if (options.config !== undefined) return E.right(options.config)
  const transport = nodeHttpTransport({ proxy: proxyFromEnvironment(process.env), ...options.node })
  const config = await loadCloud({ ...options, transport: options.transport ?? transport })()
  transport.close()
  return config
}

const transportOf = async (
  config: CloudConfig,
  node: NodeHttpTransportOptions = {}
): Promise<E.Either<ConfigError, OwnedTransport>> => {
  const tls = await tlsOf(config.tls)
  if (E.isLeft(tls)) return tls
  const family = config.ipv4Only ? { lookup: lookupIpv4 } : {}
  const own = nodeHttpTransport({ ...tls.right, ...family, proxy: proxyFromEnvironment(process.env), ...node })
  return E.right({ transport: own, close: own.close })
}

/** `force_ipv4`: names have no other addresses then. */
const lookupIpv4: LookupFunction = (host, options, done) => lookup(host, { ...options, family: 4 }, done)

const tlsOf = async ({
  cacert,
  cert,
  key,
  verify
}: TlsSettings): Promise<E.Either<ConfigError, NodeHttpTransportOptions>> => {
  const files = await Promise.all([pem('cacert', cacert), pem('cert', cert), pem('key', key ?? cert)])
  const [ca, certificate, secret] = files
  if (ca === undefined || E.isLeft(ca)) return ca ?? E.right({})
  if (certificate === undefined || E.isLeft(certificate)) return certificate ?? E.right({})
  if (secret === undefined || E.isLeft(secret)) return secret ?? E.right({})
  return E.right({
    verify,
    ...(ca.right === undefined ? {} : { ca: ca.right }),
    ...(certificate.right === undefined ? {} : { cert: certificate.right }),
    ...(secret.right === undefined ? {} : { key: secret.right })
  })
}

const pem = async (setting: string, file: string | undefined): Promise<E.Either<ConfigError, string | undefined>> => {
  if (file === undefined) return E.right(undefined)
  try {
    return E.right(await readFile(file, 'utf8'))
  } catch (cause) {
    const message = `${setting} cannot be read: ${cause instanceof Error ? cause.message : String(cause)}`
    return E.left(configError({ message, file, key: setting }))
  }
}
