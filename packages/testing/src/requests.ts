/**
 * What an endpoint sends, as text: to be read, and to be compared with what it sent before.
 *
 * @since 0.1.0
 */
import { call, type Microversion, type Service, type ServiceRequest } from '@openstack-ts/core'
import { isRight, right } from 'fp-ts/lib/Either.js'

import type { AnyEndpoint } from './any-endpoint.js'
import { exampleInput } from './example.js'

// -------------------------------------------------------------------------------------
// operations
// -------------------------------------------------------------------------------------

/** The requests of an endpoint at its oldest and its newest microversion, with the least and the most it takes. */
export const requestLines = async (endpoint: AnyEndpoint): Promise<ReadonlyArray<string>> => {
  const lines: Array<string> = []
  for (const microversion of versionsOf(endpoint)) {
    for (const rows of ['wanted', 'all'] as const) {
      const input = exampleInput(endpoint, { rows, microversion })
      lines.push(`${microversion} ${rows}: ${await lineOf(endpoint, input, microversion)}`)
    }
  }
  return lines
}

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

const versionsOf = ({ microversion, since, until }: AnyEndpoint): ReadonlySet<Microversion> =>
  new Set<Microversion>([since ?? '2.1', until ?? microversion ?? '2.1'])

const lineOf = async (
  endpoint: AnyEndpoint,
  input: Readonly<Record<string, unknown>>,
  microversion: Microversion
): Promise<string> => {
  let asked: ServiceRequest | undefined
  const service: Service = {
    microversions: async () => right({ min: '1.0', max: '9999.0' }),
    policy: 'latest',
    send: (request) => async () => {
      asked = request
      return right({ status: 500, headers: {}, text: '' })
    }
  }
  const answer = await call(endpoint)(input, { microversion })({ [endpoint.service]: service })()
  if (asked === undefined) return `refused: ${isRight(answer) ? '' : answer.left.message}`
  const { body, headers, method, path } = asked
  const said = Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
  return `${method} ${path}${typeof body === 'string' ? ` ${body}` : ''} [${said.join(', ')}]`
}
