import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

const source = join(__dirname, '..', 'src')

/** Every module that a module reaches, and every package. */
const reach = (file: string, seen: ReadonlyArray<string> = []): ReadonlyArray<string> => {
  if (seen.includes(file)) return seen
  const found = [...readFileSync(file, 'utf8').matchAll(/from '([^']+)'/g)].map(([, name]) => name ?? '')
  return found.reduce<ReadonlyArray<string>>(
    (all, name) =>
      name.startsWith('.') ? reach(join(dirname(file), name.replace(/\.js$/, '.ts')), all) : [...all, name],
    [...seen, file]
  )
}

const builtIn = (names: ReadonlyArray<string>): ReadonlyArray<string> =>
  names.filter((name) => name.startsWith('node:'))

describe('what index.ts reaches', () => {
  it('is free of Node', () => expect(builtIn(reach(join(source, 'index.ts')))).toEqual([]))

  it('is what node.ts is not', () => expect(builtIn(reach(join(source, 'node.ts'))).length).toBeGreaterThan(0))
})
