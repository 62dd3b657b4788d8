/**
 * A service that answers what it is told, and remembers what it was asked.
 */
import * as E from 'fp-ts/lib/Either.js'

import type { Cloud, MicroversionRange, OpenStackError, ServiceRequest } from '../src/index.js'

export interface Said {
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  /** JSON unless it is a text; nothing where it is absent. */
  readonly body?: unknown
  /** Instead of an answer. */
  readonly error?: OpenStackError
}

/** Answers one after the other, the last one for ever; or whatever a function makes of the request. */
export const cloudSaying = (...answers: ReadonlyArray<Said> | readonly [(request: ServiceRequest) => Said]) => {
  const asked: Array<ServiceRequest> = []
  const [first] = answers
  const say = (request: ServiceRequest): Said =>
    typeof first === 'function'
      ? first(request)
      : ((answers[Math.min(asked.length, answers.length - 1)] as Said | undefined) ?? {})
  const offered: MicroversionRange = { min: '2.1', max: '2.104' }
  const cloud: Cloud<'compute'> = {
    compute: {
      microversions: async () => E.right(offered),
      policy: 'latest',
      send: (request) => async () => {
        const { body, error, headers = {}, status = 200 } = say(request)
        asked.push(request)
        if (error !== undefined) return E.left(error)
        const text = body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body)
        return E.right({ status, headers, text })
      }
    }
  }
  const lines = (): ReadonlyArray<string> =>
    asked.map(({ body, method, path }) => `${method} ${path}${typeof body === 'string' ? ` ${body}` : ''}`)
  return { cloud, asked, lines }
}
