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

// -------------------------------------------------------------------------------------
// microversions
// -------------------------------------------------------------------------------------

interface Described {
  readonly name: string
  readonly comment: string
  readonly row: string
}

/** The rows that begin a line, each with the comment above it. */
const describedRows = (text: string): ReadonlyArray<Described> =>
  [...text.matchAll(/\/\*\*((?:(?!\*\/)[^])*)\*\/\s*\n\s*(\w+): (\w+\([^]*?)(?=\n\s*\/\*\*|\n\s*\})/g)].map(
    ([, comment = '', name = '', row = '']) => ({ name, comment: comment.replace(/\s*\n\s*\*\s*/g, ' ').trim(), row })
  )

/** What a comment has to say of when a row is there; nothing of one that is always there. */
const lifetimeOf = (row: string): RegExp | undefined => {
  const [, first, last] = /\bduring\(\s*\['([\d.]+)', '([\d.]+)'\]/.exec(row) ?? []
  if (first !== undefined) return exactly(`Microversions ${first} to ${last ?? ''}`)
  const [, since] = /\bsince\(\s*'([\d.]+)'/.exec(row) ?? []
  if (since !== undefined) return exactly(`[Mm]icroversion ${since}`)
  const [, until] = /\buntil\(\s*'([\d.]+)'/.exec(row) ?? []
  return until === undefined ? undefined : exactly(`(?:[Uu]p to|[Uu]ntil) (?:microversion )?${until}`)
}

const exactly = (words: string): RegExp => new RegExp(`${words.replaceAll('.', '\\.')}(?![\\d]|\\.\\d)`)

const unsaid = (text: string): ReadonlyArray<string> =>
  describedRows(text).flatMap(({ comment, name, row }) =>
    lifetimeOf(row)?.test(comment) === false ? [`${name}: ${comment}`] : []
  )

test.each(readdirSync(src))('every row of %s says when it is there, as the row does', (file) => {
  expect(unsaid(readFileSync(join(src, file), 'utf8'))).toEqual([])
})

test('a comment that says another microversion would be found', () => {
  const row = (comment: string, word: string) => `{\n  /** ${comment} */\n  name: ${word}\n}`
  const since = "since('2.6', 'name', t.string)"
  expect(unsaid(row('Microversion 2.6.', since))).toEqual([])
  expect(unsaid(row('Microversion 2.62.', since))).toEqual(['name: Microversion 2.62.'])
  expect(unsaid(row('What it is called.', since))).toHaveLength(1)
  expect(unsaid(row('Up to microversion 2.35; Neutron’s since.', "until('2.35', 'name', t.string)"))).toEqual([])
  expect(unsaid(row('Microversion 2.35.', "until('2.35', 'name', t.string)"))).toHaveLength(1)
  expect(unsaid(row('Microversions 2.30 to 2.67.', "during(['2.30', '2.67'], 'name', t.string)"))).toEqual([])
  expect(unsaid(row('Microversion 2.30.', "during(['2.30', '2.67'], 'name', t.string)"))).toHaveLength(1)
  const all = readdirSync(src).map((file) => readFileSync(join(src, file), 'utf8'))
  expect(all.flatMap(describedRows).filter(({ row }) => lifetimeOf(row) !== undefined).length).toBeGreaterThan(140)
})
