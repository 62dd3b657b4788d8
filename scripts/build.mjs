/**
 * Builds the package in the current folder. For bundlers: an ES module for each file. Where a tsconfig.cjs.json asks for
 * it also what Node runs, which starts fastest from one CommonJS file for each entry point, with an ES module beside it
 * that hands out the same names: one copy, however a program loads it.
 */
import { spawn } from 'node:child_process'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { parse } from 'node:path'

import { transform } from 'esbuild'
import { rollup } from 'rollup'

const tsc = (project) =>
  new Promise((resolve) => spawn('tsc', ['-p', project], { stdio: 'inherit' }).on('exit', (code) => resolve(code ?? 1)))

/** The paths that `exports` names, however deep. */
const pathsOf = (exported) => (typeof exported === 'string' ? [exported] : Object.values(exported).flatMap(pathsOf))

/** Reads what tsc wrote with its source map, so that stack traces lead to `src`. */
const withMaps = {
  name: 'with maps',
  load: (file) => ({ code: readFileSync(file, 'utf8'), map: readFileSync(`${file}.map`, 'utf8') })
}

/** Node would read the comments at each start; who reads them finds them in `src`, where source maps lead. */
const withoutComments = {
  name: 'without comments',
  renderChunk: (code) => transform(code, { sourcemap: 'external', sourcefile: 'bundle.js', legalComments: 'none' })
}

const bundle = async () => {
  const paths = new Set(pathsOf(JSON.parse(readFileSync('package.json', 'utf8')).exports))
  const entries = [...paths].filter((path) => /^\.\/dist\/cjs\/\w+\.js$/.test(path)).map((path) => parse(path).name)
  const bundled = await rollup({
    input: Object.fromEntries(entries.map((name) => [name, `dist/esm/${name}.js`])),
    external: (imported) => !/^[./]/.test(imported) && !imported.startsWith('dist/'),
    plugins: [withMaps, withoutComments],
    treeshake: false
  })
  const { output } = await bundled.write({
    dir: 'dist/cjs',
    format: 'cjs',
    chunkFileNames: '[name].js',
    generatedCode: 'es2015',
    // What we import is either Node's own or compiled from ES modules.
    interop: 'esModule',
    sourcemap: true,
    sourcemapExcludeSources: true
  })
  for (const { exports, fileName, isEntry, name } of output) {
    const wrapper = `dist/cjs/${name}.mjs`
    if (isEntry && paths.has(`./${wrapper}`))
      writeFileSync(wrapper, `export { ${exports.join(', ')} } from './${fileName}'\n`)
  }
  writeFileSync('dist/cjs/package.json', '{"type":"commonjs"}\n')
}

rmSync('dist', { recursive: true, force: true })
const projects = ['tsconfig.build.json', 'tsconfig.cjs.json'].filter((project) => existsSync(project))
const codes = await Promise.all(projects.map(tsc))
process.exitCode = Math.max(...codes)
if (process.exitCode === 0 && projects.length > 1) await bundle()
