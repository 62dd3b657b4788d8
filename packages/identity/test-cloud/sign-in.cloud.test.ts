/**
 * Every way to sign in that the real Keystone offers, by every scope, beside Debian's openstacksdk with the same
 * credentials. Needs `pnpm cloud:up`.
 */
import type { AuthError, OpenStackError, RequestEvent, Service } from '@openstack-ts/core'
import { nodeHttpTransport } from '@openstack-ts/transport-node-http'
import * as E from 'fp-ts/lib/Either.js'

import {
  applicationCredential,
  type AuthPlugin,
  type CloudOptions,
  continueWith,
  multifactor,
  oauth1,
  password,
  receiptOf,
  type Scope,
  signIn,
  type SignedInCloud,
  token,
  totp
} from '../src/index.js'
import { clouds, debiansTokens, facts, passcode, seed } from './debians-client.js'

const { authUrl } = seed

const transport = nodeHttpTransport()
afterAll(() => transport.close())

const Default = { name: 'Default' }
const named = (name: string) => ({ name, domain: Default })
const demo = { user: named('demo'), password: 'demo-secret' }
const demoId = { user: { id: seed.users.demo.id }, password: 'demo-secret' }
const admin = { user: named('admin'), password: 'admin-secret' }
const mfa = [
  password({ user: named('demo-mfa'), password: 'demo-secret' }),
  totp({ user: named('demo-mfa'), passcode })
]
const demoProject: Scope = { project: named('demo') }
const app = seed.applicationCredentials['demo-app']

interface Case {
  readonly title: string
  /** Of clouds.yaml. */
  readonly cloud: string
  readonly auth: AuthPlugin
  readonly scope?: Scope
}

const cases: ReadonlyArray<Case> = [
  { title: 'password by names, project by name', cloud: 'demo', auth: password(demo), scope: demoProject },
  {
    title: 'password by user id, project by id',
    cloud: 'demo',
    auth: password(demoId),
    scope: { project: { id: seed.projects.demo.id } }
  },
  {
    title: 'password, domain by id',
    cloud: 'demo',
    auth: password({ user: { name: 'demo', domain: { id: 'default' } }, password: 'demo-secret' }),
    scope: { project: { name: 'demo', domain: { id: 'default' } } }
  },
  {
    title: 'password of a reader',
    cloud: 'demo-reader',
    auth: password({ user: named('demo-reader'), password: 'demo-secret' }),
    scope: demoProject
  },
  { title: 'password of an admin', cloud: 'admin', auth: password(admin), scope: { project: named('admin') } },
  {
    title: 'password, another domain',
    cloud: 'elsewhere',
    auth: password({ user: { name: 'demo', domain: { name: 'Elsewhere' } }, password: 'demo-secret' }),
    scope: { project: { name: 'demo', domain: { name: 'Elsewhere' } } }
  },
  { title: 'password, system', cloud: 'system', auth: password(admin), scope: { system: 'all' } },
  { title: 'password, domain scope by name', cloud: 'demo-domain', auth: password(admin), scope: { domain: Default } },
  {
    title: 'password, domain scope by id',
    cloud: 'demo-domain',
    auth: password(admin),
    scope: { domain: { id: 'default' } }
  },
  {
    title: 'password, no scope given',
    cloud: 'demo-unscoped',
    auth: password({ user: named('demo-unscoped'), password: 'demo-secret' })
  },
  {
    title: 'password, unscoped',
    cloud: 'demo-unscoped',
    auth: password({ user: named('demo-unscoped'), password: 'demo-secret' }),
    scope: 'unscoped'
  },
  {
    title: 'password, trust',
    cloud: 'demo-trust',
    auth: password({ user: named('other'), password: 'demo-secret' }),
    scope: { trust: seed.trusts['demo-trust'].id }
  },
  {
    title: 'application credential by id',
    cloud: 'demo-app',
    auth: applicationCredential({ id: app.id, secret: app.secret })
  },
  {
    title: 'application credential by name',
    cloud: 'demo-app-by-name',
    auth: applicationCredential({ name: 'demo-app', user: named('demo'), secret: app.secret })
  },
  { title: 'OAuth 1 consumer', cloud: 'demo-oauth1', auth: oauth1(seed.oauth1) },
  {
    title: 'passcode',
    cloud: 'demo-totp',
    auth: totp({ user: named('demo-totp'), passcode }),
    scope: demoProject
  },
  { title: 'password and passcode', cloud: 'demo-mfa', auth: multifactor(mfa), scope: demoProject }
]

