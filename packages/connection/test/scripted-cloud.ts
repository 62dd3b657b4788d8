/**
 * A cloud on a real socket: Keystone and discovery answer as they should unless told otherwise, and everything else is
 * up to the script of a test, byte by byte.
 */
import { type CloudConfig, resolveCloud } from '@openstack-ts/config'
import type { ConfigRecord } from '@openstack-ts/config'
import { fromEpochMicros, optional, required, resource, toDate } from '@openstack-ts/core'
import { type PeerCall, type Script, scriptedPeer, type ScriptedPeer } from '@openstack-ts/testing'
import * as t from 'io-ts'

/** A kind of thing, as a service package would declare it. */
export const Thing = resource({
  name: 'Thing',
  service: 'compute',
  microversion: '2.50',
  path: '/things',
  keys: { one: 'thing', many: 'things' },
  id: 'id',
  address: 'thingId',
  paging: { by: 'marker', field: 'id', links: 'things_links' },
  operations: { list: 'GET', get: 'GET', create: 'POST', remove: 'DELETE' },
  query: { limit: optional('limit', t.Integer), marker: optional('marker', t.string), tag: optional('tag', t.string) },
  input: {
    name: required('name', t.string),
    adminPass: optional('adminPass', t.string),
    userData: optional('user_data', t.string),
    privateKey: optional('private_key', t.string)
  },
  fields: { id: required('id', t.string), name: optional('name', t.string) }
})

/** An answer as bytes, with its length unless `headers` say otherwise. */
export const wire = (
  status: number,
  body: unknown = '',
  headers: Readonly<Record<string, string | number>> = {}
): string => {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  const all = { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(text), ...headers }
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`)
  return `HTTP/1.1 ${status} Status\r\n${lines.join('')}\r\n${text}`
}

export interface Scripts {
  /** `POST /v3/auth/tokens`. */
  readonly auth?: Script
  readonly discovery?: Script
  /** All else. */
  readonly call?: Script
}

export interface ScriptedCloud extends ScriptedPeer {
  /** How many sign-ins, discoveries and other requests have come. */
  readonly counts: { auth: number; discovery: number; call: number }
  /** Password sign-in at this cloud; `settings` are laid over. */
  readonly config: (settings?: ConfigRecord) => CloudConfig
}

export const scriptedCloud = async (scripts: Scripts = {}): Promise<ScriptedCloud> => {
  const counts = { auth: 0, discovery: 0, call: 0 }
  const peer: ScriptedPeer = await scriptedPeer((call) => {
    const kind = kindOf(call)
    counts[kind] += 1
    const own = scripts[kind]
    if (own !== undefined) return own({ ...call, index: counts[kind] - 1 })
    if (kind === 'auth') return void call.say(tokenAnswer(peer.origin, `token-${counts.auth}`))
    if (kind === 'discovery') return void call.say(discoveryAnswer(peer.origin))
    return void call.say(wire(200, { thing: { id: '1', name: 'one' } }))
  })
  return {
    ...peer,
    counts,
    config: (settings = {}) => configAt(`${peer.origin}/identity/v3`, settings)
  }
}

const kindOf = ({ request }: PeerCall): 'auth' | 'discovery' | 'call' => {
  if (request.startsWith('POST /identity/v3/auth/tokens')) return 'auth'
  return request.startsWith('GET /compute/v2.1/ ') ? 'discovery' : 'call'
}

const isRecord = (value: unknown): value is ConfigRecord =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export const configAt = (authUrl: string, settings: ConfigRecord = {}): CloudConfig => {
  const user = { username: 'u', password: 'p', user_domain_id: 'default', project_id: 'p1' }
  const { auth, ...rest } = settings
  const found = resolveCloud(
    {},
    { overrides: { auth: { auth_url: authUrl, ...user, ...(isRecord(auth) ? auth : {}) }, ...rest } }
  )
  if (found._tag === 'Left') throw new Error(found.left.message)
  return found.right
}

interface TokenParts {
  /** Seconds; a day by default. */
  readonly lifetime?: number
  /** Where the catalog has compute. */
  readonly compute?: string
}

export const tokenAnswer = (
  origin: string,
  token: string,
  { compute = '/compute/v2.1', lifetime = 86_400 }: TokenParts = {}
): string => {
  const moment = (ms: number): string =>
    toDate(fromEpochMicros(ms * 1000))
      .toISOString()
      .replace('Z', '000Z')
  const endpoint = (type: string, path: string) => ({
    type,
    name: type,
    endpoints: [{ id: type, interface: 'public', region: 'R', region_id: 'R', url: origin + path }]
  })
  const body = {
    token: {
      user: { id: 'u1', name: 'u', domain: { id: 'default', name: 'Default' } },
      project: { id: 'p1', name: 'p', domain: { id: 'default', name: 'Default' } },
      roles: [{ id: 'r1', name: 'member' }],
      methods: ['password'],
      issued_at: moment(Date.now()),
      expires_at: moment(Date.now() + lifetime * 1000),
      catalog: [endpoint('compute', compute), endpoint('identity', '/identity'), endpoint('image', '/image/v2')]
    }
  }
  return wire(201, body, { 'X-Subject-Token': token })
}

export const discoveryAnswer = (origin: string): string =>
  wire(200, {
    version: {
      id: 'v2.1',
      status: 'CURRENT',
      version: '2.100',
      min_version: '2.1',
      links: [{ rel: 'self', href: `${origin}/compute/v2.1/` }]
    }
  })

/** The token that a request carries. */
export const tokenOf = ({ request }: Pick<PeerCall, 'request'>): string | undefined =>
  /^x-auth-token: (.*)\r$/im.exec(request)?.[1]
