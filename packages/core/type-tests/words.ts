import { call, type Cloud, metadataOf, promises, quotaSetOf, optional, tagsOf } from '../src/index.js'
import * as t from 'io-ts'

declare const cloud: Cloud<'compute'>
const server = { name: 'Server', service: 'compute', microversion: '2.104', path: '/servers/{serverId}' } as const

const tags = tagsOf({ ...server, since: '2.26' })
call(tags.addTag)({ serverId: 's', tag: 'x' })
// @ts-expect-error a tag needs its server
call(tags.addTag)({ tag: 'x' })
const listed: Promise<ReadonlyArray<string>> = promises({ tags })(cloud).tags.listTags({ serverId: 's' })
void listed

const metadata = metadataOf(server)
call(metadata.setMetadataItem)({ serverId: 's', key: 'k', value: 'v' })
// @ts-expect-error metadata values are texts
call(metadata.setMetadata)({ serverId: 's', metadata: { k: 1 } })

const quotas = quotaSetOf(
  { name: 'QuotaSet', service: 'compute', microversion: '2.104', path: '/os-quota-sets' },
  {
    fields: { cores: optional('cores', t.number) },
    input: { cores: optional('cores', t.number) },
    query: { userId: optional('user_id', t.string) }
  }
)
call(quotas.get)({ projectId: 'p', userId: 'u' })
// @ts-expect-error defaults are never narrowed down
call(quotas.getDefaults)({ projectId: 'p', userId: 'u' })
call(quotas.update)({ projectId: 'p', cores: 5 })
const detail = promises({ quotas })(cloud).quotas.getDetail({ projectId: 'p' })
const inUse: Promise<number | undefined> = detail.then(({ cores }) => cores?.inUse)
void inUse
