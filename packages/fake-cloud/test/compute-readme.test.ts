/**
 * The snippets of compute's README, run one after the other. Compute itself may not use the fake cloud, which is made of it:
 * so they run here. What the fake cloud has no routes for (volumes, consoles, usage) is answered beside it, as Nova would.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import * as compute from '@openstack-ts/compute'
import * as core from '@openstack-ts/core'
import { password, signIn } from '@openstack-ts/identity'
import { runSnippet, snippetsOf } from '@openstack-ts/testing'
import * as TE from 'fp-ts/lib/TaskEither.js'

import { fakeCloud, fakeOrigin } from '../src/index.js'

const snippets = snippetsOf(readFileSync(join(__dirname, '../../compute/README.md'), 'utf8'))
const attach = 'req-00000000-0000-4000-8000-000000000001'
const volumeId = 'a26887c6-c47b-4654-abb5-dfadf7d3f803'

type Answer = readonly [
  route: RegExp,
  status: number,
  body: object | string,
  headers?: Readonly<Record<string, string>>
]

/** What Nova says of volumes, consoles and usage. */
const beside: ReadonlyArray<Answer> = [
  [/^POST .*\/os-volume_attachments$/, 202, '', { 'x-compute-request-id': attach }],
  [
    /^GET .*\/os-volume_attachments\/[^/]+$/,
    200,
    { volumeAttachment: { device: '/dev/vdb', serverId: 's', volumeId, tag: 'data', delete_on_termination: false } }
  ],
  [
    new RegExp(`^GET .*/os-instance-actions/${attach}$`),
    200,
    {
      instanceAction: {
        action: 'attach_volume',
        instance_uuid: 's',
        request_id: attach,
        user_id: 'u',
        project_id: 'p',
        start_time: '2026-11-23T08:36:22.000000',
        message: null,
        updated_at: null,
        events: [
          {
            event: 'compute_attach_volume',
            start_time: '2026-11-23T08:36:22.000000',
            finish_time: '2026-11-23T08:36:23.000000',
            result: 'Success',
            hostId: ''
          }
        ]
      }
    }
  ],
  [
    /^POST .*\/remote-consoles$/,
    200,
    { remote_console: { protocol: 'vnc', type: 'novnc', url: 'http://proxy/?token=t' } }
  ],
  [
    /^GET .*\/os-simple-tenant-usage\/.*$/,
    200,
    {
      tenant_usage: {
        start: '2026-11-01T00:00:00.000000',
        stop: '2026-12-01T00:00:00.000000',
        tenant_id: 'p',
        total_hours: 1,
        total_local_gb_usage: 1,
        total_memory_mb_usage: 1,
        total_vcpus_usage: 1,
        server_usages: []
      }
    }
  ]
]

const besideIt =
  (transport: core.Transport): core.Transport =>
  (request) => {
    const asked = `${request.method} ${new URL(request.url).pathname}`
    const consoleOutput = typeof request.body === 'string' && request.body.includes('os-getConsoleOutput')
    const told: Answer | undefined = consoleOutput
      ? [/^/, 200, { output: 'login:' }]
      : beside.find(([route]) => route.test(asked))
    if (told === undefined) return transport(request)
    const [, status, body, headers = {}] = told
    const text = typeof body === 'string' ? body : JSON.stringify(body)
    return TE.right({ status, headers: { 'openstack-api-version': 'compute 2.104', ...headers }, text })
  }

it("runs every snippet of compute's README", async () => {
  const domain = { name: 'Default' }
  const cloud = signIn({
    transport: besideIt(fakeCloud({ pace: 0, servers: [] }).transport),
    authUrl: `${fakeOrigin}/identity/v3`,
    auth: password({ user: { name: 'demo', domain }, password: 'demo-secret' }),
    scope: { project: { name: 'demo', domain } }
  })
  const nova = compute.compute(cloud)
  const said: Array<ReadonlyArray<unknown>> = []
  const modules = { '@openstack-ts/compute': compute, '@openstack-ts/core': core, '@openstack-ts/connection': {} }
  let names: Readonly<Record<string, unknown>> = {
    cloud,
    nova,
    volumeId,
    imageId: '70a599e0-31e7-49b7-b260-868f441e862b',
    projectId: 'p',
    console: { log: (...all: ReadonlyArray<unknown>) => said.push(all) }
  }
  const seen: Record<string, unknown> = {}
  for (const snippet of snippets) {
    if (/who stopped/.test(snippet.title)) await nova.servers.stop({ serverId: String(names['serverId']) })
    const defined = await runSnippet(snippet, { modules, names }, [
      'server',
      'booted',
      'reservationId',
      'device',
      'url',
      'output',
      'usage'
    ])
    const server = defined['server'] as compute.Server | undefined
    if (server !== undefined) names = { ...names, serverId: server.id }
    Object.assign(seen, defined)
  }
  expect(seen).toMatchObject({
    server: { name: 'web-1', status: 'ACTIVE' },
    booted: { name: 'db-1', status: 'ACTIVE' },
    reservationId: expect.stringMatching(/^r-/) as unknown,
    device: '/dev/vdb',
    url: 'http://proxy/?token=t',
    output: 'login:',
    usage: { totalHours: 1 }
  })
  expect(said).toContainEqual([expect.any(String), 'worker-2'])
  expect(said).toContainEqual([
    expect.any(String),
    expect.any(String),
    [['compute_stop_instance', undefined, 'Success']]
  ])
})
