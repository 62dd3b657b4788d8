/**
 * Fleets: any number of servers with a past, in the proportions that were counted in a real cloud of 7,218 servers and
 * 27,472 actions (see `measured`). The same seed makes the same fleet. A server is made when the servers are first
 * asked for; what was done to it, when that is asked for.
 *
 * @since 0.1.0
 */
import type { Project } from './account.js'
import type { SourceContext } from './fake-cloud.js'
import { demoFlavors } from './flavors.js'
import { type Habit, habits } from './habit.js'
import type { Deed, Flavor, Server, Step } from './model.js'
import { random, type Random, seedOf } from './random.js'
import type { ServerSource } from './store.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

export interface FleetOptions {
  readonly size: number
  /** Of names: `vm-000042`. */
  readonly prefix?: string
  /** Names; `demo` by default. */
  readonly projects?: ReadonlyArray<string>
  /** Since the oldest server was made; two years by default. */
  readonly days?: number
  /** Whether actions come from a Nova older than 2.58: nearly all of them have no `updated_at`, and match no window. */
  readonly upgraded?: boolean
}

/** What was counted, as shares. */
export const measured = {
  servers: 7218,
  actionsPerServer: 3.8,
  mostActionsPerServer: 196,
  eventsPerAction: 1.52,
  /** Of actions. */
  withoutEvents: 0.044,
  failed: 0.039,
  bySystem: 0.062,
  /** Request ids per action: some are shared by several servers. */
  distinctRequestIds: 0.927,
  mostActionsPerRequestId: 97,
  /** Of events. */
  unfinishedEvents: 0.06,
  failedEvents: 0.026,
  /** Of actions on rows of an old Nova. */
  withoutUpdatedAt: 0.96,
  distinctTracebacks: 167
} as const

// -------------------------------------------------------------------------------------
// constructors
// -------------------------------------------------------------------------------------

export const fleet =
  (options: FleetOptions) =>
  (context: SourceContext): ServerSource => {
    const plan = planOf(options, context)
    let servers: ReadonlyArray<Server> | undefined
    let indexes: Map<string, number> | undefined
    const all = (): ReadonlyArray<Server> =>
      (servers ??= Array.from({ length: options.size }, (_, i) => serverAt(plan, i)))
    return {
      servers: all,
      deeds: (id) => {
        indexes ??= new Map(all().map((server, i) => [server.id, i]))
        const i = indexes.get(id)
        const server = i === undefined ? undefined : all()[i]
        return i === undefined || server === undefined ? [] : deedsOf(plan, server, i)
      }
    }
  }

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

interface FleetPlan {
  readonly options: FleetOptions
  readonly context: SourceContext
  readonly seed: number
  readonly projects: ReadonlyArray<Project>
  readonly members: Readonly<Record<string, ReadonlyArray<string>>>
  readonly flavors: readonly [Flavor, ...ReadonlyArray<Flavor>]
  readonly hosts: readonly [string, ...ReadonlyArray<string>]
  /** Microseconds between two servers. */
  readonly step: number
  /** The first server of the request that made a server: `batches()[i]`. */
  readonly batches: () => Uint32Array
}

const second = 1e6
const day = 86_400 * second

const planOf = (options: FleetOptions, context: SourceContext): FleetPlan => {
  const { accounts, flavors, hosts, seed: cloudSeed } = context
  const { days = 730, prefix = 'vm', projects: names = ['demo'], size } = options
  const seed = seedOf('fleet', cloudSeed, prefix, size)
  const projects = accounts.projects.filter(({ name }) => names.includes(name))
  const fitting = flavors.filter(({ extraSpecs, ram }) => ram <= 8192 && Object.keys(extraSpecs).length === 0)
  const [flavor = demoFlavors[0] ?? none, ...otherFlavors] = fitting
  const [host = 'cmp-01', ...otherHosts] = hosts
  let batches: Uint32Array | undefined
  return {
    options,
    context,
    seed,
    projects,
    members: Object.fromEntries(
      projects.map(({ id }) => [
        id,
        accounts.users.filter(({ roles }) => roles[id] !== undefined).map((user) => user.id)
      ])
    ),
    flavors: [flavor, ...otherFlavors],
    hosts: [host, ...otherHosts],
    step: Math.floor((days * day) / Math.max(1, size)),
    batches: () => (batches ??= batchesOf(seed, size))
  }
}

