/** Runs one case through the package and says what came of it, in the words both sides are compared by. */
import { type HttpRequest, systemClock, transportError, type Transport } from '@openstack-ts/core'
import * as E from 'fp-ts/lib/Either.js'
import * as TE from 'fp-ts/lib/TaskEither.js'

import type { CloudConfig } from '../src/cloud-config.js'
import { filesOf } from '../src/file-system.js'
import { loadCloudWith } from '../src/load.js'
import { type ConfigRecord, textAt } from '../src/record.js'
import type { Case, Outcome } from './cases.js'

/** Puts the folder's path where a case says `{root}`. */
export const inFolder = (
  root: string,
  texts: Readonly<Record<string, string>> = {}
): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, text.replaceAll('{root}', root)]))

const answering =
  (remote: Readonly<Record<string, unknown>>): Transport =>
  ({ method, url }) =>
    url in remote
      ? TE.right({ status: 200, headers: {}, text: JSON.stringify(remote[url]) })
      : TE.left(transportError({ method, url, reason: 'dns', sent: false }))

export const load = async (item: Case, root = '/r'): Promise<E.Either<{ readonly message: string }, CloudConfig>> => {
  const texts = Object.fromEntries(Object.entries(item.files ?? {}).map(([path, text]) => [`${root}/${path}`, text]))
  const env = { XDG_CONFIG_DIRS: `${root}/site`, ...inFolder(root, item.env) }
  return loadCloudWith(
    filesOf(texts),
    { env, cwd: `${root}/work`, home: `${root}/home`, platform: 'linux' },
    {
      ...(item.cloud === undefined ? {} : { cloud: item.cloud }),
      ...(item.region === undefined ? {} : { region: item.region }),
      ...(item.profile === undefined ? {} : { profile: item.profile }),
      ...(item.overrides === undefined ? {} : { overrides: item.overrides }),
      transport: answering(item.remote ?? {})
    }
  )()
}

/** What Keystone would be sent; nothing where it is not asked, or not at once. */
const bodyOf = async ({ identity }: CloudConfig): Promise<unknown> => {
  const sent: Array<HttpRequest> = []
  const transport: Transport = (request) => {
    sent.push(request)
    return TE.left(transportError({ method: request.method, url: request.url, reason: 'refused', sent: false }))
  }
  await identity.auth({
    transport,
    authUrl: identity.authUrl ?? '',
    identityUrl: TE.right('https://keystone.example/v3'),
    scope: identity.scope,
    clock: systemClock,
    headers: {}
  })()
  const post = sent.find(({ url }) => url.endsWith('/v3/auth/tokens'))
  return typeof post?.body === 'string' ? (JSON.parse(post.body) as unknown) : undefined
}

const texts = (record: ConfigRecord): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(record).map(([key, value]) => [
      key,
      Array.isArray(value) ? value.join(',') : (textAt({ value }, 'value') ?? '')
    ])
  )

const servicesOf = ({ identity, limits }: CloudConfig): NonNullable<Outcome['services']> => {
  const types = [...new Set([...Object.keys(identity.services ?? {}), ...Object.keys(limits.services)])]
  return Object.fromEntries(
    types.map((type) => {
      const key = type as keyof typeof limits.services
      const { disabled, ...options } = identity.services?.[key] ?? {}
      return [type, { ...options, ...(disabled === undefined ? {} : { disabled: true }), ...limits.services[key] }]
    })
  )
}

const record = (value: ConfigRecord[string]): ConfigRecord =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as ConfigRecord) : {}

export const describeCloud = async (config: CloudConfig): Promise<Outcome> => {
  const { cacert, cert, key, verify } = config.tls
  const body = await bodyOf(config)
  return {
    name: config.name,
    ...(config.identity.region === undefined ? {} : { region: config.identity.region }),
    authType: config.authType === 'token_endpoint' ? 'admin_token' : config.authType,
    auth: texts(record(config.raw['auth'])),
    ...(body === undefined ? {} : { body }),
    interfaces: config.identity.interfaces ?? [],
    verify: verify && cacert !== undefined ? cacert : verify,
    ...(cert === undefined ? {} : { cert: [cert, ...(key === undefined ? [] : [key])] }),
    ...(config.timeout === undefined ? {} : { timeout: config.timeout / 1000 }),
    ipv4Only: config.ipv4Only,
    limits: { ...config.limits.all },
    networks: config.networks.map((network) => ({ ...network })),
    services: servicesOf(config)
  }
}

export const outcomeOf = async (item: Case, root?: string): Promise<Outcome> => {
  const result = await load(item, root)
  return E.isLeft(result) ? { error: [result.left.message] } : describeCloud(result.right)
}

/** An expectation with the folder's path in it. */
export const placed = (root: string, outcome: Outcome): Outcome =>
  JSON.parse(JSON.stringify(outcome).replaceAll('{root}', root)) as Outcome
