/**
 * What an OpenStack resource is, and what can be done with it.
 *
 * @since 0.1.0
 */
export { type Clock, systemClock } from './clock.js'
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
  isAborted,
  isBadRequest,
  isConflict,
  isForbidden,
  isNotFound,
  isOverLimit,
  isServerError,
  isTransient,
  isUnauthorized,
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
export type { Cloud, Service, ServiceRequest, ServiceType } from './service.js'