const none: Flavor = {
  id: '0',
  name: 'none',
  ram: 0,
  disk: 0,
  vcpus: 0,
  ephemeral: 0,
  swap: 0,
  isPublic: true,
  description: null,
  extraSpecs: {}
}

/** One create in twenty-five makes several servers: twelve on average, ninety-seven at most. */
const batchesOf = (seed: number, size: number): Uint32Array => {
  const chance = random(seedOf(seed, 'batches'))
  const first = new Uint32Array(size)
  for (let i = 0; i < size;) {
    const many = chance.chance(0.034)
    const count = many
      ? Math.min(measured.mostActionsPerRequestId, 2 + Math.floor(-Math.log(1 - chance.next()) * 10))
      : 1
    first.fill(i, i, i + count)
    i += count
  }
  return first
}

/** Newest first, so that server 0 is the youngest. */
const createdAt = ({ context, step }: FleetPlan, i: number): number =>
  context.now - Math.floor(((i + 0.5) * step) / second) * second

const states: ReadonlyArray<readonly [share: number, vmState: string, powerState: number]> = [
  [0.78, 'active', 1],
  [0.95, 'stopped', 4],
  [0.98, 'error', 0],
  [0.99, 'shelved_offloaded', 4],
  [1, 'paused', 3]
]

const serverAt = (plan: FleetPlan, i: number): Server => {
  const { context, flavors, hosts, options, projects, seed } = plan
  const chance = random(seedOf(seed, i))
  const first = plan.batches()[i] ?? i
  const own = random(seedOf(seed, first, 'batch'))
  const projectId = projects[own.int(Math.max(1, projects.length))]?.id ?? ''
  const members = plan.members[projectId] ?? []
  const id = chance.uuid()
  const draw = chance.next()
  const [, vmState, powerState] = states.find(([share]) => draw < share) ?? [1, 'active', 1]
  const created = createdAt(plan, first)
  const host = chance.pick(hosts)
  const failed = vmState === 'error'
  return {
    id,
    name: `${options.prefix ?? 'vm'}-${String(options.size - i).padStart(6, '0')}`,
    description: null,
    projectId,
    userId: members[own.int(Math.max(1, members.length))] ?? '',
    created,
    updated: created + Math.floor(chance.next() * Math.max(0, (context.now - created) / second)) * second,
    launchedAt: created + 5 * second,
    terminatedAt: null,
    deletedAt: null,
    vmState,
    taskState: null,
    powerState,
    host: vmState === 'shelved_offloaded' ? null : host,
    flavor: own.pick(flavors),
    fault: failed
      ? { code: 500, created: created + 5 * second, message: 'Build of instance was re-scheduled.', details: '' }
      : null,
    metadata: {},
    tags: [],
    lockedBy: null,
    lockedReason: null,
    imageId: own.uuid(),
    availabilityZone: 'nova',
    keyName: null,
    address: `10.${30 + (i >> 16)}.${(i >> 8) & 255}.${i & 255}`,
    reservationId: `r-${own.hex(8)}`,
    launchIndex: i - first,
    number: options.size - i,
    pending: []
  }
}

/** Few servers have many: most were made and hardly touched, one in a hundred is worked on all the time. */
const countOf = (chance: Random): number => {
  const mean = chance.chance(0.02) ? 42 : 2.4
  return 1 + Math.min(measured.mostActionsPerServer - 1, Math.floor(-Math.log(1 - chance.next()) * mean))
}

const deedsOf = (plan: FleetPlan, server: Server, i: number): ReadonlyArray<Deed> => {
  const chance = random(seedOf(plan.seed, i, 'deeds'))
  const first = plan.batches()[i] ?? i
  const count = countOf(chance)
  const life = Math.max(1, Math.floor((plan.context.now - server.created) / second))
  const starts = Array.from({ length: count - 1 }, () => server.created + chance.int(life) * second).sort(
    (a, b) => a - b
  )
  const made = deedOf(plan, server, { chance, habit: habits[0], start: server.created })
  const requestId = `req-${random(seedOf(plan.seed, first, 'request')).uuid()}`
  return [
    { ...made, requestId },
    ...starts.map((start) => deedOf(plan, server, { chance, habit: habitOf(chance), start }))
  ]
}

