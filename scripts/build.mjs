/**
 * Builds the package in the current folder: ES modules, and CommonJS where a tsconfig.cjs.json asks for it.
 */
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'

const tsc = (project) =>
  new Promise((resolve) => spawn('tsc', ['-p', project], { stdio: 'inherit' }).on('exit', (code) => resolve(code ?? 1)))

rmSync('dist', { recursive: true, force: true })
const projects = ['tsconfig.build.json', 'tsconfig.cjs.json'].filter((project) => existsSync(project))
const codes = await Promise.all(projects.map(tsc))
if (existsSync('tsconfig.cjs.json')) {
  mkdirSync('dist/cjs', { recursive: true })
  writeFileSync('dist/cjs/package.json', '{"type":"commonjs"}\n')
}
process.exitCode = Math.max(...codes)
