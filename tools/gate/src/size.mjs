/**
 * What a program pays that uses ServerAction and nothing else: bundled, minified, gzipped, without fp-ts and io-ts.
 */
import { build } from 'esbuild'
import { resolve } from 'node:path'
import { gzipSync } from 'node:zlib'

const budget = 20_000
const folder = resolve(import.meta.dirname, '..')

const { outputFiles } = await build({
  stdin: {
    contents:
      "import { ServerAction } from '@openstack-ts/compute'\nimport { listAll } from '@openstack-ts/core'\nconsole.log(listAll(ServerAction))",
    resolveDir: folder
  },
  bundle: true,
  minify: true,
  write: false,
  format: 'esm',
  platform: 'browser',
  external: ['fp-ts', 'io-ts'],
  logLevel: 'error'
})
const bytes = gzipSync(outputFiles[0].contents).length
process.stdout.write(`ServerAction alone: ${bytes} bytes minified and gzipped, of ${budget}.\n`)
if (bytes > budget)
  process.stderr.write(
    `${bytes - budget} bytes too many: what does compute or core pull in that ServerAction does not need?\n`
  )
process.exitCode = bytes > budget ? 1 : 0
