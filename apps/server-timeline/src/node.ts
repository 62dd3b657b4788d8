#!/usr/bin/env node
/**
 * `server-timeline`, as a process.
 *
 * @since 0.1.0
 */
import { readFileSync } from 'node:fs'
import { homedir } from 'node:os'

import { main } from './main.js'

/** A reader that has seen enough, as `head` does, is no error. */
const onBroken = (error: NodeJS.ErrnoException): void => {
  if (error.code !== 'EPIPE') throw error
  process.exit(process.exitCode ?? 0)
}
process.stdout.on('error', onBroken)
process.stderr.on('error', onBroken)

/** The first interrupt ends the requests; the second one ends the process, as if there were no handler. */
const interrupt = new AbortController()
process.once('SIGINT', () => interrupt.abort())

const manifest: unknown = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'))
const version =
  typeof manifest === 'object' && manifest !== null && 'version' in manifest ? String(manifest.version) : 'unknown'

const exitCode = await main(
  process.argv.slice(2),
  {
    stdout: process.stdout,
    stderr: process.stderr,
    env: process.env,
    cwd: process.cwd(),
    home: homedir(),
    signal: interrupt.signal,
    now: Date.now
  },
  version
)
// What was under way when the user interrupted need not be waited for.
if (exitCode === 130) process.exit(exitCode)
process.exitCode = exitCode