const habitOf = (chance: Random): Habit => {
  const total = habits.slice(1).reduce((sum, { share }) => sum + share, 0)
  let draw = chance.next() * total
  return habits.slice(1).find(({ share }) => (draw -= share) < 0) ?? habits[0]
}

interface DeedFacts {
  readonly chance: Random
  readonly habit: Habit
  readonly start: number
}

const deedOf = (plan: FleetPlan, server: Server, { chance, habit, start }: DeedFacts): Deed => {
  const members = plan.members[server.projectId] ?? []
  const system = habit.bySystem !== undefined && chance.chance(habit.bySystem)
  const old = plan.options.upgraded === true && chance.chance(measured.withoutUpdatedAt)
  return {
    action: habit.action,
    requestId: `req-${chance.uuid()}`,
    userId: system ? null : (members[chance.int(Math.max(1, members.length))] ?? server.userId),
    projectId: system ? null : server.projectId,
    start,
    ...(old ? { updatedAt: null } : {}),
    steps: chance.chance(measured.withoutEvents) ? [] : stepsOf(plan, server, { chance, habit, start })
  }
}

/** As they went: all of them, up to one that failed, or up to one that nobody ever finished. */
const stepsOf = (plan: FleetPlan, server: Server, { chance, habit, start }: DeedFacts): ReadonlyArray<Step> => {
  const draw = chance.next()
  const fails = draw < 0.0405
  const hangs = !fails && draw < 0.0405 + 0.092
  const last = fails || hangs ? chance.int(habit.events.length) : habit.events.length
  const other = chance.pick(plan.hosts)
  let at = start
  return habit.events.slice(0, last + 1).map((event, i): Step => {
    const from = at + chance.int(2) * second
    at = from + (1 + chance.int(habit.seconds)) * second
    const host = event.startsWith('compute_') ? (i % 2 === 0 ? (server.host ?? other) : other) : 'ctl-1'
    if (i !== last) return { event, start: from, finish: at, result: 'Success', host, traceback: null, details: null }
    if (hangs) return { event, start: from, finish: null, result: null, host, traceback: null, details: null }
    const why = whyOf(chance)
    return { event, start: from, finish: at, result: 'Error', host, traceback: tracebackOf(why), details: why.details }
  })
}

interface Reason {
  readonly details: string
  readonly file: string
}

interface Why extends Reason {
  readonly line: number
}

const reasons: readonly [Reason, ...ReadonlyArray<Reason>] = [
  { details: 'No valid host was found. There are not enough hosts available.', file: 'nova/conductor/manager.py' },
  { details: 'MessagingTimeout', file: 'oslo_messaging/_drivers/amqpdriver.py' },
  { details: 'Insufficient compute resources: Claim pci failed.', file: 'nova/compute/claims.py' },
  { details: 'Volume is not found', file: 'nova/volume/cinder.py' },
  { details: 'internal error: process exited while connecting to monitor', file: 'nova/virt/libvirt/guest.py' },
  { details: 'Failed to allocate the network(s), not rescheduling.', file: 'nova/network/neutron.py' },
  { details: 'Connection to the hypervisor is broken on host', file: 'nova/virt/libvirt/host.py' }
]

/** Seven reasons in twenty-four versions of the code: 168 texts, which makes grouping by them worth while. */
const whyOf = (chance: Random): Why => {
  const reason = chance.pick(reasons)
  return { ...reason, line: 200 + 37 * chance.int(24) }
}

const tracebackOf = ({ details, file, line }: Why): string =>
  `  File "/usr/lib/python3/dist-packages/nova/compute/manager.py", line ${line}, in decorated_function\n` +
  `    return function(self, context, *args, **kwargs)\n` +
  `  File "/usr/lib/python3/dist-packages/${file}", line ${line + 11}, in call\n` +
  `nova.exception.NovaException: ${details}\n`
