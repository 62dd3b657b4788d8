/**
 * The real cloud that `pnpm cloud:up` starts, as these suites see it: who can sign in, and what is in it.
 */
import { existsSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

import { loadCloud } from '@openstack-ts/config/node'
import { type Call, endpoints, type ServiceType, toPromise } from '@openstack-ts/core'
import { signIn, type SignedInCloud } from '@openstack-ts/identity'
import { nodeHttpTransport } from '@openstack-ts/transport-node-http'
import * as t from 'io-ts'

import { recording } from './recorder.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

/** What was put into the cloud when it was made; ids by name. */
export interface Seed {
  readonly flavors: Readonly<Record<string, string>>
  readonly images: Readonly<Record<string, string>>
  readonly networks: Readonly<Record<string, { readonly id: string }>>
  readonly projects: Readonly<Record<string, { readonly id: string }>>
}

/** One account, signed in. */
export interface SignedIn {
  readonly cloud: SignedInCloud
  readonly run: <A>(call: Call<ServiceType, A>) => Promise<A>
}

// -------------------------------------------------------------------------------------
// constructors
// -------------------------------------------------------------------------------------

process.env['OS_CLIENT_CONFIG_FILE'] ??= join(
  process.env['CLOUD_DATA'] ?? join(tmpdir(), 'openstack-ts-cloud'),
  'clouds.yaml'
)
const clouds = process.env['OS_CLIENT_CONFIG_FILE']

/** Whether there is a cloud to ask. */
export const there = existsSync(clouds)

/** Where a suite has no cloud, one skipped test says so. */
export const onCloud = there ? describe : describe.skip

export const seedOf = (): Seed => JSON.parse(readFileSync(join(dirname(clouds), 'seed.json'), 'utf8')) as Seed

const wire = nodeHttpTransport()
const file = process.env['CLOUD_RECORD']
const transport = file === undefined ? wire : recording(file)(wire)

/** To be called when all is done. */
export const hangUp = (): void => wire.close()

/** One account of clouds.yaml. */
export const signInAs = async (name: string): Promise<SignedIn> => {
  const { identity } = await toPromise(loadCloud({ cloud: name }))
  const cloud = signIn({ ...identity, transport })
  return { cloud, run: (call) => toPromise(call(cloud)) }
}

/** Different for each run: two may use one cloud at once. */
export const runId = `run${Date.now().toString(36)}${process.pid.toString(36)}`

// -------------------------------------------------------------------------------------
// what compute needs of its neighbours
// -------------------------------------------------------------------------------------

const withId = (key: string) => ({ key, codec: t.readonly(t.type({ id: t.string })) }) as const
const any = { codec: t.string, presence: 'required' } as const

/** Volumes, as far as a server can be given one. */
export const volumes = endpoints(
  { name: 'Volume', service: 'block-storage', path: '/volumes' },
  {
    create: {
      method: 'POST',
      body: {
        key: 'volume',
        fields: {
          name: { ...any, wire: 'name' },
          size: { wire: 'size', codec: t.Integer, presence: 'required' }
        }
      },
      answer: withId('volume')
    },
    get: {
      method: 'GET',
      under: '/{volumeId}',
      answer: { key: 'volume', codec: t.readonly(t.type({ id: t.string, status: t.string })) }
    },
    remove: { method: 'DELETE', under: '/{volumeId}' }
  }
)

/** Floating IPs and security groups, as far as a server can be given one. */
export const network = endpoints(
  { name: 'Network', service: 'network', path: '' },
  {
    createFloatingIp: {
      method: 'POST',
      under: '/floatingips',
      body: { key: 'floatingip', fields: { network: { ...any, wire: 'floating_network_id' } } },
      answer: { key: 'floatingip', codec: t.readonly(t.type({ id: t.string, floating_ip_address: t.string })) }
    },
    removeFloatingIp: { method: 'DELETE', under: '/floatingips/{floatingIpId}' },
    createSecurityGroup: {
      method: 'POST',
      under: '/security-groups',
      body: { key: 'security_group', fields: { name: { ...any, wire: 'name' } } },
      answer: withId('security_group')
    },
    removeSecurityGroup: { method: 'DELETE', under: '/security-groups/{groupId}' }
  }
)
