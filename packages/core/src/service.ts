/**
 * What an operation needs from the outside world: one service of one cloud, signed in.
 *
 * @since 0.1.0
 */
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'

import type { Within } from './deadline.js'
import type { OpenStackError } from './error.js'
import type { HttpResponse, Method, RequestBody, RequestContext, RequestHeaders } from './http.js'
import type { MicroversionPolicy, MicroversionRange } from './microversion.js'
import type { ServiceType } from './service-types.js'

export type { ServiceType } from './service-types.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

/** A request as an operation sees it: no host, no token, no retries. */
export interface ServiceRequest {
  readonly method: Method
  /** Below the service's endpoint, encoded, with its query string: `/servers/42/os-instance-actions?limit=1`. */
  readonly path: string
  readonly headers: RequestHeaders
  readonly body?: RequestBody | undefined
  readonly signal?: AbortSignal | undefined
  /** Milliseconds for the whole call, retries included; overrides the connection's own. */
  readonly timeout?: number | undefined
  readonly streamed?: boolean | undefined
  /** `root` asks at the service's unversioned root, where its versions are listed. */
  readonly base?: 'endpoint' | 'root' | undefined
  readonly context: RequestContext
}

/** One service of one cloud, signed in. `identity` makes them; a test hands in its own. */
export interface Service {
  /** What the service offers; `undefined` for a service that has no microversions. Asked once, then remembered. */
  readonly microversions: TaskEither<OpenStackError, MicroversionRange | undefined>
  /** The same, and `undefined` while there is still to sign in or to ask: then calls are bounded by `limit`. */
  readonly known?: () => { readonly microversions: MicroversionRange | undefined } | undefined
  /** Bounds all that one call does, signing in included: by its own milliseconds, or by those of the connection; `undefined` for no bounds. */
  readonly limit?: (milliseconds: number | undefined, signal: AbortSignal | undefined) => Within | undefined
  /** What calls speak where they do not say so themselves. */
  readonly policy: MicroversionPolicy
  /** Sends with the token, and answers whatever the service said, a no included. */
  readonly send: (request: ServiceRequest) => TaskEither<OpenStackError, HttpResponse>
}

/** The services a program uses. A pipeline over two services asks for both, and the compiler adds them up. */
export type Cloud<S extends ServiceType> = { readonly [K in S]: Service }
