import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const src = join(__dirname, '../src')

/** A row of a table: a name, and one of the words that rows are made with. */
const row = /^\s+\w+: (?:required|optional|since|until|during|always|except|neededSince|beside)\(/

/** Rows that nothing is said of right above them; several on one line say nothing of themselves. */
const undescribed = (text: string): ReadonlyArray<number> =>
  text.split('\n').flatMap((line, index, lines) => {
    const inside = /[{,] \w+: (?:required|optional|since|until|during)\(/.test(line)
    const described = /^\s*(?:\/\*\*.*)?.*\*\/$/.test(lines[index - 1] ?? '')
    return inside || (row.test(line) && !described) ? [index + 1] : []
  })

test.each(readdirSync(src))('every row of %s is described', (file) => {
  const text = readFileSync(join(src, file), 'utf8')
  expect(undescribed(text).map((line) => `${file}:${line} ${text.split('\n')[line - 1]?.trim()}`)).toEqual([])
})

test('a row without a comment would be found', () => {
  expect(undescribed("  /** Bytes. */\n  size: required('size', t.number),\n  id: required('id', t.string)")).toEqual([
    3
  ])
  expect(undescribed("  fields: { address: required('address', t.string) }")).toEqual([1])
})
