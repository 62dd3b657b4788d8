/**
 * How long something took, for people. Nova keeps whole seconds, so nothing is ever said to take none.
 *
 * @since 0.1.0
 */

// -------------------------------------------------------------------------------------
// conversions
// -------------------------------------------------------------------------------------

/** Microseconds in the two largest units: `<1 s`, `4 s`, `1 min 20 s`, `3 h 5 min`; `-2 s` where clocks disagree. */
export const formatDuration = (micros: number): string => {
  const seconds = Math.floor(Math.abs(micros) / 1e6)
  if (seconds === 0) return '<1 s'
  const parts = units
    .map(([size, name, within]) => [Math.floor(seconds / size) % within, name] as const)
    .filter(([count]) => count > 0)
  const [first, second] = parts
  const near = first !== undefined && second !== undefined && nextUnit(first[1]) === second[1]
  const text = (near ? [first, second] : [first ?? [0, 's']]).map((part) => part.join(' ')).join(' ')
  return micros < 0 ? `-${text}` : text
}

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

/** Seconds of a unit, its name, and how many of it make the next larger one. */
const units: ReadonlyArray<readonly [size: number, name: string, within: number]> = [
  [86_400, 'd', Infinity],
  [3600, 'h', 24],
  [60, 'min', 60],
  [1, 's', 60]
]

const nextUnit = (name: string): string | undefined => units[units.findIndex(([, each]) => each === name) + 1]?.[1]
