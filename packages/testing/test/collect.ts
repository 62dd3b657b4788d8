/**
 * A test runner that runs what it is told at once, and says what came of it: for tests of tests.
 */
import assert from 'node:assert/strict'

/** What failed and why, by title. */
export type Failures = Readonly<Record<string, string>>

/** Snapshots as a runner keeps them from one run to the next. */
export type Kept = Map<string, unknown>

export const failuresOf = async (declare: () => void, kept: Kept = new Map()): Promise<Failures> => {
  const tests: Array<readonly [string, () => Promise<void>]> = []
  let running = ''
  const within: Array<string> = []
  const runner = {
    describe: (title: string, inside: () => void) => {
      within.push(title)
      inside()
      within.pop()
    },
    it: (title: string, run: () => Promise<void>) => void tests.push([[...within, title].join(': '), run]),
    expect: (value: unknown) => ({
      toMatchSnapshot: () => {
        if (kept.has(running)) assert.deepEqual(value, kept.get(running))
        kept.set(running, value)
      }
    })
  }
  const { describe, expect, it } = globalThis as unknown as Readonly<Record<keyof typeof runner, unknown>>
  Object.assign(globalThis, runner)
  try {
    declare()
  } finally {
    Object.assign(globalThis, { describe, expect, it })
  }
  assert.notEqual(tests.length, 0)
  const failures: Record<string, string> = {}
  for (const [title, run] of tests) {
    running = title
    await run().catch((error: unknown) => (failures[title] = String(error)))
  }
  return failures
}
