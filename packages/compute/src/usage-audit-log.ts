/**
 * Server usage audit log: which hosts told of the usage of their servers in a period.
 *
 * Administrators, by default. Empty unless Nova was set up for it (`instance_usage_audit`).
 *
 * @see https://docs.openstack.org/api-ref/compute/#server-usage-audit-log-os-instance-usage-audit-log
 * @since 0.1.0
 */
import { dictionary, endpoints, openString, required, struct, Timestamp } from '@openstack-ts/core'
import * as t from 'io-ts'

import { newest } from './newest.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

/** What one host told. */
export interface HostAudit extends t.TypeOf<typeof HostAudit> {}

export const HostAudit = struct('HostAudit', {
  /** How many servers it failed for. */
  errors: required('errors', t.number),
  /** How many servers it told of. */
  instances: required('instances', t.number),
  /** What it told, in words. */
  message: required('message', t.string),
  /** Whether the host has counted all of it. */
  state: required('state', openString('DONE', 'RUNNING'))
})

/** Which hosts told of a period. */
export interface UsageAuditLog extends t.TypeOf<typeof UsageAuditLog> {}

export const UsageAuditLog = struct('UsageAuditLog', {
  /** Names of hosts. */
  hostsNotRun: required('hosts_not_run', t.readonlyArray(t.string)),
  /** By name of host. */
  log: required('log', dictionary(HostAudit)),
  /** Hosts with a compute service. */
  hostCount: required('num_hosts', t.number),
  /** Hosts that have counted. */
  hostsDone: required('num_hosts_done', t.number),
  /** Hosts that have not begun. */
  hostsNotRunCount: required('num_hosts_not_run', t.number),
  /** Hosts that are counting. */
  hostsRunning: required('num_hosts_running', t.number),
  /** In words, such as `ALL hosts done. 0 errors.` */
  overallStatus: required('overall_status', t.string),
  /** When the period began, UTC. */
  periodBeginning: required('period_beginning', Timestamp),
  /** When the period ended, UTC. */
  periodEnding: required('period_ending', Timestamp),
  /** Errors of all hosts. */
  totalErrors: required('total_errors', t.number),
  /** Servers that all hosts told of. */
  totalInstances: required('total_instances', t.number)
})

// -------------------------------------------------------------------------------------
// endpoints
// -------------------------------------------------------------------------------------

/** Everything that can be asked of the audit log. */
export const usageAuditLogs = endpoints(
  {
    name: 'UsageAuditLog',
    service: 'compute',
    microversion: newest,
    method: 'GET',
    path: '/os-instance_usage_audit_log'
  },
  {
    /** Of the last period that is complete. Administrators. */
    getLatest: { answer: { key: 'instance_usage_audit_logs', codec: UsageAuditLog } },
    /** Of the last period that was complete at a time, UTC: `2026-11-23 08:36:22`. Administrators. */
    get: { under: '/{before}', answer: { key: 'instance_usage_audit_log', codec: UsageAuditLog } }
  }
)
