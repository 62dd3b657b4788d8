/**
 * What the packages weigh: the time to import them, and the size of a bundle that uses server actions alone.
 */
import { execFileSync } from 'node:child_process'
import { gzipSync } from 'node:zlib'

import { build } from 'esbuild'

import { median } from './verdict.mjs'

const here = new URL('.', import.meta.url).pathname

/** Milliseconds that an import takes in a process of its own: the median of seven. */
const milliseconds = (specifier) => {
  const code = `const start = performance.now(); await import('${specifier}'); console.log(performance.now() - start)`
  const times = Array.from({ length: 7 }, () =>
    Number(execFileSync(process.execPath, ['--input-type=module', '-e', code], { cwd: here, encoding: 'utf8' }))
  )
  return median(times)
}

const bundled = async (contents, external) => {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: here },
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    platform: 'browser',
    external
  })
  const [{ contents: bytes }] = outputFiles
  return { minified: bytes.length, gzipped: gzipSync(bytes).length }
}

/** Milliseconds, and bytes minified and gzipped. */
const promised = { import: 60, bundle: 20_000 }

/** Prints what an import and a bundle cost; answers whether both are as promised. */
export const weigh = async () => {
  console.log('\nimporting')
  const [alone, all] = [milliseconds('io-ts'), milliseconds('@openstack-ts/compute')]
  const soon = all <= promised.import * 1.2
  const note = `${soon ? 'promised' : 'MISSED:'} ≤ ${promised.import}`
  console.log(`  compute ${all.toFixed(0)} ms (${note}), of which io-ts ${alone.toFixed(0)} ms`)
  const code = "import { ServerAction } from '@openstack-ts/compute'; console.log(ServerAction)"
  const { gzipped, minified } = await bundled(code, ['fp-ts', 'fp-ts/*', 'io-ts', 'io-ts/*'])
  console.log('a bundle with ServerAction alone, without fp-ts and io-ts')
  console.log(
    `  ${minified.toLocaleString('en')} bytes minified, ${gzipped.toLocaleString('en')} gzipped (promised ≤ ${promised.bundle})`
  )
  return soon && gzipped <= promised.bundle
}
