/**
 * Adds up what every jest run of this checkout left behind, and prints it as the one line that CI reads last.
 */
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { workspaces } from './workspaces.mjs'

const root = process.argv[2] ?? join(dirname(fileURLToPath(import.meta.url)), '..')
const files = [
  ...workspaces(root).flatMap(({ folder }) =>
    ['jest', 'jest-browser'].map((name) => join(folder, `.gate/${name}.json`))
  ),
  join(root, '.gate/jest-cloud.json')
]
const results = files.filter((file) => existsSync(file)).map((file) => JSON.parse(readFileSync(file, 'utf8')))
const sum = (...counters) =>
  results.reduce((total, result) => counters.reduce((n, counter) => n + result[counter], total), 0)

const passed = sum('numPassedTests')
const failed = sum('numFailedTests', 'numRuntimeErrorTestSuites')
const skipped = sum('numPendingTests', 'numTodoTests')
process.stdout.write(`${passed} passed, ${failed} failed, ${skipped} skipped\n`)
