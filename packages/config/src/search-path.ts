/**
 * Where configuration files are looked for.
 *
 * @see https://docs.openstack.org/openstacksdk/latest/user/config/configuration.html#config-files
 * @since 0.1.0
 */
import { type Environment, variable } from './environment.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

/** The surroundings that decide where to look. */
export interface Surroundings {
  readonly env: Environment
  readonly cwd: string
  readonly home: string
  /** As `process.platform` says it. */
  readonly platform: string
}

/** `clouds`, `secure` and `clouds-public` are found each for itself. */
export type ConfigFile = 'clouds' | 'secure' | 'clouds-public'

// -------------------------------------------------------------------------------------
// queries
// -------------------------------------------------------------------------------------

/** Every path at which a file may stand, the first one that exists counts. */
export const searchPath = (file: ConfigFile, surroundings: Surroundings): ReadonlyArray<string> =>
  directories(surroundings).flatMap((directory) => {
    const separator = /[/\\]$/.test(directory) ? '' : surroundings.platform === 'win32' ? '\\' : '/'
    return ['yaml', 'yml', 'json'].map((suffix) => `${directory}${separator}${file}.${suffix}`)
  })

/** The file that a variable names outright: `OS_CLIENT_CONFIG_FILE`, `OS_CLIENT_SECURE_FILE`. */
export const namedFile = (
  file: ConfigFile,
  env: Environment
): { readonly path: string; readonly variable: string } | undefined => {
  const name = variables[file]
  const path = name === undefined ? undefined : variable(env, name)
  return name === undefined || path === undefined ? undefined : { path, variable: name }
}

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

const variables: Readonly<Partial<Record<ConfigFile, string>>> = {
  clouds: 'OS_CLIENT_CONFIG_FILE',
  secure: 'OS_CLIENT_SECURE_FILE'
}

const directories = (surroundings: Surroundings): ReadonlyArray<string> => {
  const { cwd, env, home } = surroundings
  const realHome = variable(env, 'SNAP_REAL_HOME') ?? home
  const all = [
    cwd,
    userDirectory(surroundings),
    `${realHome}/.config/openstack`,
    ...siteDirectories(surroundings),
    '/etc/openstack'
  ]
  return [...new Set(all.map((directory) => directory.replace(/(?<=.)[/\\]+$/, '')))]
}

const userDirectory = ({ env, home, platform }: Surroundings): string => {
  if (platform === 'darwin') return `${home}/Library/Application Support/openstack`
  if (platform === 'win32') {
    return `${variable(env, 'LOCALAPPDATA') ?? `${home}\\AppData\\Local`}\\OpenStack\\openstack`
  }
  return `${variable(env, 'XDG_CONFIG_HOME') ?? `${home}/.config`}/openstack`
}

const siteDirectories = ({ env, platform }: Surroundings): ReadonlyArray<string> => {
  if (platform === 'darwin') return ['/Library/Application Support/openstack']
  if (platform === 'win32') return [`${variable(env, 'ProgramData') ?? 'C:\\ProgramData'}\\OpenStack\\openstack`]
  const configured = (variable(env, 'XDG_CONFIG_DIRS') ?? '/etc/xdg').split(':')
  return configured.filter((directory) => directory !== '').map((directory) => `${directory}/openstack`)
}
