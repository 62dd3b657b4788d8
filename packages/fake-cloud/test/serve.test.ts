import { ServerAction } from '@openstack-ts/compute'
import { listAll } from '@openstack-ts/core'
import { password, signIn } from '@openstack-ts/identity'
import { nodeHttpTransport } from '@openstack-ts/transport-node-http'
import * as E from 'fp-ts/lib/Either.js'

import { fakeCloud, type FakeCloudOptions, serve, storyServerId } from '../src/index.js'
import { right } from './setup.js'

const withServer = async (
  options: FakeCloudOptions,
  task: (parts: { readonly url: string; readonly transport: ReturnType<typeof nodeHttpTransport> }) => Promise<void>
): Promise<void> => {
  const served = await serve(fakeCloud(options))
  const transport = nodeHttpTransport()
  try {
    await task({ url: served.url, transport })
  } finally {
    transport.close()
    await served.close()
  }
}

test('signs in and reads over a socket; links name the address that was asked', () =>
  withServer({}, async ({ transport, url }) => {
    const domain = { name: 'Default' }
    const cloud = signIn({
      transport,
      authUrl: `${url}/identity/v3`,
      auth: password({ user: { name: 'demo', domain }, password: 'demo-secret' }),
      scope: { project: { name: 'demo', domain } }
    })
    const actions = right(await listAll(ServerAction)({ serverId: storyServerId('web-1') })(cloud)())
    expect(actions.map(({ action }) => action)).toEqual(['resize', 'start', 'stop', 'create'])
    const root = await transport({ method: 'GET', url: `${url}/compute/`, headers: {} })()
    expect(E.isRight(root) ? root.right.text : '').toContain(`${url}/compute/v2.1/`)
  }))

test.each([
  ['reset', 'reset'],
  ['truncated', 'truncated']
] as const)('%s breaks the connection', (kind, reason) =>
  withServer({ faults: [{ kind }] }, async ({ transport, url }) => {
    expect(await transport({ method: 'GET', url: `${url}/identity/v3`, headers: {} })()).toMatchObject({
      left: { reason }
    })
  })
)

test('a port that is taken is said', async () => {
  const served = await serve(fakeCloud())
  const port = Number(new URL(served.url).port)
  await expect(serve(fakeCloud(), { port })).rejects.toThrow('EADDRINUSE')
  await served.close()
})

test('its configuration names its address', async () => {
  const served = await serve(fakeCloud())
  expect(served.config.clouds.demo.auth['auth_url']).toBe(`${served.url}/identity/v3`)
  await served.close()
})
