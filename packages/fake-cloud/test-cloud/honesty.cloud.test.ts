/**
 * Plays every scenario on the fake and on the real cloud, and compares what was seen. Needs `pnpm cloud:up`.
 *
 * With `RECORD=1` the notes of the real cloud become what the fake is held to where no real cloud is at hand.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { nodeHttpTransport } from '@openstack-ts/transport-node-http'

import { compare, observed } from '../test/compare.js'
import { fakeWorld } from '../test/fake-world.js'
import { type Notes, scenarios } from '../test/scenarios.js'
import { type World, world } from '../test/world.js'

const folder = process.env['CLOUD_DATA'] ?? join(tmpdir(), 'openstack-ts-cloud')
const seed = JSON.parse(readFileSync(join(folder, 'seed.json'), 'utf8'))

const transport = nodeHttpTransport()
afterAll(() => transport.close())

const sleep = (milliseconds: number) => new Promise<void>((resolve) => void setTimeout(resolve, milliseconds))

const realWorld = (): World => {
  const Default = { user_domain_name: 'Default', project_domain_name: 'Default' }
  const entry = (auth: Readonly<Record<string, string>>) => ({
    region_name: 'RegionOne',
    identity_api_version: '3',
    auth: { auth_url: seed.authUrl, ...auth }
  })
  const as = (username: string, project_name: string) =>
    entry({ username, password: seed.users[username].password, project_name, ...Default })
  const { id, secret } = seed.applicationCredentials['demo-app']
  return world({
    transport,
    clouds: {
      admin: as('admin', 'admin'),
      demo: as('demo', 'demo'),
      'demo-reader': as('demo-reader', 'demo'),
      other: as('other', 'other'),
      'demo-app': entry({ application_credential_id: id, application_credential_secret: secret }),
      system: entry({ username: 'admin', password: seed.users.admin.password, system_scope: 'all' })
    },
    boot: { imageRef: seed.images['tiny'], networks: [{ uuid: seed.networks['demo-net'].id }] },
    pause: () => sleep(300)
  })
}

const recorded: Record<string, Notes> = {}

describe('the fake cloud answers as the real one', () => {
  test.each(scenarios)('$title', async ({ play, title }) => {
    const real = await play(realWorld())
    recorded[title] = real
    const differences = compare(title, { fake: await play(fakeWorld()), real })
    for (const line of differences) console.log(line)
    expect(differences).toEqual([])
  })
})

afterAll(() => {
  if (process.env['RECORD'] === '1') writeFileSync(observed, `${JSON.stringify(recorded, null, 1)}\n`)
})
