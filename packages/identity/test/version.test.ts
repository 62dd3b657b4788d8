import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import { version } from '../src/version.js'

test('the version in the User-Agent is the package’s', () => {
  const { version: expected } = JSON.parse(readFileSync(join(__dirname, '../package.json'), 'utf8'))
  expect(version).toBe(expected)
})
