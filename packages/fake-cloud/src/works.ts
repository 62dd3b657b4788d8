/**
 * Everything that can be done to a server, as a table: the state it needs, the steps it takes, what it leaves.
 *
 * @see https://docs.openstack.org/api-ref/compute/#servers-run-an-action-servers-action
 * @see https://docs.openstack.org/nova/latest/reference/vm-states.html
 * @since 0.1.0
 */
import type { Microversion } from '@openstack-ts/core'

import type { RoleName } from './account.js'
import type { Flavor, Server, ServerState } from './model.js'
import { badRequest, hasRole, isAdmin, isSince, type NovaCall, novaFault } from './nova-call.js'
import { inError, type Plan, type PlannedStep } from './perform.js'
import { serverRecord } from './server-record.js'
import { emptyAnswer, isRecord, jsonAnswer, textAt, type WireAnswer } from './wire.js'

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
// instances
// -------------------------------------------------------------------------------------

const needsText =
  (...keys: ReadonlyArray<string>) =>
  (input: unknown): string | undefined => {
    const missing = keys.find((key) => textAt(input, key) === undefined)
    return missing === undefined ? undefined : `Invalid input for field/attribute. '${missing}' is a required property`
  }

/** Work of one step on the server's host, which fails without consequences. */
const simple =
  (action: string, task: string | null, step: PlannedStep, state: Partial<ServerState>): Work['plan'] =>
  () => ({ action, task, steps: [step], then: () => state })

const running = { vmState: 'active', powerState: 1 } as const
const hardStates = ['active', 'stopped', 'paused', 'suspended', 'error']

const power: Readonly<Record<string, Work>> = {
  'os-start': {
    verb: 'start',
    rule: 'servers:start',
    from: ['stopped'],
    plan: (_, server) => ({
      action: 'start',
      task: 'powering-on',
      steps: [{ event: 'compute_start_instance', lasts: 1, does: 'power_on' }],
      then: () => ({ ...running, launchedAt: server.launchedAt })
    })
  },
  'os-stop': {
    verb: 'stop',
    rule: 'servers:stop',
    from: ['active', 'error'],
    plan: simple(
      'stop',
      'powering-off',
      { event: 'compute_stop_instance', lasts: 1, does: 'power_off' },
      {
        vmState: 'stopped',
        powerState: 4
      }
    )
  },
  reboot: {
    verb: 'reboot',
    rule: 'servers:reboot',
    malformed: (input) => {
      const type = textAt(input, 'type')
      if (type !== undefined && /^(HARD|Hard|hard|SOFT|Soft|soft)$/.test(type)) return undefined
      const known = "['HARD', 'Hard', 'hard', 'SOFT', 'Soft', 'soft']"
      return type === undefined
        ? "Invalid input for field/attribute reboot. 'type' is a required property"
        : `Invalid input for field/attribute type. Value: ${type}. '${type}' is not one of ${known}`
    },
    refused: (_, { id, vmState }, input) =>
      (isHard(input) ? hardStates : ['active']).includes(vmState)
        ? undefined
        : novaFault(409, `Cannot 'reboot' instance ${id} while it is in vm_state ${vmState}`),
    // Where the guest still runs after a reboot that failed, Nova calls it a success.
    plan: (_, __, input) => ({
      action: 'reboot',
      task: isHard(input) ? 'rebooting_hard' : 'rebooting',
      steps: [{ event: 'compute_reboot_instance', lasts: 2 }],
      then: () => running
    })
  },
  pause: {
    verb: 'pause',
    rule: 'os-pause-server:pause',
    from: ['active'],
    plan: simple(
      'pause',
      'pausing',
      { event: 'compute_pause_instance', lasts: 0.5, does: 'pause' },
      {
        vmState: 'paused',
        powerState: 3
      }
    )
  },
  unpause: {
    verb: 'unpause',
    rule: 'os-pause-server:unpause',
    from: ['paused'],
    plan: simple('unpause', 'unpausing', { event: 'compute_unpause_instance', lasts: 0.5, does: 'unpause' }, running)
  },
  suspend: {
    verb: 'suspend',
    rule: 'os-suspend-server:suspend',
    from: ['active'],
    plan: (): Plan => ({
      action: 'suspend',
      task: 'suspending',
      steps: [{ event: 'compute_suspend_instance', lasts: 1, does: 'suspend' }],
      then: () => ({ vmState: 'suspended', powerState: 7 }),
      otherwise: inError
    })
  },
  resume: {
    verb: 'resume',
    rule: 'os-suspend-server:resume',
    from: ['suspended'],
    plan: (): Plan => ({
      action: 'resume',
      task: 'resuming',
      steps: [{ event: 'compute_resume_instance', lasts: 1, does: 'resume' }],
      then: () => running,
      otherwise: inError
    })
  },
  trigger_crash_dump: {
    verb: 'trigger_crash_dump',
    rule: 'servers:trigger_crash_dump',
    since: '2.17',
    from: ['active', 'paused', 'rescued', 'resized', 'error'],
    malformed: (input) => (input === null ? undefined : `Invalid input for field/attribute trigger_crash_dump.`),
    plan: simple('trigger_crash_dump', null, { event: 'compute_trigger_crash_dump', lasts: 0.5 }, {})
  }
}

