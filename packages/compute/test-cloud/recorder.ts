/**
 * What was asked of compute and what it said, kept for tests that have no cloud: `test/recorded/` is made of it.
 */
import { appendFileSync } from 'node:fs'

import type { HttpRequest, HttpResponse, Policy } from '@openstack-ts/core'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { pipe } from 'fp-ts/lib/function.js'

/** Writes each exchange with compute to a file, a line of JSON for each, without tokens. */
export const recording =
  (file: string): Policy =>
  (transport) =>
  (request) =>
    pipe(
      transport(request),
      TE.map((response) => {
        if (request.context?.service === 'compute') appendFileSync(file, `${lineOf(request, response)}\n`)
        return response
      })
    )

const lineOf = ({ body, context, method, url }: HttpRequest, { headers, status, text }: HttpResponse): string => {
  const { pathname, search } = new URL(url)
  const { microversion, operation, route } = context ?? {}
  const type = headers['content-type']
  return JSON.stringify({ operation, route, microversion, method, path: pathname + search, body, status, type, text })
}
