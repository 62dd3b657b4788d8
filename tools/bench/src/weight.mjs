/**
 * What the packages weigh: the time to import them, and the size of a bundle that uses server actions alone.
 */
import { execFileSync } from 'node:child_process'
import { gzipSync } from 'node:zlib'

import { build } from 'esbuild'

const here = new URL('.', import.meta.url).pathname

const milliseconds = (code) => {
  const times = Array.from({ length: 7 }, () => {
    const start = performance.now()
    execFileSync(process.execPath, ['--input-type=module', '-e', code], { cwd: here })
    return performance.now() - start
  })
  return times.toSorted((a, b) => a - b)[3]
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

/** Milliseconds beside Node's own start, and bytes minified and gzipped. */
const promised = { milliseconds: 60, bytes: 20_000 }

/** Prints what an import and a bundle cost; answers whether both hold. */
export const weigh = async () => {
  const bare = milliseconds('')
  const own = milliseconds("import 'io-ts'")
  const all = milliseconds("import '@openstack-ts/compute'") - bare
  console.log('\nimporting compute')
  console.log(
    `  ${all.toFixed(0)} ms beside Node's own start of ${bare.toFixed(0)} ms (promised ≤ ${promised.milliseconds}),`
  )
  console.log(`  of which io-ts alone ${(own - bare).toFixed(0)} ms`)
  const code = "import { ServerAction } from '@openstack-ts/compute'; console.log(ServerAction)"
  const { gzipped, minified } = await bundled(code, ['fp-ts', 'fp-ts/*', 'io-ts', 'io-ts/*'])
  console.log('a bundle with ServerAction alone, without fp-ts and io-ts')
  console.log(
    `  ${minified.toLocaleString('en')} bytes minified, ${gzipped.toLocaleString('en')} gzipped (promised ≤ ${promised.bytes})`
  )
  return all <= promised.milliseconds * 1.2 && gzipped <= promised.bytes
}
