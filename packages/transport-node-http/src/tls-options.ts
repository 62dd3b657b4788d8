/**
 * How a TLS connection is made and trusted. PEM text is parsed once, before the first connection.
 *
 * @see https://docs.openstack.org/openstacksdk/latest/user/config/configuration.html#ssl-settings
 * @since 0.1.0
 */
import { createSecureContext, type SecureContext } from 'node:tls'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

export interface TlsOptions {
  /** PEM text of the authorities to trust, instead of those that Node brings along. */
  readonly ca?: string | Uint8Array | ReadonlyArray<string | Uint8Array>
  /** PEM text of the client's certificate, its chain after it. */
  readonly cert?: string | Uint8Array
  /** PEM text of the client's private key. */
  readonly key?: string | Uint8Array
  /** Opens an encrypted `key`. */
  readonly passphrase?: string
  /** `false` trusts whatever certificate comes: anyone on the way can then read the token. Default `true`. */
  readonly verify?: boolean
  /** The name to ask for and to expect in the certificate, where it is not the one in the URL. */
  readonly servername?: string
}

/** The same in Node's words, ready to be given to an agent. */
export interface TlsConnectOptions {
  readonly secureContext?: SecureContext
  readonly rejectUnauthorized?: false
  readonly servername?: string
}

// -------------------------------------------------------------------------------------
// conversions
// -------------------------------------------------------------------------------------

/** Throws what OpenSSL says where the PEM text cannot be read. */
export const tlsConnectOptions = (options: TlsOptions): TlsConnectOptions => ({
  ...(hasMaterial(options) ? { secureContext: secureContext(options) } : {}),
  ...(options.verify === false ? { rejectUnauthorized: false } : {}),
  ...(options.servername === undefined ? {} : { servername: options.servername })
})

/** The same for the proxy itself, which is neither asked for the server's name nor shown the client's certificate. */
export const toProxyTls = ({ ca, verify }: TlsOptions): TlsConnectOptions =>
  tlsConnectOptions({ ...(ca === undefined ? {} : { ca }), ...(verify === undefined ? {} : { verify }) })

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

const hasMaterial = ({ ca, cert, key }: TlsOptions): boolean =>
  ca !== undefined || cert !== undefined || key !== undefined

const secureContext = ({ ca, cert, key, passphrase }: TlsOptions): SecureContext =>
  createSecureContext({
    ...(ca === undefined ? {} : { ca: authorities(ca) }),
    ...(cert === undefined ? {} : { cert: toBuffer(cert) }),
    ...(key === undefined ? {} : { key: toBuffer(key) }),
    ...(passphrase === undefined ? {} : { passphrase })
  })

const authorities = (ca: NonNullable<TlsOptions['ca']>): Array<Buffer> =>
  typeof ca === 'string' || ArrayBuffer.isView(ca) ? [toBuffer(ca)] : ca.map(toBuffer)

const toBuffer = (pem: string | Uint8Array): Buffer => Buffer.from(pem)
