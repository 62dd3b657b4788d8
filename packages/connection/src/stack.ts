/**
 * The usual policies around a transport, from the wire outwards: a deadline for each try, at most so many requests at
 * once and so many a second, retries where they are safe, a deadline for the whole call, an observer.
 *
 * @since 0.1.0
 */
import type { CloudConfig, RequestLimits } from '@openstack-ts/config'
import {
  concurrency,
  deadline,
  defaultDeadlines,
  observe,
  type Policy,
  rateLimit,
  retry,
  type RetryNotice,
  type RetryOptions,
  systemClock
} from '@openstack-ts/core'

import type { ConnectOptions } from './connection.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

/** The part of the options that is about policies. */
export interface StackOptions extends Pick<ConnectOptions, 'clock' | 'deadlines' | 'messages' | 'observe' | 'retry'> {
  /** Ends every request, and every later one, when it aborts. */
  readonly until?: AbortSignal
}

// -------------------------------------------------------------------------------------
// constructors
// -------------------------------------------------------------------------------------

/** The policies that a cloud's configuration and the caller ask for. */
export const defaultStack = ({ limits, timeout }: Limited, options: StackOptions): Policy => {
  const { clock = systemClock, messages, until } = options
  const {
    connect,
    total,
    try: each
  } = { ...defaultDeadlines, ...(timeout === undefined ? {} : { try: timeout }), ...options.deadlines }
  const shown = messages === undefined ? { clock } : { clock, messages }
  const watch = options.observe === undefined ? undefined : observe(options.observe, shown)
  const retries = (own: RequestLimits): Policy =>
    options.retry === false
      ? asIs
      : retry({
          clock,
          ...triesOf({ ...limits.all, ...own }),
          ...options.retry,
          ...(watch === undefined ? {} : { onRetry: bothHear(watch.onRetry, options.retry?.onRetry) })
        })
  const policies: ReadonlyArray<Policy> = [
    deadline({ connect, try: each, clock }),
    byService(limits, ['rateLimit'], ({ rateLimit: perSecond }) =>
      perSecond === undefined ? asIs : rateLimit({ perSecond, clock })
    ),
    byService(limits, ['concurrency'], ({ concurrency: most }) => (most === undefined ? asIs : concurrency(most))),
    byService(limits, retryLimits, retries),
    deadline({ total, clock, ...(until === undefined ? {} : { until }) }),
    watch ?? asIs
  ]
  return (transport) => policies.reduce((inner, policy) => policy(inner), transport)
}

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

type Limited = Pick<CloudConfig, 'limits' | 'timeout'>

const asIs: Policy = (transport) => transport

const retryLimits = ['connectRetries', 'connectRetryDelay', 'statusCodeRetries', 'statusCodeRetryDelay'] as const

/**
 * A policy of its own for each service that has limits of that kind; one for all the others together, so that a limit
 * for all is a limit on their sum.
 */
const byService =
  ({ all, services }: CloudConfig['limits'], kinds: ReadonlyArray<keyof RequestLimits>, make: Maker): Policy =>
  (transport) => {
    const common = make(all)(transport)
    const own = new Map(
      Object.entries(services)
        .filter(([, limits]) => kinds.some((kind) => limits[kind] !== undefined))
        .map(([type, limits]) => [type, make(limits)(transport)])
    )
    return own.size === 0 ? common : (request) => (own.get(request.context?.service ?? '') ?? common)(request)
  }

interface Hearing {
  (notice: RetryNotice): void
}

const bothHear =
  (one: Hearing, other: Hearing = () => undefined): Hearing =>
  (notice) => {
    one(notice)
    other(notice)
  }

interface Maker {
  (limits: RequestLimits): Policy
}

/** As in keystoneauth the two are counted apart, and a delay that is said is the pause. */
const triesOf = (limits: RequestLimits): RetryOptions => {
  const { connectRetries, connectRetryDelay, statusCodeRetries, statusCodeRetryDelay } = limits
  return {
    ...(connectRetries === undefined ? {} : { connectTries: connectRetries + 1 }),
    ...(statusCodeRetries === undefined ? {} : { statusTries: statusCodeRetries + 1 }),
    ...(connectRetryDelay === undefined ? {} : { connectPause: connectRetryDelay }),
    ...(statusCodeRetryDelay === undefined ? {} : { statusPause: statusCodeRetryDelay })
  }
}
