/**
 * Where a text stops being JSON: what `JSON.parse` throws names no line, or quotes the text, or both.
 *
 * @since 0.1.0
 */

// -------------------------------------------------------------------------------------
// queries
// -------------------------------------------------------------------------------------

/** The line, from 1, of the first token that cannot stand where it stands. */
export const faultyLine = (text: string): number => {
  const token = /\s*(?:("(?:[^"\\\p{Cc}]|\\.)*"|-?\d[\d.eE+-]*|true|false|null)|([[\]{},:]))/uy
  let end = 0
  let before = 'start'
  for (let match = token.exec(text); match !== null; match = token.exec(text)) {
    const kind = match[2] ?? 'value'
    if (followers[before]?.includes(kind) !== true) return lineAt(text, token.lastIndex - 1)
    before = kind
    end = token.lastIndex
  }
  return lineAt(text, end + text.slice(end).search(/\S|$/))
}

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

const values = ['value', '{', '[']

const afterValue = [',', ':', ']', '}']

/** What may come after what. */
const followers: Readonly<Record<string, ReadonlyArray<string>>> = {
  start: values,
  ',': values,
  ':': values,
  '[': [...values, ']'],
  '{': ['value', '}'],
  value: afterValue,
  ']': afterValue,
  '}': afterValue
}

const lineAt = (text: string, position: number): number => text.slice(0, position).split('\n').length