const isHard = (input: unknown): boolean => textAt(input, 'type')?.toUpperCase() === 'HARD'

const noValidHost = 'No valid host was found. There are not enough hosts available.'

/** Another host than its own, where there is one; the first that follows it. */
const nextHost = ({ settings: { hosts } }: NovaCall, { host }: Server): string | null =>
  hosts[(hosts.indexOf(host ?? '') + 1) % hosts.length] ?? host

const moved = (call: NovaCall, server: Server, flavor: Flavor): Plan => {
  const action = flavor === server.flavor ? 'migrate' : 'resize'
  const plan = { action, task: 'resize_prep', otherwise: inError }
  const conductor = [
    { event: 'conductor_migrate_server', lasts: 0.4, host: 'ctl-1' },
    { event: 'cold_migrate', lasts: 0.4, host: 'ctl-1' }
  ]
  if (flavor.ram > call.settings.hostMemory) {
    const steps = conductor.map((step) => ({ ...step, fails: noValidHost }))
    return { ...plan, steps, then: () => ({}), otherwise: () => ({}) }
  }
  const host = nextHost(call, server)
  const there = host === null ? {} : { host }
  const broken = flavor.extraSpecs['trait:CUSTOM_BROKEN'] === 'required'
  return {
    ...plan,
    steps: [
      ...conductor,
      { event: 'compute_prep_resize', lasts: 0.3, ...there },
      { event: 'compute_resize_instance', lasts: 1, does: 'migrate_disk_and_power_off' },
      {
        event: 'compute_finish_resize',
        lasts: 1,
        does: 'finish_migration',
        ...there,
        ...(broken ? { fails: 'The driver was told to fail: finish_migration' } : {})
      }
    ],
    then: (end) => ({
      vmState: 'resized',
      flavor,
      host,
      launchedAt: end,
      before: { flavor: server.flavor, host: server.host, vmState: server.vmState }
    })
  }
}

