/**
 * What can be done to a server, as a row of a table: the state it needs, the steps it takes, what it leaves.
 *
 * @see https://docs.openstack.org/api-ref/compute/#servers-run-an-action-servers-action
 * @see https://docs.openstack.org/nova/latest/reference/vm-states.html
 * @since 0.1.0
 */
import type { Microversion } from '@openstack-ts/core'

import type { RoleName } from './account.js'
import type { Server, ServerState } from './model.js'
import type { NovaCall } from './nova-call.js'
import type { Plan, PlannedStep } from './perform.js'
import { textAt, type WireAnswer } from './wire.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

export interface Work {
  /** What it is called where it is refused. */
  readonly verb: string
  /** The policy, after `os_compute_api:`. */
  readonly rule: string
  /** `member` by default. */
  readonly role?: RoleName
  readonly since?: Microversion
  /** The states it begins in; any, where there are none. */
  readonly from?: ReadonlyArray<string>
  readonly mayBeBusy?: true
  readonly mayBeLocked?: true
  /** What a schema has against the value of the body's one key. */
  readonly malformed?: (input: unknown, call: NovaCall) => string | undefined
  readonly refused?: (call: NovaCall, server: Server, input: unknown) => WireAnswer | undefined
  readonly plan: (call: NovaCall, server: Server, input: unknown) => Plan
  /** 202 by default. */
  readonly status?: number
  readonly answer?: (call: NovaCall, server: Server, input: unknown) => WireAnswer
}

// -------------------------------------------------------------------------------------
// constructors
// -------------------------------------------------------------------------------------

export const needsText =
  (...keys: ReadonlyArray<string>) =>
  (input: unknown): string | undefined => {
    const missing = keys.find((key) => textAt(input, key) === undefined)
    return missing === undefined ? undefined : `Invalid input for field/attribute. '${missing}' is a required property`
  }

/** Work of one step on the server's host, which fails without consequences. */
export const simple =
  (
    plan: { readonly action: string; readonly task: string | null; readonly step: PlannedStep },
    state: Partial<ServerState>
  ): Work['plan'] =>
  () => ({ action: plan.action, task: plan.task, steps: [plan.step], leaves: () => state })

export const running = { vmState: 'active', powerState: 1 } as const
export const hardStates = ['active', 'stopped', 'paused', 'suspended', 'error']

export const stopped = { vmState: 'stopped', powerState: 4 } as const