const debians = debiansTokens(clouds, new Set(cases.map(({ cloud }) => cloud)))

const cloudOf = (auth: AuthPlugin, scope?: Scope, more?: Partial<CloudOptions>): SignedInCloud =>
  signIn({ transport, authUrl, auth, ...(scope === undefined ? {} : { scope }), ...more })

const right = <A>(answer: E.Either<OpenStackError, A>): A => {
  if (E.isLeft(answer)) throw new Error(answer.left.message)
  return answer.right
}

const refusal = async (cloud: SignedInCloud): Promise<AuthError> => {
  const answer = await cloud.access()
  if (E.isRight(answer) || answer.left._tag !== 'AuthError') throw new Error('an AuthError was expected')
  return answer.left
}

const get = (service: Service, path: string) =>
  service.send({ method: 'GET', path, headers: {}, context: { service: 'test', operation: 'test', route: path } })()

describe('the same token as Debian’s client gets', () => {
  test.each(cases)('$title', async ({ auth, cloud, scope }) => {
    const access = right(await cloudOf(auth, scope).access())
    expect(facts(access)).toEqual(debians[cloud])
    expect(access.expiresAt).toMatch(/^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d/)
  })

  test('token, with the project it came with and with another', async () => {
    const first = right(await cloudOf(password(admin), { project: named('admin') }).access())
    const again = right(await cloudOf(token({ token: first.token ?? '' }), { project: named('admin') }).access())
    expect({ ...facts(again), methods: [] }).toEqual({ ...debians['admin'], methods: [] })
    expect([...(again.methods ?? [])].sort()).toEqual(['password', 'token'])
  })

  test('unscoped token, then a scope', async () => {
    const user = named('demo-unscoped')
    const first = right(await cloudOf(password({ user, password: 'demo-secret' }), 'unscoped').access())
    const scoped = right(await cloudOf(token({ token: first.token ?? '' }), demoProject).access())
    expect(scoped.project?.id).toBe(seed.projects.demo.id)
  })
})

describe('auth URLs', () => {
  const root = authUrl.replace(/\/v3$/, '')
  test.each([root, `${root}/`, `${root}/v3`, `${root}/v3/`, `${root}/v2.0`])('%s', async (url) => {
    expect(facts(right(await cloudOf(password(demo), demoProject, { authUrl: url }).access()))).toEqual(debians['demo'])
  })
})

describe('several factors', () => {
  test('a sign-in that lacks one says which, and its receipt goes on', async () => {
    const [first, second] = mfa
    if (first === undefined || second === undefined) throw new Error('two factors')
    const error = await refusal(cloudOf(first, demoProject))
    expect(error.missing).toEqual([['totp']])
    expect(error.message).toContain('also totp')
    const receipt = receiptOf(error) ?? ''
    expect(receipt).not.toBe('')
    expect(JSON.stringify(error)).not.toContain(receipt)
    expect(facts(right(await cloudOf(continueWith(receipt, [second]), demoProject).access()))).toEqual(
      debians['demo-mfa']
    )
  })
})

describe('other projects', () => {
  test('with the same credentials', async () => {
    const user = named('demo-unscoped')
    const cloud = cloudOf(password({ user, password: 'demo-secret' }), 'unscoped')
    expect(right(await cloud.access()).project).toBeUndefined()
    const access = right(await cloud.asProject({ id: seed.projects.demo.id }).access())
    expect(facts(access)).toMatchObject({ project: seed.projects.demo.id, methods: ['password'] })
    expect(right(await cloud.access()).project).toBeUndefined()
  })

  test('with the token, where a passcode works only once', async () => {
    const code = passcode()
    const cloud = cloudOf(totp({ user: named('demo-totp'), passcode: code }), 'unscoped')
    const access = right(await cloud.asProject(named('demo')).access())
    expect(facts(access)).toMatchObject({ project: seed.projects.demo.id, methods: ['token', 'totp'] })
  })

  test.each([
    ['an application credential', applicationCredential({ id: app.id, secret: app.secret })],
    ['an OAuth 1 consumer', oauth1(seed.oauth1)]
  ])('not with %s', async (_, auth) => {
    const cloud = cloudOf(auth)
    expect((await refusal(cloud.asProject(named('other')))).message).toContain('reaches no other project')
  })
})

