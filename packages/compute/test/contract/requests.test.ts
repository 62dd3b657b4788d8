import { call, existsAt, type Fields, type Microversion, struct } from '@openstack-ts/core'
import { isRight } from 'fp-ts/lib/Either.js'
import { failure } from 'io-ts/lib/PathReporter.js'

import type { AnyEndpoint } from '../../contract/match.js'
import { endpointsFor, isLeftOut, overContract } from './contract.js'
import { recordingCloud } from './recording-service.js'

type Json = Readonly<Record<string, unknown>>

/** The input that makes a body; a text where the tables of the endpoint have no room for it. */
const inputFor = ({ body, path }: AnyEndpoint, json: Json): Json | string => {
  if (body === undefined) return 'the endpoint sends nothing'
  const parameters = Object.fromEntries([...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => [name, `a-${name}`]))
  const inside = body.key === undefined ? json : (json[body.key] ?? {})
  if (typeof inside !== 'object') return `${JSON.stringify(inside)} is sent where rows stand`
  const rows = Object.entries(body.fields ?? {}).filter(([, { always }]) => always !== true)
  const named = rows.find(([, { wire }]) => wire.startsWith('{'))
  if (named !== undefined) {
    const [key = '', value] = Object.entries(inside)[0] ?? []
    return { ...parameters, [named[1].wire.slice(1, -1)]: key, [named[0]]: value }
  }
  const of = (beside: boolean): Fields => Object.fromEntries(rows.filter(([, row]) => (row.beside === true) === beside))
  const parts = [struct('body', of(false)).decode(inside), struct('beside', of(true)).decode(json)]
  const wrong = parts.flatMap((part) => (isRight(part) ? [] : failure(part.left)))
  if (wrong.length > 0) return wrong.join('; ')
  return Object.assign({ ...parameters }, ...parts.map((part) => (isRight(part) ? part.right : {}))) as Json
}

/** What is wrong with making a body by a call; nothing where it comes out the same. */
const problemWith = async (endpoint: AnyEndpoint, json: Json, microversion: Microversion): Promise<string> => {
  const input = inputFor(endpoint, json)
  if (typeof input === 'string') return input
  const { asked, cloud } = recordingCloud({ status: 500, text: '' }, microversion)
  const answer = await call(endpoint)(input, { microversion })(cloud)()
  const request = asked()
  if (request === undefined) return isRight(answer) ? '' : answer.left.message
  expect(request.path).toBe(
    endpoint.path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(input[name])))
  )
  const sent = JSON.stringify(JSON.parse(request.body ?? 'null'))
  return canonical(JSON.parse(sent)) === canonical(json) ? '' : `sends ${sent}`
}

/** With its keys in order. */
const canonical = (json: unknown): string =>
  JSON.stringify(json, (_, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : value
  )

overContract('requests', (contract) => {
  for (const { json, kind, microversions, name, operations, valid } of contract.samples) {
    if (kind !== 'request' || operations.every(isLeftOut(contract))) continue
    it(`${valid ? 'makes' : 'cannot make'} ${name}`, async () => {
      for (const microversion of microversions) {
        for (const operation of operations) {
          const candidates = endpointsFor(contract)(operation).filter(({ endpoint }) =>
            existsAt(endpoint)(microversion)
          )
          const problems = await Promise.all(
            candidates.map(({ endpoint }) => problemWith(endpoint, json as Json, microversion))
          )
          expect({ made: problems.includes(''), problems }).toEqual({ made: valid, problems })
        }
      }
    })
  }
})
