/**
 * Events as lines for people: one for each, without secrets, to whatever logger is at hand.
 *
 * @since 0.1.0
 */
import type { Listener, RequestEvent } from './observe.js'
import { redactUrl } from './redact.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

/** As much of a logger as is used: `console`, pino and winston have it. */
export interface Logger {
  readonly debug: (line: string) => void
  readonly info: (line: string) => void
  readonly warn: (line: string) => void
}

// -------------------------------------------------------------------------------------
// constructors
// -------------------------------------------------------------------------------------

/**
 * A listener for `observe`. What failed is a warning, retries too; starts are for debugging, all else is information.
 *
 * @example
 * const watch = observe(logTo(console))
 * // GET https://nova.example/v2.1/servers/42 Server.get 200 in 87 ms, 2 retries (req-0f7c…)
 */
export const logTo =
  (logger: Logger): Listener =>
  (event) => {
    const line = lineOf(event).replace(/\s+/g, ' ')
    if (isTrouble(event)) logger.warn(line)
    else if (event._tag === 'RequestStarted') logger.debug(line)
    else logger.info(line)
  }

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

const isTrouble = (event: RequestEvent): boolean =>
  event._tag === 'RequestRetried' ||
  event._tag === 'TokenStoreFailed' ||
  ('error' in event && event.error !== undefined) ||
  ('status' in event && (event.status ?? 0) >= 400)

const lineOf = (event: RequestEvent): string => {
  switch (event._tag) {
    case 'RequestStarted':
      return `${event.method} ${event.url} ${event.operation} begins`
    case 'RequestRetried': {
      const pause = Math.round(event.pause)
      return `${event.method} ${event.url} ${event.operation} try ${event.tried} ${outcome(event)}, again in ${pause} ms`
    }
    case 'RequestEnded': {
      const retries = event.retries === 0 ? '' : `, ${event.retries} ${event.retries === 1 ? 'retry' : 'retries'}`
      const ids = event.requestIds.length === 0 ? '' : ` (${event.requestIds.join(', ')})`
      const took = `in ${Math.round(event.duration)} ms`
      return `${event.method} ${event.url} ${event.operation} ${outcome(event)} ${took}${retries}${ids}`
    }
    case 'TokenRenewed':
      return `a token from ${event.from} (${event.reason}) in ${Math.round(event.duration)} ms${failure(event.error)}`
    case 'TokenStoreFailed':
      return `the token store failed to ${event.operation}: ${event.message}`
    case 'VersionsDiscovered': {
      const { microversions } = event
      const range = microversions === undefined ? '' : `: microversions ${microversions.min} to ${microversions.max}`
      return `versions of ${event.service} at ${redactUrl(event.url)}${range}${failure(event.error)}`
    }
  }
}

const outcome = ({
  error,
  status
}: {
  readonly error?: { readonly reason: string }
  readonly status?: number
}): string => (error === undefined ? String(status) : error.reason)

const failure = (error: { readonly message: string } | undefined): string =>
  error === undefined ? '' : ` failed: ${error.message}`
