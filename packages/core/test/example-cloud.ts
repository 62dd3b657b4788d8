/**
 * What the examples of the sources run on: a cloud of one server and one container.
 */
import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'

import {
  type Cloud,
  type HttpResponse,
  nullable,
  optional,
  required,
  resource,
  type Service,
  type ServiceRequest
} from '../src/index.js'

/** As compute declares it, as far as examples go. */
export const Server = resource({
  name: 'Server',
  service: 'compute',
  microversion: '2.104',
  path: '/servers',
  keys: { one: 'server', many: 'servers' },
  id: 'id',
  address: 'serverId',
  find: { filter: 'name', regex: true },
  operations: { list: 'GET', get: 'GET', create: 'POST', update: 'PUT', remove: 'DELETE' },
  query: {
    limit: optional('limit', t.Integer),
    name: optional('name', t.string),
    status: optional('status', t.readonlyArray(t.string))
  },
  input: {
    name: required('name', t.string),
    imageRef: required('imageRef', t.string),
    flavorRef: required('flavorRef', t.string),
    networks: required('networks', t.string),
    description: optional('description', nullable(t.string))
  },
  fields: { id: required('id', t.string), name: required('name', t.string) }
})

const server = { id: '79edaa44', name: 'web-1' }

const answerTo = ({ body, method, path }: ServiceRequest): HttpResponse => {
  const headers = { 'x-openstack-request-id': 'req-8eb28d4a', 'x-container-object-count': '7' }
  const saying = (json: object): HttpResponse => ({ status: 200, headers, text: JSON.stringify(json) })
  if (method === 'HEAD') return { status: 204, headers, text: '' }
  const [bare, query] = path.split('?')
  if (bare === '/servers' && method === 'GET') {
    const named = new URLSearchParams(query).get('name')
    return saying({ servers: named === null || named === '^web-1$' ? [server] : [] })
  }
  if (bare !== '/servers' && bare !== '/servers/79edaa44') return { status: 404, headers, text: '{}' }
  const sent = JSON.parse(typeof body === 'string' ? body : '{}') as { readonly server?: object }
  return saying({ server: { ...server, ...sent.server } })
}

const service: Service = {
  microversions: async () => E.right({ min: '2.1', max: '2.104' }),
  policy: 'latest',
  send: (request) => async () => E.right(answerTo(request))
}

export const exampleCloud: Cloud<'compute' | 'object-store'> = { compute: service, 'object-store': service }
