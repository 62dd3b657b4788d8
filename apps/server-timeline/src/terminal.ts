/**
 * What a terminal can show, and what is written to one: colours, and a spinner while a cloud is asked.
 *
 * @see https://no-color.org
 * @since 0.1.0
 */
import { createSpinner } from 'nanospinner'
import pc from 'picocolors'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

export type Colors = ReturnType<typeof pc.createColors>

export type Environment = Readonly<Record<string, string | undefined>>

/** A stream to write to. */
export interface Output {
  readonly isTTY?: boolean
  readonly write: (text: string) => unknown
}

/** What a command runs in: nothing of the process is touched but through it. */
export interface Io {
  readonly stdout: Output
  readonly stderr: Output
  readonly env: Environment
  readonly cwd: string
  readonly home: string
  /** Aborts when the user interrupts. */
  readonly signal: AbortSignal
  /** Milliseconds since 1970. */
  readonly now: () => number
}

// -------------------------------------------------------------------------------------
// queries
// -------------------------------------------------------------------------------------

/** `NO_COLOR` forbids, `FORCE_COLOR` demands (but `0`), and else a terminal decides. */
export const hasColors = (env: Environment, { isTTY = false }: Output): boolean => {
  const { FORCE_COLOR: force, NO_COLOR: no, TERM: term } = env
  if (no !== undefined && no !== '') return false
  if (force !== undefined && force !== '') return force !== '0' && force !== 'false'
  return isTTY && term !== 'dumb'
}

/** Whether somebody watches, so that a spinner is worth its noise. */
export const watched = (
  { stderr, stdout }: Io,
  { debug, json }: { readonly debug: boolean; readonly json: boolean }
): boolean => stdout.isTTY === true && stderr.isTTY === true && !debug && !json

export const colorsOf = (env: Environment, output: Output): Colors => pc.createColors(hasColors(env, output))

// -------------------------------------------------------------------------------------
// operations
// -------------------------------------------------------------------------------------

/** Runs a task under a spinner, where the user looks at a terminal; gone without a trace when the task ends. */
export const spinning = async <A>(text: string, show: boolean, task: () => Promise<A>): Promise<A> => {
  if (!show) return task()
  const spinner = createSpinner(text).start()
  return task().finally(() => spinner.stop())
}
