/**
 * Bundles from the sources, as a program's own bundler would from the packages.
 */
import { resolve } from 'node:path'

import { build as run, type BuildOptions } from 'esbuild'

const packages = resolve(__dirname, '../..')

/** One file's worth of program; `@openstack-ts/*` are read from their sources. */
export const bundle = async (program: string, options: BuildOptions): Promise<string> => {
  const built = await run({
    stdin: { contents: program, resolveDir: __dirname, loader: 'ts' },
    bundle: true,
    format: 'esm',
    write: false,
    logLevel: 'silent',
    plugins: [
      {
        name: 'sources',
        setup: (build) =>
          build.onResolve({ filter: /^@openstack-ts\// }, ({ path }) => {
            const [, name = '', entry = 'index'] = path.split('/')
            const forBrowsers = name === 'connection' && build.initialOptions.platform === 'browser'
            return { path: `${packages}/${name}/src/${forBrowsers ? 'browser' : entry}.ts`, sideEffects: false }
          })
      }
    ],
    ...options
  })
  return built.outputFiles?.[0]?.text ?? ''
}
