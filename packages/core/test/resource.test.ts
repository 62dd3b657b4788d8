import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'

import {
  create,
  get,
  head,
  inDetail,
  list,
  metadataOf,
  optional,
  quotaSetOf,
  remove,
  required,
  resource,
  since,
  tagsOf,
  update
} from '../src/index.js'
import { cloudSaying } from './cloud-saying.js'

const fields = { id: required('id', t.string), name: required('name', t.string) }
const all = { list: 'GET', get: 'GET', head: 'HEAD', create: 'POST', update: 'PUT', remove: 'DELETE' } as const

const Plain = resource({
  name: 'Plain',
  service: 'image',
  path: '/things',
  keys: {},
  id: 'id',
  operations: all,
  fields
})

describe('what follows from a declaration', () => {
  it('of few words', () => {
    const common = { service: 'image', identified: { id: 'id', address: 'id', name: { field: 'name' } } }
    const item = { codec: Plain.codec }
    expect(Plain.endpoints).toEqual({
      list: {
        ...common,
        name: 'Plain.list',
        method: 'GET',
        path: '/things',
        list: { ...item, paging: { by: 'none' } }
      },
      get: { ...common, name: 'Plain.get', method: 'GET', path: '/things/{id}', answer: item },
      head: { ...common, name: 'Plain.head', method: 'HEAD', path: '/things/{id}' },
      create: { ...common, name: 'Plain.create', method: 'POST', path: '/things', body: { fields: {} }, answer: item },
      update: {
        ...common,
        name: 'Plain.update',
        method: 'PUT',
        path: '/things/{id}',
        body: { fields: {} },
        answer: item
      },
      remove: { ...common, name: 'Plain.remove', method: 'DELETE', path: '/things/{id}' }
    })
  })

  it('of many', () => {
    const paging = { by: 'marker', field: 'id', links: 'things_links' } as const
    const input = { name: required('name', t.string), size: since('2.20', 'size', t.number) }
    const query = { limit: optional('limit', t.Integer) }
    const Rich = resource({
      name: 'Rich',
      service: 'compute',
      microversion: '2.104',
      path: '/places/{placeId}/things',
      keys: { one: 'thing', many: 'things', item: 'thing' },
      id: 'id',
      address: 'thingId',
      find: { filter: 'name', regex: true },
      paging,
      lifetime: { since: '2.10' },
      operations: all,
      query,
      input,
      fields,
      rest: { name: 'extra', codec: t.unknown }
    })
    const common = {
      service: 'compute',
      microversion: '2.104',
      since: '2.10',
      identified: { id: 'id', address: 'thingId', name: { field: 'name', filter: 'name', regex: true } }
    }
    const answer = { key: 'thing', codec: Rich.codec }
    const path = '/places/{placeId}/things'
    expect(Rich.endpoints.list).toEqual({
      ...common,
      name: 'Rich.list',
      method: 'GET',
      path,
      query,
      list: { key: 'things', item: 'thing', codec: Rich.codec, paging }
    })
    expect(Rich.endpoints.get).toMatchObject({ ...common, path: `${path}/{thingId}`, answer })
    expect(Rich.endpoints.create).toMatchObject({ path, body: { key: 'thing', fields: input }, answer })
    expect(Rich.endpoints.update).toMatchObject({
      path: `${path}/{thingId}`,
      body: {
        key: 'thing',
        fields: {
          name: { wire: 'name', presence: 'optional' },
          size: { wire: 'size', presence: 'optional', since: '2.20' }
        }
      }
    })
    expect(Rich.codec.decode({ id: 'a', name: 'n', x: 1 })).toEqual(E.right({ id: 'a', name: 'n', extra: { x: 1 } }))
  })

  it('where an operation is out of the ordinary', () => {
    const own = { colour: required('colour', t.string) }
    const headers = { etag: required('ETag', t.string) }
    const query = { force: optional('force', t.boolean) }
    const Odd = resource({
      name: 'Odd',
      service: 'compute',
      microversion: '2.104',
      path: '/things',
      keys: { one: 'thing', many: 'things' },
      id: 'id',
      operations: {
        list: { method: 'GET', path: '/things/detail', since: '2.5', until: '2.90' },
        get: { method: 'GET', path: '/elsewhere/{id}', answer: { codec: t.string } },
        head: { method: 'HEAD', answer: { codec: t.UnknownRecord, headers } },
        create: { method: 'PUT', path: '/things/{id}', input: own, headers, rest: { name: 'more', codec: t.string } },
        update: { method: 'PATCH', input: own, answer: null },
        remove: { method: 'DELETE', query, answer: { codec: t.string, key: 'was' } }
      },
      input: { name: required('name', t.string) },
      fields: { id: required('id', t.string) }
    })
    expect(Odd.endpoints.list).toMatchObject({ path: '/things/detail', since: '2.5', until: '2.90' })
    expect(Odd.endpoints.list.identified).toEqual({ id: 'id', address: 'id' })
    expect(Odd.endpoints.get).toMatchObject({ path: '/elsewhere/{id}', answer: { codec: t.string } })
    expect(Odd.endpoints.get.answer).not.toHaveProperty('key')
    expect(Odd.endpoints.head.answer).toEqual({ codec: t.UnknownRecord, headers })
    expect(Odd.endpoints.create).toMatchObject({ method: 'PUT', path: '/things/{id}', headers })
    expect(Odd.endpoints.create.body).toEqual({ key: 'thing', fields: own, rest: { name: 'more', codec: t.string } })
    expect(Odd.endpoints.update.body).toEqual({ key: 'thing', fields: own })
    expect(Odd.endpoints.update).not.toHaveProperty('answer')
    expect(Odd.endpoints.remove).toMatchObject({ query, answer: { codec: t.string, key: 'was' } })
  })

  it('where callers choose the id, where it is a number, and where a listing has filters of its own', async () => {
    const Chosen = resource({
      name: 'Chosen',
      service: 'compute',
      path: '/places/{placeId}/things',
      keys: {},
      id: 'number',
      address: 'thingId',
      operations: {
        list: { method: 'GET', query: { colour: optional('c', t.string) } },
        get: 'GET',
        create: 'PUT',
        update: { method: 'PATCH', some: ['name'] }
      },
      query: { limit: optional('limit', t.Integer) },
      queryRest: { name: 'properties', prefix: 'property-', codec: t.string },
      input: { name: required('name', t.string) },
      fields: { number: required('id', t.number) }
    })
    const { cloud, lines } = cloudSaying({ body: { id: 7 } }, { body: { id: 7 } }, { body: [] })
    await create(Chosen)({ placeId: 'p', thingId: 7, name: 'n' })(cloud)()
    await get(Chosen)({ placeId: 'p', thingId: 7 })(cloud)()
    await list(Chosen)({ placeId: 'p', limit: 5, colour: 'red', properties: { os: 'x' } })(cloud)()
    expect(await update(Chosen)({ placeId: 'p', thingId: 7 })(cloud)()).toMatchObject({
      left: { message: 'Chosen.update needs name' }
    })
    expect(lines()).toEqual([
      'PUT /places/p/things/7 {"name":"n"}',
      'GET /places/p/things/7',
      'GET /places/p/things?limit=5&c=red&property-os=x'
    ])
  })

  it('where an update is a JSON Patch', () => {
    const Patched = resource({
      name: 'Patched',
      service: 'image',
      path: '/images',
      keys: { one: 'image' },
      id: 'id',
      operations: { update: { method: 'PATCH', patch: 'application/json-patch+json' } },
      fields
    })
    expect(Patched.endpoints.update.body).toEqual({ fields, patch: 'application/json-patch+json' })
  })

  it('without the definition being any less than it was', () => {
    expect(Plain).toMatchObject({ name: 'Plain', path: '/things', fields, operations: all })
    expect(resource({ ...Plain, name: 'Copy', path: '/copies' }).endpoints.get.path).toBe('/copies/{id}')
  })
})

