/**
 * The front door on a real cloud: every account of its clouds.yaml, and services of which this repository declares
 * nothing yet. Needs `pnpm cloud:up`.
 */
import { existsSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { compute } from '@openstack-ts/compute'
import { parseConfig } from '@openstack-ts/config'
import { call, endpoints, isForbidden, toPromise } from '@openstack-ts/core'
import { isLeft, isRight } from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'

import { connect, openConnection } from '../src/index.js'

const file = (process.env['OS_CLIENT_CONFIG_FILE'] ??= join(tmpdir(), 'openstack-ts-cloud', 'clouds.yaml'))
const there = existsSync(file)
const onCloud = there ? describe : describe.skip

/** The names of clouds.yaml. */
const names = (): ReadonlyArray<string> => {
  const parsed = parseConfig(file, readFileSync(file, 'utf8'))
  if (isLeft(parsed)) throw new Error(parsed.left.message)
  return Object.keys(parsed.right.content['clouds'] ?? {})
}

const read = { name: 'Probe', method: 'GET' } as const
const probes = [
  endpoints(
    { ...read, service: 'image', path: '/images' },
    { list: { answer: { key: 'images', codec: t.UnknownArray } } }
  ),
  endpoints(
    { ...read, service: 'network', path: '/networks' },
    { list: { answer: { key: 'networks', codec: t.UnknownArray } } }
  ),
  endpoints(
    { ...read, service: 'block-storage', microversion: '3.0', path: '/volumes' },
    { list: { answer: { key: 'volumes', codec: t.UnknownArray } } }
  )
] as const

onCloud('connect', () => {
  it('lists with what clouds.yaml says, and knows who it is', async () => {
    await using cloud = await connect({ cloud: 'demo' })
    const flavors = await compute(cloud).flavors.list.all()
    expect(flavors.map(({ name }) => name)).toContain('m1.tiny')
    expect(await cloud.access()).toMatchObject({ right: { user: { name: 'demo' }, project: { name: 'demo' } } })
  })

  it('signs in as every account that needs no second factor, and Nova knows each one', async () => {
    const outcomes = await Promise.all(
      names().map(async (cloud) => {
        const opened = await openConnection({ cloud })()
        // A passcode lives for seconds, and so stands in no file.
        if (isLeft(opened)) return opened.left.message.includes('no passcode') ? 'not from a file' : opened.left.message
        await using connection = opened.right
        const access = await connection.access()
        if (isLeft(access)) return 'missing' in access.left ? 'a second factor' : `${cloud}: ${access.left.message}`
        if ((access.right.catalog ?? []).length === 0) return 'signed in, without a catalog'
        const versions = await connection.compute.microversions()
        return isRight(versions) ? 'signed in' : `${cloud}: ${versions.left.message}`
      })
    )
    const wanted = ['signed in', 'signed in, without a catalog', 'not from a file', 'a second factor']
    expect(outcomes.filter((outcome) => !wanted.includes(outcome))).toEqual([])
    expect(outcomes.filter((outcome) => outcome === 'signed in').length).toBeGreaterThan(3)
  })

  it('image, network and block-storage answer a GET in the words of core', async () => {
    await using cloud = await connect({ cloud: 'admin' })
    for (const { list } of probes) expect(Array.isArray(await toPromise(call(list)({})(cloud)))).toBe(true)
  })

  it('speaks 2.1 where it is pinned to it, by the connection and by the configuration', async () => {
    await using pinned = await connect({ cloud: 'demo', microversions: { compute: '2.1' } })
    await using configured = await connect({ cloud: 'demo', overrides: { compute_default_microversion: '2.1' } })
    for (const cloud of [pinned, configured]) {
      const { meta } = await compute(cloud)
        .flavors.get.withMeta({ flavorId: '1' })
        .catch(async () => {
          const [first] = await compute(cloud).flavors.list.all()
          return compute(cloud).flavors.get.withMeta({ flavorId: first?.id ?? '' })
        })
      expect(meta.microversion).toBe('2.1')
    }
  })

  it('asProject reaches a project that the account may enter, and no other', async () => {
    await using cloud = await connect({ cloud: 'demo' })
    const denied = await cloud.asProject({ name: 'no-such-project', domain: { name: 'Default' } }).access()
    expect(isLeft(denied) && (denied.left._tag === 'AuthError' || isForbidden(denied.left))).toBe(true)
    expect(isRight(await cloud.asProject({ name: 'demo', domain: { name: 'Default' } }).access())).toBe(true)
  })
})
