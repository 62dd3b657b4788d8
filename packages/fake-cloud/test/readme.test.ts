import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { runInThisContext } from 'node:vm'

/** Imports as requires, so that a snippet can wait at its top level. */
const runnable = (snippet: string): string =>
  snippet.replaceAll(
    /^import \{(.*)\} from '(.*)'$/gm,
    (_, names: string, from: string) => `const {${names}} = require('${from}')`
  )

const modules: Readonly<Record<string, unknown>> = {
  '@openstack-ts/compute': jest.requireActual('@openstack-ts/compute'),
  '@openstack-ts/core': jest.requireActual('@openstack-ts/core'),
  '@openstack-ts/fake-cloud': jest.requireActual('../src/index.js'),
  '@openstack-ts/identity': jest.requireActual('@openstack-ts/identity')
}

const run = async (snippet: string): Promise<ReadonlyArray<unknown>> => {
  const said: Array<unknown> = []
  const task = runInThisContext(`async (require, console) => {${runnable(snippet)}\n}`)
  const log = (...all: ReadonlyArray<unknown>) => said.push(...all)
  await task((name: string) => modules[name], { log })
  return said
}

const readme = readFileSync(join(__dirname, '../README.md'), 'utf8')
const snippets = [...readme.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, text = '']) => text)

test('every snippet of the README runs', async () => {
  expect(snippets.length).toBeGreaterThanOrEqual(5)
  const [first, ...others] = snippets
  expect(await run(first ?? '')).toEqual([['resize: Error', 'start: no error', 'stop: no error', 'create: no error']])
  const said = await Promise.all(others.map(run))
  expect(said.at(-1)?.[0]).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
})