describe('the ordinary verbs', () => {
  it('each make their request and answer what comes back', async () => {
    const item = { id: 'a', name: 'n' }
    const { cloud, lines } = cloudSaying(({ method, path }) =>
      method === 'HEAD' || method === 'DELETE'
        ? { status: 204 }
        : { body: path === '/things' && method === 'GET' ? [item] : item }
    )
    const Named = resource({
      name: 'Named',
      service: 'compute',
      path: '/things',
      keys: {},
      id: 'id',
      operations: all,
      input: { name: required('name', t.string) },
      fields
    })
    expect(await list(Named)({})(cloud)()).toMatchObject({ right: { items: [item] } })
    expect(await get(Named)({ id: 'a' })(cloud)()).toEqual(E.right(item))
    expect(await head(Named)({ id: 'a' })(cloud)()).toEqual(E.right(undefined))
    expect(await create(Named)({ name: 'n' })(cloud)()).toEqual(E.right(item))
    expect(await update(Named)({ id: 'a', name: 'm' })(cloud)()).toEqual(E.right(item))
    expect(await update(Named)({ id: 'a' })(cloud)()).toEqual(E.right(item))
    expect(await remove(Named)({ id: 'a' })(cloud)()).toEqual(E.right(undefined))
    expect(lines()).toEqual([
      'GET /things',
      'GET /things/a',
      'HEAD /things/a',
      'POST /things {"name":"n"}',
      'PUT /things/a {"name":"m"}',
      'PUT /things/a {}',
      'DELETE /things/a'
    ])
  })
})

