/**
 * Everything that can go wrong, as one closed set of plain records. `_tag` says which, `message` is one sentence for a
 * person, the rest is for programs. No record holds a token, a password or a request body.
 *
 * @since 0.1.0
 */
import type { Method } from './http.js'
import type { Lifetime, MicroversionPolicy, MicroversionRange } from './microversion.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

export type OpenStackError =
  | TransportError
  | HttpError
  | DecodeError
  | MicroversionError
  | AuthError
  | EndpointNotFound
  | ConfigError
  | RequestError
  | WaitError

/** Why there was no answer. */
export type TransportReason =
  | 'aborted'
  | 'timeout'
  | 'dns'
  | 'refused'
  | 'unreachable'
  | 'reset'
  | 'truncated'
  | 'too-large'
  | 'tls'
  | 'proxy'
  | 'malformed'
  | 'unknown'

/** No answer. */
export interface TransportError {
  readonly _tag: 'TransportError'
  readonly message: string
  readonly reason: TransportReason
  /** Whether the request may have reached its peer. Only where it surely has not is it safe to send a create again. */
  readonly sent: boolean
  readonly method: Method
  /** Without its query. */
  readonly url: string
  readonly cause?: unknown
}

/** The service answered, and the answer is no. */
export interface HttpError {
  readonly _tag: 'HttpError'
  readonly message: string
  readonly status: number
  /** The service's own name for it, e.g. `itemNotFound`. */
  readonly fault?: string
  /** The service's own words, shortened, with every secret of the request struck out. */
  readonly detail?: string
  readonly service: string
  readonly operation: string
  readonly method: Method
  /** The path template. */
  readonly route: string
  /** The path asked for. */
  readonly path: string
  /** What an operator greps for; empty where none was sent. */
  readonly requestIds: ReadonlyArray<string>
  /** Seconds the service asks to wait, from `Retry-After`. */
  readonly retryAfter?: number
}

/** The service said yes, in words the codec does not know. */
export interface DecodeError {
  readonly _tag: 'DecodeError'
  readonly message: string
  /** What was read: `ServerAction`. */
  readonly expected: string
  /** Where, in wire names: `instanceAction.events[0].start_time`; empty for the whole body. */
  readonly path: string
  /** What stood there, cut short, without secrets. */
  readonly actual: string
  readonly operation: string
  readonly requestIds: ReadonlyArray<string>
}

/** The cloud, or the caller's own pin, lacks what was asked for. Nothing was sent. */
export interface MicroversionError {
  readonly _tag: 'MicroversionError'
  readonly message: string
  /** An operation, a field or a filter: `ServerAction.list`, `changesBefore`. */
  readonly feature: string
  readonly needs: Lifetime
  readonly offered?: MicroversionRange
  readonly policy: MicroversionPolicy
}

/** Signing in failed: wrong credentials, a missing method, a token that cannot be renewed. */
export interface AuthError {
  readonly _tag: 'AuthError'
  readonly message: string
  readonly status?: number
  readonly requestIds: ReadonlyArray<string>
  /** Where a multi-factor sign-in may go on: what is still wanted, and the receipt's header value is kept out of print. */
  readonly missing?: ReadonlyArray<ReadonlyArray<string>>
}

/** The catalog has no such endpoint. */
export interface EndpointNotFound {
  readonly _tag: 'EndpointNotFound'
  readonly message: string
  readonly service: string
  readonly interfaces: ReadonlyArray<string>
  readonly region?: string
  /** What the catalog does have: `compute public RegionOne`. */
  readonly available: ReadonlyArray<string>
}

/** The configuration cannot be used. */
export interface ConfigError {
  readonly _tag: 'ConfigError'
  readonly message: string
  readonly file?: string
  readonly line?: number
  readonly key?: string
  /** The clouds that exist, where one was asked for that does not. */
  readonly clouds?: ReadonlyArray<string>
}

/** The call itself is wrong: an empty id, an unknown parameter, two things of one name. Nothing was sent. */
export interface RequestError {
  readonly _tag: 'RequestError'
  readonly message: string
  readonly operation: string
  /** The parameter at fault. */
  readonly parameter?: string
  /** The nearest valid name. */
  readonly nearest?: string
}

/** A wait ended without what was waited for. */
export interface WaitError {
  readonly _tag: 'WaitError'
  readonly message: string
  readonly reason: 'timeout' | 'failed'
  /** What was seen last. */
  readonly last?: unknown
  /** The last passing trouble, where the wait lived through some. */
  readonly cause?: OpenStackError
}

// -------------------------------------------------------------------------------------
// constructors
// -------------------------------------------------------------------------------------

