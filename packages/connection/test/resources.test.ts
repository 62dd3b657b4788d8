/**
 * Nothing global, nothing kept: ten thousand connections in one process leave heap and handles as they were, and one
 * that is dropped without being closed is collected. In a process of its own, with the collector at hand.
 */
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { bundle } from './bundle.js'
import { scriptedCloud } from './scripted-cloud.js'

let home: string
let program: string

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'resources-'))
  program = join(home, 'program.mjs')
  const banner = "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);"
  const source = readFileSync(join(__dirname, 'resources-program.ts'), 'utf8')
  writeFileSync(program, await bundle(source, { platform: 'node', banner: { js: banner } }))
}, 30_000)

afterAll(() => rmSync(home, { recursive: true, force: true }))

interface Report {
  readonly heap: ReadonlyArray<number>
  readonly handles: ReadonlyArray<ReadonlyArray<string>>
  readonly descriptors: ReadonlyArray<number>
  readonly made: number
  readonly collected: number
}

const run = (task: string, origin: string, count: number): Promise<Report> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--expose-gc', program, task, origin, String(count)])
    let said = ''
    let complaint = ''
    child.stdout.on('data', (bytes) => (said += bytes))
    child.stderr.on('data', (bytes) => (complaint += bytes))
    child.on('exit', (code) => (code === 0 ? resolve(JSON.parse(said)) : reject(new Error(complaint || String(code)))))
  })

test('ten thousand connects and closes leave heap and handles flat', async () => {
  const cloud = await scriptedCloud()
  const { descriptors, handles, heap } = await run('close', cloud.origin, 10_000)
  const open = cloud.open()
  await cloud.close()
  const [early = 0, late = 0] = heap
  if (process.env['SHOW_TABLES'] !== undefined) {
    process.stdout.write(
      `heap after 1,000: ${early} bytes, after 10,000: ${late} bytes; ${JSON.stringify({ handles, descriptors })}\n`
    )
  }
  // A kept object of 44 bytes for each connection would be as much.
  expect(late - early).toBeLessThan(400_000)
  // Before the first one, after a tenth of them, after all.
  expect(handles).toEqual([[], [], []])
  expect(new Set(descriptors).size).toBe(1)
  // All of the first tenth signed in and called, and each tenth one after, over sockets of its own.
  expect(cloud.counts).toEqual({ auth: 1900, discovery: 1900, call: 1900 })
  expect(open).toBe(0)
}, 120_000)

test('a connection that is dropped without being closed is collected, its sockets with it', async () => {
  const cloud = await scriptedCloud()
  const { collected, made } = await run('drop', cloud.origin, 200)
  expect(made).toBe(200)
  // What the last one left on the stack may still be seen.
  expect(collected).toBeGreaterThanOrEqual(195)
  expect(cloud.counts.auth).toBe(200)
  expect(cloud.open()).toBe(0)
  await cloud.close()
}, 60_000)
