/**
 * What Node says when something fails, in the words of `TransportError`.
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
  /** Where it is known for sure; else whether the connection stood tells. */
  readonly sent?: boolean
  readonly cause?: unknown
}

/** Carries a failure through Node's streams and agents, which pass on nothing but errors. */
export class FailureError extends Error {
  readonly failure: Failure

  constructor(failure: Failure) {
    super(failure.detail ?? failure.reason)
    this.failure = failure
  }
}

// -------------------------------------------------------------------------------------
// conversions
// -------------------------------------------------------------------------------------

/** Of an error that Node gave before the whole head of an answer was there, or thrown when the request was made. */
export const failureOf = (cause: unknown): Failure => {
  const own = carried(cause)
  if (own !== undefined) return own
  dropAnswer(cause)
  const code = codeOf(cause)
  const trust = certificates[code]
  if (trust !== undefined) return { reason: 'tls', detail: `${trust}${altNames(cause)}`, sent: false, cause }
  const known = codes[code]
  if (known !== undefined) return { ...known, cause }
  if (code.startsWith('HPE_')) return { reason: 'malformed', detail: messageOf(cause), cause }
  if (code.startsWith('EAI_')) return { reason: 'dns', detail: messageOf(cause), cause }
  if (code === 'EPROTO' || /^ERR_(SSL|TLS|OSSL)/.test(code)) {
    return { reason: 'tls', detail: handshakeTrouble(messageOf(cause)), sent: false, cause }
  }
  if (refusals.includes(code)) return { reason: 'malformed', detail: messageOf(cause), sent: false, cause }
  return { reason: 'unknown', detail: messageOf(cause), cause }
}

/** Of an error that Node gave while the body of an answer was read. */
export const bodyFailureOf = (cause: unknown): Failure => {
  const own = carried(cause)
  if (own !== undefined) return own
  const code = codeOf(cause)
  const trouble = zlibTroubles[code]
  if (trouble !== undefined) return { ...trouble, cause }
  if (code.startsWith('Z_') || code.startsWith('ERR__ERROR') || code.startsWith('ERR_BROTLI')) {
    return { reason: 'malformed', detail: `the body cannot be decompressed: ${messageOf(cause)}`, cause }
  }
  // Node names the two ends of a connection by one code: a peer that closes is told by its message.
  if (code === 'ECONNRESET' && messageOf(cause) === 'aborted') return { reason: 'truncated', cause }
  return failureOf(cause)
}

/** Whether a kept-alive connection turned out to be dead. */
export const isHangUp = (cause: unknown): boolean => ['ECONNRESET', 'EPIPE', 'ECONNABORTED'].includes(codeOf(cause))

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

const codes: Readonly<Record<string, Failure>> = {
  ECONNREFUSED: { reason: 'refused', sent: false },
  ENOTFOUND: { reason: 'dns', sent: false },
  EHOSTUNREACH: { reason: 'unreachable' },
  ENETUNREACH: { reason: 'unreachable' },
  EADDRNOTAVAIL: { reason: 'unreachable', sent: false },
  EHOSTDOWN: { reason: 'unreachable' },
  ENETDOWN: { reason: 'unreachable' },
  ENOENT: { reason: 'unreachable', detail: 'there is no such socket file', sent: false },
  ENOTSOCK: { reason: 'unreachable', detail: 'the file is not a socket', sent: false },
  EACCES: { reason: 'unreachable', detail: 'this user may not open the socket', sent: false },
  ETIMEDOUT: { reason: 'timeout' },
  ERR_SOCKET_CONNECTION_TIMEOUT: { reason: 'timeout', detail: 'no connection', sent: false },
  ECONNRESET: { reason: 'reset' },
  ECONNABORTED: { reason: 'reset' },
  EPIPE: { reason: 'reset' },
  HPE_HEADER_OVERFLOW: { reason: 'too-large', detail: 'the headers are longer than allowed' }
}

const certificates: Readonly<Record<string, string>> = {
  CERT_HAS_EXPIRED: 'the certificate has expired',
  CERT_NOT_YET_VALID: 'the certificate is not valid yet (is the clock right?)',
  CERT_REVOKED: 'the certificate was revoked',
  CERT_SIGNATURE_FAILURE: 'the certificate does not carry a valid signature of its authority',
  CERT_UNTRUSTED: 'the authority of the certificate is not trusted: give it as `ca`',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'the certificate is self-signed: give it as `ca` to trust it',
  ERR_TLS_CERT_ALTNAME_INVALID: 'the certificate is for another host',
  HOSTNAME_MISMATCH: 'the certificate is for another host',
  INVALID_CA: 'the authority in the chain may not sign certificates',
  INVALID_PURPOSE: 'the certificate is not meant for servers',
  SELF_SIGNED_CERT_IN_CHAIN: 'the authority of the certificate is not trusted: give it as `ca`',
  UNABLE_TO_GET_ISSUER_CERT: 'the authority of the certificate is not trusted: give it as `ca`',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'the authority of the certificate is not trusted: give it as `ca`',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'the authority of the certificate is not trusted: give it, whole chain, as `ca`'
}

const zlibTroubles: Readonly<Record<string, Failure>> = {
  Z_BUF_ERROR: { reason: 'truncated', detail: 'the compressed body ends too early' },
  ERR_BUFFER_TOO_LARGE: { reason: 'too-large', detail: 'the body is longer than `maxBodyBytes` once decompressed' }
}

/** Node refuses to send these; none of its messages quotes a value. */
const refusals: ReadonlyArray<string> = [
  'ERR_INVALID_CHAR',
  'ERR_INVALID_HTTP_TOKEN',
  'ERR_UNESCAPED_CHARACTERS',
  'ERR_HTTP_INVALID_HEADER_VALUE',
  'ERR_INVALID_ARG_TYPE',
  'ERR_INVALID_ARG_VALUE',
  'ERR_INVALID_URL',
  'ERR_SOCKET_BAD_PORT'
]

/** The words inside `…:SSL routines:ssl3_get_record:wrong version number:…`, with what to do about the known ones. */
const handshakeTrouble = (message: string): string => {
  const words = (/:SSL routines:[^:]*:([^:\n]+)/.exec(message)?.[1] ?? message).trim()
  if (/wrong version number|packet length too long/.test(words)) return 'the peer does not speak TLS (is it http:?)'
  if (/certificate required|handshake failure|bad certificate/.test(words)) {
    return `the server refused the client's certificate, or misses one (\`cert\`, \`key\`): ${words}`
  }
  return words
}

/** `: it is for DNS:a.example, DNS:b.example`. */
const altNames = (cause: unknown): string => {
  const names = propertyOf(propertyOf(cause, 'cert'), 'subjectaltname')
  return typeof names === 'string' && codeOf(cause) === 'ERR_TLS_CERT_ALTNAME_INVALID' ? `: it is for ${names}` : ''
}

/** Node's parser hands on the bytes that it could not read: a token may be among them. */
const dropAnswer = (cause: unknown): void => {
  if (typeof cause === 'object' && cause !== null) Reflect.deleteProperty(cause, 'rawPacket')
}

const carried = (cause: unknown): Failure | undefined => (cause instanceof FailureError ? cause.failure : undefined)

export const messageOf = (cause: unknown): string => {
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
