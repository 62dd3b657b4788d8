/**
 * A cloud as scenarios see it: a transport, accounts, and a way to let time pass; and what is noted of its answers.
 */
import type { Method, Transport } from '@openstack-ts/core'
import * as E from 'fp-ts/lib/Either.js'

import type { CloudEntry } from '../src/index.js'

export type Account = 'admin' | 'demo' | 'demo-reader' | 'other' | 'demo-app' | 'system'

export interface Reply {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly text: string
  // oxlint-disable-next-line typescript/no-explicit-any -- whatever a cloud answered, looked at as it comes
  readonly json: any
}

export interface Ask {
  readonly as?: Account
  readonly method?: Method
  readonly path: string
  readonly version?: string
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

export interface World {
  readonly keystone: (ask: Ask) => Promise<Reply>
  readonly nova: (ask: Ask) => Promise<Reply>
  readonly signIn: (account: Account, change?: Readonly<Record<string, unknown>>) => Promise<Reply>
  /** An image to boot from, a network to boot on. */
  readonly boot: { readonly imageRef: string; readonly networks: unknown }
  readonly pause: () => Promise<void>
}

export interface Accounts {
  readonly transport: Transport
  readonly clouds: Readonly<Record<Account, CloudEntry>>
  readonly boot: World['boot']
  readonly pause: World['pause']
}

export const world = ({ boot, clouds, pause, transport }: Accounts): World => {
  const send = async (url: string, { body, headers = {}, method = 'GET' }: Ask): Promise<Reply> => {
    const json = body === undefined ? {} : { 'content-type': 'application/json' }
    const answer = await transport({
      method,
      url,
      headers: { accept: 'application/json', ...json, ...headers },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) })
    })()
    if (E.isLeft(answer)) throw new Error(answer.left.message)
    const { headers: got, status, text } = answer.right
    return { status, headers: got, text, json: parsed(text) }
  }
  const { auth_url } = clouds.demo.auth
  const signIn: World['signIn'] = (account, change = {}) =>
    send(`${auth_url}/auth/tokens`, {
      path: '',
      method: 'POST',
      body: { auth: { ...authOf(clouds[account]), ...change } }
    })
  const tokens = new Map<Account, Promise<Reply>>()
  const tokenOf = (account: Account): Promise<Reply> => {
    const known = tokens.get(account) ?? signIn(account)
    tokens.set(account, known)
    return known
  }
  const withToken = async (ask: Ask): Promise<Readonly<Record<string, string>>> =>
    ask.as === undefined ? {} : { 'x-auth-token': (await tokenOf(ask.as)).headers['x-subject-token'] ?? '' }
  return {
    boot,
    pause,
    signIn,
    keystone: async (ask) =>
      send(`${auth_url}${ask.path}`, { ...ask, headers: { ...(await withToken(ask)), ...ask.headers } }),
    nova: async (ask) => {
      const { json } = await tokenOf('admin')
      const { endpoints } = json.token.catalog.find(({ type }: { readonly type: string }) => type === 'compute')
      const { url } = endpoints.find((endpoint: { readonly interface: string }) => endpoint.interface === 'public')
      const version = ask.version === undefined ? {} : { 'openstack-api-version': `compute ${ask.version}` }
      return send(`${url}${ask.path}`, { ...ask, headers: { ...(await withToken(ask)), ...version, ...ask.headers } })
    }
  }
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const authOf = ({ auth }: CloudEntry): Readonly<Record<string, unknown>> => {
  const domain = { name: 'Default' }
  if (auth['application_credential_secret'] !== undefined) {
    const {
      application_credential_id: id,
      application_credential_name: name,
      application_credential_secret: secret
    } = auth
    const which = id === undefined ? { name, user: { name: auth['username'], domain } } : { id }
    return { identity: { methods: ['application_credential'], application_credential: { ...which, secret } } }
  }
  const user = { name: auth['username'], domain, password: auth['password'] }
  return {
    identity: { methods: ['password'], password: { user } },
    scope:
      auth['system_scope'] === undefined
        ? { project: { name: auth['project_name'], domain } }
        : { system: { all: true } }
  }
}

const exact = new Set(['status', 'OS-EXT-STS:vm_state', 'OS-EXT-STS:task_state', 'action', 'event', 'result', 'rel'])

/** What kind of thing a value is, with every key; of a few keys the value itself. Lists by their first item. */
export const shape = (value: unknown, key = ''): unknown => {
  if (Array.isArray(value)) {
    // Keystone keeps them in a set, which has another order with each of its starts.
    if (key === 'methods') return value.map(String).toSorted((one, other) => one.localeCompare(other))
    return key === 'events' || key === 'links'
      ? value.map((item) => shape(item))
      : value.slice(0, 1).map((item) => shape(item, key))
  }
  if (typeof value === 'object' && value !== null) {
    const keys = Object.keys(value).sort()
    return Object.fromEntries(keys.map((name) => [name, shape((value as Record<string, unknown>)[name], name)]))
  }
  if (typeof value !== 'string') return value === null ? null : `<${typeof value}>`
  return exact.has(key) ? value : kindOf(value)
}

const kinds: ReadonlyArray<readonly [RegExp, string]> = [
  [/^$/, ''],
  [/^req-[0-9a-f-]{36}$/, '<request id>'],
  [/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, '<uuid>'],
  [/^[0-9a-f]{56}$/, '<sha224>'],
  [/^[0-9a-f]{32}$/, '<hex id>'],
  [/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/, '<time, micros, zone>'],
  [/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}$/, '<time, micros>'],
  [/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/, '<time, zone>'],
  [/^https?:/, '<url>']
]

const kindOf = (text: string): string => kinds.find(([pattern]) => pattern.test(text))?.[1] ?? '<text>'

/** An error as it is, but for ids and the range of versions. */
export const refusal = ({ headers, json, status }: Reply): unknown => ({
  status,
  body:
    json === undefined
      ? '<no JSON>'
      : JSON.parse(
          JSON.stringify(json)
            .replaceAll(/req-[0-9a-f-]{36}/g, '<request id>')
            .replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '<uuid>')
            .replaceAll(/[0-9a-f]{32}/g, '<hex id>')
        ),
  version: headers['openstack-api-version'] ?? null,
  ids: ['x-openstack-request-id', 'x-compute-request-id'].filter((name) => name in headers)
})
