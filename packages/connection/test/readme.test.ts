/** Every snippet of the README is a program that type-checks, under the settings of the repository. */
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

import { type ConfigDocument, parseConfig, resolveCloud } from '@openstack-ts/config'
import * as E from 'fp-ts/lib/Either.js'
import ts from 'typescript'

const folder = resolve(__dirname, '..')
const readme = readFileSync(join(folder, 'README.md'), 'utf8')
const snippets = [...readme.matchAll(/## ([^\n]+)\n(?:(?!\n## )[^])*?```ts\n([^]*?)```/g)].map(
  ([, title = '', text = '']) => [title, text] as const
)

test('every snippet type-checks', () => {
  expect(snippets.length).toBe((readme.match(/```ts\n/g) ?? []).length)
  const read = ts.readConfigFile(join(folder, 'tsconfig.json'), (file) => ts.sys.readFile(file))
  const { options } = ts.parseJsonConfigFileContent(read.config, ts.sys, folder)
  const files = new Map(snippets.map(([, text], i) => [join(folder, 'test', `readme-${i}.ts`), `${text}\nexport {}\n`]))
  const loose = { ...options, noUnusedLocals: false, lib: ['lib.esnext.d.ts', 'lib.dom.d.ts'] }
  const host = ts.createCompilerHost(loose)
  const real = ts.createCompilerHost(loose)
  host.fileExists = (file) => files.has(file) || real.fileExists(file)
  host.readFile = (file) => files.get(file) ?? real.readFile(file)
  host.getSourceFile = (file, version, ...rest) => {
    const text = files.get(file)
    return text === undefined ? real.getSourceFile(file, version, ...rest) : ts.createSourceFile(file, text, version)
  }
  const program = ts.createProgram([...files.keys()], loose, host)
  const complaints = [...files.keys()].flatMap((file) => {
    const source = program.getSourceFile(file)
    return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)].map(
      ({ messageText }) => `${file.slice(-12)}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`
    )
  })
  expect(complaints).toEqual([])
}, 60_000)

test('the sample of clouds.yaml is a cloud, with nothing to be warned of', () => {
  const sample = /```yaml\n([^]*?)```/.exec(readme)?.[1] ?? ''
  const found = E.flatMap((clouds: ConfigDocument) => resolveCloud({ clouds }))(parseConfig('clouds.yaml', sample))
  expect(found).toMatchObject({
    right: { name: 'devstack', authType: 'password', warnings: [], identity: { region: 'RegionOne' } }
  })
})
