import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const root = join(__dirname, '../../..')

const lint = (source: string): string => {
  const folder = mkdtempSync(join(tmpdir(), 'house-rules-'))
  writeFileSync(join(folder, 'case.ts'), source)
  const args = ['--config', join(root, '.oxlintrc.json'), '--format', 'unix', join(folder, 'case.ts')]
  const { stdout, stderr } = spawnSync('oxlint', args, { cwd: root, encoding: 'utf8' })
  rmSync(folder, { recursive: true })
  return stdout + stderr
}

describe('house rules', () => {
  it('objects to what the house does not write', () => {
    const said = lint(`
      import { pipe } from 'fp-ts'
      import * as E from 'fp-ts/Either'
      export * from './other.js'
      export enum Colour { red }
      export namespace Inner { export const x = 1 }
      export const wire = (text: string) => [new Date(text), Date.parse(text), pipe, E]
      export const four = (a: number, b: number, c: number, d: number) => a + b + c + d
      export default wire
    `)
    for (const rule of [
      'no-export-star',
      'no-unerasable',
      'no-wire-date',
      'max-params',
      'no-default-export',
      'no-restricted-imports'
    ]) {
      expect(said).toContain(`${rule})`)
    }
    expect(said.match(/no-unerasable\)/g)).toHaveLength(2)
    expect(said.match(/no-wire-date\)/g)).toHaveLength(2)
    expect(said.match(/no-restricted-imports\)/g)).toHaveLength(2)
  })

  it('lets pass what it does write', () => {
    const said = lint(`
      import * as E from 'fp-ts/lib/Either.js'
      import * as t from 'io-ts'
      import { PathReporter } from 'io-ts/lib/PathReporter.js'
      export { named } from './other.js'
      export const dates = [new Date(), new Date(0), new Date(Date.now()), new Date('2018-04-25T01:26:36Z')]
      export const used = [E, t, PathReporter]
    `)
    expect(said).not.toMatch(/error|warning/i)
  })
})
