/**
 * Listings that Nova pages by offset, without a word of whether there is more: nothing is cut short, nothing comes twice.
 */
import { compute } from '../src/index.js'
import { novaSaying } from './nova-saying.js'

/** A Nova that shows `cap` things at a time (`osapi_max_limit`), of which it lists those that are. */
const novaOf = (key: string, things: ReadonlyArray<object | undefined>, cap: number) => {
  const { asked, cloud } = novaSaying((query) => {
    const start = Number(query.get('offset') ?? 0)
    const window = things.slice(start, start + Math.min(Number(query.get('limit') ?? cap), cap))
    return { body: { [key]: window.filter((thing) => thing !== undefined) } }
  })
  return { nova: compute(cloud), asked }
}

const group = (i: number) => ({
  id: `group-${i}`,
  name: 'apart',
  members: [],
  project_id: 'p',
  user_id: 'u',
  policy: 'affinity',
  rules: {}
})

const attachment = (i: number) => ({
  device: null,
  serverId: 's',
  volumeId: `volume-${i}`,
  tag: null,
  delete_on_termination: false,
  attachment_id: 'a',
  bdm_uuid: 'b'
})

it.each([
  [0, 1],
  [5, 2],
  [100, 2],
  [250, 3],
  [300, 4]
])('%s server groups of a Nova that shows 100 at a time come in %s requests', async (size, requests) => {
  const all = Array.from({ length: size }, (_, i) => group(i))
  const { asked, nova } = novaOf('server_groups', all, 100)
  const ids = (await nova.serverGroups.list.all()).map(({ id }) => id)
  expect(ids).toEqual(all.map(({ id }) => id))
  expect(asked).toHaveLength(requests)
})

it.each([1000, 3])(
  'volumes come once each, where the image’s disk counts too and %s are shown at a time',
  async (cap) => {
    const { nova } = novaOf('volumeAttachments', [undefined, ...[1, 2, 3, 4, 5].map(attachment)], cap)
    const ids = (await nova.volumeAttachments.list.all({ serverId: 's' })).map(({ volumeId }) => volumeId)
    expect(ids).toEqual(['volume-1', 'volume-2', 'volume-3', 'volume-4', 'volume-5'])
  }
)
