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

/** Who may, by Nova's default policy. */
export interface OperationPolicy extends t.TypeOf<typeof OperationPolicy> {}

export const OperationPolicy = struct('OperationPolicy', {
  /** `admin`, `project reader or admin`, … */
  audience: required('audience', t.string),
  /** Whether who may not is refused; else something is left out. */
  fatal: required('fatal', t.boolean)
})

/** A parameter of a request, or a property of an answer, as the API reference has it. */
export interface OperationParameter extends t.TypeOf<typeof OperationParameter> {}

export const OperationParameter = struct('OperationParameter', {
  /** Of what stands inside something else, with dots: `networks.uuid`. */
  name: required('name', t.string),
  in: required('in', maybe)
})

/** What the API reference says of an operation; of a few it says it in two places. */
export interface OperationDocs extends t.TypeOf<typeof OperationDocs> {}

export const OperationDocs = struct('OperationDocs', {
  request: optional('request_params', t.readonlyArray(OperationParameter)),
  response: optional('response_params', t.readonlyArray(OperationParameter))
})

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
  until: optional('max_version', maybe),
  policies: optional('policies', t.readonlyArray(OperationPolicy)),
  /** In the order in which the API reference has them. */
  docs: optional('docs', t.readonlyArray(OperationDocs))
})

// -------------------------------------------------------------------------------------
// operations
// -------------------------------------------------------------------------------------

/**
 * The folder of the contract, `shared/nova`, beside the repository of a folder inside it; `undefined` where there is
 * none.
 */
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
