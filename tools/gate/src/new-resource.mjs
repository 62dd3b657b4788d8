/**
 * Scaffolds a resource: `pnpm new:resource <package> <name>` writes its file, its test, its export and a changeset.
 *
 * What it writes compiles and passes; the rows are what a contributor fills in, from the service's source.
 */
import { appendFileSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'

const [service, name, into] = process.argv.slice(2)
const root = resolve(into ?? join(import.meta.dirname, '../../..'))

const refuse = (why) => {
  process.stderr.write(`${why}\n`)
  process.exit(2)
}

if (!service || !name)
  refuse('Usage: pnpm new:resource <package> <name>, for example: pnpm new:resource compute server-group')
if (!/^[a-z]+(-[a-z0-9]+)*$/.test(name))
  refuse(`'${name}' is not kebab-case: write it like 'server-group', in the singular.`)
if (!existsSync(join(root, 'packages', service, 'src/index.ts'))) {
  refuse(`There is no package '${service}': there are ${readdirSync(join(root, 'packages')).join(', ')}.`)
}

const folder = join(root, 'packages', service)
const camel = name.replace(/-(.)/g, (_, letter) => letter.toUpperCase())
const Name = camel[0].toUpperCase() + camel.slice(1)
const wire = name.replaceAll('-', '_')
const words = name.replaceAll('-', ' ')

const source = `/**
 * ${Name}s: what one is, in a sentence, and what to know about it, in another.
 *
 * @see https://docs.openstack.org/api-ref/${service}/
 * @since 0.1.0
 */
import { type ItemOf, required, resource } from '@openstack-ts/core'
import * as t from 'io-ts'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

/** A ${words}. */
export interface ${Name} extends ItemOf<typeof ${Name}> {}

export const ${Name} = resource({
  name: '${Name}',
  service: '${service}',
${service === 'compute' ? "  microversion: '2.1',\n" : ''}  path: '/os-${name}s',
  keys: { one: '${wire}', many: '${wire}s' },
  id: 'id',
  address: '${camel}Id',
  operations: { list: 'GET', get: 'GET' },
  fields: {
    id: required('id', t.string)
  }
})
`

const test = `import { laws } from '@openstack-ts/testing'

import { ${Name} } from '../src/${name}.js'

laws.resource(${Name}, [
  { name: 'an answer of the service', json: { ${wire}: { id: '70a599e0-31e7-49b7-b260-868f441e862b' } } },
  { name: 'a list of them', json: { ${wire}s: [] } }
])
`

const changeset = `---
'@openstack-ts/${service}': minor
---

Add \`${Name}\`.
`

const files = {
  [join(folder, 'src', `${name}.ts`)]: source,
  [join(folder, 'test', `${name}.test.ts`)]: test,
  [join(root, '.changeset', `${service}-${name}.md`)]: changeset
}
const taken = Object.keys(files).find((file) => existsSync(file))
if (taken) refuse(`${taken} exists already.`)

for (const [file, text] of Object.entries(files)) {
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, text)
  process.stdout.write(`${file}\n`)
}
appendFileSync(join(folder, 'src/index.ts'), `export { ${Name} } from './${name}.js'\n`)
process.stdout.write(
  `${join(folder, 'src/index.ts')}\n\nNext: fill in the rows from the service's source, then \`pnpm api:update\`.\n`
)
