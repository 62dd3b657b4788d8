/**
 * What an OpenStack resource is, and what can be done with it.
 *
 * @since 0.1.0
 */
export type { Answer, Meta } from './answer.js'
export { changes } from './changes.js'
export { type Clock, systemClock } from './clock.js'
export {
  commaSeparated,
  type Dictionary,
  dictionary,
  nullable,
  openString,
  type OpenString,
  valueSince,
  valueUntil
} from './codec.js'
export { commit, type Change } from './commit.js'
export { concurrency } from './concurrency.js'
export { deadline, type DeadlineOptions, type Deadlines, defaultDeadlines, type Within, within } from './deadline.js'
export { decodeBy, type Decoding } from './decoding.js'
export type {
  Address,
  Definition,
  Finding,
  ItemOf,
  Named,
  Operations,
  Placed,
  ResourceEndpoints,
  Verb
} from './definition.js'
export {
  type AnswerOf,
  type AnswerSpec,
  type BodySpec,
  type Endpoint,
  endpoints,
  type EndpointOf,
  type EndpointsOf,
  type EndpointSpec,
  type Identified,
  type InputOf,
  type Listing,
  type ListSpec,
  type OutputOf,
  type Paging,
  type PathParams
} from './endpoint.js'
export {
  authError,
  type AuthError,
  configError,
  type ConfigError,
  decodeError,
  type DecodeError,
  endpointNotFound,
  type EndpointNotFound,
  httpError,
  type HttpError,
  microversionError,
  type MicroversionError,
  type OpenStackError,
  requestError,
  type RequestError,
  transportError,
  type TransportError,
  type TransportReason,
  waitError,
  type WaitError
} from './error.js'
export { onAbort } from './expiry.js'
export {
  isAborted,
  isBadRequest,
  isConflict,
  isForbidden,
  isNotFound,
  isOverLimit,
  isServerError,
  isTransient,
  isUnauthorized
} from './error-guards.js'
export {
  always,
  beside,
  during,
  except,
  type Field,
  type Fields,
  type Flatten,
  neededSince,
  optional,
  type QueryRest,
  type QueryRestOf,
  required,
  type Rest,
  type RestOf,
  since,
  type StructOf,
  until
} from './field.js'
export { requestIdsOf } from './fault.js'
export { find, type Findable } from './find.js'
export type {
  HttpRequest,
  HttpResponse,
  Method,
  Policy,
  RequestBody,
  RequestContext,
  RequestHeaders,
  ResponseHeaders,
  Transport
} from './http.js'
export { type Kind, kindOf } from './kind.js'
export { type Logger, logTo } from './log.js'
export {
  existsAt,
  isMicroversion,
  isOlderThan,
  type Lifetime,
  type Microversion,
  microversionHeaders,
  type MicroversionPolicy,
  type MicroversionRange,
  negotiate,
  type Negotiation
} from './microversion.js'
export { jsonPatch, type PatchOperation } from './json-patch.js'
export {
  type Listener,
  type Message,
  observe,
  type ObserveOptions,
  type Observer,
  quiet,
  type RequestEnded,
  type RequestEvent,
  type RequestFacts,
  type RequestRetried,
  type RequestStarted,
  type TokenRenewed,
  type TokenStoreFailed,
  type VersionsDiscovered
} from './observe.js'
export {
  openTelemetry,
  type Telemetry,
  type TelemetryAttributes,
  type TelemetryMeter,
  type TelemetrySpan,
  type TelemetryTracer
} from './open-telemetry.js'
export {
  type Allows,
  call,
  type Call,
  create,
  exchange,
  get,
  head,
  type Missing,
  type OptionsOf,
  remove,
  update
} from './operation.js'
export type { CallOptions } from './perform.js'
export { all, list, listAll, type Page, pages } from './page.js'
export {
  type EndpointGroup,
  type ListMethod,
  type ListOptions,
  type Method as PromiseMethod,
  type Methods,
  OpenStackFailure,
  promises,
  toPromise
} from './promises.js'
export { rateLimit, type RateLimitOptions } from './rate-limit.js'
export { isSecretName, redactHeaders, redactText, redactUrl, secretsOf, strike } from './redact.js'
export { type Resource, resource } from './resource.js'
export { retry, type RetryNotice, type RetryOptions } from './retry.js'
export { retryAfterOf } from './retry-after.js'
export type { Cloud, Service, ServiceRequest, ServiceType } from './service.js'
export { serviceAliases, serviceNames, serviceTypes } from './service-types.js'
export { type Struct, struct } from './struct.js'
export {
  between,
  fromDate,
  fromEpochMicros,
  Timestamp,
  TimestampWithoutZone,
  toDate,
  toEpochMicros
} from './timestamp.js'
export { wait, waitGone, type WaitGoneOptions, type WaitOptions } from './wait.js'
export { metadataOf } from './metadata.js'
export { inDetail, quotaSetOf, QuotaUsage } from './quota-set.js'
export { type Owner, tagsOf } from './tags.js'
