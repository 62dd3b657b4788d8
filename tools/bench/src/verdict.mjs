/**
 * A measured ratio, held against the one that is promised.
 */

export const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)]

/** It holds up to a fifth above what is promised: that much is noise. Without a promise everything holds. */
export const verdict = (value, promised) => {
  const holds = promised === undefined || value <= promised * 1.2
  const note = promised === undefined ? '' : ` (${holds ? 'promised' : 'MISSED:'} ≤ ${promised})`
  return { holds, text: `${value.toFixed(2)}×${note}` }
}
