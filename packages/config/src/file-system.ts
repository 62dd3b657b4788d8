/**
 * The disk, as far as configuration needs one: a test hands in a record of texts.
 *
 * @since 0.1.0
 */
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

export interface FileSystem {
  /** A file's text; `undefined` where there is no such file; else why it cannot be read: `permission denied`. */
  readonly readText: (path: string) => TaskEither<string, string | undefined>
}

// -------------------------------------------------------------------------------------
// constructors
// -------------------------------------------------------------------------------------

/** Files that are given: path and text. */
export const filesOf = (texts: Readonly<Record<string, string>>): FileSystem => ({
  readText: (path) => async () => ({ _tag: 'Right', right: Object.hasOwn(texts, path) ? texts[path] : undefined })
})
