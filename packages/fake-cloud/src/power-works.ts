/**
 * Starting, stopping, rebooting, pausing, suspending.
 *
 * @see https://docs.openstack.org/api-ref/compute/#servers-run-an-action-servers-action
 * @since 0.1.0
 */
import { novaFault } from './nova-call.js'
import { inError, type Plan } from './perform.js'
import { textAt } from './wire.js'
import { hardStates, running, simple, type Work } from './work.js'

// -------------------------------------------------------------------------------------
// instances
// -------------------------------------------------------------------------------------

export const powerWorks: Readonly<Record<string, Work>> = {
  'os-start': {
    verb: 'start',
    rule: 'servers:start',
    from: ['stopped'],
    plan: (_, server) => ({
      action: 'start',
      task: 'powering-on',
      steps: [{ event: 'compute_start_instance', lasts: 1, does: 'power_on' }],
      leaves: () => ({ ...running, launchedAt: server.launchedAt })
    })
  },
  'os-stop': {
    verb: 'stop',
    rule: 'servers:stop',
    from: ['active', 'error'],
    plan: simple(
      { action: 'stop', task: 'powering-off', step: { event: 'compute_stop_instance', lasts: 1, does: 'power_off' } },
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
      leaves: () => running
    })
  },
  pause: {
    verb: 'pause',
    rule: 'os-pause-server:pause',
    from: ['active'],
    plan: simple(
      { action: 'pause', task: 'pausing', step: { event: 'compute_pause_instance', lasts: 0.5, does: 'pause' } },
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
    plan: simple(
      {
        action: 'unpause',
        task: 'unpausing',
        step: { event: 'compute_unpause_instance', lasts: 0.5, does: 'unpause' }
      },
      running
    )
  },
  suspend: {
    verb: 'suspend',
    rule: 'os-suspend-server:suspend',
    from: ['active'],
    plan: (): Plan => ({
      action: 'suspend',
      task: 'suspending',
      steps: [{ event: 'compute_suspend_instance', lasts: 1, does: 'suspend' }],
      leaves: () => ({ vmState: 'suspended', powerState: 7 }),
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
      leaves: () => running,
      otherwise: inError
    })
  },
  trigger_crash_dump: {
    verb: 'trigger_crash_dump',
    rule: 'servers:trigger_crash_dump',
    since: '2.17',
    from: ['active', 'paused', 'rescued', 'resized', 'error'],
    malformed: (input) => (input === null ? undefined : `Invalid input for field/attribute trigger_crash_dump.`),
    plan: simple(
      { action: 'trigger_crash_dump', task: null, step: { event: 'compute_trigger_crash_dump', lasts: 0.5 } },
      {}
    )
  }
}

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

const isHard = (input: unknown): boolean => textAt(input, 'type')?.toUpperCase() === 'HARD'