const reasons: Readonly<Record<TransportReason, string>> = {
  aborted: 'was aborted',
  timeout: 'got no answer in time',
  dns: 'failed: the host name is not known',
  refused: 'failed: the connection was refused',
  unreachable: 'failed: the host cannot be reached',
  reset: 'failed: the connection was reset',
  truncated: 'failed: the answer ended too early',
  'too-large': 'failed: the answer is larger than allowed',
  tls: 'failed: no trusted TLS connection',
  proxy: 'failed at the proxy',
  malformed: 'failed: malformed HTTP',
  unknown: 'failed'
}

/**
 * `detail` says more, e.g. why a certificate is not trusted.
 *
 * @example
 * const error = transportError({ reason: 'refused', sent: false, method: 'GET', url: 'https://cloud.example/servers' })
 *
 * assert.deepStrictEqual([error.reason, error.sent], ['refused', false])
 */
export const transportError = (
  facts: Omit<TransportError, '_tag' | 'message'> & { readonly detail?: string }
): TransportError => {
  const { detail, ...rest } = facts
  const url = withoutQuery(facts.url)
  const message = `${facts.method} ${url} ${reasons[facts.reason]}${detail === undefined ? '' : `: ${detail}`}`
  return { _tag: 'TransportError', message, ...rest, url }
}

/**
 * @example
 * const { message } = httpError({
 *   status: 409,
 *   service: 'compute',
 *   operation: 'Server.rename',
 *   method: 'POST',
 *   route: '/servers/{serverId}/action',
 *   path: '/servers/79edaa44/action',
 *   detail: 'It is locked.',
 *   requestIds: []
 * })
 *
 * assert.deepStrictEqual(message, 'compute answered 409 to POST /servers/79edaa44/action: It is locked.')
 */
export const httpError = (facts: Omit<HttpError, '_tag' | 'message'>): HttpError => {
  const { detail, fault, method, path, requestIds, status } = facts
  const words = detail ?? fault
  const said = words === undefined ? '' : `: ${words}`
  const message = `${facts.service} answered ${status} to ${method} ${withoutQuery(path)}${said}${idsOf(requestIds)}`
  return { _tag: 'HttpError', message, ...facts }
}

export const decodeError = (facts: Omit<DecodeError, '_tag' | 'message'>): DecodeError => {
  const where = facts.path === '' ? 'the answer' : facts.path
  const message =
    `The answer to ${facts.operation} cannot be read: ${where} should be ${facts.expected}, ` +
    `but is ${facts.actual}${idsOf(facts.requestIds)}`
  return { _tag: 'DecodeError', message, ...facts }
}

export const microversionError = (facts: Omit<MicroversionError, '_tag' | 'message'>): MicroversionError => {
  const { feature, needs, offered, policy } = facts
  const wanted =
    needs.until === undefined
      ? needs.since === undefined
        ? 'another microversion'
        : `microversion ${needs.since} or newer`
      : needs.since === undefined
        ? `microversion ${needs.until} or older`
        : `a microversion from ${needs.since} to ${needs.until}`
  const pinned = policy === 'latest' ? '' : `; this call speaks ${policy}`
  const has = offered === undefined ? '' : `; the cloud has ${offered.min} to ${offered.max}`
  return { _tag: 'MicroversionError', message: `${feature} needs ${wanted}${pinned}${has}`, ...facts }
}

export const authError = (facts: Omit<AuthError, '_tag'>): AuthError => ({
  _tag: 'AuthError',
  ...facts,
  message: facts.message + idsOf(facts.requestIds)
})

export const endpointNotFound = (facts: Omit<EndpointNotFound, '_tag' | 'message'>): EndpointNotFound => {
  const { available, interfaces, region, service } = facts
  const place = region === undefined ? '' : ` in region ${region}`
  const has = available.length === 0 ? 'nothing' : available.join(', ')
  const message = `The catalog has no ${interfaces.join(' or ')} endpoint of ${service}${place}; it has ${has}`
  return { _tag: 'EndpointNotFound', message, ...facts }
}

export const configError = (facts: Omit<ConfigError, '_tag'>): ConfigError => ({ _tag: 'ConfigError', ...facts })

export const requestError = (facts: Omit<RequestError, '_tag'>): RequestError => ({ _tag: 'RequestError', ...facts })

export const waitError = (facts: Omit<WaitError, '_tag'>): WaitError => ({ _tag: 'WaitError', ...facts })

/** Nor with a password, should one stand in it, nor with a line break that would forge a second line of a log. */
const withoutQuery = (url: string): string =>
  (url.split(/[?#]/, 1)[0] ?? '').replace(/^(\w+:[/\\]+)[^/\\]*@/, '$1').replace(/[\s\p{Cc}]/gu, encodeURIComponent)

const idsOf = (requestIds: ReadonlyArray<string>): string =>
  requestIds.length === 0 ? '' : ` (request ${requestIds.join(', ')})`
