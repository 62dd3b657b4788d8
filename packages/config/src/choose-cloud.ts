/**
 * Which cloud is meant, and what stands written of it.
 *
 * Variables are a cloud of their own. They are never mixed into a cloud of a file.
 *
 * @since 0.1.0
 */
import { configError, type ConfigError } from '@openstack-ts/core'
import * as E from 'fp-ts/lib/Either.js'

import { environmentCloud, environmentCloudName, variable } from './environment.js'
import { type ConfigRecord, deepMerge, recordAt, textAt } from './record.js'
import { type CloudRequest, type ConfigSources, type Place } from './sources.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

export interface ChosenCloud extends Place {
  /** As written, secure file included. */
  readonly entry: ConfigRecord
  readonly warnings: ReadonlyArray<string>
}

// -------------------------------------------------------------------------------------
// queries
// -------------------------------------------------------------------------------------

/** The clouds that can be chosen, in the order of the files, the one of the variables last. */
export const cloudNames = (sources: ConfigSources): ReadonlyArray<string> => {
  const fromEnv = environmentCloud(sources.env ?? {})
  return [...Object.keys(fileClouds(sources)), ...(fromEnv === undefined ? [] : [fromEnv.name])]
}

/** The cloud asked for; else `OS_CLOUD`; else the one of the variables; else the only one of the files. */
export const chooseCloud = (sources: ConfigSources, request: CloudRequest): E.Either<ConfigError, ChosenCloud> => {
  const env = sources.env ?? {}
  const clouds = fileClouds(sources)
  const fromEnv = environmentCloud(env)
  const collision = environmentCloudName(env)
  if (Object.hasOwn(clouds, collision)) return E.left(twoOfOneName(sources, collision))
  const names = cloudNames(sources)
  const name =
    request.cloud ?? variable(env, 'OS_CLOUD') ?? fromEnv?.name ?? (names.length === 1 ? names[0] : undefined)
  if (name === undefined) {
    return names.length === 0 ? E.right(ofArguments(sources)) : E.left(noneChosen(sources, names))
  }
  if (fromEnv?.name === name) return E.right({ ...fromEnv, source: { kind: 'environment' }, warnings: [] })
  if (!Object.hasOwn(clouds, name)) return E.left(unknownCloud(sources, request, name))
  const source = { kind: 'file', ...fileOf(sources, name) } as const
  const warnings = fromEnv === undefined ? [] : [unusedVariables(name, fromEnv.variables)]
  return E.right({ name, entry: recordAt(clouds, name), source, warnings })
}

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

const fileClouds = ({ clouds, secure }: ConfigSources): ConfigRecord =>
  deepMerge(recordAt(clouds?.content ?? {}, 'clouds'), recordAt(secure?.content ?? {}, 'clouds'))

const fileOf = ({ clouds, secure }: ConfigSources, name: string): { readonly file?: string } => {
  const inClouds = Object.hasOwn(recordAt(clouds?.content ?? {}, 'clouds'), name)
  const file = inClouds ? clouds?.file : (secure?.file ?? clouds?.file)
  return file === undefined ? {} : { file }
}

const ofArguments = ({ clouds, searched }: ConfigSources): ChosenCloud => ({
  name: 'defaults',
  entry: {},
  source: { kind: 'arguments' },
  warnings: [],
  ...(clouds !== undefined || searched === undefined ? {} : { searched })
})

const cloudsFile = ({ clouds, secure }: ConfigSources): string => clouds?.file ?? secure?.file ?? 'clouds.yaml'

const twoOfOneName = (sources: ConfigSources, name: string): ConfigError =>
  configError({
    message:
      `${cloudsFile(sources)} has a cloud named ${name}, which is the name of the cloud made of the OS_* variables; ` +
      'rename it, or name the other one with OS_CLOUD_NAME',
    file: cloudsFile(sources),
    key: `clouds.${name}`
  })

const noneChosen = (sources: ConfigSources, names: ReadonlyArray<string>): ConfigError =>
  configError({
    message:
      `${cloudsFile(sources)} has several clouds and none is chosen: ${names.join(', ')}. ` +
      'Name one, by OS_CLOUD for example',
    file: cloudsFile(sources),
    clouds: names
  })

const unknownCloud = (sources: ConfigSources, request: CloudRequest, name: string): ConfigError => {
  const names = cloudNames(sources)
  const by = request.cloud === undefined ? ', which OS_CLOUD names' : ''
  const { searched = [] } = sources
  const looked = searched.length === 0 ? '' : ` (looked for ${searched.join(', ')})`
  const known =
    names.length > 0
      ? `; there is ${names.join(', ')} (${cloudsFile(sources)})`
      : sources.clouds === undefined
        ? `: no clouds.yaml was found${looked}`
        : `: ${cloudsFile(sources)} has no clouds`
  const file = sources.clouds?.file
  return configError({
    message: `There is no cloud ${name}${by}${known}`,
    clouds: names,
    ...(file === undefined ? {} : { file })
  })
}

const unusedVariables = (name: string, variables: ReadonlyArray<string>): string =>
  `${variables.join(', ')} ${variables.length === 1 ? 'is' : 'are'} not used: cloud ${name} comes from a file, ` +
  'and variables are never mixed into it'

/** A profile's name, also by the key that it had of old. */
export const profileName = (request: CloudRequest, entry: ConfigRecord): string | undefined =>
  request.profile ?? textAt(entry, 'profile') ?? textAt(entry, 'cloud')
