/**
 * What is said when a command cannot do what was asked: one sentence, and an exit code.
 *
 * @since 0.1.0
 */
import { isAborted, type OpenStackError } from '@openstack-ts/core'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

/** A reason to stop. */
export interface Complaint {
  readonly _tag: 'Complaint'
  readonly message: string
  readonly exitCode: ExitCode
  /** For `--debug`. */
  readonly cause?: unknown
}

/** 1: the cloud could not answer, or said no. 2: the command line or the configuration is wrong. 130: interrupted. */
export type ExitCode = 1 | 2 | 130

// -------------------------------------------------------------------------------------
// constructors
// -------------------------------------------------------------------------------------

export const usage = (message: string): Complaint => ({ _tag: 'Complaint', message, exitCode: 2 })

export const notThere = (message: string): Complaint => ({ _tag: 'Complaint', message, exitCode: 1 })

export const interrupted: Complaint = { _tag: 'Complaint', message: 'Interrupted', exitCode: 130 }

export const ofError = (error: OpenStackError): Complaint => {
  if (isAborted(error)) return interrupted
  const mine = error._tag === 'ConfigError' || error._tag === 'MicroversionError' || error._tag === 'RequestError'
  return { _tag: 'Complaint', message: error.message + hint(error), exitCode: mine ? 2 : 1, cause: error }
}

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

const hint = (error: OpenStackError): string =>
  error._tag === 'MicroversionError' ? '; see --os-compute-api-version' : ''
