/**
 * The provider's half of an OpenID sign-in, for real: `oidc-provider` on loopback gives the token, and is asked by
 * introspection whether the token that Keystone was shown is its own. Keystone's half is scripted.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

import type { HttpResponse, Transport } from '@openstack-ts/core'
import { type NodeHttpTransport, nodeHttpTransport } from '@openstack-ts/transport-node-http'
import * as E from 'fp-ts/lib/Either.js'

import { oidcAccessToken, oidcClientCredentials, signIn } from '../src/index.js'
import { clockAt, json, scripted, tokenAnswer } from './scripted.js'

const client = { clientId: 'app:1', clientSecret: 'planted/secret+of&the=client' }
const federation = { identityProvider: 'loopback', protocol: 'openid' }

let child: ChildProcess
let issuer = ''
let network: NodeHttpTransport

beforeAll(async () => {
  network = nodeHttpTransport()
  child = spawn(process.execPath, [join(__dirname, 'openid-provider.mjs')], { stdio: ['pipe', 'pipe', 'ignore'] })
  const [line] = (await once(child.stdout as NodeJS.EventEmitter, 'data')) as [Buffer]
  issuer = line.toString().trim()
}, 20_000)

afterAll(async () => {
  network.close()
  child.stdin?.end()
  await once(child, 'exit')
})

/** Whether the provider knows the token, by its introspection endpoint. */
const isActive = async (token: string): Promise<boolean> => {
  const answer = await network({
    method: 'POST',
    url: `${issuer}/token/introspection`,
    headers: {
      Authorization: `Basic ${btoa([client.clientId, client.clientSecret].map(encodeURIComponent).join(':'))}`,
      'Content-Type': 'application/x-www-form-urlencoded'
    },
    body: new URLSearchParams({ token }).toString()
  })()
  return E.isRight(answer) && JSON.parse(answer.right.text).active === true
}

const setUp = () => {
  const clock = clockAt()
  const keystone = scripted(async ({ headers, url }): Promise<HttpResponse> => {
    if (!url.endsWith('/identity_providers/loopback/protocols/openid/auth')) return tokenAnswer(clock, 'scoped')
    const token = headers['Authorization']?.replace(/^Bearer /, '') ?? ''
    return (await isActive(token)) ? tokenAnswer(clock, 'unscoped') : json(401, { error: { message: 'not active' } })
  })
  const transport: Transport = (request) =>
    request.url.startsWith('https://keystone.example/') ? keystone(request) : network(request)
  return { keystone, more: { transport, authUrl: 'https://keystone.example/v3', clock } }
}

test('client credentials, by the provider’s discovery document, become a scoped token', async () => {
  const discoveryEndpoint = `${issuer}/.well-known/openid-configuration`
  const { keystone, more } = setUp()
  const auth = oidcClientCredentials({ ...federation, ...client, discoveryEndpoint, scope: 'openid cloud' })
  const cloud = signIn({ ...more, auth, scope: { project: { id: 'p' } } })
  expect(await cloud.access()).toMatchObject({ right: { token: 'scoped' } })
  expect(keystone.lines()).toHaveLength(2)
})

test('a wrong client secret is the provider’s refusal', async () => {
  const auth = oidcClientCredentials({ ...federation, ...client, clientSecret: 'no', tokenEndpoint: `${issuer}/token` })
  expect(await signIn({ ...setUp().more, auth }).access()).toMatchObject({
    left: {
      _tag: 'AuthError',
      message: `The OpenID provider at ${issuer}/token refused (status 401): invalid_client`
    }
  })
})

test('an access token that the provider does not know is Keystone’s refusal', async () => {
  const auth = oidcAccessToken({ ...federation, accessToken: 'made-up' })
  expect(await signIn({ ...setUp().more, auth }).access()).toMatchObject({
    left: { message: 'Keystone refused the sign-in by oidc_access_token (status 401): not active' }
  })
})
