/**
 * A cloud from the files of this machine and the variables of this process.
 *
 * @since 0.1.0
 */
import { readFile, stat } from 'node:fs/promises'
import { homedir } from 'node:os'

import type { ConfigError } from '@openstack-ts/core'
import * as E from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'

import type { CloudConfig } from './cloud-config.js'
import type { FileSystem } from './file-system.js'
import { loadCloudWith, type LoadRequest, readSources } from './load.js'
import type { Surroundings } from './search-path.js'
import type { ConfigSources } from './sources.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

/** Each part is the process's own by default, as it is when the call is run. */
export interface NodeLoadRequest extends LoadRequest, Partial<Surroundings> {}

// -------------------------------------------------------------------------------------
// constructors
// -------------------------------------------------------------------------------------

/** Two functions as `node:fs/promises` has them: reading, and asking whether there is something to read. */
export interface Disk {
  readonly readFile: (path: string, encoding: 'utf8') => Promise<string>
  readonly stat: (path: string) => Promise<unknown>
}

/** A file system that tells a missing file from one that may not be read. */
export const fileSystemOf = (disk: Disk): FileSystem => ({
  readText: (path) => async () => {
    const result = await disk.readFile(path, 'utf8').then(E.right, (error: unknown) => E.left(codeOf(error)))
    if (E.isRight(result)) return result
    if (absent.includes(result.left)) return E.right(undefined)
    // A folder that may not be entered hides whether the file is there at all.
    const seen = disk.stat(path).then(
      () => true,
      () => false
    )
    return result.left === 'EACCES' && !(await seen) ? E.right(undefined) : E.left(reasons[result.left] ?? result.left)
  }
})

// -------------------------------------------------------------------------------------
// operations
// -------------------------------------------------------------------------------------

/** `loadCloud({ cloud: 'devstack' })`: reads nothing until it is run. */
export const loadCloud =
  (request: NodeLoadRequest = {}): TaskEither<ConfigError, CloudConfig> =>
  () =>
    loadCloudWith(nodeFileSystem, surroundingsOf(request), request)()

/** What the files and variables say, for `cloudNames` and for resolving more than one cloud. */
export const loadSources =
  (surroundings: Partial<Surroundings> = {}): TaskEither<ConfigError, ConfigSources> =>
  () =>
    readSources(nodeFileSystem, surroundingsOf(surroundings))()

// -------------------------------------------------------------------------------------
// instances
// -------------------------------------------------------------------------------------

/** The disk of this machine. */
export const nodeFileSystem: FileSystem = fileSystemOf({ readFile, stat })

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

const surroundingsOf = (given: Partial<Surroundings>): Surroundings => ({
  env: given.env ?? process.env,
  cwd: given.cwd ?? process.cwd(),
  home: given.home ?? homedir(),
  platform: given.platform ?? process.platform
})

const absent = ['ENOENT', 'ENOTDIR']

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EISDIR: 'it is a folder'
}

const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string'
    ? error.code
    : 'the reason is not known'
