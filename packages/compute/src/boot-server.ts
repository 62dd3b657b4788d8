/**
 * Booting a server: it is asked for, and waited for until it runs. What goes wrong on the way is told, with the fault
 * of the server, and nothing is removed: not what there was before, and not the server either, unless that is asked
 * for.
 *
 * @see https://docs.openstack.org/api-guide/compute/server_concepts.html
 * @since 0.1.0
 */
import {
  type Call,
  call,
  isNotFound,
  type OpenStackError,
  remove,
  type RequestError,
  requestError,
  systemClock,
  waitError
} from '@openstack-ts/core'
import * as E from 'fp-ts/lib/Either.js'

import { type CreatedServer, Server, type ServerCreate } from './server.js'
import type { BlockDevice } from './server-input.js'
import { waitForServer, type WaitForServerOptions } from './wait-for-server.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

/** One server: for several at once there is `createMany`. */
export interface BootServerInput extends Omit<ServerCreate, 'minCount' | 'maxCount'> {}

/** `signal` ends the create and the wait; `timeout` (10 minutes where nothing is said) holds for both together. */
export interface BootServerOptions extends WaitForServerOptions {
  /**
   * `true` removes the server that this call has made where it does not come to run: once, without waiting until it is
   * gone, and after an abort or the deadline too. Volumes, ports and addresses that there were before stay. Where the
   * create itself has no answer nobody knows whether there is a server, and nothing is removed.
   */
  readonly removeOnFailure?: boolean
  /** Called as soon as the server has an id: a call that is aborted afterwards does not answer it. */
  readonly onCreate?: (created: CreatedServer) => void
}

/** A server that runs. */
export interface BootedServer extends Server {
  /** The administrator's password: the answer to the create alone says it, and not on every cloud. */
  readonly adminPass?: string
}

/** What a server boots from: a volume that there is, or one that Nova has Cinder make of an image or a snapshot. */
export type BootVolume = BootSource & {
  /** Whether the volume goes with the server; it stays where nothing is said. */
  readonly deleteOnTermination?: boolean
  /** What the server's metadata service calls the disk. Microversion 2.32, but not 2.33 to 2.41. */
  readonly tag?: string
}

type BootSource =
  | { readonly volumeId: string }
  | (MadeVolume & { readonly imageId: string; readonly sizeGb: number })
  | (MadeVolume & { readonly snapshotId: string; readonly sizeGb?: number })

interface MadeVolume {
  /** The type of the volume, in Cinder. Microversion 2.67. */
  readonly volumeType?: string
}

// -------------------------------------------------------------------------------------
// constructors
// -------------------------------------------------------------------------------------

/**
 * The disk to boot from, as a volume: one of the `blockDevices` of a create, which then needs no `imageRef`.
 *
 * @example
 * import { bootVolume } from '@openstack-ts/compute'
 *
 * assert.deepStrictEqual(bootVolume({ volumeId: 'a26887c6' }), {
 *   sourceType: 'volume',
 *   uuid: 'a26887c6',
 *   destinationType: 'volume',
 *   bootIndex: 0,
 *   deleteOnTermination: false
 * })
 */
export const bootVolume = ({ deleteOnTermination = false, tag, ...source }: BootVolume): BlockDevice => ({
  ...sourceOf(source),
  destinationType: 'volume',
  bootIndex: 0,
  deleteOnTermination,
  ...(tag === undefined ? {} : { tag })
})

const sourceOf = (source: BootSource): BlockDevice => {
  if ('volumeId' in source) return { sourceType: 'volume', uuid: source.volumeId }
  const { sizeGb, volumeType } = source
  return {
    ...('imageId' in source
      ? { sourceType: 'image', uuid: source.imageId }
      : { sourceType: 'snapshot', uuid: source.snapshotId }),
    ...(sizeGb === undefined ? {} : { volumeSize: sizeGb }),
    ...(volumeType === undefined ? {} : { volumeType })
  }
}

