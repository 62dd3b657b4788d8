/**
 * A listing of 100,000 items holds a few pages of them at a time, whichever face it is read by.
 *
 * In a process of its own: what other suites leave behind is nobody's page.
 */
import { spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import * as path from 'node:path'

import ts from 'typescript'

const sources = path.resolve(__dirname, '../src')
// Within the package, where fp-ts and io-ts are found.
const compiled = path.resolve(__dirname, '../.gate/heap')

beforeAll(() => {
  mkdirSync(compiled, { recursive: true })
  const compilerOptions = { module: ts.ModuleKind.ES2022, target: ts.ScriptTarget.ES2022, verbatimModuleSyntax: true }
  for (const file of readdirSync(sources)) {
    const { outputText } = ts.transpileModule(readFileSync(path.join(sources, file), 'utf8'), { compilerOptions })
    writeFileSync(path.join(compiled, file.replace(/ts$/, 'js')), outputText)
  }
}, 60_000)

afterAll(() => rmSync(compiled, { recursive: true, force: true }))

interface Figures {
  /** Bytes that a page of decoded items holds. */
  readonly page: number
  /** Bytes in use, each 10,000 items. */
  readonly heap: ReadonlyArray<number>
  readonly seen: number
}

it.each(['items', 'pages'])(
  'by %s',
  (face) => {
    const program = path.join(__dirname, 'heap-program.mjs')
    const run = spawnSync(process.execPath, ['--expose-gc', program, path.join(compiled, 'index.js'), face], {
      encoding: 'utf8'
    })
    expect(run.stderr).toBe('')
    const { heap, page, seen } = JSON.parse(run.stdout) as Figures
    expect([seen, heap.length]).toEqual([100_000, 10])
    expect(page).toBeGreaterThan(100_000)
    // The page at hand, the one read ahead and its text, or none of them, at any time: ninety more would be what listing keeps.
    const [first = 0, ...later] = heap
    expect((Math.max(...later) - first) / page).toBeLessThan(5)
  },
  60_000
)
