/**
 * OpenTelemetry out of request events: a span for each call, and metrics with bounded labels.
 *
 * Nothing is imported: whatever has the shape of a tracer and a meter of `@opentelemetry/api` will do.
 *
 * @see https://opentelemetry.io/docs/specs/semconv/http/
 * @since 0.1.0
 */
import type { Listener, RequestEnded, RequestFacts, RequestStarted } from './observe.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

export type TelemetryAttributes = Record<string, string | number | boolean | Array<string>>

/** As much of a `Span` as is used. */
export interface TelemetrySpan {
  readonly setAttributes: (attributes: TelemetryAttributes) => unknown
  readonly addEvent: (name: string, attributes: TelemetryAttributes) => unknown
  /** 2 is an error. */
  readonly setStatus: (status: { code: 2; message?: string }) => unknown
  readonly end: () => void
}

/** As much of a `Tracer` as is used. */
export interface TelemetryTracer {
  /** 2 is a client. */
  readonly startSpan: (name: string, options: { kind: 2; attributes: TelemetryAttributes }) => TelemetrySpan
}

/** As much of a `Meter` as is used. */
export interface TelemetryMeter {
  readonly createHistogram: (
    name: string,
    options: { description: string; unit: string }
  ) => { readonly record: (value: number, attributes: TelemetryAttributes) => void }
  readonly createCounter: (
    name: string,
    options: { description: string; unit: string }
  ) => { readonly add: (value: number, attributes: TelemetryAttributes) => void }
}

export interface Telemetry {
  readonly tracer?: TelemetryTracer
  readonly meter?: TelemetryMeter
}

// -------------------------------------------------------------------------------------
// constructors
// -------------------------------------------------------------------------------------

/**
 * A listener for `observe`. Spans are named `GET /servers/{serverId}` and begin in the caller's active context. Metrics:
 * `http.client.request.duration` (s), `http.client.response.body.size` (By), `openstack.client.retries`,
 * `openstack.client.token.renewals`, `openstack.client.discoveries`.
 *
 * @example
 * const listener = openTelemetry({ tracer: trace.getTracer('app'), meter: metrics.getMeter('app') })
 */
export const openTelemetry = ({ meter, tracer }: Telemetry): Listener => {
  const spans = new Map<string, TelemetrySpan>()
  const record = meter === undefined ? undefined : recorderOf(meter)
  return (event) => {
    record?.(event)
    if (tracer === undefined) return
    if (event._tag === 'RequestStarted') {
      const attributes = { ...labels(event), ...spanOnly(event) }
      spans.set(event.call, tracer.startSpan(`${event.method} ${event.route}`, { kind: 2, attributes }))
    } else if (event._tag === 'RequestRetried') {
      spans.get(event.call)?.addEvent('retry', { 'openstack.retry.pause_ms': event.pause, ...outcome(event) })
    } else if (event._tag === 'RequestEnded') {
      const span = spans.get(event.call)
      spans.delete(event.call)
      if (span !== undefined) finish(span, event)
    }
  }
}

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

const finish = (span: TelemetrySpan, event: RequestEnded): void => {
  span.setAttributes({
    ...outcome(event),
    ...(event.retries > 0 ? { 'http.request.resend_count': event.retries } : {}),
    ...(event.size === undefined ? {} : { 'http.response.body.size': event.size }),
    ...(event.requestIds.length > 0 ? { 'openstack.request_ids': [...event.requestIds] } : {})
  })
  if (event.error !== undefined) span.setStatus({ code: 2, message: event.error.message })
  else if ((event.status ?? 0) >= 400) span.setStatus({ code: 2 })
  span.end()
}

const recorderOf = (meter: TelemetryMeter): Listener => {
  const duration = meter.createHistogram('http.client.request.duration', {
    description: 'Duration of calls, retries included.',
    unit: 's'
  })
  const size = meter.createHistogram('http.client.response.body.size', {
    description: 'Size of answers.',
    unit: 'By'
  })
  const counter = (name: string, description: string) => meter.createCounter(name, { description, unit: '1' })
  const retries = counter('openstack.client.retries', 'Tries that failed and were followed by another.')
  const renewals = counter('openstack.client.token.renewals', 'Tokens asked for.')
  const discoveries = counter('openstack.client.discoveries', 'Services asked for their versions.')
  return (event) => {
    switch (event._tag) {
      case 'RequestStarted':
      case 'TokenStoreFailed':
        return
      case 'RequestRetried':
        return retries.add(1, { ...labels(event), ...outcome(event) })
      case 'RequestEnded': {
        const attributes = { ...labels(event), ...outcome(event) }
        if (event.size !== undefined) size.record(event.size, attributes)
        return duration.record(event.duration / 1000, attributes)
      }
      case 'TokenRenewed':
        return renewals.add(1, {
          'openstack.renewal.reason': event.reason,
          'openstack.renewal.from': event.from,
          ...failure(event.error)
        })
      case 'VersionsDiscovered':
        return discoveries.add(1, { 'openstack.service': event.service, ...failure(event.error) })
    }
  }
}

/** Bounded: no ids. */
const labels = (facts: RequestFacts): TelemetryAttributes => {
  const [, host, port] = /^[a-z]+:\/\/(?:[^/?#@]*@)?(\[[^\]]*\]|[^/?#:]*)(?::(\d+))?/i.exec(facts.url) ?? []
  const standard = facts.url.startsWith('https:') ? 443 : 80
  return {
    'http.request.method': facts.method,
    'url.template': facts.route,
    'server.address': host ?? '',
    'server.port': port === undefined ? standard : Number(port),
    'openstack.service': facts.service,
    'openstack.operation': facts.operation,
    ...(facts.microversion === undefined ? {} : { 'openstack.microversion': facts.microversion })
  }
}

const spanOnly = ({ size, url }: RequestStarted): TelemetryAttributes => ({
  'url.full': url,
  ...(size === undefined ? {} : { 'http.request.body.size': size })
})

const outcome = ({ error, status }: Pick<RequestEnded, 'error' | 'status'>): TelemetryAttributes => ({
  ...(status === undefined ? {} : { 'http.response.status_code': status }),
  ...(error !== undefined ? { 'error.type': error.reason } : (status ?? 0) >= 400 ? { 'error.type': `${status}` } : {})
})

const failure = (error: { readonly _tag: string } | undefined): TelemetryAttributes =>
  error === undefined ? {} : { 'error.type': error._tag }
