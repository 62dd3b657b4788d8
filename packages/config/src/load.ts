/**
 * Reading what a cloud is configured by: files, and the profile that a public cloud publishes of itself.
 *
 * @since 0.1.0
 */
import { configError, type ConfigError, type Transport } from '@openstack-ts/core'
import * as E from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'

import { chooseCloud } from './choose-cloud.js'
import type { CloudConfig } from './cloud-config.js'
import { type ConfigDocument, parseConfig } from './document.js'
import type { FileSystem } from './file-system.js'
import { type RemoteProfile, remoteProfile } from './profile.js'
import type { ConfigRecord } from './record.js'
import { resolveCloud } from './resolve.js'
import { type ConfigFile, namedFile, searchPath, type Surroundings } from './search-path.js'
import type { CloudRequest, ConfigSources } from './sources.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

/** A cloud, and what is needed to read of it. */
export interface LoadRequest extends CloudRequest {
  /** Asks for profiles that are URLs; without one they are an error. */
  readonly transport?: Transport
}

// -------------------------------------------------------------------------------------
// operations
// -------------------------------------------------------------------------------------

/** Finds and reads the files. A file that stands there and cannot be read is an error, never passed over. */
export const readSources =
  (disk: FileSystem, surroundings: Surroundings): TaskEither<ConfigError, ConfigSources> =>
  async () => {
    const reading = ['clouds', 'secure', 'clouds-public'] as const
    const [clouds, secure, publicClouds] = await Promise.all(reading.map((file) => findFile(disk, surroundings, file)))
    if (clouds === undefined || E.isLeft(clouds)) return clouds ?? E.right({})
    if (secure === undefined || E.isLeft(secure)) return secure ?? E.right({})
    if (publicClouds === undefined || E.isLeft(publicClouds)) return publicClouds ?? E.right({})
    return E.right({
      ...(clouds.right === undefined ? {} : { clouds: clouds.right }),
      ...(secure.right === undefined ? {} : { secure: secure.right }),
      ...(publicClouds.right === undefined ? {} : { publicClouds: publicClouds.right }),
      env: surroundings.env,
      home: surroundings.home,
      searched: searchPath('clouds', surroundings).filter((path) => path.endsWith('.yaml'))
    })
  }

/** Reads the files, asks for the profile where it is a URL, and resolves. */
export const loadCloudWith =
  (disk: FileSystem, surroundings: Surroundings, request: LoadRequest = {}): TaskEither<ConfigError, CloudConfig> =>
  async () => {
    const sources = await readSources(disk, surroundings)()
    if (E.isLeft(sources)) return sources
    const chosen = chooseCloud(sources.right, request)
    if (E.isLeft(chosen)) return chosen
    const remote = remoteProfile(sources.right, request, chosen.right)
    if (remote === undefined) return resolveCloud(sources.right, request)
    const profile = await askProfile(remote, request.transport)
    return E.isLeft(profile)
      ? profile
      : resolveCloud({ ...sources.right, remoteProfiles: { [remote.url]: profile.right } }, request)
  }

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

type Found = E.Either<ConfigError, ConfigDocument | undefined>

const findFile = async (disk: FileSystem, surroundings: Surroundings, file: ConfigFile): Promise<Found> => {
  const named = namedFile(file, surroundings.env)
  if (named !== undefined) {
    const found = await readFile(disk, named.path)
    return E.isRight(found) && found.right === undefined
      ? E.left(
          configError({ message: `${named.variable} names ${named.path}, which does not exist`, file: named.path })
        )
      : found
  }
  for (const path of searchPath(file, surroundings)) {
    const found = await readFile(disk, path)
    if (E.isLeft(found) || found.right !== undefined) return found
  }
  return E.right(undefined)
}

const readFile = async (disk: FileSystem, path: string): Promise<Found> => {
  const text = await disk.readText(path)()
  if (E.isLeft(text)) return E.left(configError({ message: `${path} cannot be read: ${text.left}`, file: path }))
  return text.right === undefined ? E.right(undefined) : parseConfig(path, text.right)
}

/** A profile is public, so it is asked for without a token, and it has ten seconds. */
const askProfile = async (
  { url }: RemoteProfile,
  transport: Transport | undefined
): Promise<E.Either<ConfigError, ConfigRecord>> => {
  const failed = (reason: string): E.Either<ConfigError, never> =>
    E.left(configError({ message: `The profile at ${url} cannot be read: ${reason}`, key: 'profile' }))
  if (transport === undefined) return failed('no transport was given to ask with')
  const answer = await transport({
    method: 'GET',
    url,
    headers: { Accept: 'application/json' },
    signal: AbortSignal.timeout(10_000),
    context: { service: 'profile', operation: 'profile', route: '/.well-known/openstack/api' }
  })()
  if (E.isLeft(answer)) return failed(answer.left.message)
  if (answer.right.status !== 200) return failed(`the answer was ${answer.right.status}`)
  const parsed = parseConfig(`${url}.json`, answer.right.text)
  return E.isLeft(parsed) ? failed('the answer is not JSON') : E.right(parsed.right.content)
}
