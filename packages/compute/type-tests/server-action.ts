import { type Call, type Cloud, create, get, list, listAll, promises } from '@openstack-ts/core'
import { ServerAction, type ServerActionEvent } from '../src/index.js'

declare const cloud: Cloud<'compute'>
type Equal<A, B> = [A, B] extends [B, A] ? true : false
const call: Call<'compute', ServerAction> = get(ServerAction)({ serverId: 's', requestId: 'r' })
export const hostIdIs: Equal<ServerActionEvent['hostId'], string | undefined> = true
export const messageIs: Equal<ServerAction['message'], string | null> = true
void call

// @ts-expect-error Nova does not create actions
create(ServerAction)
// @ts-expect-error the path needs serverId
get(ServerAction)({ requestId: 'r' })
// @ts-expect-error so does a listing
list(ServerAction)({})
// @ts-expect-error no such filter
list(ServerAction)({ serverId: 's', status: 'ERROR' })
// @ts-expect-error a filter has a type
list(ServerAction)({ serverId: 's', limit: '10' })
listAll(ServerAction)({ serverId: 's', limit: 10 })

const nova = promises({ serverActions: ServerAction.endpoints })(cloud)
// @ts-expect-error nor does the promise face
nova.serverActions.create
for await (const { action, requestId } of nova.serverActions.list({ serverId: 's' })) {
  const { events } = await nova.serverActions.get({ serverId: 's', requestId })
  console.log(
    action,
    events?.map(({ event, result }) => `${event}: ${result ?? 'running'}`)
  )
}
