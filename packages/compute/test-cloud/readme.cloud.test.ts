/**
 * The README's snippets, run one after the other on the real cloud.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import * as core from '@openstack-ts/core'
import { call } from '@openstack-ts/core'
import { runSnippet, snippetsOf } from '@openstack-ts/testing'

import * as compute from '../src/index.js'
import { hangUp, onCloud, seedOf, type SignedIn, signInAs, volumes } from './real-cloud.js'

const snippets = snippetsOf(readFileSync(join(__dirname, '../README.md'), 'utf8'))
const modules = { '@openstack-ts/compute': compute, '@openstack-ts/core': core, '@openstack-ts/connection': {} }
const { servers } = compute.endpoints

onCloud('the README, on the real cloud', () => {
  let demo: SignedIn
  let volumeId = ''
  let names: Readonly<Record<string, unknown>> = {}
  const said: Array<unknown> = []

  beforeAll(async () => {
    demo = await signInAs('demo')
    const { images, projects } = seedOf()
    volumeId = (await demo.run(call(volumes.create)({ name: 'readme', size: 1 }))).id
    names = {
      cloud: demo.cloud,
      nova: compute.compute(demo.cloud),
      imageId: images['tiny'],
      projectId: projects['demo']?.id,
      volumeId,
      console: { log: (...all: ReadonlyArray<unknown>) => said.push(...all) }
    }
  })

  afterAll(async () => {
    const serverId = String(names['serverId'] ?? '')
    if (serverId !== '') {
      await call(servers.remove)({ serverId })(demo.cloud)()
      await demo.run(compute.waitForServerGone(serverId, { every: 500, atMost: 1000 }))
    }
    await call(volumes.remove)({ volumeId })(demo.cloud)()
    hangUp()
  })

  it.each(snippets.map((snippet) => [snippet.title, snippet] as const))('%s', async (title, snippet) => {
    const serverId = String(names['serverId'] ?? '')
    const resized = /volume/.test(title)
    if (resized) await demo.run(compute.waitForServer(serverId, 'ACTIVE', { every: 500 }))
    if (/who stopped/.test(title)) {
      await demo.run(call(servers.stop)({ serverId }))
      await demo.run(compute.waitForServer(serverId, 'SHUTOFF', { every: 500 }))
    }
    const defined = await runSnippet(snippet, { modules, names }, ['server', 'device', 'url', 'output', 'usage'])
    const server = defined['server'] as compute.Server | undefined
    if (server !== undefined) names = { ...names, serverId: server.id }
    expect(Object.entries(defined).filter(([, value]) => value === undefined)).toEqual([])
  })

  it('printed who stopped it', () => {
    expect(said).toContainEqual([['compute_stop_instance', undefined, 'Success']])
  })
})
