/**
 * What the scenarios of servers are played with.
 */
import { call, toPromise } from '@openstack-ts/core'

import { endpoints, waitForServer, type WantedServer } from '../src/index.js'
import type { Player } from './player.js'
import { volumes } from './real-cloud.js'

export const nano = '42'
export const micro = '84'

const { servers } = endpoints
const looks = { every: 400, atMost: 800, timeout: 100_000 } as const

export const wish = ({ seed }: Player, where: string) => ({
  flavorRef: nano,
  imageRef: seed.images['tiny'] ?? '',
  networks: [{ uuid: seed.networks[where]?.id ?? '' }]
})

/** Until nothing works on it any more. */
export const idle = async ({ admin }: Player, serverId: string, wanted: WantedServer): Promise<void> => {
  await toPromise(waitForServer(serverId, wanted, looks)(admin.cloud))
}

export const addressesOn = async (
  { owner }: Player,
  serverId: string,
  label: string
): Promise<ReadonlyArray<string>> => {
  const { addresses = {} } = await owner.run(call(servers.get)({ serverId }))
  return (addresses[label] ?? []).map(({ addr }) => addr)
}

export const volume = async (player: Player, name: string): Promise<string> => {
  const { later, owner } = player
  const { id } = await owner.run(call(volumes.create)({ name: `${player.name}-${name}`, size: 1 }))
  later(() => owner.run(call(volumes.remove)({ volumeId: id })))
  await volumeIs(player, id, 'available')
  return id
}

export const volumeIs = ({ owner }: Player, volumeId: string, wanted: string): Promise<void> =>
  eventually(async () => (await owner.run(call(volumes.get)({ volumeId }))).status === wanted)

/** Looks until it is so, for half a minute. */
export const eventually = async (isSo: () => Promise<boolean>): Promise<void> => {
  const deadline = Date.now() + 30_000
  while (!(await isSo())) {
    if (Date.now() > deadline) throw new Error('what was waited for did not come within 30 s')
    await new Promise((resolve) => void setTimeout(resolve, 400))
  }
}
