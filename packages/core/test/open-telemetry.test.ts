import type { Meter, Tracer } from '@opentelemetry/api'
import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader
} from '@opentelemetry/sdk-metrics'
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base'
import { pipe } from 'fp-ts/lib/function.js'

import { observe } from '../src/observe.js'
import { openTelemetry } from '../src/open-telemetry.js'
import { retry } from '../src/retry.js'
import { fakeClock } from './fake-clock.js'
import { answers, asking, breaks, scripted, type Step } from './scripted.js'

/** The real SDK, exporting to memory. */
const sdk = () => {
  const spans = new InMemorySpanExporter()
  const provider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(spans)] })
  const metrics = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE)
  const reader = new PeriodicExportingMetricReader({ exporter: metrics, exportIntervalMillis: 3_600_000 })
  const meters = new MeterProvider({ readers: [reader] })
  const tracer: Tracer = provider.getTracer('test')
  const meter: Meter = meters.getMeter('test')
  const points = async (): Promise<Record<string, ReadonlyArray<{ attributes: object; value: unknown }>>> => {
    await meters.forceFlush()
    const all = metrics.getMetrics().flatMap(({ scopeMetrics }) => scopeMetrics.flatMap((scope) => scope.metrics))
    await meters.shutdown()
    return Object.fromEntries(all.map(({ dataPoints, descriptor }) => [descriptor.name, dataPoints]))
  }
  return { meter, points, spans: () => spans.getFinishedSpans(), tracer }
}

const context = {
  service: 'compute',
  operation: 'Server.get',
  route: '/servers/{serverId}',
  microversion: '2.96'
} as const

const run = async (...steps: ReadonlyArray<Step>) => {
  const { meter, points, spans, tracer } = sdk()
  const clock = fakeClock()
  const { transport } = scripted(...steps)
  const listener = openTelemetry({ meter, tracer })
  const watch = observe(listener, { clock })
  const send = pipe(transport, retry({ clock, random: () => 1, tries: 2, onRetry: watch.onRetry }), watch)
  const answer = send(asking('GET', { url: 'https://c.example:8774/v2.1/servers/42?token=s3cr3t', context }))()
  await clock.advance(10_000)
  await answer
  return { listener, points, spans }
}

const labels = {
  'http.request.method': 'GET',
  'url.template': '/servers/{serverId}',
  'server.address': 'c.example',
  'server.port': 8774,
  'openstack.service': 'compute',
  'openstack.operation': 'Server.get',
  'openstack.microversion': '2.96'
}

describe('openTelemetry, with the real SDK', () => {
  test('a call is a client span named after its route, with its retries as events', async () => {
    const { spans } = await run(answers(503), answers(200, { 'x-openstack-request-id': 'req-1' }, '{}'))
    expect(spans()).toHaveLength(1)
    const [span] = spans()
    expect(span).toMatchObject({
      name: 'GET /servers/{serverId}',
      kind: 2,
      status: { code: 0 },
      attributes: {
        ...labels,
        'url.full': 'https://c.example:8774/v2.1/servers/42?token=***',
        'http.response.status_code': 200,
        'http.request.resend_count': 1,
        'http.response.body.size': 2,
        'openstack.request_ids': ['req-1']
      }
    })
    expect(span?.events).toMatchObject([
      { name: 'retry', attributes: { 'openstack.retry.pause_ms': 500, 'http.response.status_code': 503 } }
    ])
  })

  test('a failure is an error, by status or by reason', async () => {
    const { spans } = await run(answers(404))
    expect(spans()[0]).toMatchObject({ status: { code: 2 }, attributes: { 'error.type': '404' } })
    const broken = await run(breaks('refused', false))
    expect(broken.spans()[0]).toMatchObject({
      status: { code: 2, message: expect.stringMatching(/the connection was refused/) },
      attributes: { 'error.type': 'refused' }
    })
  })

  test('metrics have bounded labels and the units of the conventions', async () => {
    const { listener, points } = await run(answers(503), answers(200, {}, '{}'))
    listener({ _tag: 'TokenRenewed', at: 0, reason: 'expiring', from: 'keystone', duration: 5 })
    listener({ _tag: 'VersionsDiscovered', at: 0, service: 'compute', url: 'https://c.example/', duration: 5 })
    listener({ _tag: 'TokenStoreFailed', at: 0, operation: 'get', message: 'no' })
    const ok = { ...labels, 'http.response.status_code': 200 }
    expect(await points()).toMatchObject({
      'http.client.request.duration': [{ attributes: ok, value: { count: 1, sum: 0.5 } }],
      'http.client.response.body.size': [{ attributes: ok, value: { count: 1, sum: 2 } }],
      'openstack.client.retries': [{ attributes: { ...labels, 'http.response.status_code': 503 }, value: 1 }],
      'openstack.client.token.renewals': [{ attributes: { 'openstack.renewal.reason': 'expiring' }, value: 1 }],
      'openstack.client.discoveries': [{ attributes: { 'openstack.service': 'compute' }, value: 1 }]
    })
  })

  test('either half may be absent', () => {
    expect(() => openTelemetry({})({ _tag: 'TokenStoreFailed', at: 0, operation: 'get', message: 'no' })).not.toThrow()
  })
})
