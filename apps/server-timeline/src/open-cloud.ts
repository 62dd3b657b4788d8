/**
 * The cloud that is meant: the one that is configured, or the fake one.
 *
 * @see https://docs.openstack.org/openstacksdk/latest/user/config/configuration.html
 * @since 0.1.0
 */
import { type CloudConfig, cloudNames, resolveCloud } from '@openstack-ts/config'
import { loadCloud, loadSources } from '@openstack-ts/config/node'
import { type Connection, openConnection } from '@openstack-ts/connection'
import { type Clock, type Listener, type OpenStackError, systemClock, type Transport } from '@openstack-ts/core'
import { fakeCloud, fakeCloudConfig } from '@openstack-ts/fake-cloud'
import { nodeHttpTransport, proxyFromEnvironment } from '@openstack-ts/transport-node-http'
import * as E from 'fp-ts/lib/Either.js'

import { type Complaint, ofError, usage } from './complaint.js'
import { debugLine } from './debug-line.js'
import type { CloudSettings } from './settings.js'
import type { Environment, Io } from './terminal.js'

// -------------------------------------------------------------------------------------
// operations
// -------------------------------------------------------------------------------------

/** Nothing is asked of the cloud yet. What is worth knowing about the choice goes to stderr. */
export const openCloud = async (settings: CloudSettings, io: Io): Promise<E.Either<Complaint, Connection>> => {
  const fake = await isFake(settings, io)
  if (E.isLeft(fake)) return E.left(ofError(fake.left))
  if (fake.right !== 'no' && !settings.json) io.stderr.write(`${fake.right === 'asked' ? asked : nothingConfigured}\n`)
  return fake.right === 'no' ? openConfigured(settings, io) : openFake(settings, io)
}

/** Runs a task on the cloud that is meant, and closes it whatever happens. */
export const withCloud = async <A>(
  settings: CloudSettings,
  io: Io,
  task: (cloud: Connection) => Promise<E.Either<Complaint, A>>
): Promise<E.Either<Complaint, A>> => {
  const opened = await openCloud(settings, io)
  if (E.isLeft(opened)) return opened
  const { close } = opened.right
  const end = (): void => void close()
  io.signal.addEventListener('abort', end, { once: true })
  return task(opened.right).finally(() => {
    io.signal.removeEventListener('abort', end)
    return close()
  })
}

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

const asked = 'This is the built-in fake cloud.'
const nothingConfigured =
  'No cloud is configured: this is the built-in fake cloud. Choose a real one with --os-cloud, a clouds.yaml or OS_* variables.'

type Fake = 'no' | 'asked' | 'nothing configured'

/** A file that cannot be read is an error, never a reason to show the fake cloud. */
const isFake = async ({ cloud, fake }: CloudSettings, io: Io): Promise<E.Either<OpenStackError, Fake>> => {
  if (fake) return E.right('asked')
  const { OS_CLOUD: named = '' } = io.env
  if (cloud !== undefined || named !== '') return E.right('no')
  const sources = await loadSources({ env: withoutOptions(io.env), cwd: io.cwd, home: io.home })()
  if (E.isLeft(sources)) return sources
  return E.right(cloudNames(sources.right).length === 0 ? 'nothing configured' : 'no')
}

const openConfigured = async (settings: CloudSettings, io: Io): Promise<E.Either<Complaint, Connection>> => {
  const { cloud, region } = settings
  const asking = nodeHttpTransport({ proxy: proxyFromEnvironment(io.env) })
  const config = await loadCloud({
    env: withoutOptions(io.env),
    cwd: io.cwd,
    home: io.home,
    transport: asking,
    ...(cloud === undefined ? {} : { cloud }),
    ...(region === undefined ? {} : { region })
  })()
  asking.close()
  if (E.isLeft(config)) return E.left(ofError(config.left))
  config.right.warnings.forEach((warning) => void io.stderr.write(`note: ${warning}\n`))
  return connected(config.right, settings, io)
}

/** Those that options take the place of: they would count as a cloud of their own. */
const withoutOptions = (env: Environment): Environment => {
  const { OS_COMPUTE_API_VERSION: _, OS_REGION_NAME: __, ...rest } = env
  return rest
}

/** Its administrator looks at the project with the servers, not at their own. */
const openFake = async (settings: CloudSettings, io: Io): Promise<E.Either<Complaint, Connection>> => {
  const { fakeUser: cloud } = settings
  const { clouds } = fakeCloudConfig
  if (!Object.hasOwn(clouds, cloud)) {
    return E.left(usage(`--fake-user: the fake cloud has no ${cloud}; it has ${Object.keys(clouds).join(', ')}`))
  }
  const overrides = cloud === 'admin' ? { auth: { project_name: 'demo' } } : {}
  const content = { clouds: Object.fromEntries(Object.entries(clouds).map(([name, entry]) => [name, { ...entry }])) }
  const config = resolveCloud({ clouds: { file: 'the fake cloud', content } }, { cloud, overrides })
  if (E.isLeft(config)) return E.left(ofError(config.left))
  const { transport } = fakeCloud({ clock: clockOf(io) })
  return connected({ ...config.right, name: 'fake' }, settings, { ...io, transport })
}

const clockOf = ({ now }: Io): Clock => ({ now, sleep: systemClock.sleep })

const connected = async (
  config: CloudConfig,
  { debug, microversion }: CloudSettings,
  io: Io & { readonly transport?: Transport }
): Promise<E.Either<Complaint, Connection>> => {
  const observe: Listener = (event) => void io.stderr.write(`${debugLine(event)}\n`)
  const connection = await openConnection({
    config,
    userAgent: 'server-timeline',
    clock: clockOf(io),
    ...(microversion === undefined ? {} : { microversions: { compute: microversion } }),
    ...(io.transport === undefined ? {} : { transport: io.transport }),
    ...(debug ? { observe } : {})
  })()
  return E.isLeft(connection) ? E.left(ofError(connection.left)) : connection
}