// -------------------------------------------------------------------------------------
// operations
// -------------------------------------------------------------------------------------

/**
 * Creates a server, and answers it once it is `ACTIVE`. Where it goes to `ERROR`, or does not come to run in time, this
 * ends in a `WaitError` with the message of its fault, and `last` is the server: it is still there, to be looked at,
 * unless `removeOnFailure` was asked for.
 *
 * @example
 * const server = await toPromise(bootServer({ name: 'web-1', flavorRef: '1', imageRef, networks: 'auto' })(cloud))
 */
export const bootServer =
  (input: BootServerInput, options: BootServerOptions = {}): Call<'compute', BootedServer> =>
  (cloud) =>
  async () => {
    const { onCreate, removeOnFailure = false, ...waiting } = options
    const refusal = whyNot(input, removeOnFailure)
    if (refusal !== undefined) return E.left(refusal)
    const { clock = systemClock, signal, timeout } = waiting
    const begun = clock.now()
    const ends = { ...(signal === undefined ? {} : { signal }), ...(timeout === undefined ? {} : { timeout }) }
    const created = await call(Server.endpoints.create)(input, ends)(cloud)()
    if (E.isLeft(created)) return created
    onCreate?.(created.right)
    const { adminPass, id } = created.right
    const left = timeout === undefined ? {} : { timeout: Math.max(0, timeout - (clock.now() - begun)) }
    const server = await waitForServer(id, 'ACTIVE', { ...waiting, ...left })(cloud)()
    if (E.isRight(server)) return E.right({ ...server.right, ...(adminPass === undefined ? {} : { adminPass }) })
    return E.left(removeOnFailure ? await removing(id, server.left)(cloud) : server.left)
  }

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

/** Of several servers it would wait for one, and remove one. */
const whyNot = (input: BootServerInput, removeOnFailure: boolean): RequestError | undefined => {
  const several = ['minCount', 'maxCount'].find((name) => name in input)
  if (several === undefined) return removeOnFailure ? whyNotRemove(input) : undefined
  return requestError({
    message: `bootServer makes one server, and takes no ${several}: use createMany`,
    operation: 'bootServer',
    parameter: several
  })
}

/** To remove the server would remove a volume with it that this call did not make: that is not begun at all. */
const whyNotRemove = ({ blockDevices = [], legacyBlockDevices = [] }: BootServerInput): RequestError | undefined => {
  const taken = [
    ...blockDevices.map((disk) => ({ ...disk, existing: disk.volumeId ?? volumeOf(disk) })),
    ...legacyBlockDevices.map((disk) => ({ ...disk, existing: disk.volumeId }))
  ].find(({ deleteOnTermination, existing }) => deleteOnTermination === true && existing !== undefined)
  return taken === undefined
    ? undefined
    : requestError({
        message: `removeOnFailure would remove volume ${taken.existing} too, which was there: leave out its deleteOnTermination`,
        operation: 'bootServer'
      })
}

const volumeOf = ({ sourceType, uuid }: BlockDevice): string | undefined => (sourceType === 'volume' ? uuid : undefined)

/** One request, whatever was aborted before; what kept the server from running remains the error. */
const removing =
  (serverId: string, why: OpenStackError) =>
  async (cloud: Parameters<Call<'compute', void>>[0]): Promise<OpenStackError> => {
    if (isNotFound(why)) return why
    const removed = await remove(Server)({ serverId }, { missing: 'ok' })(cloud)()
    return E.isRight(removed) ? why : stillThere(serverId, why, removed.left)
  }

const stillThere = (serverId: string, why: OpenStackError, cause: OpenStackError): OpenStackError =>
  waitError({
    message: `${why.message}; server ${serverId} could not be removed: ${cause.message}`,
    reason: why._tag === 'WaitError' ? why.reason : 'failed',
    ...(why._tag === 'WaitError' && why.last !== undefined ? { last: why.last } : {}),
    cause
  })
