/**
 * Server external events: how Neutron, Cinder, Ironic and Cyborg tell Nova that something a server waits for has
 * happened.
 *
 * For services and administrators, by default.
 *
 * @see https://docs.openstack.org/api-ref/compute/#create-external-events-os-server-external-events
 * @since 0.1.0
 */
import { endpoints, openString, optional, required, struct, valueSince } from '@openstack-ts/core'
import * as t from 'io-ts'

import { newest } from './newest.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

/** What happened. */
export interface ExternalEventInput extends t.TypeOf<typeof ExternalEventInput> {}

export const ExternalEventInput = struct('ExternalEventInput', {
  /** What it was. Some are younger than the others: 2.51, 2.76, 2.82 and 2.93. */
  name: required(
    'name',
    t.union([
      t.literal('network-changed'),
      t.literal('network-vif-plugged'),
      t.literal('network-vif-unplugged'),
      t.literal('network-vif-deleted'),
      valueSince('2.51', t.literal('volume-extended')),
      valueSince('2.76', t.literal('power-update')),
      valueSince('2.82', t.literal('accelerator-request-bound')),
      valueSince('2.93', t.literal('volume-reimaged'))
    ])
  ),
  /** The server it happened to. */
  serverId: required('server_uuid', t.string),
  /** `completed` where nothing is said. */
  status: optional('status', t.keyof({ completed: null, failed: null, 'in-progress': null })),
  /** What of the server: the id of a port or a volume, or `POWER_ON` and `POWER_OFF`. */
  tag: optional('tag', t.string)
})

/** What Nova made of it. */
export interface ServerExternalEvent extends t.TypeOf<typeof ServerExternalEvent> {}

export const ServerExternalEvent = struct('ServerExternalEvent', {
  /** 200 for passed on, 400 for a tag that is missing, 404 for no such server, 422 for one that is on no host. */
  code: required('code', t.number),
  /** What it was. */
  name: required(
    'name',
    openString(
      'network-changed',
      'network-vif-plugged',
      'network-vif-unplugged',
      'network-vif-deleted',
      'volume-extended',
      'power-update',
      'accelerator-request-bound',
      'volume-reimaged'
    )
  ),
  /** The server it happened to. */
  serverId: required('server_uuid', t.string),
  /** How it went, as it was said. */
  status: optional('status', openString('completed', 'failed', 'in-progress')),
  /** What of the server, as it was said. */
  tag: optional('tag', t.string)
})

// -------------------------------------------------------------------------------------
// endpoints
// -------------------------------------------------------------------------------------

/** Everything that can be asked of external events. */
export const serverExternalEvents = endpoints(
  {
    name: 'ServerExternalEvent',
    service: 'compute',
    microversion: newest,
    method: 'POST',
    path: '/os-server-external-events'
  },
  {
    /** Each has a `code` of its own: the call succeeds when one of them was passed on. Services and administrators. */
    create: {
      body: {
        fields: {
          /** What happened, at least one thing. */
          events: required('events', t.readonlyArray(ExternalEventInput))
        }
      },
      answer: { key: 'events', codec: t.readonlyArray(ServerExternalEvent) }
    }
  }
)
