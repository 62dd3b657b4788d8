import type { Clock, Cloud, ServiceRequest } from '@openstack-ts/core'
import * as E from 'fp-ts/lib/Either.js'

import { bootServer, type BootServerInput, bootVolume } from '../src/index.js'

// -------------------------------------------------------------------------------------
// a cloud that makes one server, which goes through these states, or is not answered for
// -------------------------------------------------------------------------------------

interface Told {
  readonly looks: ReadonlyArray<string | number>
  readonly create?: number
  readonly remove?: number
}

const cloudOf = ({ create = 202, looks, remove = 204 }: Told) => {
  const asked: Array<ServiceRequest> = []
  let look = 0
  const body = (status: string): string =>
    JSON.stringify({
      server: {
        id: 's1',
        name: 'web-1',
        status,
        'OS-EXT-STS:task_state': null,
        created: '2026-11-23T08:36:22Z',
        tenant_id: 'p',
        links: [],
        ...(status === 'ERROR'
          ? { fault: { code: 500, created: '2026-11-23T08:36:22Z', message: 'No valid host was found.' } }
          : {})
      }
    })
  const made = JSON.stringify({
    server: { id: 's1', links: [], adminPass: 'secret', security_groups: [], 'OS-DCF:diskConfig': 'AUTO' }
  })
  const answer = (method: string): { readonly status: number; readonly text: string } => {
    if (method === 'POST') return { status: create, text: create === 202 ? made : '{}' }
    if (method === 'DELETE') return { status: remove, text: '' }
    const seen = looks[Math.min(look++, looks.length - 1)] ?? 404
    return typeof seen === 'number' ? { status: seen, text: '{}' } : { status: 200, text: body(seen) }
  }
  const cloud: Cloud<'compute'> = {
    compute: {
      microversions: async () => E.right({ min: '2.1', max: '2.104' }),
      policy: 'latest',
      send: (request) => async () => {
        asked.push(request)
        return E.right({ headers: {}, ...answer(request.method) })
      }
    }
  }
  return { cloud, methods: () => asked.map(({ method, path }) => `${method} ${path}`), asked }
}

const input: BootServerInput = { name: 'web-1', flavorRef: '1', imageRef: 'i1', networks: 'none' }
const post = 'POST /servers'
const look = 'GET /servers/s1'
const removal = 'DELETE /servers/s1'

/** Time passes while one sleeps, and not else. */
const ticking = (): Clock => {
  let now = 0
  return {
    now: () => now,
    sleep: async (milliseconds) => {
      now += milliseconds
    }
  }
}

// -------------------------------------------------------------------------------------
// what comes well
// -------------------------------------------------------------------------------------

it('answers the server once it runs, with its password', async () => {
  const { cloud, methods } = cloudOf({ looks: ['BUILD', 'ACTIVE'] })
  const seen: Array<string> = []
  const options = { clock: ticking(), onCreate: ({ id }: { readonly id: string }) => void seen.push(id) }
  expect(await bootServer(input, options)(cloud)()).toMatchObject({
    right: { id: 's1', status: 'ACTIVE', adminPass: 'secret' }
  })
  expect(methods()).toEqual([post, look, look])
  expect(seen).toEqual(['s1'])
})

it('boots from a volume', async () => {
  const { asked, cloud } = cloudOf({ looks: ['ACTIVE'] })
  const blockDevices = [bootVolume({ imageId: 'i1', sizeGb: 10, volumeType: 'fast' })]
  await bootServer({ name: 'web-1', flavorRef: '1', networks: 'none', blockDevices }, { clock: ticking() })(cloud)()
  expect(JSON.parse(String(asked[0]?.body))).toEqual({
    server: {
      name: 'web-1',
      flavorRef: '1',
      networks: 'none',
      block_device_mapping_v2: [
        {
          source_type: 'image',
          uuid: 'i1',
          destination_type: 'volume',
          boot_index: 0,
          volume_size: 10,
          volume_type: 'fast',
          delete_on_termination: false
        }
      ]
    }
  })
})

it('says what a disk is made of', () => {
  expect(bootVolume({ volumeId: 'v1', tag: 'root' })).toEqual({
    sourceType: 'volume',
    uuid: 'v1',
    destinationType: 'volume',
    bootIndex: 0,
    deleteOnTermination: false,
    tag: 'root'
  })
  expect(bootVolume({ snapshotId: 'n1', deleteOnTermination: true })).toEqual({
    sourceType: 'snapshot',
    uuid: 'n1',
    destinationType: 'volume',
    bootIndex: 0,
    deleteOnTermination: true
  })
})

