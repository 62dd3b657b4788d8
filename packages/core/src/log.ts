/**
 * Events as lines for people: one for each, without secrets, to whatever logger is at hand.
 *
 * @since 0.1.0
 */
import type { Listener, RequestEnded, RequestEvent, RequestFacts, VersionsDiscovered } from './observe.js'
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
      return `${asked(event)} begins`
    case 'RequestRetried':
      return `${asked(event)} try ${event.tried} ${outcome(event)}, again in ${Math.round(event.pause)} ms`
    case 'RequestEnded':
      return `${asked(event)} ${outcome(event)} in ${Math.round(event.duration)} ms${retriesOf(event)}${idsOf(event)}`
    case 'TokenRenewed':
      return `a token from ${event.from} (${event.reason}) in ${Math.round(event.duration)} ms${failure(event.error)}`
    case 'TokenStoreFailed':
      return `the token store failed to ${event.operation}: ${event.message}`
    case 'VersionsDiscovered':
      return `versions of ${event.service} at ${redactUrl(event.url)}${rangeOf(event)}${failure(event.error)}`
  }
  return ''
}

const asked = ({ method, operation, url }: RequestFacts): string => `${method} ${url} ${operation}`

const retriesOf = ({ retries }: RequestEnded): string =>
  retries === 0 ? '' : `, ${retries} ${retries === 1 ? 'retry' : 'retries'}`

const idsOf = ({ requestIds }: RequestEnded): string => (requestIds.length === 0 ? '' : ` (${requestIds.join(', ')})`)

const rangeOf = ({ microversions }: VersionsDiscovered): string =>
  microversions === undefined ? '' : `: microversions ${microversions.min} to ${microversions.max}`

const outcome = ({
  error,
  status
}: {
  readonly error?: { readonly reason: string }
  readonly status?: number
}): string => (error === undefined ? String(status) : error.reason)

const failure = (error: { readonly message: string } | undefined): string =>
  error === undefined ? '' : ` failed: ${error.message}`
