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
  type RetryOptions,
  systemClock
} from '@openstack-ts/core'

import type { ConnectOptions } from './connection.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

/** The part of the options that is about policies. */
export type StackOptions = Pick<ConnectOptions, 'clock' | 'deadlines' | 'observe' | 'retry'>

// -------------------------------------------------------------------------------------
// constructors
// -------------------------------------------------------------------------------------

/** The policies that a cloud's configuration and the caller ask for. */
export const defaultStack = ({ limits, timeout }: Limited, options: StackOptions): Policy => {
  const { clock = systemClock } = options
  const {
    connect,
    total,
    try: each
  } = { ...defaultDeadlines, ...(timeout === undefined ? {} : { try: timeout }), ...options.deadlines }
  const watch = options.observe === undefined ? undefined : observe(options.observe, { clock })
  const retries = (own: RequestLimits): Policy =>
    options.retry === false
      ? asIs
      : retry({
          ...triesOf({ ...limits.all, ...own }),
          ...options.retry,
          clock,
          ...(watch === undefined ? {} : { onRetry: watch.onRetry })
        })
  const policies: ReadonlyArray<Policy> = [
    deadline({ connect, try: each, clock }),
    byService(limits, (own) => bounds({ ...limits.all, ...own }, options)),
    byService(limits, retries),
    deadline({ total, clock }),
    watch ?? asIs
  ]
  return (transport) => policies.reduce((inner, policy) => policy(inner), transport)
}

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

type Limited = Pick<CloudConfig, 'limits' | 'timeout'>

const asIs: Policy = (transport) => transport

/** One policy for the services that have limits of their own, each its own; one for all the others together. */
const byService =
  ({ services }: CloudConfig['limits'], make: (own: RequestLimits) => Policy): Policy =>
  (transport) => {
    const common = make({})(transport)
    const own = new Map(Object.entries(services).map(([type, limits]) => [type, make(limits)(transport)]))
    return own.size === 0 ? common : (request) => (own.get(request.context?.service ?? '') ?? common)(request)
  }

const bounds =
  ({ concurrency: most, rateLimit: perSecond }: RequestLimits, { clock = systemClock }: StackOptions): Policy =>
  (transport) => {
    const slow = perSecond === undefined ? transport : rateLimit({ perSecond, clock })(transport)
    return most === undefined ? slow : concurrency(most)(slow)
  }

/** `connect_retries` and `status_code_retries` as tries; a delay that is said is the pause. */
const triesOf = (limits: RequestLimits): RetryOptions => {
  const retries = [limits.connectRetries, limits.statusCodeRetries].filter((count) => count !== undefined)
  const delay = limits.statusCodeRetryDelay ?? limits.connectRetryDelay
  return {
    ...(retries.length === 0 ? {} : { tries: Math.max(...retries) + 1 }),
    ...(delay === undefined ? {} : { base: delay, cap: delay })
  }
}