const sizes: Readonly<Record<string, Work>> = {
  resize: {
    verb: 'resize',
    rule: 'servers:resize',
    from: ['active', 'stopped'],
    malformed: (input) =>
      flavorRefOf(input) === undefined
        ? "Invalid input for field/attribute resize. 'flavorRef' is a required property"
        : undefined,
    refused: ({ store: { flavors } }, { flavor }, input) => {
      const wanted = flavors.find(({ id }) => id === flavorRefOf(input))
      if (wanted === undefined) return badRequest(`Flavor ${flavorRefOf(input)} could not be found.`)
      return wanted.id === flavor.id ? badRequest('When resizing, instances must change flavor!') : undefined
    },
    plan: (call, server, input) =>
      moved(call, server, call.store.flavors.find(({ id }) => id === flavorRefOf(input)) ?? server.flavor)
  },
  migrate: {
    verb: 'migrate',
    rule: 'os-migrate-server:migrate',
    role: 'admin',
    from: ['active', 'stopped'],
    plan: (call, server) => moved(call, server, server.flavor)
  },
  confirmResize: {
    verb: 'confirmResize',
    rule: 'servers:confirm_resize',
    from: ['resized'],
    status: 204,
    plan: (_, server) => ({
      action: 'confirmResize',
      task: null,
      steps: [{ event: 'compute_confirm_resize', lasts: 0.5, does: 'confirm_migration' }],
      then: () => ({ ...(server.before?.vmState === 'stopped' ? stopped : running), before: undefined }),
      otherwise: inError
    })
  },
  revertResize: {
    verb: 'revertResize',
    rule: 'servers:revert_resize',
    from: ['resized'],
    plan: (_, server) => ({
      action: 'revertResize',
      task: 'resize_reverting',
      steps: [
        { event: 'compute_revert_resize', lasts: 0.5 },
        {
          event: 'compute_finish_revert_resize',
          lasts: 1,
          does: 'finish_revert_migration',
          ...(server.before?.host == null ? {} : { host: server.before.host })
        }
      ],
      then: () => ({
        ...(server.before?.vmState === 'stopped' ? stopped : running),
        ...(server.before === undefined ? {} : { flavor: server.before.flavor, host: server.before.host }),
        before: undefined
      }),
      otherwise: inError
    })
  },
  'os-migrateLive': {
    verb: 'os-migrateLive',
    rule: 'os-migrate-server:migrate_live',
    role: 'admin',
    from: ['active', 'paused'],
    malformed: (input) => (isRecord(input) && 'host' in input ? undefined : "'host' is a required property"),
    plan: (call, server, input) => {
      const host = textAt(input, 'host') ?? nextHost(call, server)
      const there = host === null ? {} : { host }
      return {
        action: 'live-migration',
        task: 'migrating',
        steps: [
          { event: 'conductor_live_migrate_instance', lasts: 0.3, host: 'ctl-1' },
          { event: 'compute_check_can_live_migrate_destination', lasts: 0.3, ...there },
          { event: 'compute_check_can_live_migrate_source', lasts: 0.2 },
          { event: 'compute_live_migration', lasts: 2 },
          { event: 'compute_pre_live_migration', lasts: 0.5, does: 'pre_live_migration', ...there },
          { event: 'compute_post_live_migration_at_destination', lasts: 0.5, ...there }
        ],
        then: () => ({ host })
      }
    }
  }
}

const stopped = { vmState: 'stopped', powerState: 4 } as const

const flavorRefOf = (input: unknown): string | undefined => {
  const ref = isRecord(input) ? input['flavorRef'] : undefined
  return typeof ref === 'string' ? ref : typeof ref === 'number' ? String(ref) : undefined
}

const everyState = [...hardStates, 'rescued', 'resized', 'shelved', 'shelved_offloaded', 'building']

