import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'

import { commit, type ItemOf, nullable, optional, promises, required, resource } from '../src/index.js'
import { cloudSaying } from './cloud-saying.js'

const base = {
  name: 'Thing',
  service: 'compute',
  path: '/things',
  keys: {},
  id: 'id',
  address: 'thingId',
  fields: {
    id: required('id', t.string),
    name: required('name', t.string),
    note: optional('note', nullable(t.string)),
    status: optional('status', t.string)
  }
} as const

const Thing = resource({
  ...base,
  operations: { update: 'PUT' },
  input: { name: required('name', t.string), note: optional('note', nullable(t.string)) }
})
const Patched = resource({ ...base, operations: { update: { method: 'PATCH', patch: 'application/json-patch+json' } } })

const before = { id: 'a', name: 'one', note: 'x', status: 'UP' }
const place = { thingId: 'a' }

it('sends what changed, and nothing else', async () => {
  const after: ItemOf<typeof Thing> = { ...before, note: null }
  const { cloud, lines } = cloudSaying({ body: after })
  expect(await commit(Thing)(place, { before, after })(cloud)()).toEqual(E.right(after))
  expect(lines()).toEqual(['PUT /things/a {"note":null}'])
})

it('sends nothing where nothing changed', async () => {
  const { asked, cloud } = cloudSaying({ body: before })
  const said: { readonly id: string; readonly name: string; readonly note?: string | undefined } = before
  for (const after of [before, { ...before }, { ...said, note: undefined }, { id: 'a', name: 'one' }]) {
    expect(await commit(Thing)(place, { before: said, after })(cloud)()).toEqual(E.right(before))
  }
  expect(await commit(Patched)(place, { before, after: { ...before } })(cloud)()).toEqual(E.right(before))
  expect(asked).toHaveLength(0)
})

it('sends a patch where the service takes one', async () => {
  const { cloud, lines } = cloudSaying({ body: before })
  await commit(Patched)(place, { before, after: { ...before, name: 'two' } })(cloud)()
  expect(lines()).toEqual(['PATCH /things/a [{"op":"replace","path":"/name","value":"two"}]'])
})

it('says what cannot be changed', async () => {
  const { asked, cloud } = cloudSaying({ body: before })
  expect(await commit(Thing)(place, { before, after: { ...before, status: 'DOWN' } })(cloud)()).toMatchObject({
    left: { _tag: 'RequestError', parameter: 'status' }
  })
  expect(asked).toHaveLength(0)
})

it('is a method of what can be updated', async () => {
  const { cloud, lines } = cloudSaying({ body: before })
  const { things } = promises({ things: Thing.endpoints })(cloud)
  expect(await things.commit(place, { before, after: { ...before } })).toBe(before)
  await things.commit(place, { before, after: { ...before, name: 'two' } })
  expect(lines()).toEqual(['PUT /things/a {"name":"two"}'])
  // @ts-expect-error there is no such row
  await expect(things.commit(place, { before, after: { ...before, nmae: 'two' } })).rejects.toThrow(
    'did you mean name?'
  )
})
