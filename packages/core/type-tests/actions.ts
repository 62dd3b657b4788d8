/**
 * The declaration that the type tests ask things of: server actions, cut short.
 */
import * as t from 'io-ts'

import {
  endpoints,
  type ItemOf,
  nullable,
  optional,
  required,
  resource,
  since,
  struct,
  Timestamp
} from '../src/index.js'

export const Step = struct('Step', {
  /** What was done, such as `compute_stop_instance`. */
  event: required('event', t.string),
  result: required('result', nullable(t.string)),
  /** The host it ran on. Microversion 2.62. */
  host: since('2.62', 'host', t.string)
})

export interface Action extends ItemOf<typeof Action> {}

export const Action = resource({
  name: 'Action',
  service: 'compute',
  microversion: '2.84',
  path: '/servers/{serverId}/os-instance-actions',
  keys: { one: 'instanceAction', many: 'instanceActions' },
  id: 'requestId',
  operations: { list: 'GET', get: 'GET' },
  query: {
    limit: since('2.58', 'limit', t.Integer),
    /** Only what changed at or after this time. Microversion 2.58. */
    changesSince: since('2.58', 'changes-since', Timestamp)
  },
  fields: {
    /** Ties an action to the request that began it. */
    requestId: required('request_id', t.string),
    action: required('action', t.string),
    startTime: required('start_time', Timestamp),
    message: required('message', nullable(t.string)),
    /** Only `get` answers these. Microversion 2.51. */
    steps: optional('events', t.readonlyArray(Step))
  }
})

/** Resets, as an action of `POST …/action`. */
export const resets = endpoints(
  { name: 'Server', service: 'compute', microversion: '2.104', method: 'POST', path: '/servers/{serverId}/action' },
  {
    /** Resets the state of a server. Administrators only. */
    resetState: {
      body: {
        key: 'os-resetState',
        fields: {
          /** What to say it is from now on. */
          state: required('state', t.string)
        }
      }
    }
  }
)

export const Network = resource({
  name: 'Network',
  service: 'network',
  path: '/networks',
  keys: { one: 'network', many: 'networks' },
  id: 'id',
  address: 'networkId',
  operations: { list: 'GET', get: 'GET', create: 'POST', update: 'PUT', remove: 'DELETE' },
  input: { name: required('name', t.string), mtu: optional('mtu', t.number) },
  fields: { id: required('id', t.string), name: required('name', t.string) }
})
