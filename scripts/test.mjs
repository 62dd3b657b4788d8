/**
 * Runs the jest suites of the package in the current folder and leaves the totals in .gate/jest.json, or under the name
 * that is the first argument.
 */
import { spawnSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'

const given = process.argv.slice(2)
const [name, args] = given[0] === undefined || given[0].startsWith('-') ? ['jest', given] : [given[0], given.slice(1)]

mkdirSync('.gate', { recursive: true })
const { status } = spawnSync('jest', ['--passWithNoTests', '--json', `--outputFile=.gate/${name}.json`, ...args], {
  stdio: ['ignore', 'ignore', 'inherit']
})
process.exitCode = status ?? 1
