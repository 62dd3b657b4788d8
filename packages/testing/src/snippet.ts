/**
 * The snippets of a README, to be compiled and run: what is promised there has to hold.
 *
 * @since 0.1.0
 */
import { runInThisContext } from 'node:vm'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

/** A block of TypeScript, under the last heading before it. */
export interface Snippet {
  readonly title: string
  readonly text: string
}

/** What a snippet may use: packages that it imports, and names that it takes for given. */
export interface Around {
  readonly modules: Readonly<Record<string, unknown>>
  readonly names: Readonly<Record<string, unknown>>
}

// -------------------------------------------------------------------------------------
// operations
// -------------------------------------------------------------------------------------

/**
 * Every block of TypeScript in a text of Markdown.
 *
 * @example
 * import { snippetsOf } from '@openstack-ts/testing'
 *
 * assert.deepStrictEqual(snippetsOf('# One\n```ts\n1 + 1\n```\n'), [{ title: 'One', text: '1 + 1\n' }])
 */
export const snippetsOf = (markdown: string): ReadonlyArray<Snippet> => {
  const found: Array<Snippet> = []
  let title = ''
  for (const [, heading, text] of markdown.matchAll(/^#+ (.*)$|^```ts\n([^]*?)^```$/gm)) {
    if (text === undefined) title = heading ?? ''
    else found.push({ title, text })
  }
  return found
}

/**
 * Runs a snippet that holds no types, and answers what it defined under these names.
 *
 * Imports become lookups in `modules`; a name that is given is not made anew.
 */
export const runSnippet = async (
  { text }: Snippet,
  { modules, names }: Around,
  wanted: ReadonlyArray<string>
): Promise<Readonly<Record<string, unknown>>> => {
  const given = Object.keys(names)
  const code = text
    .replaceAll(
      /^import \{(.*)\} from '(.*)'$/gm,
      (_, what: string, from: string) => `const {${what}} = modules['${from}']`
    )
    .replaceAll(/^(?:await using|const) (\w+) = .*$/gm, (line, name: string) => (given.includes(name) ? '' : line))
  const defined = wanted.filter((name) => new RegExp(`^const (?:\\{.*)?\\b${name}\\b`, 'm').test(text))
  const task: unknown = runInThisContext(
    `async (modules, {${given.join(', ')}}) => {{${code}\nreturn {${defined.join(', ')}}}}`
  )
  return typeof task === 'function' ? task(modules, names) : {}
}
