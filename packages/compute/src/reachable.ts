/**
 * Servers and services of cells that answer, and of cells that do not: told apart, and each with what is certain of it.
 *
 * From microversion 2.69 on a cell that cannot be reached leaves next to nothing of its servers. That is one
 * declaration and not a union of two, for three reasons: a listing holds both, so that a union would have to be
 * narrowed before a name could be read; Nova gives the status `UNKNOWN` to ordinary servers too, in states it has no
 * word for; and reading a listing twice to find out which it is would cost everyone for what nearly nobody has. These
 * guards narrow where that is wanted.
 *
 * @see https://docs.openstack.org/api-guide/compute/down_cells.html
 * @since 0.1.0
 */
import type { ComputeService } from './compute-service.js'
import type { Server } from './server.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

/** What Nova says at every microversion, and of any server that it can reach. */
const always = [
  'accessIPv4',
  'accessIPv6',
  'addresses',
  'configDrive',
  'flavor',
  'hostId',
  'image',
  'keyName',
  'metadata',
  'name',
  'diskConfig',
  'availabilityZone',
  'powerState',
  'taskState',
  'vmState',
  'volumesAttached',
  'launchedAt',
  'terminatedAt',
  'updated',
  'userId'
] as const satisfies ReadonlyArray<keyof Server>

type Always = (typeof always)[number]

/** A server of which Nova says all that it says: what is optional then is so by microversion, policy or state. */
export interface ReachableServer extends Omit<Server, Always>, Required<Pick<Server, Always>> {}

/** A server in a cell that cannot be reached. `get` still says some of it, a listing less. Microversion 2.69. */
export interface UnreachableServer extends Server {
  /** It cannot be asked what it is. */
  readonly status: 'UNKNOWN'
  /** By this it is told from a server in a state that Nova has no word for. */
  readonly name?: never
}

/** What Nova says of any service that it can reach. */
const ofServices = ['id', 'state', 'updatedAt', 'zone', 'disabledReason'] as const satisfies ReadonlyArray<
  keyof ComputeService
>

type OfServices = (typeof ofServices)[number]

/** A service of which Nova says all that it says. */
export interface ReachableService
  extends Omit<ComputeService, OfServices>, Required<Pick<ComputeService, OfServices>> {}

// -------------------------------------------------------------------------------------
// guards
// -------------------------------------------------------------------------------------

/**
 * Whether all is there that Nova says of a server it can reach. It is of what `get` and `list` answer; `update` says
 * less before microversion 2.75.
 *
 * @example
 * for await (const server of nova.servers.list()) if (isReachable(server)) console.log(server.flavor, server.addresses)
 */
export const isReachable = (server: Server): server is ReachableServer =>
  always.every((name) => server[name] !== undefined)

/** Whether its cell cannot be reached. Microversion 2.69: before it Nova leaves such servers out, or fails. */
export const isUnreachable = (server: Server): server is UnreachableServer =>
  server.status === 'UNKNOWN' && server.name === undefined

/** Whether all is there that Nova says of a service it can reach. */
export const isReachableService = (service: ComputeService): service is ReachableService =>
  ofServices.every((name) => service[name] !== undefined)
