/**
 * What an editor shows of a declaration: asked of the language service that editors ask.
 */
import * as path from 'node:path'

import ts from 'typescript'

const folder = path.resolve(__dirname, '..')
const probe = path.join(folder, 'type-tests', 'probe.ts')

/** `^` stands before the name that the cursor is on. */
const source = `
import { type Cloud, list, promises } from '../src/index.js'
import { Action, type Action as Item, resets } from './actions.js'
declare const action: Item
declare const cloud: Cloud<'compute'>
action.^requestId
action.^steps
action.steps?.[0]?.^host
action.steps?.[0]?.^event
list(Action)({ serverId: 's', ^changesSince: action.startTime })
const nova = promises({ actions: Action.endpoints, resets })(cloud)
nova.resets.^resetState({ serverId: 's', ^state: 'error' })
nova.actions.get({ serverId: 's', requestId: 'r' }).then(({ ^steps: shown }) => shown)
nova.actions.^get
const ^whole = action
action.^
`

const cursors = (marked: string): { readonly text: string; readonly at: ReadonlyArray<number> } => {
  const parts = marked.split('^')
  const at = parts.slice(0, -1).map((_, i) => parts.slice(0, i + 1).join('').length)
  return { text: parts.join(''), at }
}

const { at, text } = cursors(source)
const config = ts.readConfigFile(path.join(folder, 'tsconfig.json'), (file) => ts.sys.readFile(file)).config as object
const { options } = ts.parseJsonConfigFileContent(config, ts.sys, folder)
const snapshot = (file: string): string | undefined => (file === probe ? text : ts.sys.readFile(file))

const service = ts.createLanguageService({
  getCompilationSettings: () => options,
  getScriptFileNames: () => [probe],
  getScriptVersion: () => '1',
  getScriptSnapshot: (file) => {
    const read = snapshot(file)
    return read === undefined ? undefined : ts.ScriptSnapshot.fromString(read)
  },
  getCurrentDirectory: () => folder,
  getDefaultLibFileName: (settings) => ts.getDefaultLibFilePath(settings),
  fileExists: (file) => file === probe || ts.sys.fileExists(file),
  readFile: snapshot,
  directoryExists: (directory) => ts.sys.directoryExists(directory)
})

const shown = (cursor: number): { readonly type: string; readonly comment: string } => {
  const info = service.getQuickInfoAtPosition(probe, at[cursor] ?? -1)
  return {
    type: ts.displayPartsToString(info?.displayParts ?? []),
    comment: ts.displayPartsToString(info?.documentation ?? [])
  }
}

it.each<[number, string, string]>([
  [0, '(property) requestId: string', 'Ties an action to the request that began it.'],
  [1, 'steps?: readonly', 'Only `get` answers these. Microversion 2.51.'],
  [2, '(property) host?: string', 'The host it ran on. Microversion 2.62.'],
  [3, '(property) event: string', 'What was done, such as `compute_stop_instance`.'],
  [4, 'changesSince?:', 'Only what changed at or after this time. Microversion 2.58.'],
  [5, 'resetState:', 'Resets the state of a server. Administrators only.'],
  [6, '(property) state: string', 'What to say it is from now on.'],
  [7, 'steps?: readonly', 'Only `get` answers these. Microversion 2.51.']
])('hovering name %i shows its type and its comment, the microversion in it', (cursor, type, comment) => {
  const hover = shown(cursor)
  expect(hover.type).toContain(type)
  expect(hover.comment).toBe(comment)
})

it('hovers stay short: an item has the name of its declaration', () => {
  expect(shown(9).type).toBe('const whole: Action')
  expect(shown(8).type.length).toBeLessThan(500)
})

it('an editor completes the rows of an item, and nothing else', () => {
  const completions = service.getCompletionsAtPosition(probe, at[10] ?? -1, {})
  expect(completions?.entries.map(({ name }) => name).toSorted()).toEqual([
    'action',
    'message',
    'requestId',
    'startTime',
    'steps'
  ])
})

it('the program that was asked compiles', () => {
  const unused = 6133
  const wrong = service.getSemanticDiagnostics(probe).filter(({ code }) => code !== unused)
  expect(wrong.map(({ messageText }) => messageText)).toEqual([])
})
