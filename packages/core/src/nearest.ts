/**
 * The valid name that a misspelt one most likely meant.
 *
 * @since 0.1.0
 */

/** By the fewest letters changed; `undefined` where nothing is near, or no letter would stay. */
export const nearest = (wrong: string, valid: ReadonlyArray<string>): string | undefined => {
  const near = valid
    .map((name) => ({ name, distance: distance(wrong.toLowerCase(), name.toLowerCase()) }))
    .sort((a, b) => a.distance - b.distance)[0]
  if (near === undefined || near.distance >= Math.max(wrong.length, near.name.length)) return undefined
  return near.distance <= Math.max(2, wrong.length / 3) ? near.name : undefined
}

/** Damerau's: a letter more, less, other, or two swapped. */
const distance = (a: string, b: string): number => {
  let before: ReadonlyArray<number> = []
  let last = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      const plain = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + same)
      row.push(swapped ? Math.min(plain, (before[j - 2] ?? 0) + 1) : plain)
    }
    before = last
    last = row
  }
  return last[b.length] ?? 0
}
