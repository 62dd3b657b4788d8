/**
 * Stories: servers with a past that somebody would want explained, as data. Times are told backwards from the moment the
 * cloud is made.
 *
 * @since 0.1.0
 */
import { type Accounts, idOf } from './account.js'
import type { SourceContext } from './fake-cloud.js'
import type { Deed, Fault, Flavor, Server, Step } from './model.js'
import { random, seedOf } from './random.js'
import type { ServerSource } from './store.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

/** One step, in seconds. */
export interface StoryStep {
  readonly event: string
  /** Since the action was asked for; negative where two hosts disagree about the time. */
  readonly at: number
  /** Until its end; absent for a step that never ended. */
  readonly lasts?: number
  /** `Success` unless it says so; a step without an end has none. */
  readonly result?: 'Success' | 'Error'
  /** The server's host by default. */
  readonly host?: string
  readonly traceback?: string
  readonly details?: string
}

export interface StoryDeed {
  readonly action: string
  /** Seconds before now. */
  readonly ago: number
  /** The user's name and, where it is not the server's, their project; `null` for the system. */
  readonly by: string | null
  readonly from?: string
  /** Deeds of the same word share one request id. */
  readonly request?: string
  /** That a step once failed, though none of the rows says so now. */
  readonly sticky?: true
  readonly steps: ReadonlyArray<StoryStep>
}

export interface StoryServer {
  readonly name: string
  readonly project: string
  readonly owner: string
  readonly host: string | null
  /** Its name. */
  readonly flavor?: string
  /** `active` by default. */
  readonly vmState?: string
  readonly taskState?: string
  /** Seconds before now. */
  readonly createdAgo: number
  readonly deletedAgo?: number
  readonly fault?: { readonly message: string; readonly ago: number; readonly details: string }
  /** Oldest first. */
  readonly deeds: ReadonlyArray<StoryDeed>
}

export interface Story {
  readonly title: string
  /** What a reader should find out. */
  readonly moral: string
  readonly servers: ReadonlyArray<StoryServer>
}

// -------------------------------------------------------------------------------------
// constructors
// -------------------------------------------------------------------------------------

/** Stories as servers of a cloud; made when they are first asked for. */
export const storySource =
  (stories: ReadonlyArray<Story>) =>
  (context: SourceContext): ServerSource => {
    let made: ReadonlyMap<string, Told> | undefined
    const all = (): ReadonlyMap<string, Told> =>
      (made ??= new Map(
        stories
          .flatMap(({ servers }) => servers)
          .map((server, i) => [storyServerId(server.name), tell(context, server, i + 1)])
      ))
    return {
      servers: () => [...all().values()].map(({ server }) => server),
      deeds: (id) => all().get(id)?.deeds ?? []
    }
  }

/** The id of a story's server: the same in every fake cloud. */
export const storyServerId = (name: string): string => random(seedOf('story server', name)).uuid()

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

interface Told {
  readonly server: Server
  readonly deeds: ReadonlyArray<Deed>
}

const tell = (context: SourceContext, story: StoryServer, number: number): Told => {
  const deeds = story.deeds.map((deed, i) => deedOf(context, story, [deed, i]))
  return { server: serverOf(context, story, { deeds, number }), deeds }
}

const micros = (seconds: number): number => Math.round(seconds) * 1e6

const userIdOf = ({ users }: Accounts, name: string): string =>
  users.find((user) => user.name === name)?.id ?? idOf('user', name)

const projectIdOf = ({ projects }: Accounts, name: string): string =>
  projects.find((project) => project.name === name)?.id ?? idOf('project', name)

const deedOf = (
  { accounts, now }: SourceContext,
  story: StoryServer,
  [deed, i]: readonly [StoryDeed, number]
): Deed => {
  const start = now - micros(deed.ago)
  return {
    action: deed.action,
    requestId: `req-${random(seedOf('story request', deed.request ?? `${story.name} ${i}`)).uuid()}`,
    userId: deed.by === null ? null : userIdOf(accounts, deed.by),
    projectId: deed.by === null ? null : projectIdOf(accounts, deed.from ?? story.project),
    start,
    ...(deed.sticky === true ? { sticky: true } : {}),
    steps: deed.steps.map((step) => stepOf(story, start, step))
  }
}

const stepOf = (story: StoryServer, start: number, step: StoryStep): Step => {
  const from = start + micros(step.at)
  return {
    event: step.event,
    start: from,
    finish: step.lasts === undefined ? null : from + micros(step.lasts),
    result: step.lasts === undefined ? null : (step.result ?? 'Success'),
    host: step.host ?? story.host,
    traceback: step.traceback ?? null,
    details: step.details ?? null
  }
}

const powers: Readonly<Record<string, number>> = {
  active: 1,
  resized: 1,
  rescued: 1,
  paused: 3,
  stopped: 4,
  suspended: 7
}

const serverOf = (
  { accounts, flavors, now }: SourceContext,
  story: StoryServer,
  { deeds, number }: { readonly deeds: ReadonlyArray<Deed>; readonly number: number }
): Server => {
  const made = random(seedOf('story', story.name))
  const created = now - micros(story.createdAgo)
  const deletedAt = story.deletedAgo === undefined ? null : now - micros(story.deletedAgo)
  const vmState = deletedAt === null ? (story.vmState ?? 'active') : 'deleted'
  return {
    id: storyServerId(story.name),
    name: story.name,
    description: null,
    projectId: projectIdOf(accounts, story.project),
    userId: userIdOf(accounts, story.owner),
    created,
    updated: Math.max(created, deletedAt ?? 0, ...deeds.flatMap(endsOf)),
    launchedAt: story.host === null ? null : created + micros(4),
    terminatedAt: deletedAt,
    deletedAt,
    vmState,
    taskState: story.taskState ?? null,
    powerState: powers[vmState] ?? 0,
    host: deletedAt === null ? story.host : null,
    flavor: flavorNamed(flavors, story.flavor ?? 'm1.small'),
    fault: faultOf(story, now),
    metadata: {},
    tags: [],
    lockedBy: null,
    lockedReason: null,
    imageId: imageId,
    availabilityZone: 'nova',
    keyName: null,
    address: `10.10.${made.int(250)}.${made.int(250) + 2}`,
    reservationId: `r-${made.hex(8)}`,
    launchIndex: 0,
    number,
    pending: []
  }
}

const imageId = random(seedOf('image', 'tiny')).uuid()

const endsOf = ({ start, steps }: Deed): ReadonlyArray<number> =>
  steps.reduce<ReadonlyArray<number>>((ends, step) => [...ends, step.finish ?? step.start], [start])

const flavorNamed = (flavors: ReadonlyArray<Flavor>, name: string): Flavor => {
  const found = flavors.find((flavor) => flavor.name === name) ?? flavors[0]
  return found ?? { ...nothing, name }
}

const nothing: Flavor = {
  id: '0',
  name: '',
  ram: 0,
  disk: 0,
  vcpus: 0,
  ephemeral: 0,
  swap: 0,
  isPublic: true,
  description: null,
  extraSpecs: {}
}

const faultOf = ({ fault }: StoryServer, now: number): Fault | null =>
  fault === undefined
    ? null
    : { code: 500, created: now - micros(fault.ago), message: fault.message, details: fault.details }