describe('words for many resources', () => {
  const owner = { name: 'Server', service: 'compute', microversion: '2.104', path: '/servers/{serverId}' } as const
  const routes = (made: object): ReadonlyArray<string> =>
    Object.values(made).map(({ method, name, path }: { method: string; name: string; path: string }) =>
      [name, method, path].join(' ')
    )

  it('tags', () => {
    const tags = tagsOf({ ...owner, since: '2.26' })
    expect(tags.addTag.since).toBe('2.26')
    expect(routes(tags)).toEqual([
      'Server.listTags GET /servers/{serverId}/tags',
      'Server.setTags PUT /servers/{serverId}/tags',
      'Server.removeTags DELETE /servers/{serverId}/tags',
      'Server.checkTag GET /servers/{serverId}/tags/{tag}',
      'Server.addTag PUT /servers/{serverId}/tags/{tag}',
      'Server.removeTag DELETE /servers/{serverId}/tags/{tag}'
    ])
  })

  it('metadata', () => {
    expect(routes(metadataOf(owner))).toEqual([
      'Server.getMetadata GET /servers/{serverId}/metadata',
      'Server.updateMetadata POST /servers/{serverId}/metadata',
      'Server.setMetadata PUT /servers/{serverId}/metadata',
      'Server.getMetadataItem GET /servers/{serverId}/metadata/{key}',
      'Server.setMetadataItem PUT /servers/{serverId}/metadata/{key}',
      'Server.removeMetadataItem DELETE /servers/{serverId}/metadata/{key}'
    ])
  })

  it('quota sets', () => {
    const rows = { cores: optional('cores', t.number), ramMebibytes: required('ram', t.number) }
    const query = { userId: optional('user_id', t.string) }
    const quotas = quotaSetOf(
      { ...owner, name: 'QuotaSet', path: '/os-quota-sets' },
      { fields: rows, input: rows, query }
    )
    expect(routes(quotas)).toEqual([
      'QuotaSet.get GET /os-quota-sets/{projectId}',
      'QuotaSet.getDefaults GET /os-quota-sets/{projectId}/defaults',
      'QuotaSet.getDetail GET /os-quota-sets/{projectId}/detail',
      'QuotaSet.update PUT /os-quota-sets/{projectId}',
      'QuotaSet.reset DELETE /os-quota-sets/{projectId}'
    ])
    const usage = { limit: -1, in_use: 2, reserved: 0 }
    const detail = quotas.getDetail.answer?.codec.decode({ id: 'p', cores: usage, ram: usage })
    const read = { limit: -1, inUse: 2, reserved: 0 }
    expect(detail).toEqual(E.right({ id: 'p', cores: read, ramMebibytes: read }))
    expect(inDetail(rows)).toMatchObject({
      cores: { presence: 'optional' },
      ramMebibytes: { presence: 'required', wire: 'ram' }
    })
  })
})
