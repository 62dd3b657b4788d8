/**
 * What deadlines say when they end a request, and how an abort of theirs is told from the caller's. Internal.
 *
 * @since 0.1.0
 */
import { type OpenStackError, transportError, type TransportError } from './error.js'
import type { Expiry } from './expiry.js'
import type { HttpRequest } from './http.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

interface Passed {
  readonly kind: 'try' | 'total'
  readonly milliseconds: number
}

// -------------------------------------------------------------------------------------
// conversions
// -------------------------------------------------------------------------------------

export const aborted = ({ method, url }: HttpRequest, sent: boolean, detail?: string): TransportError =>
  transportError({ reason: 'aborted', sent, method, url, ...(detail === undefined ? {} : { detail }) })

/** What whoever aborted said of it, where it said it in an error of its own. */
export const reasonOf = ({ reason }: AbortSignal): string | undefined =>
  reason instanceof Error && reason.name === 'Error' ? reason.message : undefined

/** The abort that a limit caused, as the timeout it is; any other error as it stands. */
export const explain = <E extends OpenStackError>(error: E, limit: Expiry, words: () => string): E | TransportError =>
  error._tag !== 'TransportError' || error.reason !== 'aborted' || !limit.expired()
    ? error
    : transportError({
        reason: 'timeout',
        sent: error.sent,
        method: error.method,
        url: error.url,
        detail: words(),
        ...(error.cause === undefined ? {} : { cause: error.cause })
      })

export const passed = ({ kind, milliseconds }: Passed): string =>
  `${duration(milliseconds)} ${kind === 'try' ? 'for one try' : 'for the whole call'} have passed`

export const duration = (milliseconds: number): string =>
  milliseconds < 1000 ? `${milliseconds} ms` : `${Math.round(milliseconds / 100) / 10} s`

export const isTransportError = (thrown: unknown): thrown is TransportError =>
  typeof thrown === 'object' && thrown !== null && '_tag' in thrown && thrown._tag === 'TransportError'
