/**
 * The program without a process: arguments in, text and an exit code out.
 *
 * @since 0.1.0
 */
import { inspect } from 'node:util'

import * as E from 'fp-ts/lib/Either.js'

import { type Complaint, interrupted } from './complaint.js'
import { plain } from './plain.js'
import { run } from './program.js'
import { colorsOf, type Io } from './terminal.js'

// -------------------------------------------------------------------------------------
// operations
// -------------------------------------------------------------------------------------

/** Answers the exit code. Whatever goes wrong is one line on stderr. */
export const main = async (argv: ReadonlyArray<string>, io: Io, version = 'unknown'): Promise<number> => {
  const debug = argv.includes('--debug')
  try {
    const outcome = await Promise.race([run(argv, io, version), interruption(io.signal)])
    if (E.isLeft(outcome)) return complain(outcome.left, io, debug)
    if (outcome.right !== '') io.stdout.write(outcome.right)
    return 0
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause)
    return complain(
      { _tag: 'Complaint', message: `Unexpected: ${why}; --debug shows where`, exitCode: 1, cause },
      io,
      debug
    )
  }
}

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

/** Whatever is under way ends with it, also where it cannot be told to. */
const interruption = (signal: AbortSignal): Promise<E.Either<Complaint, never>> =>
  new Promise((resolve) => {
    const end = (): void => resolve(E.left(interrupted))
    if (signal.aborted) end()
    else signal.addEventListener('abort', end, { once: true })
  })

const complain = ({ cause, exitCode, message }: Complaint, io: Io, debug: boolean): number => {
  const { red } = colorsOf(io.env, io.stderr)
  if (message !== '') io.stderr.write(`${red('error:')} ${plain(message)}\n`)
  if (debug) io.stderr.write(`${inspect(cause ?? new Error(message), { depth: 6 })}\n`)
  return exitCode
}
