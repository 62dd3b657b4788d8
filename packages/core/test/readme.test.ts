/**
 * Every snippet of the README compiles, and its tables are complete.
 */
import { readFileSync } from 'node:fs'
import * as path from 'node:path'

import * as core from '../src/index.js'
import { diagnosticsOf } from './type-check.js'

const readme = readFileSync(path.resolve(__dirname, '../README.md'), 'utf8')
const snippets = [...readme.matchAll(/```ts\n([^]*?)```/g)].map(([, text = '']) => text)

/** A snippet that begins with a file's name is that file, for others to import. */
const nameOf = (text: string, i: number): string => /^\/\/ ([\w-]+\.ts)\n/.exec(text)?.[1] ?? `readme-${i}.ts`

it('every snippet compiles', () => {
  expect(snippets.length).toBeGreaterThan(7)
  expect(diagnosticsOf(snippets.map((text, i) => ({ name: nameOf(text, i), text: `${text}\nexport {}\n` })))).toEqual(
    []
  )
}, 120_000)

it('the table of errors has every guard and every kind of error', () => {
  const guards = Object.keys(core).filter((name) => /^is(?!Micro|Secret|Older)[A-Z]/.test(name))
  expect(guards.filter((name) => !readme.includes(`\`${name}\``))).toEqual([])
  const kinds = Object.keys(core).filter((name) => /^(?!is).*Error$|^endpointNotFound$/.test(name))
  const tags = kinds.map((name) => name[0]?.toUpperCase() + name.slice(1))
  expect(tags.filter((tag) => !readme.includes(`\`${tag}\``))).toEqual([])
})

it('names nothing that is not there', () => {
  const imported = snippets.flatMap((text) =>
    [...text.matchAll(/import \{([^}]*)\} from '@openstack-ts\/core'/g)].flatMap(([, names = '']) =>
      names.split(',').map((name) => name.trim())
    )
  )
  const values = imported.filter((name) => name !== '' && !name.startsWith('type '))
  expect(values.filter((name) => !(name in core))).toEqual([])
})
