/**
 * What an error is, asked by name: for callers who live through some and not through others.
 *
 * @since 0.1.0
 */
import type { HttpError, OpenStackError, TransportError } from './error.js'

// -------------------------------------------------------------------------------------
// guards
// -------------------------------------------------------------------------------------

// Guards say the very status: were they to say `HttpError`, a guard that does not hold would rule out every `HttpError`.

const hasStatus =
  <const S extends ReadonlyArray<number>>(...statuses: S) =>
  (error: OpenStackError): error is HttpError & { readonly status: S[number] } =>
    error._tag === 'HttpError' && statuses.includes(error.status)

/** 400: the service does not understand the request, or refuses a value in it. */
export const isBadRequest = hasStatus(400)

/** 401: the token is refused, and a new one did not help. */
export const isUnauthorized = hasStatus(401)

/** 403: the account may not; also how Nova says that a quota is used up. */
export const isForbidden = hasStatus(403)

/**
 * 404: no such thing, or not visible to this account, or not at this microversion.
 *
 * @example
 * const gone = await get(Server)({ serverId: 'gone' })(cloud)()
 *
 * assert.ok(E.isLeft(gone) && isNotFound(gone.left))
 */
export const isNotFound = hasStatus(404)

/** 409: not in its present state. */
export const isConflict = hasStatus(409)

/** 413 or 429: too much, or too often. */
export const isOverLimit = hasStatus(413, 429)

/** A status of 500 and above; never there, but in types. */
interface ServerStatus {
  readonly ServerStatus?: never
}

/** 500 and above: the service's own trouble. */
export const isServerError = (error: OpenStackError): error is HttpError & { readonly status: number & ServerStatus } =>
  error._tag === 'HttpError' && error.status >= 500

/** The caller ended the call through its `AbortSignal`. */
export const isAborted = (error: OpenStackError): error is TransportError & { readonly reason: 'aborted' } =>
  error._tag === 'TransportError' && error.reason === 'aborted'

/** Trouble that may pass by itself: no answer, 429, or 5xx but 501. A wait lives through it. */
export const isTransient = (error: OpenStackError): boolean =>
  (error._tag === 'TransportError' && !['aborted', 'tls', 'too-large'].includes(error.reason)) ||
  (error._tag === 'HttpError' && (error.status === 429 || (error.status >= 500 && error.status !== 501)))
