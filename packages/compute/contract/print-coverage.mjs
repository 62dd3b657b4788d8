/**
 * Compiles and runs run.ts: Node 20 reads no TypeScript, and the endpoints are to be counted as they are in the sources.
 */
import { build } from 'esbuild'
import { mkdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

const folder = resolve(import.meta.dirname, '..')
const outfile = resolve(folder, '.gate/coverage.mjs')
mkdirSync(resolve(folder, '.gate'), { recursive: true })
await build({
  entryPoints: [resolve(folder, 'contract/run.ts')],
  tsconfig: resolve(folder, 'tsconfig.json'),
  outfile,
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  logLevel: 'error'
})
await import(pathToFileURL(outfile).href)
