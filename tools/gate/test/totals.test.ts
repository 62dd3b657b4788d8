import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

const totals = (files: Readonly<Record<string, object>>): string => {
  const root = mkdtempSync(join(tmpdir(), 'totals-'))
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), JSON.stringify(content))
  }
  const { stdout } = spawnSync(process.execPath, [join(__dirname, '../../../scripts/totals.mjs'), root], {
    encoding: 'utf8'
  })
  rmSync(root, { recursive: true })
  return stdout
}

const run = ([passed, failed, skipped]: readonly [number, number, number], more: object = {}): object => ({
  numPassedTests: passed,
  numFailedTests: failed,
  numPendingTests: skipped,
  numTodoTests: 0,
  numRuntimeErrorTestSuites: 0,
  ...more
})

describe('totals', () => {
  it('adds up every package and the real cloud', () => {
    const said = totals({
      'packages/core/package.json': { name: 'core' },
      'packages/core/.gate/jest.json': run([10, 1, 2]),
      'apps/one/package.json': { name: 'one' },
      'apps/one/.gate/jest.json': run([5, 0, 0]),
      'tools/untested/package.json': { name: 'untested' },
      '.gate/jest-cloud.json': run([7, 0, 1])
    })
    expect(said).toBe('22 passed, 1 failed, 3 skipped\n')
  })

  it('counts a suite that does not even load as a failure, and what is still to do as skipped', () => {
    const said = totals({ '.gate/jest-cloud.json': run([1, 0, 0], { numRuntimeErrorTestSuites: 1, numTodoTests: 2 }) })
    expect(said).toBe('1 passed, 1 failed, 2 skipped\n')
  })
})
