/**
 * Usage: what the servers of projects used between two times, for accounting. Readers of a project see its own,
 * administrators that of all.
 *
 * From microversion 2.40 on answers come in pages that split one project's servers, each with totals of its own: add
 * them up with `mergeUsages`, or let `usageOf` and `usagesOf` ask and add. Before 2.40 Nova silently leaves out what is
 * over its maximum.
 *
 * @see https://docs.openstack.org/api-ref/compute/#usage-reports-os-simple-tenant-usage
 * @since 0.1.0
 */
import {
  endpoints,
  nullable,
  openString,
  optional,
  required,
  since,
  struct,
  Timestamp,
  TimestampWithoutZone
} from '@openstack-ts/core'
import * as t from 'io-ts'

import type { Input } from './input.js'
import { Link } from './link.js'
import { newest } from './newest.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

/** What one server used. */
export interface ServerUsage extends t.TypeOf<typeof ServerUsage> {}

export const ServerUsage = struct('ServerUsage', {
  /** When it was removed, UTC; `null` while it is there. */
  endedAt: required('ended_at', nullable(Timestamp)),
  /** The name of its flavor. */
  flavor: required('flavor', t.string),
  /** Hours within the period, as a fraction. */
  hours: required('hours', t.number),
  /** The server's id. */
  serverId: required('instance_id', t.string),
  /** Root disk and ephemeral disk, in GiB. */
  localGb: optional('local_gb', t.number),
  /** Memory, in MiB. */
  memoryMb: optional('memory_mb', t.number),
  /** The name of the server. */
  name: required('name', t.string),
  /** When it was launched, UTC. */
  startedAt: required('started_at', Timestamp),
  /** `terminated` once it is removed. */
  state: required(
    'state',
    openString('active', 'building', 'error', 'paused', 'rescued', 'resized', 'stopped', 'suspended', 'terminated')
  ),
  /** The project that it counts for. */
  projectId: required('tenant_id', t.string),
  /** Seconds since it was launched. */
  uptime: required('uptime', t.number),
  /** Virtual processors. */
  vcpus: optional('vcpus', t.number)
})

/** What the servers of one project used; of a page of them, where it comes in pages. */
export interface TenantUsage extends t.TypeOf<typeof TenantUsage> {}

export const TenantUsage = struct('TenantUsage', {
  /** The period, UTC. */
  start: required('start', Timestamp),
  /** The end of the period, UTC. */
  stop: required('stop', Timestamp),
  /** Whose usage it is. */
  projectId: required('tenant_id', t.string),
  /** Hours of all servers together. */
  totalHours: required('total_hours', t.number),
  /** GiB times hours. */
  totalLocalGbUsage: required('total_local_gb_usage', t.number),
  /** MiB times hours. */
  totalMemoryMbUsage: required('total_memory_mb_usage', t.number),
  /** Virtual processors times hours. */
  totalVcpusUsage: required('total_vcpus_usage', t.number),
  /** One for each server. A listing answers them where `detailed` asks for it. */
  serverUsages: optional('server_usages', t.readonlyArray(ServerUsage))
})

/** A project that had no servers: Nova answers an empty object. */
export interface NoUsage extends t.TypeOf<typeof NoUsage> {}

export const NoUsage = struct('NoUsage', {})

/** A page of what one project used. */
export interface TenantUsagePage extends t.TypeOf<typeof TenantUsagePage> {}

export const TenantUsagePage = struct('TenantUsagePage', {
  /** An empty object for a project that had no servers. */
  usage: required('tenant_usage', t.union([TenantUsage, NoUsage])),
  /** Where there is more. Microversion 2.40. */
  links: since('2.40', 'tenant_usage_links', t.readonlyArray(Link))
})

// -------------------------------------------------------------------------------------
// endpoints
// -------------------------------------------------------------------------------------

const query = {
  /** Up to when, UTC; now where nothing is said. */
  end: optional('end', TimestampWithoutZone),
  /** From when on, UTC; four weeks ago where nothing is said. */
  start: optional('start', TimestampWithoutZone),
  /** The most servers, not projects, of a page; the service has a maximum of its own. Microversion 2.40. */
  limit: since('2.40', 'limit', t.Integer),
  /** The id of the last server of the page before. Microversion 2.40. */
  marker: since('2.40', 'marker', t.string)
} as const

/** Everything that can be asked of usage. */
export const usages = endpoints(
  {
    name: 'TenantUsage',
    service: 'compute',
    microversion: newest,
    method: 'GET',
    path: '/os-simple-tenant-usage'
  },
  {
    /** Of every project; one that is split over pages comes once on each: `usagesOf` adds them up. Administrators. */
    list: {
      query: {
        /** 1 for the usage of each server too. */
        detailed: optional('detailed', t.union([t.literal(0), t.literal(1)])),
        ...query
      },
      list: { key: 'tenant_usages', codec: TenantUsage, paging: { by: 'next', links: 'tenant_usages_links' } }
    },
    /** Of one project: one page of it. `usageOf` gets them all. Readers of the project. */
    getPage: { under: '/{projectId}', query, answer: { codec: TenantUsagePage } }
  }
)

/** Which usage to list. */
export interface TenantUsageFilter extends Input<typeof usages.list> {}