const upkeep: Readonly<Record<string, Work>> = {
  lock: {
    verb: 'lock',
    rule: 'os-lock-server:lock',
    mayBeBusy: true,
    mayBeLocked: true,
    plan: (call, _, input) => ({
      action: 'lock',
      task: null,
      steps: [{ event: 'api_lock', lasts: 0 }],
      then: () => ({
        lockedBy: isAdmin(call) ? 'admin' : 'owner',
        lockedReason: isSince('2.73', call) ? (textAt(input, 'locked_reason') ?? null) : null
      })
    })
  },
  unlock: {
    verb: 'unlock',
    rule: 'os-lock-server:unlock',
    mayBeBusy: true,
    mayBeLocked: true,
    refused: ({ who }, { lockedBy }) =>
      lockedBy === 'admin' && !hasRole(who, 'admin')
        ? novaFault(403, "Policy doesn't allow os_compute_api:os-lock-server:unlock:unlock_override to be performed.")
        : undefined,
    plan: simple('unlock', null, { event: 'api_unlock', lasts: 0 }, { lockedBy: null, lockedReason: null })
  },
  rebuild: {
    verb: 'rebuild',
    rule: 'servers:rebuild',
    from: ['active', 'stopped', 'paused', 'suspended', 'error'],
    malformed: needsText('imageRef'),
    plan: (_, server) => ({
      action: 'rebuild',
      task: 'rebuilding',
      steps: [
        { event: 'rebuild_server', lasts: 0.2, host: 'ctl-1' },
        { event: 'compute_rebuild_instance', lasts: 2, does: 'spawn' }
      ],
      then: (end) => ({ ...(server.vmState === 'stopped' ? stopped : running), launchedAt: end, fault: null }),
      otherwise: inError
    }),
    answer: (call, server) =>
      jsonAnswer(202, { server: { ...serverRecord(call, 'alone')(server), adminPass: call.random.hex(12) } })
  },
  rescue: {
    verb: 'rescue',
    rule: 'os-rescue',
    from: ['active', 'stopped', 'error'],
    status: 200,
    plan: (): Plan => ({
      action: 'rescue',
      task: 'rescuing',
      steps: [{ event: 'compute_rescue_instance', lasts: 1, does: 'rescue' }],
      then: (end) => ({ vmState: 'rescued', powerState: 1, launchedAt: end }),
      otherwise: inError
    }),
    answer: (call) => jsonAnswer(200, { adminPass: call.random.hex(12) })
  },
  unrescue: {
    verb: 'unrescue',
    rule: 'os-unrescue',
    from: ['rescued'],
    plan: (): Plan => ({
      action: 'unrescue',
      task: 'unrescuing',
      steps: [{ event: 'compute_unrescue_instance', lasts: 1, does: 'unrescue' }],
      then: () => running,
      otherwise: inError
    })
  },
  shelve: {
    verb: 'shelve',
    rule: 'os-shelve:shelve',
    from: ['active', 'stopped', 'paused', 'suspended'],
    plan: (): Plan => ({
      action: 'shelve',
      task: 'shelving',
      steps: [
        { event: 'compute_shelve_instance', lasts: 1, does: 'snapshot' },
        { event: 'compute_shelve_offload_instance', lasts: 0.5 }
      ],
      then: () => ({ vmState: 'shelved_offloaded', powerState: 4, host: null })
    })
  },
  unshelve: {
    verb: 'unshelve',
    rule: 'os-shelve:unshelve',
    from: ['shelved', 'shelved_offloaded'],
    plan: (call, server) => {
      const host = server.host ?? call.random.pick(hostsOf(call))
      return {
        action: 'unshelve',
        task: 'unshelving',
        steps: [
          { event: 'get_image_info', lasts: 0.2, host: 'ctl-1' },
          { event: 'schedule_instances', lasts: 0.3, host: 'ctl-1' },
          { event: 'compute_unshelve_instance', lasts: 1, does: 'spawn', host }
        ],
        then: (end) => ({ ...running, host, launchedAt: end })
      }
    }
  },
  changePassword: {
    verb: 'set_admin_password',
    rule: 'os-admin-password',
    from: ['active'],
    malformed: needsText('adminPass'),
    plan: simple(
      'changePassword',
      'updating_password',
      { event: 'compute_set_admin_password', lasts: 0.5, does: 'set_admin_password' },
      {}
    )
  },
  createImage: {
    verb: 'createImage',
    rule: 'servers:create_image',
    from: ['active', 'stopped', 'paused', 'suspended'],
    malformed: needsText('name'),
    plan: simple(
      'createImage',
      'image_snapshot',
      { event: 'compute_snapshot_instance', lasts: 2, does: 'snapshot' },
      {}
    ),
    answer: (call) => {
      const image = call.random.uuid()
      return isSince('2.45', call)
        ? jsonAnswer(202, { image_id: image })
        : emptyAnswer(202, { location: `${call.bookmark}/images/${image}`, 'content-type': 'text/html; charset=UTF-8' })
    }
  },
  'os-resetState': {
    verb: 'resetState',
    rule: 'os-admin-actions:reset_state',
    role: 'admin',
    from: everyState,
    mayBeBusy: true,
    malformed: (input) =>
      ['active', 'error'].includes(textAt(input, 'state') ?? '')
        ? undefined
        : "'state' is not one of ['active', 'error']",
    plan: (_, __, input) => ({
      action: 'resetState',
      task: null,
      steps: [],
      then: () => ({ vmState: textAt(input, 'state') ?? 'error', taskState: null })
    })
  }
}

const hostsOf = ({ settings: { hosts } }: NovaCall): readonly [string, ...ReadonlyArray<string>] => {
  const [first = 'cmp-01', ...others] = hosts
  return [first, ...others]
}

/** By the one key of the request's body. */
export const works: Readonly<Record<string, Work>> = { ...power, ...sizes, ...upkeep }
