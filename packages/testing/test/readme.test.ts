/** Every snippet of the README type-checks, and the laws hold for the resource that it declares. */
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

import * as core from '@openstack-ts/core'
import * as t from 'io-ts'
import ts from 'typescript'

import * as testing from '../src/index.js'
import { failuresOf } from './collect.js'

const folder = resolve(__dirname, '..')
const snippets = testing.snippetsOf(readFileSync(join(folder, 'README.md'), 'utf8'))

/** A snippet that begins with a file's name is that file, for others to import. */
const nameOf = (text: string, i: number): string => /^\/\/ ([\w.-]+\.ts)\n/.exec(text)?.[1] ?? `readme-${i}.ts`

const complaintsOf = (texts: ReadonlyArray<readonly [string, string]>): ReadonlyArray<string> => {
  const read = ts.readConfigFile(join(folder, 'tsconfig.json'), (file) => ts.sys.readFile(file))
  const { options } = ts.parseJsonConfigFileContent(read.config, ts.sys, folder)
  const loose = { ...options, noUnusedLocals: false, lib: ['lib.esnext.d.ts', 'lib.dom.d.ts'] }
  const files = new Map(texts.map(([name, text]) => [join(folder, 'test', name), text]))
  const host = ts.createCompilerHost(loose)
  const { fileExists, getSourceFile, readFile } = host
  host.fileExists = (file) => files.has(file) || fileExists(file)
  host.readFile = (file) => files.get(file) ?? readFile(file)
  host.getSourceFile = (file, version, ...rest) => {
    const text = files.get(file)
    return text === undefined ? getSourceFile(file, version, ...rest) : ts.createSourceFile(file, text, version)
  }
  const program = ts.createProgram([...files.keys()], loose, host)
  return [...files.keys()].flatMap((file) => {
    const source = program.getSourceFile(file)
    return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)].map(
      ({ messageText }) => `${file}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`
    )
  })
}

test('every snippet type-checks', () => {
  const named = snippets.map(({ text }, i) => [nameOf(text, i), `${text}\nexport {}\n`] as const)
  expect(named.length).toBeGreaterThanOrEqual(7)
  expect(complaintsOf(named)).toEqual([])
  expect(
    complaintsOf([...named, ['wrong.ts', `${named[1]?.[1] ?? ''}laws.resource(Volume, [{ json: 1 }])\n`]])
  ).toHaveLength(1)
}, 60_000)

/** What a snippet exports. */
const run = (name: string, modules: Readonly<Record<string, unknown>>): object => {
  const text = snippets.find((snippet, i) => nameOf(snippet.text, i) === name)?.text ?? ''
  const { outputText } = ts.transpileModule(text, { compilerOptions: { module: ts.ModuleKind.CommonJS } })
  const made = {}
  // oxlint-disable-next-line typescript/no-implied-eval -- snippets are code in Markdown
  new Function('require', 'exports', outputText)((from: string) => modules[from], made)
  return made
}

test('the laws hold for the resource that it declares', async () => {
  const modules = { '@openstack-ts/core': core, '@openstack-ts/testing': testing, 'io-ts': t }
  const volume = run('volume.ts', modules)
  expect(await failuresOf(() => void run('volume.test.ts', { ...modules, './volume.js': volume }))).toEqual({})
})
