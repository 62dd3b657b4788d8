/**
 * What the packages weigh: the time to import them, and the size of a bundle that uses server actions alone.
 */
import { execFileSync } from 'node:child_process'
import { gzipSync } from 'node:zlib'

import { build } from 'esbuild'

import { median, verdict } from './verdict.mjs'

const here = new URL('.', import.meta.url).pathname

/** Milliseconds that an import takes, in a process of its own. */
const milliseconds = (specifier) => {
  const code = `const start = performance.now(); await import('${specifier}'); console.log(performance.now() - start)`
  return Number(execFileSync(process.execPath, ['--input-type=module', '-e', code], { cwd: here, encoding: 'utf8' }))
}

/** In turns, for a machine has slow moments. */
const imports = () => {
  const turns = Array.from({ length: 9 }, () => ({
    all: milliseconds('@openstack-ts/compute'),
    ioTs: milliseconds('io-ts')
  }))
  return { all: median(turns.map(({ all }) => all)), ratio: median(turns.map(({ all, ioTs }) => all / ioTs)) }
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

/**
 * The import as a multiple of that of io-ts, for machines differ: 2.6 are 60 ms where io-ts takes 23. Bytes of the bundle,
 * minified and gzipped.
 */
const promised = { import: 2.6, bundle: 20_000 }

/** Prints what an import and a bundle cost; answers whether both are as promised. */
export const weigh = async () => {
  const { all, ratio } = imports()
  const { holds, text } = verdict(ratio, promised.import)
  console.log(`\nimporting\n  compute ${all.toFixed(0)} ms, ${text} of io-ts, which it needs`)
  const code = "import { ServerAction } from '@openstack-ts/compute'; console.log(ServerAction)"
  const { gzipped, minified } = await bundled(code, ['fp-ts', 'fp-ts/*', 'io-ts', 'io-ts/*'])
  console.log('a bundle with ServerAction alone, without fp-ts and io-ts')
  console.log(
    `  ${minified.toLocaleString('en')} bytes minified, ${gzipped.toLocaleString('en')} gzipped (promised ≤ ${promised.bundle})`
  )
  return holds && gzipped <= promised.bundle
}
