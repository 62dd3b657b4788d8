/**
 * Every snippet of the README type-checks. They run on the fake cloud, see `compute-readme.test.ts` among its tests,
 * and on a real one, see `test-cloud/readme.cloud.test.ts`.
 */
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

import { snippetsOf } from '@openstack-ts/testing'
import ts from 'typescript'

const folder = resolve(__dirname, '..')
const snippets = snippetsOf(readFileSync(join(folder, 'README.md'), 'utf8'))

/** What later snippets take for given: the first one made it, or the reader has it. */
const given = `import { compute } from '@openstack-ts/compute'
import type { Cloud } from '@openstack-ts/core'
declare const cloud: Cloud<'compute'>
declare const serverId: string, imageId: string, volumeId: string, projectId: string
const nova = compute(cloud)
`

const complaintsOf = (texts: ReadonlyArray<string>): ReadonlyArray<string> => {
  const read = ts.readConfigFile(join(folder, 'tsconfig.json'), (file) => ts.sys.readFile(file))
  const { options } = ts.parseJsonConfigFileContent(read.config, ts.sys, folder)
  const loose = { ...options, noUnusedLocals: false, lib: ['lib.esnext.d.ts', 'lib.dom.d.ts'] }
  const files = new Map(texts.map((text, i) => [join(folder, 'test', `readme-${i}.ts`), text]))
  const host = ts.createCompilerHost(loose)
  const { fileExists, getSourceFile, readFile } = host
  host.fileExists = (file) => files.has(file) || fileExists(file)
  host.readFile = (file) => files.get(file) ?? readFile(file)
  host.getSourceFile = (file, version, ...rest) => {
    const text = files.get(file)
    return text === undefined ? getSourceFile(file, version, ...rest) : ts.createSourceFile(file, text, version)
  }
  const program = ts.createProgram([...files.keys()], loose, host)
  return [...files.keys()].flatMap((file, i) => {
    const source = program.getSourceFile(file)
    return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)].map(
      ({ messageText }) => `${i}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`
    )
  })
}

test('every snippet type-checks', () => {
  const [first, ...others] = snippets.map(({ text }) => text)
  expect(others.length).toBeGreaterThanOrEqual(6)
  expect(complaintsOf([first ?? '', ...others.map((text) => `${given}${text}export {}\n`)])).toEqual([])
  expect(complaintsOf([`${given}await nova.servers.stop({ server: serverId })\n`])).toHaveLength(1)
}, 60_000)
