/**
 * How long an editor waits: the compiler, on a program that uses all of compute, with the files in the system's cache.
 */
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** Milliseconds. */
const promised = 2000

const here = fileURLToPath(new URL('.', import.meta.url))
const options = ['--noEmit', '--strict', '--skipLibCheck', '--module', 'nodenext', '--target', 'es2022']

const check = () => {
  const start = performance.now()
  const { status, stdout } = spawnSync('tsc', [...options, '--types', 'node', 'whole-compute.ts'], {
    cwd: here,
    encoding: 'utf8'
  })
  if (status !== 0) throw new Error(`whole-compute.ts does not compile:\n${stdout}`)
  return performance.now() - start
}

/** Prints the time of the fastest of five checks, after one that warms; answers whether it is as promised. */
export const editing = () => {
  check()
  const best = Math.min(...Array.from({ length: 5 }, check))
  const fine = best <= promised
  console.log('\nchecking a program that uses all of compute, warm')
  console.log(`  ${best.toFixed(0)} ms (${fine ? 'promised' : 'MISSED:'} ≤ ${promised} ms)`)
  return fine
}
