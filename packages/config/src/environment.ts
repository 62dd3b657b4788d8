/**
 * The cloud that `OS_*` variables describe, and the variables that choose among other clouds.
 *
 * @see https://docs.openstack.org/openstacksdk/latest/user/config/configuration.html#environment-variables
 * @since 0.1.0
 */
import type { ConfigRecord } from './record.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

/** Variables as a process has them. */
export type Environment = Readonly<Record<string, string | undefined>>

/** A cloud made of variables. */
export interface EnvironmentCloud {
  /** `envvars`, or what `OS_CLOUD_NAME` says. */
  readonly name: string
  readonly entry: ConfigRecord
  /** The variables it is made of. */
  readonly variables: ReadonlyArray<string>
}

// -------------------------------------------------------------------------------------
// constants
// -------------------------------------------------------------------------------------

/** These say which cloud is meant, or how to connect to any; alone, they describe none. */
const selectors = [
  'OS_CLOUD',
  'OS_CLOUD_NAME',
  'OS_REGION_NAME',
  'OS_CLIENT_CONFIG_FILE',
  'OS_CLIENT_SECURE_FILE',
  'OS_FORCE_IPV4',
  'OS_PREFER_IPV6'
]

/** Left to OpenStack's own test runners. */
const foreign = ['OS_TEST', 'OS_STD', 'OS_LOG']

// -------------------------------------------------------------------------------------
// queries
// -------------------------------------------------------------------------------------

/** A variable's value; an empty one counts as none. */
export const variable = (env: Environment, name: string): string | undefined => {
  const value = Object.hasOwn(env, name) ? env[name] : undefined
  return value === '' ? undefined : value
}

/** What the cloud made of variables is called. */
export const environmentCloudName = (env: Environment): string => variable(env, 'OS_CLOUD_NAME') ?? 'envvars'

/** The cloud that the variables describe, where they do. */
export const environmentCloud = (env: Environment, prefix = 'OS_'): EnvironmentCloud | undefined => {
  const names = Object.keys(env)
    .filter((name) => name.startsWith('OS_') || name.startsWith(prefix))
    .filter((name) => variable(env, name) !== undefined && !foreign.some((start) => name.startsWith(start)))
    .toSorted()
  const variables = names.filter((name) => !selectors.includes(name))
  if (variables.length === 0) return undefined
  const entry = Object.fromEntries(names.map((name) => [settingOf(name, prefix), variable(env, name)]))
  return { name: environmentCloudName(env), entry, variables }
}

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

const settingOf = (name: string, prefix: string): string =>
  name.slice(name.startsWith(prefix) ? prefix.length : 'OS_'.length).toLowerCase()
