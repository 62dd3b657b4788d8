/**
 * The contract's list of operations, and where it lies: beside the repository, for whoever has it.
 */
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

import { nullable, optional, required, struct } from '@openstack-ts/core'
import { isLeft } from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { failure } from 'io-ts/lib/PathReporter.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

const maybe = nullable(t.string)

/** Something a compute endpoint can be asked. */
export interface Operation extends t.TypeOf<typeof Operation> {}

export const Operation = struct('Operation', {
  /** `POST /servers/{id}/action#os-start` */
  id: required('id', t.string),
  method: required('method', t.string),
  /** Its parameters in braces; `ROOT` in front of one above the versions. */
  path: required('path', t.string),
  /** The one key of the body of a `POST …/action`. */
  actionKey: optional('action_key', maybe),
  status: required('status', t.string),
  since: optional('min_version', maybe),
  until: optional('max_version', maybe)
})

// -------------------------------------------------------------------------------------
// operations
// -------------------------------------------------------------------------------------

/** The folder of the contract, `shared/nova`, beside the repository of a folder inside it; `undefined` where there is none. */
export const contractFolder = (from: string): string | undefined => {
  const candidate = join(from, '..', 'shared', 'nova')
  if (existsSync(join(from, 'pnpm-workspace.yaml'))) return existsSync(candidate) ? candidate : undefined
  return dirname(from) === from ? undefined : contractFolder(dirname(from))
}

/** Throws an `Error` where the file is not what it should be. */
export const readOperations = (folder: string): ReadonlyArray<Operation> => {
  const decoded = Operations.decode(readJson(join(folder, 'operations.json')))
  if (isLeft(decoded)) throw new Error(`operations.json is no list of operations: ${failure(decoded.left)[0] ?? ''}`)
  return decoded.right.operations
}

const Operations = struct('Operations', { operations: required('operations', t.readonlyArray(Operation)) })

export const readJson = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'))
