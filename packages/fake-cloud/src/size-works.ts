/**
 * Resizing and migrating, with what comes after.
 *
 * @see https://docs.openstack.org/api-ref/compute/#servers-run-an-action-servers-action
 * @since 0.1.0
 */
import type { Flavor, Server } from './model.js'
import { badRequest, type NovaCall } from './nova-call.js'
import { inError, type Plan } from './perform.js'
import { isRecord, textAt } from './wire.js'
import { running, stopped, type Work } from './work.js'

// -------------------------------------------------------------------------------------
// instances
// -------------------------------------------------------------------------------------

export const sizeWorks: Readonly<Record<string, Work>> = {
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
      leaves: () => ({ ...(server.before?.vmState === 'stopped' ? stopped : running), before: undefined }),
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
      leaves: () => ({
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
        leaves: () => ({ host })
      }
    }
  }
}

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

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
    return { ...plan, steps, leaves: () => ({}), otherwise: () => ({}) }
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
    leaves: (end) => ({
      vmState: 'resized',
      flavor,
      host,
      launchedAt: end,
      before: { flavor: server.flavor, host: server.host, vmState: server.vmState }
    })
  }
}

const flavorRefOf = (input: unknown): string | undefined => {
  const ref = isRecord(input) ? input['flavorRef'] : undefined
  return typeof ref === 'string' ? ref : typeof ref === 'number' ? String(ref) : undefined
}
