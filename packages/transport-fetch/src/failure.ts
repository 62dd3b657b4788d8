/**
 * What the several fetches of this world say when something fails, in the words of `TransportError`. Node's says it by a
 * code somewhere below `cause`, Bun's by a code of its own, Deno's in a sentence, and a browser's does not tell at all.
 *
 * @since 0.1.0
 */
import type { TransportReason } from '@openstack-ts/core'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

/** A `TransportError` that does not yet know its request. */
export interface Failure {
  readonly reason: TransportReason
  readonly detail?: string
  readonly sent?: boolean
  readonly cause?: unknown
}

// -------------------------------------------------------------------------------------
// conversions
// -------------------------------------------------------------------------------------

/** Of what `fetch` rejects with. */
export const failureOf = (cause: unknown): Failure => {
  const trouble = innermost(cause)
  const code = codeOf(trouble)
  const detail = messageOf(trouble)
  if (code.startsWith('HPE_')) dropAnswer(trouble)
  const known = codes[code]
  if (known !== undefined) return { ...known, cause }
  if (code.startsWith('HPE_')) return { reason: 'malformed', detail, cause }
  if (code.startsWith('EAI_')) return { reason: 'dns', detail, sent: false, cause }
  if (code === 'EPROTO' || /CERT|^ERR_(SSL|TLS|OSSL)/.test(code)) return { reason: 'tls', detail, sent: false, cause }
  const said = sentences.find(([pattern]) => pattern.test(detail))
  return said === undefined ? { reason: 'unknown', detail, cause } : { ...said[1], detail, cause }
}

/** Of what reading the body rejects with, after the head of the answer came. */
export const bodyFailureOf = (cause: unknown): Failure => {
  const trouble = innermost(cause)
  const code = codeOf(trouble)
  if (code === 'UND_ERR_SOCKET' || code === 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH') return { reason: 'truncated', cause }
  if (/^(Z_|ERR_BROTLI|ERR__ERROR|ZlibError)/.test(code)) {
    return { reason: 'malformed', detail: `the body cannot be decompressed: ${messageOf(trouble)}`, cause }
  }
  return { ...failureOf(cause), sent: true }
}

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

const codes: Readonly<Record<string, Failure>> = {
  ECONNREFUSED: { reason: 'refused', sent: false },
  ENOTFOUND: { reason: 'dns', sent: false },
  EHOSTUNREACH: { reason: 'unreachable' },
  ENETUNREACH: { reason: 'unreachable' },
  EADDRNOTAVAIL: { reason: 'unreachable', sent: false },
  ECONNRESET: { reason: 'reset' },
  ECONNABORTED: { reason: 'reset' },
  EPIPE: { reason: 'reset' },
  ETIMEDOUT: { reason: 'timeout' },
  UND_ERR_SOCKET: { reason: 'reset' },
  UND_ERR_CONNECT_TIMEOUT: { reason: 'timeout', detail: 'no connection', sent: false },
  UND_ERR_HEADERS_TIMEOUT: { reason: 'timeout' },
  UND_ERR_BODY_TIMEOUT: { reason: 'timeout' },
  UND_ERR_HEADERS_OVERFLOW: { reason: 'too-large', detail: 'the headers are longer than allowed' },
  HPE_HEADER_OVERFLOW: { reason: 'too-large', detail: 'the headers are longer than allowed' },
  CERT_HAS_EXPIRED: { reason: 'tls', detail: 'the certificate has expired', sent: false },
  DEPTH_ZERO_SELF_SIGNED_CERT: { reason: 'tls', detail: 'the certificate is self-signed', sent: false },
  SELF_SIGNED_CERT_IN_CHAIN: { reason: 'tls', detail: 'the authority of the certificate is not trusted', sent: false },
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: {
    reason: 'tls',
    detail: 'the authority of the certificate is not trusted',
    sent: false
  },
  ConnectionRefused: { reason: 'refused', sent: false },
  FailedToOpenSocket: { reason: 'dns', sent: false },
  ConnectionClosed: { reason: 'reset' }
}

const sentences: ReadonlyArray<readonly [RegExp, Failure]> = [
  // Before anything is sent: ports such as 1 or 6000 that fetch never asks.
  [/^bad port$/i, { reason: 'malformed', sent: false }],
  [/connection refused/i, { reason: 'refused', sent: false }],
  [/dns error|failed to lookup address|name or service not known/i, { reason: 'dns', sent: false }],
  [/certificate|tls handshake/i, { reason: 'tls', sent: false }],
  [/connection (was )?reset|connection closed|broken pipe/i, { reason: 'reset' }]
]

/** What lies below the `cause`s and carries a code, else the last of them. */
const innermost = (error: unknown, depth = 0): unknown => {
  const cause = propertyOf(error, 'cause')
  return depth === 5 || codeOf(error) !== '' || cause === undefined ? error : innermost(cause, depth + 1)
}

/** Node's fetch hands on the text that it could not read: a token may be in it. */
const dropAnswer = (trouble: unknown): void => {
  if (typeof trouble === 'object' && trouble !== null) Reflect.deleteProperty(trouble, 'data')
}

const messageOf = (cause: unknown): string => {
  const message = propertyOf(cause, 'message')
  return typeof message === 'string' ? message : String(cause)
}

const codeOf = (cause: unknown): string => {
  const code = propertyOf(cause, 'code')
  return typeof code === 'string' ? code : ''
}

/** Not by `instanceof`, which fails for errors of another realm. */
const propertyOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined
