/**
 * The contract's list of operations, and where it lies: beside the repository, for whoever has it.
 */
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

import type { Microversion } from '@openstack-ts/core'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

/** Something a compute endpoint can be asked. */
export interface Operation {
  /** `POST /servers/{id}/action#os-start` */
  readonly id: string
  readonly slug: string
  readonly method: string
  /** Its parameters in braces; `ROOT` in front of one above the versions. */
  readonly path: string
  /** The one key of the body of a `POST …/action`. */
  readonly action_key?: string | null
  readonly status: string
  readonly min_version?: Microversion | null
  readonly max_version?: Microversion | null
}

// -------------------------------------------------------------------------------------
// operations
// -------------------------------------------------------------------------------------

/** The folder of the contract, `shared/nova`, beside the repository of a folder inside it; `undefined` where there is none. */
export const contractFolder = (from: string): string | undefined => {
  const candidate = join(from, '..', 'shared', 'nova')
  if (existsSync(join(from, 'pnpm-workspace.yaml'))) return existsSync(candidate) ? candidate : undefined
  return dirname(from) === from ? undefined : contractFolder(dirname(from))
}

export const readOperations = (folder: string): ReadonlyArray<Operation> =>
  (readJson(join(folder, 'operations.json')) as { readonly operations: ReadonlyArray<Operation> }).operations

export const readJson = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'))
