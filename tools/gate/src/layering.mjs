/**
 * Who may import whom. Reads what each package declares and what its sources import, and names every violation.
 *
 * `node src/layering.mjs [repository]`. The table is the one of docs/architecture.md: change both together.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { workspaces } from '../../../scripts/workspaces.mjs'

const scope = '@openstack-ts/'

/** By package: which of ours it may use, which of others', and in which of its files Node's own modules may be imported. */
const table = {
  core: { ours: [], others: [], node: null },
  'transport-fetch': { ours: ['core'], others: [], node: null },
  'transport-node-http': { ours: ['core'], others: [], node: /./ },
  identity: { ours: ['core'], others: [], node: null },
  config: { ours: ['core', 'identity'], others: ['yaml'], node: /^node[-.]/ },
  connection: {
    ours: ['core', 'identity', 'config', 'transport-fetch', 'transport-node-http'],
    others: [],
    node: /^node[-.]/
  },
  compute: { ours: ['core'], others: [], node: null },
  testing: { ours: ['core'], others: ['fast-check'], node: /./ },
  'fake-cloud': { ours: ['core', 'compute', 'identity'], others: [], node: /./ }
}

/** What a package in none of these lines may do: a new service is held to what a service may. */
const service = { ours: ['core'], others: [], node: null }

/** Tests may use more, but no package may come back to itself: core is tested without `testing`. */
const forbiddenInTests = { core: ['testing'], testing: ['fake-cloud'] }

const peers = ['fp-ts', 'io-ts']
const ownPackage = (specifier) => specifier.startsWith(scope) && specifier.slice(scope.length).split('/')[0]
const bareName = (specifier) =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')
const isBuiltin = (specifier) => specifier.startsWith('node:') || builtinModules.includes(specifier.split('/')[0])

const sources = (folder) =>
  !existsSync(folder)
    ? []
    : readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && /\.[cm]?tsx?$/.test(entry.name))
        .map((entry) => join(entry.parentPath ?? entry.path, entry.name))

const importsOf = (file) =>
  ts.preProcessFile(readFileSync(file, 'utf8'), true, true).importedFiles.map(({ fileName }) => fileName)

/** Why this specifier may not stand in this file of the package; null when it may. */
const objection = ({ rules, file, folder, manifest, specifier, short }) => {
  const src = join(folder, 'src')
  if (specifier.startsWith('.')) {
    return resolve(dirname(file), specifier).startsWith(src)
      ? null
      : 'leaves the package: import the other package by its name'
  }
  if (isBuiltin(specifier)) {
    return rules.node?.test(relative(src, file))
      ? null
      : "needs Node: this package also runs in browsers, so its sources use the web's own interfaces"
  }
  const own = ownPackage(specifier)
  const name = bareName(specifier)
  const declared = { ...manifest.dependencies, ...manifest.peerDependencies, [manifest.name]: '' }
  if (!Object.hasOwn(declared, name)) return `is not declared: add ${name} to its dependencies, if the table allows it`
  if (own) {
    if (own === short) return 'is itself: import the file beside it'
    if (!rules.ours.includes(own))
      return `is out of its layer: ${short} may import ${rules.ours.join(', ') || 'no other package of ours'}`
    return specifier === scope + own || specifier === `${scope}config/node`
      ? null
      : `has no inside to import: use ${scope}${own}`
  }
  return peers.includes(name) || rules.others.includes(name) ? null : `is not among the libraries that ${short} may use`
}

/** Every violation in the repository, as sentences. */
const violations = (root) =>
  workspaces(root)
    .filter(({ kind }) => kind === 'packages')
    .flatMap(({ folder, manifest }) => {
      const short = ownPackage(manifest.name) || manifest.name
      const rules = table[short] ?? service
      const declared = [
        ...Object.keys(manifest.dependencies ?? {}).map((name) => ({
          name,
          allowed: ownPackage(name) ? rules.ours.includes(ownPackage(name)) : rules.others.includes(name)
        })),
        ...Object.keys(manifest.peerDependencies ?? {}).map((name) => ({ name, allowed: peers.includes(name) })),
        ...Object.keys(manifest.devDependencies ?? {}).map((name) => ({
          name,
          allowed: !(forbiddenInTests[short] ?? []).includes(ownPackage(name))
        }))
      ]
        .filter(({ allowed }) => !allowed)
        .map(
          ({ name }) => `${relative(root, join(folder, 'package.json'))}: '${name}' may not be a dependency of ${short}`
        )
      const imported = sources(join(folder, 'src')).flatMap((file) =>
        importsOf(file).flatMap((specifier) => {
          const why = objection({ rules, file, folder, manifest, specifier, short })
          return why === null ? [] : [`${relative(root, file)}: '${specifier}' ${why}`]
        })
      )
      return [...declared, ...imported]
    })

const root = resolve(process.argv[2] ?? join(dirname(fileURLToPath(import.meta.url)), '../../..'))
const found = violations(root)
found.forEach((line) => process.stderr.write(`${line}\n`))
process.stdout.write(found.length === 0 ? 'Every package keeps to its layer.\n' : '')
process.exitCode = found.length === 0 ? 0 : 1
