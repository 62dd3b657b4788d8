/**
 * What a fake Nova holds: servers, flavors, and everything that was done to a server. All moments are microseconds since
 * 1970, UTC.
 *
 * @since 0.1.0
 */

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

export interface Flavor {
  readonly id: string
  readonly name: string
  /** MiB. */
  readonly ram: number
  /** GiB. */
  readonly disk: number
  readonly vcpus: number
  /** GiB. */
  readonly ephemeral: number
  /** MiB. */
  readonly swap: number
  readonly isPublic: boolean
  readonly description: string | null
  readonly extraSpecs: Readonly<Record<string, string>>
}

/** One step of an action, finished or not; a step that begins in the future is not shown yet. */
export interface Step {
  readonly event: string
  readonly start: number
  /** `null` for ever where a step was abandoned, or where a retry's result landed on another row. */
  readonly finish: number | null
  readonly result: 'Success' | 'Error' | null
  readonly host: string | null
  readonly traceback: string | null
  readonly details: string | null
}

/** Something done to a server: an instance action. */
export interface Deed {
  readonly action: string
  readonly requestId: string
  /** `null` where no user did it. */
  readonly userId: string | null
  readonly projectId: string | null
  readonly start: number
  /** `null` on rows of an old Nova; absent: as the steps have it. */
  readonly updatedAt?: null
  /** That a step once failed, where a retry's success stands on its row now: Nova never takes `Error` back. */
  readonly sticky?: true
  /** Oldest first. */
  readonly steps: ReadonlyArray<Step>
}

export interface Fault {
  readonly code: number
  readonly created: number
  readonly message: string
  readonly details: string
}

/** Of a server, what time and actions change. */
export interface ServerState {
  readonly name: string
  readonly description: string | null
  readonly vmState: string
  readonly taskState: string | null
  /** 0 unknown, 1 running, 3 paused, 4 shut down, 6 crashed, 7 suspended. */
  readonly powerState: number
  readonly host: string | null
  readonly flavor: Flavor
  /** The flavor before a resize that is not confirmed yet, with its host. */
  readonly before?: { readonly flavor: Flavor; readonly host: string | null; readonly vmState: string } | undefined
  readonly updated: number
  readonly launchedAt: number | null
  readonly terminatedAt: number | null
  readonly deletedAt: number | null
  readonly lockedBy: 'owner' | 'admin' | null
  readonly lockedReason: string | null
  readonly fault: Fault | null
  readonly metadata: Readonly<Record<string, string>>
  readonly tags: ReadonlyArray<string>
}

/** From a moment on. */
export interface Change {
  readonly from: number
  readonly set: Partial<ServerState>
}

export interface Server extends ServerState {
  readonly id: string
  readonly projectId: string
  readonly userId: string
  readonly created: number
  /** Empty for a server that boots from a volume. */
  readonly imageId: string
  readonly availabilityZone: string
  readonly keyName: string | null
  readonly address: string | null
  readonly reservationId: string
  readonly launchIndex: number
  readonly number: number
  /** What is still to come, earliest first. */
  readonly pending: ReadonlyArray<Change>
}

// -------------------------------------------------------------------------------------
// operations
// -------------------------------------------------------------------------------------

/** A server as it is at a moment: with all changes that are due. */
export const settled = (server: Server, now: number): Server => {
  const first = server.pending[0]
  if (first === undefined || first.from > now) return server
  const due = server.pending.filter(({ from }) => from <= now)
  const pending = server.pending.filter(({ from }) => from > now)
  return due.reduce<Server>((all, { from, set }) => ({ ...all, updated: from, ...set }), { ...server, pending })
}

/** The steps that have begun, with no more of them than is known at that moment; oldest first. */
export const stepsAt = (deed: Deed, now: number): ReadonlyArray<Step> =>
  deed.steps
    .filter(({ start }) => start <= now)
    .map((step) =>
      step.finish === null || step.finish <= now
        ? step
        : { ...step, finish: null, result: null, traceback: null, details: null }
    )

/** When an action was last heard of. */
export const updatedAt = (deed: Deed, now: number): number | null => {
  if (deed.updatedAt === null) return null
  return stepsAt(deed, now).reduce((latest, { finish, start }) => Math.max(latest, start, finish ?? 0), deed.start)
}

/** `Error` once a step has failed. */
export const messageOf = (deed: Deed, now: number): 'Error' | null =>
  deed.sticky === true || stepsAt(deed, now).some(({ result }) => result === 'Error') ? 'Error' : null

/** What users are told: made of the two states, as Nova does. */
export const statusOf = ({ taskState, vmState }: Pick<ServerState, 'taskState' | 'vmState'>): string =>
  (taskState === null ? undefined : byTask[`${vmState} ${taskState}`]) ?? byState[vmState] ?? 'UNKNOWN'

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

const byState: Readonly<Record<string, string>> = {
  active: 'ACTIVE',
  building: 'BUILD',
  stopped: 'SHUTOFF',
  resized: 'VERIFY_RESIZE',
  paused: 'PAUSED',
  suspended: 'SUSPENDED',
  rescued: 'RESCUE',
  error: 'ERROR',
  deleted: 'DELETED',
  'soft-delete': 'SOFT_DELETED',
  shelved: 'SHELVED',
  shelved_offloaded: 'SHELVED_OFFLOADED'
}

const everyState = Object.keys(byState)

const during = (status: string, tasks: ReadonlyArray<string>, states: ReadonlyArray<string>) =>
  states.flatMap((state) => tasks.map((task) => [`${state} ${task}`, status] as const))

const rebuilding = ['rebuilding', 'rebuild_block_device_mapping', 'rebuild_spawning']
const resizing = ['resize_prep', 'resize_migrating', 'resize_migrated', 'resize_finish']
const hard = ['reboot_hard', 'reboot_pending_hard', 'reboot_started_hard']

const byTask: Readonly<Record<string, string>> = Object.fromEntries([
  ...during('REBOOT', ['rebooting', 'reboot_pending', 'reboot_started'], ['active']),
  ...during('HARD_REBOOT', hard, everyState),
  ...during('REBUILD', rebuilding, ['active', 'stopped', 'error']),
  ...during('MIGRATING', ['migrating'], ['active', 'paused']),
  ...during('RESIZE', resizing, ['active', 'stopped']),
  ...during('PASSWORD', ['updating_password'], ['active']),
  ...during('REVERT_RESIZE', ['resize_reverting'], ['resized'])
])