describe('refusals', () => {
  test('a wrong password', async () => {
    const error = await refusal(cloudOf(password({ ...demo, password: 'planted-wrong-password' }), demoProject))
    expect(error.message).toMatch(/^Keystone refused the sign-in by password \(status 401\): .* \(request req-/)
    expect(error.requestIds).toHaveLength(1)
    expect(JSON.stringify(error)).not.toContain('planted')
  })

  test('a consumer with another secret', async () => {
    const auth = oauth1({ ...seed.oauth1, consumerSecret: 'planted-wrong-secret' })
    const error = await refusal(cloudOf(auth))
    expect(error.status).toBe(401)
    expect(JSON.stringify(error)).not.toContain('planted')
  })

  test('a project that is not the user’s', async () => {
    expect((await refusal(cloudOf(password(demo), { project: named('admin') }))).status).toBe(401)
  })
})

describe('services', () => {
  const events: Array<RequestEvent> = []
  const cloud = cloudOf(password(admin), { project: named('admin') }, { onEvent: (event) => events.push(event) })

  test('microversions, as the services offer them', async () => {
    expect(right(await cloud.compute.microversions())).toEqual(seed.microversions.compute)
    expect(right(await cloud['block-storage'].microversions())).toMatchObject({ min: '3.0' })
    expect(right(await cloud.placement.microversions())).toMatchObject({ min: '1.0' })
    expect(right(await cloud.image.microversions())).toBeUndefined()
    expect(right(await cloud.network.microversions())).toBeUndefined()
    expect(right(await cloud.identity.microversions())).toBeUndefined()
  })

  test.each([
    ['compute', '/servers?limit=1', 'servers'],
    ['block-storage', '/volumes', 'volumes'],
    ['image', '/images', 'images'],
    ['network', '/networks', 'networks'],
    ['identity', '/projects', 'projects'],
    ['placement', '/resource_providers', 'resource_providers']
  ] as const)('%s answers at %s', async (service, path, key) => {
    const answer = right(await get(cloud[service], path))
    expect(answer.status).toBe(200)
    expect(JSON.parse(answer.text)).toHaveProperty(key)
  })

  test('one sign-in for all of it, and one discovery for each document', () => {
    expect(events.filter(({ _tag }) => _tag === 'TokenRenewed')).toHaveLength(1)
    const urls = events.flatMap((event) => (event._tag === 'VersionsDiscovered' ? [event.url] : []))
    expect(new Set(urls).size).toBe(urls.length)
    expect(events.filter((event) => 'error' in event)).toEqual([])
  })

  test('a hundred calls with a revoked token: one renewal, none lost', async () => {
    const seen: Array<RequestEvent> = []
    const mine = cloudOf(password(demo), demoProject, { onEvent: (event) => seen.push(event) })
    const { token: first = '' } = right(await mine.access())
    await get(mine.compute, '/flavors')
    const sidelong = cloudOf(token({ token: first }), 'unscoped')
    const killer = right(await cloudOf(password(admin), { project: named('admin') }).access())
    expect(right(await sidelong.access()).user?.id).toBe(seed.users.demo.id)
    const headers = { 'X-Auth-Token': killer.token ?? '', 'X-Subject-Token': first }
    expect(right(await transport({ method: 'DELETE', url: `${authUrl}/auth/tokens`, headers })()).status).toBe(204)
    const answers = await Promise.all(Array.from({ length: 100 }, () => get(mine.identity, '/auth/projects')))
    expect(answers.map((answer) => right(answer).status)).toEqual(Array(100).fill(200))
    expect(seen.filter(({ _tag }) => _tag === 'TokenRenewed')).toHaveLength(2)
  })

  test('a revoked token is gone at Keystone, and the next call signs in again', async () => {
    const mine = cloudOf(password(demo), demoProject)
    const { token: first = '' } = right(await mine.access())
    right(await mine.revoke())
    expect((await refusal(cloudOf(token({ token: first })))).status).toBe(404)
    expect(right(await mine.access()).token).not.toBe(first)
    mine.close()
    expect((await refusal(mine)).message).toContain('closed')
  })
})
