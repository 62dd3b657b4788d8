/**
 * What a stranger gets: every package packed, read by publint and attw, installed with npm in a fresh folder, and used
 * from an ES module, from CommonJS, from TypeScript in both, and from bundles for Node and for browsers.
 */
import { build } from 'esbuild'
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { workspaces } from '../../../scripts/workspaces.mjs'

const root = resolve(import.meta.dirname, '../../..')
const tarballs = join(root, 'tools/gate/.gate/tarballs')
const scope = '@openstack-ts/'
const published = workspaces(root).filter(({ manifest }) => !manifest.private)
const entryPoints = published.flatMap(({ name, manifest }) =>
  Object.keys(manifest.exports)
    .filter((path) => path !== './package.json')
    .map((path) => name + path.slice(1))
)

/** Packages that a web page may bundle: no Node module anywhere below them. */
const forBrowsers = ['core', 'transport-fetch', 'identity', 'config', 'connection', 'compute'].map(
  (short) => scope + short
)

/** One line each that only works when the package does: `m` is its namespace. What has no line here must at least export. */
const lines = {
  [`${scope}core`]: "m.isOlderThan('2.10')('2.9') === true",
  [`${scope}compute`]: "m.ServerAction.codec.decode({})._tag === 'Left'",
  [`${scope}identity`]: "m.password({ user: { id: 'u' }, password: 'p' }).name === 'password'",
  [`${scope}config`]:
    "m.resolveCloud({}, { overrides: { auth_type: 'none', endpoint: 'http://[::1]' } })._tag === 'Right'",
  [`${scope}config/node`]: "typeof m.loadCloud({ cloud: 'a' }) === 'function'",
  [`${scope}connection`]: "typeof m.defaultStack({ limits: { all: {}, services: {} } }, {})(() => 0) === 'function'",
  [`${scope}fake-cloud`]: 'm.fakeCloud().requests().length === 0',
  [`${scope}transport-fetch`]: "typeof m.fetchTransport()({ method: 'GET', url: 'http://[::1]' }) === 'function'",
  [`${scope}transport-node-http`]: 'm.nodeHttpTransport().close() === undefined'
}
const exporting = 'Object.keys(m).length > 0 && Object.values(m).every((value) => value !== undefined)'
const use = (entry) =>
  `((m) => { if (!(${exporting} && (${lines[entry] ?? true}))) throw new Error('${entry} does not work') })`

/** Runs a command of this many words; what it said is shown when it fails, under the name of what was tried. */
const must = (what, [command, ...args], cwd = root) => {
  const { status, stdout, stderr, error } = spawnSync(command, args, { cwd, encoding: 'utf8' })
  if (status === 0) return
  process.stderr.write(`${what} failed:\n${error ? error.message : ''}${stdout ?? ''}${stderr ?? ''}\n`)
  process.exit(1)
}

const pack = () => {
  rmSync(tarballs, { recursive: true, force: true })
  mkdirSync(tarballs, { recursive: true })
  must('pnpm pack', ['pnpm', '--recursive', '--filter', './packages/*', 'pack', '--pack-destination', tarballs])
  return readdirSync(tarballs).map((file) => join(tarballs, file))
}

const inspect = (tarball) => {
  must('publint', ['publint', '--strict', tarball])
  must('attw', ['attw', '--profile', 'node16', tarball])
}

const write = (folder, files) =>
  Object.entries(files).forEach(([name, text]) => writeFileSync(join(folder, name), text))

const consumers = (folder) => {
  const imports = (entries) => entries.map((entry, i) => `import * as m${i} from '${entry}';`).join('\n')
  const requires = (entries) => entries.map((entry, i) => `const m${i} = require('${entry}');`).join('\n')
  const uses = (entries) => entries.map((entry, i) => `${use(entry)}(m${i});`).join('\n')
  const typed = (entries) =>
    `${imports(entries)}\n${entries.map((_, i) => `export type T${i} = typeof m${i}`).join('\n')}\n`
  write(folder, {
    'esm.mjs': `${imports(entryPoints)}\n${uses(entryPoints)}\n`,
    'cjs.cjs': `${requires(entryPoints)}\n${uses(entryPoints)}\n`,
    'page.mjs': `${imports(forBrowsers)}\n${uses(forBrowsers)}\n`,
    'typed.mts': typed(entryPoints),
    'typed.cts': typed(entryPoints),
    'page.mts': typed(forBrowsers)
  })
}

const install = (folder, files) => {
  const ranges = published[0].manifest.peerDependencies
  const catalog = readFileSync(join(root, 'pnpm-workspace.yaml'), 'utf8')
  const peers = Object.keys(ranges).map((name) => `${name}@${new RegExp(`  ${name}: (\\S+)`).exec(catalog)[1]}`)
  const { devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  peers.push(`@types/node@${devDependencies['@types/node']}`)
  write(folder, { 'package.json': JSON.stringify({ name: 'consumer', private: true }) })
  must(
    'npm install',
    ['npm', 'install', '--prefer-offline', '--no-audit', '--no-fund', '--no-package-lock', ...files, ...peers],
    folder
  )
}

const bundle = async (folder, [input, platform]) => {
  const outfile = join(folder, `bundle-${platform}.mjs`)
  const banner =
    platform === 'node'
      ? { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" }
      : {}
  await build({
    entryPoints: [join(folder, input)],
    outfile,
    bundle: true,
    format: 'esm',
    platform,
    banner,
    logLevel: 'error'
  })
  must(`the bundle for ${platform}`, [process.execPath, outfile], folder)
}

const files = pack()
files.forEach(inspect)
const folder = mkdtempSync(join(tmpdir(), 'consumer-'))
process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
install(folder, files)
consumers(folder)
must('import from an ES module', [process.execPath, 'esm.mjs'], folder)
must('require from CommonJS', [process.execPath, 'cjs.cjs'], folder)
const strict = ['--noEmit', '--strict', '--target', 'es2022', '--lib', 'es2023,dom']
for (const kind of ['node16', 'nodenext']) {
  const module = [...strict, '--module', kind]
  must(`TypeScript under ${kind}`, ['tsc', ...module, '--types', 'node', 'typed.mts', 'typed.cts'], folder)
  // A page's own condition, as its bundler has it: without it connect is Node's, and its options are in Node's types.
  const page = [...module, '--customConditions', 'browser', '--types', '', 'page.mts']
  must(`TypeScript of a page under ${kind}`, ['tsc', ...page], folder)
}
await bundle(folder, ['esm.mjs', 'node'])
await bundle(folder, ['page.mjs', 'browser'])
process.stdout.write(
  `${files.length} packages, ${entryPoints.length} entry points: packed, read, installed, imported, required, typed and bundled.\n`
)
