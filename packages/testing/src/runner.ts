/**
 * The test runner at hand: jest, vitest, or anything that has `describe` and `it`.
 *
 * @since 0.1.0
 */

export interface Runner {
  readonly describe: (title: string, declare: () => void) => void
  readonly it: (title: string, run: () => Promise<void>, timeout?: number) => void
  /** Holds a value against what was kept of it last time; absent where a runner keeps nothing. */
  readonly expect?: (value: unknown) => { readonly toMatchSnapshot: () => void }
}

/** Throws an `Error` outside of a test runner. */
export const runner = (): Runner => {
  // Without the types of a test runner, nothing of it is known of the global scope.
  const scope: object = globalThis
  const { describe, expect, it }: Partial<Runner> = scope
  if (describe === undefined || it === undefined) {
    throw new Error('This declares tests: call it from a test file, where describe and it are global')
  }
  return { describe, it, ...(expect === undefined ? {} : { expect }) }
}
