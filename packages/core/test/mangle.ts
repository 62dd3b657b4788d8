/**
 * Texts that are nearly JSON of the right shape: a value put in another's place, a key renamed, a piece cut out, the end
 * missing.
 */

/** A number from 0 to below another. */
export interface Random {
  (below: number): number
}

/** xorshift32: fast, and the same each time. */
export const randomOf = (seed: number): Random => {
  let state = seed
  return (below) => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) % below
  }
}

/** A text with where its values and its keys stand. */
export interface Mangleable {
  readonly text: string
  readonly values: ReadonlyArray<Span>
  readonly keys: ReadonlyArray<Span>
}

type Span = readonly [number, number]

export const mangleable = (json: unknown): Mangleable => {
  const text = JSON.stringify(json)
  const texts = [...text.matchAll(/"(?:[^"\\]|\\.)*"(:?)|-?\d[\d.e+-]*|true|false|null|\[\]|\{\}/g)]
  const spans = (isKey: boolean): ReadonlyArray<Span> =>
    texts
      .filter(([, colon]) => (colon === ':') === isKey)
      .map(({ 0: found, index }) => [index, index + found.length - (isKey ? 1 : 0)])
  return { text, values: spans(false), keys: spans(true) }
}

/** One of many ways to go wrong, or nearly so. */
export const mangled = (one: Mangleable, random: Random): string => {
  const { keys, text, values } = one
  switch (random(8)) {
    case 0:
    case 1:
    case 2:
      return replaced(text, values[random(values.length)], valueOf(random))
    case 3:
      return replaced(text, values[random(values.length)], alike[random(alike.length)])
    case 4:
      return replaced(text, keys[random(keys.length)], names[random(names.length)])
    case 5:
      return text.slice(0, random(text.length + 1))
    case 6:
      return torn(text, random)
    default:
      return replaced(
        text,
        [1, 1],
        text.startsWith('{') ? `${names[random(names.length)]}:${valueOf(random)},` : 'null,'
      )
  }
}

/** What values of headers services never send. */
export const oddHeader = (random: Random): string => headers[random(headers.length)] ?? ''

const replaced = (text: string, [from, to]: Span = [0, 0], by = ''): string => text.slice(0, from) + by + text.slice(to)

/** A few pieces cut out, or others put in, wherever. */
const torn = (text: string, random: Random): string => {
  let rest = text
  for (let times = 1 + random(3); times > 0; times--) {
    const at = random(rest.length + 1)
    rest = replaced(
      rest,
      [at, at + random(random(4) === 0 ? 60 : 4)],
      random(3) === 0 ? '' : pieces[random(pieces.length)]
    )
  }
  return rest
}

/** Rarely a deep one: reading those takes as long as reading a hundred others. */
const valueOf = (random: Random): string =>
  (random(400) === 0 ? deep[random(deep.length)] : odd[random(odd.length)]) ?? ''

const deep = [
  '['.repeat(5000) + ']'.repeat(5000),
  '{"a":'.repeat(4000) + '1' + '}'.repeat(4000),
  '[{"__proto__":'.repeat(2000) + 'null' + '}]'.repeat(2000)
]

const odd = [
  '{"__proto__":{"polluted":true}}',
  '{"constructor":{"prototype":{"polluted":true}}}',
  '{"toString":null,"hasOwnProperty":1}',
  '1e999',
  '-1e999',
  '-0',
  '0.1e-400',
  '9007199254740993',
  '1'.repeat(400),
  '"\\ud800"',
  '"\\udfff\\ud800"',
  '"\\u0000"',
  '"2026-13-45T99:00:00Z"',
  '"' + 'x'.repeat(300) + '"',
  'null',
  'true',
  '[]',
  '{}',
  '[null]',
  '[[[]]]',
  '""',
  '0'
]

/** What often fits. */
const alike = ['"\\ud800"', '""', '"__proto__"', '-0', '1e999', '"2026-11-23T08:36:22.000001"', 'null']

const names = ['"__proto__"', '"constructor"', '"prototype"', '"toString"', '"x"', '""', '"\\ud800"', '"id"', '"next"']

const pieces = [
  '"__proto__":{"polluted":true},',
  '[[[[',
  '{"a":'.repeat(50),
  'true',
  '"',
  '\\',
  ',',
  '}',
  ']',
  '\u0000'
]

const headers = ['', ' ', '1', '1.5', '-0', '1e999', 'NaN', 'true', 'FALSE', 'null', '\ud800', '{"__proto__":1}', 'x']