// -------------------------------------------------------------------------------------
// what does not
// -------------------------------------------------------------------------------------

const trouble: ReadonlyArray<readonly [string, Told, object]> = [
  [
    'goes to ERROR',
    { looks: ['BUILD', 'ERROR'] },
    { _tag: 'WaitError', reason: 'failed', message: 'Server web-1 went to ERROR: No valid host was found.' }
  ],
  ['is late', { looks: ['BUILD'] }, { _tag: 'WaitError', reason: 'timeout', last: { id: 's1', status: 'BUILD' } }],
  ['may not be seen', { looks: [403] }, { _tag: 'HttpError', status: 403 }]
]

describe.each(trouble)('a server that %s', (_, told, error) => {
  const options = () => ({ clock: ticking(), timeout: 30_000 })

  it('is told of, and nothing is removed', async () => {
    const { cloud, methods } = cloudOf(told)
    expect(await bootServer(input, options())(cloud)()).toMatchObject({ left: error })
    expect(methods().filter((method) => method.startsWith('DELETE'))).toEqual([])
  })

  it('is removed, and nothing else, where that is asked for', async () => {
    const { cloud, methods } = cloudOf(told)
    expect(await bootServer(input, { ...options(), removeOnFailure: true })(cloud)()).toMatchObject({ left: error })
    expect(methods().filter((method) => method.startsWith('DELETE'))).toEqual([removal])
  })
})

describe('removeOnFailure', () => {
  it('holds after an abort', async () => {
    const { cloud, methods } = cloudOf({ looks: ['BUILD'] })
    const stop = new AbortController()
    const options = { clock: ticking(), signal: stop.signal, removeOnFailure: true, onLook: () => stop.abort() }
    expect(await bootServer(input, options)(cloud)()).toMatchObject({
      left: { _tag: 'TransportError', reason: 'aborted' }
    })
    expect(methods()).toEqual([post, look, removal])
  })

  it('has nothing to remove where nothing was made, or where it is gone', async () => {
    const refused = cloudOf({ create: 403, looks: [] })
    const options = { clock: ticking(), removeOnFailure: true }
    expect(await bootServer(input, options)(refused.cloud)()).toMatchObject({ left: { status: 403 } })
    expect(refused.methods()).toEqual([post])
    const gone = cloudOf({ looks: ['BUILD', 404] })
    expect(await bootServer(input, options)(gone.cloud)()).toMatchObject({ left: { status: 404 } })
    expect(gone.methods()).toEqual([post, look, look])
  })

  it('says so where the server could not be removed', async () => {
    const { cloud } = cloudOf({ looks: ['ERROR'], remove: 409 })
    expect(await bootServer(input, { clock: ticking(), removeOnFailure: true })(cloud)()).toMatchObject({
      left: {
        _tag: 'WaitError',
        reason: 'failed',
        last: { id: 's1' },
        message: expect.stringMatching(
          /^Server web-1 went to ERROR: No valid host was found\.; server s1 could not be removed: /
        ) as unknown,
        cause: { _tag: 'HttpError', status: 409 }
      }
    })
  })

  it('makes one server, whoever asks', async () => {
    const { cloud, methods } = cloudOf({ looks: ['ACTIVE'] })
    const several: BootServerInput & { readonly minCount: number } = { ...input, minCount: 2 }
    expect(await bootServer(several)(cloud)()).toMatchObject({ left: { _tag: 'RequestError', parameter: 'minCount' } })
    expect(methods()).toEqual([])
  })

  it.each([
    { blockDevices: [bootVolume({ volumeId: 'v1', deleteOnTermination: true })] },
    { legacyBlockDevices: [{ volumeId: 'v1', deleteOnTermination: true }] }
  ])('is refused where a volume that was there before would go too: %j', async (disks) => {
    const { cloud, methods } = cloudOf({ looks: ['ERROR'] })
    expect(await bootServer({ ...input, ...disks }, { removeOnFailure: true })(cloud)()).toMatchObject({
      left: { _tag: 'RequestError', message: expect.stringContaining('would remove volume v1 too') as unknown }
    })
    expect(methods()).toEqual([])
  })
})
