/**
 * What an editor shows of Nova's own declarations: a property, its comment, and its microversion.
 */
import { join, resolve } from 'node:path'

import ts from 'typescript'

const folder = resolve(__dirname, '..')
const probe = join(folder, 'test', 'probe.ts')

/** `^` stands before the name that the cursor is on. */
const source = `
import type { Cloud } from '@openstack-ts/core'
import { compute, type Migration, type Server, type ServerAction } from '../src/index.js'
declare const server: Server, action: ServerAction, migration: Migration
declare const cloud: Cloud<'compute'>
const nova = compute(cloud)
server.^lockedReason
action.events?.[0]?.^hostId
action.^updatedAt
migration.^uuid
nova.migrations.list({ ^changesBefore: migration.createdAt })
nova.servers.lock({ serverId: 's', ^reason: 'why' })
nova.servers.^getTopology({ serverId: 's' })
const ^whole = server
`
const at = [...source.matchAll(/\^/g)].map(({ index }, i) => index - i)
const text = source.replaceAll('^', '')

const { config } = ts.readConfigFile(join(folder, 'tsconfig.json'), (file) => ts.sys.readFile(file))
const { options } = ts.parseJsonConfigFileContent(config, ts.sys, folder)
const contentOf = (file: string): string | undefined => (file === probe ? text : ts.sys.readFile(file))
const service = ts.createLanguageService({
  getCompilationSettings: () => options,
  getScriptFileNames: () => [probe],
  getScriptVersion: () => '1',
  getScriptSnapshot: (file) => {
    const content = contentOf(file)
    return content === undefined ? undefined : ts.ScriptSnapshot.fromString(content)
  },
  getCurrentDirectory: () => folder,
  getDefaultLibFileName: (settings) => ts.getDefaultLibFilePath(settings),
  fileExists: (file) => file === probe || ts.sys.fileExists(file),
  readFile: contentOf,
  directoryExists: (directory) => ts.sys.directoryExists(directory)
})

const shown = (cursor: number): readonly [string, string] => {
  const info = service.getQuickInfoAtPosition(probe, at[cursor] ?? -1)
  return [ts.displayPartsToString(info?.displayParts ?? []), ts.displayPartsToString(info?.documentation ?? [])]
}

it.each<[number, string, string]>([
  [0, 'lockedReason?:', '2.73'],
  [1, 'hostId?:', '2.62'],
  [2, 'updatedAt?:', '2.58'],
  [3, 'uuid?: string', '2.59'],
  [4, 'changesBefore?:', '2.66'],
  [5, 'reason?: string', '2.73'],
  [6, 'getTopology:', '2.78']
])(
  'hovering name %i shows %s, what it means, and microversion %s',
  (cursor, name, version) => {
    const [type, comment] = shown(cursor)
    expect(type).toContain(name)
    expect(comment).toMatch(new RegExp(`Microversion ${version.replace('.', '\\.')}\\.$`))
  },
  60_000
)

it('a server is shown by its name', () => {
  expect(shown(7)[0]).toBe('const whole: Server')
})

it('the program that was asked compiles', () => {
  const unused = 6133
  const wrong = service.getSemanticDiagnostics(probe).filter(({ code }) => code !== unused)
  expect(wrong.map(({ messageText }) => messageText)).toEqual([])
}, 60_000)
