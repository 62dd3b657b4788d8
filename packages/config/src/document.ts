/**
 * The text of a configuration file: YAML without tags, or JSON, read into a record.
 *
 * Every plain YAML value stays text, but for an empty one, `~` and `null`. No message quotes a file: a line that cannot be
 * read may be the one with the password.
 *
 * @since 0.1.0
 */
import { configError, type ConfigError } from '@openstack-ts/core'
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { type CST, type Document, isAlias, LineCounter, parseDocument, Parser, type ScalarTag, visit } from 'yaml'

import { faultyLine } from './json-fault.js'
import type { ConfigRecord } from './record.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

/** A configuration file that was read. */
export interface ConfigDocument {
  /** Its path, for messages. */
  readonly file: string
  readonly content: ConfigRecord
}

// -------------------------------------------------------------------------------------
// constructors
// -------------------------------------------------------------------------------------

/** Reads a file's text; JSON where the path ends so, else YAML. An empty file is an empty record. */
export const parseConfig = (file: string, text: string): E.Either<ConfigError, ConfigDocument> =>
  pipe(
    file.endsWith('.json') ? parseJson(file, text) : parseYaml(file, text),
    E.flatMap((value) => toRecord(file, value)),
    E.map((content) => ({ file, content }))
  )

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

/** Deeper than any configuration, shallower than any stack; also the end of an alias that names itself. */
const deepest = 64

const nullTag: ScalarTag = {
  default: true,
  tag: 'tag:yaml.org,2002:null',
  test: /^(?:~|null|Null|NULL)?$/,
  resolve: () => null
}

const parseYaml = (file: string, text: string): E.Either<ConfigError, unknown> => {
  if (tooDeep([...new Parser().parse(text)])) return E.left(broken(file, undefined, 'it is nested too deeply'))
  const lines = new LineCounter()
  const lineOf = (position: number): number => lines.linePos(position).line
  return pipe(
    E.tryCatch(
      () =>
        parseDocument(text, {
          schema: 'failsafe',
          customTags: (tags) => [...tags, nullTag],
          lineCounter: lines,
          logLevel: 'error',
          merge: true,
          prettyErrors: false,
          resolveKnownTags: false
        }),
      () => broken(file, undefined, 'it is nested too deeply')
    ),
    E.flatMap((document) => {
      const [first] = [...document.errors, ...document.warnings].toSorted((a, b) => a.pos[0] - b.pos[0])
      const alias = first === undefined ? danglingAlias(document) : undefined
      if (first !== undefined) return E.left(broken(file, lineOf(first.pos[0]), reasons[first.code]))
      return alias === undefined
        ? toPlain(file, document)
        : E.left(
            broken(file, lineOf(alias), 'an alias names no anchor before it; put values that begin with * in quotes')
          )
    })
  )
}

/**
 * Looked at level by level, before the library composes it by recursion: where the stack is nearly used up, V8 ends the
 * process when it compiles a regular expression, and nothing can catch that.
 */
const tooDeep = (tokens: ReadonlyArray<CST.Token>): boolean => {
  let level = tokens
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > deepest) return true
    level = level.flatMap(inside)
  }
  return false
}

const inside = (token: CST.Token): ReadonlyArray<CST.Token> => {
  const found =
    token.type === 'document'
      ? [token.value]
      : 'items' in token
        ? token.items.flatMap((item): ReadonlyArray<CST.Token | null | undefined> => [item.key, item.value])
        : []
  return found.filter((inner) => inner !== null && inner !== undefined)
}

const toPlain = (file: string, document: Document): E.Either<ConfigError, unknown> =>
  E.tryCatch(
    (): unknown => document.toJS({ maxAliasCount: 100 }),
    () => broken(file, undefined, 'its aliases unfold to too much')
  )

const danglingAlias = (document: Document): number | undefined => {
  const found: Array<number> = []
  visit(document, {
    Alias: (_, node) => {
      if (isAlias(node) && node.resolve(document) === undefined) found.push(node.range?.[0] ?? 0)
    }
  })
  return found[0]
}

/** The YAML library's own messages quote the file. */
const reasons: Readonly<Record<string, string>> = {
  BAD_INDENT: 'the indentation is wrong, or a bracket is not closed',
  BAD_SCALAR_START: 'a value begins with a character that needs quotes',
  BLOCK_AS_IMPLICIT_KEY: 'there are two keys on the line; a value with ": " in it needs quotes',
  DUPLICATE_KEY: 'the key stands here for the second time',
  MISSING_CHAR: 'a quote, a bracket, a colon or a comma is missing',
  MULTIPLE_DOCS: 'a second document begins; only one is read',
  MULTILINE_IMPLICIT_KEY: 'a colon is missing, or the indentation is wrong',
  TAB_AS_INDENT: 'the line is indented with a tab; YAML wants spaces',
  TAG_RESOLVE_FAILED: 'tags (!) are not read; put values that begin with ! in quotes'
}

const parseJson = (file: string, text: string): E.Either<ConfigError, unknown> =>
  text.trim() === ''
    ? E.right(null)
    : E.tryCatch(
        (): unknown => JSON.parse(text),
        () => broken(file, faultyLine(text), 'it is not JSON')
      )

const broken = (file: string, line: number | undefined, reason = 'it is not YAML'): ConfigError =>
  configError({
    message: `${file}${line === undefined ? '' : `, line ${line}`}, cannot be read: ${reason}`,
    file,
    ...(line === undefined ? {} : { line })
  })

const toRecord = (file: string, value: unknown): E.Either<ConfigError, ConfigRecord> => {
  if (value === null || value === undefined) return E.right({})
  if (typeof value !== 'object' || Array.isArray(value)) {
    return E.left(configError({ message: `${file} should hold keys and values, as in "clouds:"`, file, line: 1 }))
  }
  return isConfig(value) ? E.right(value) : E.left(broken(file, undefined, 'it is nested too deeply'))
}

/** Both parsers give nothing but text, numbers, lists and records: only the depth is left to see to. */
const isConfig = (value: object): value is ConfigRecord => isShallow(value, deepest)

const isShallow = (value: unknown, depth: number): boolean =>
  typeof value !== 'object' ||
  value === null ||
  (depth > 0 && Object.values(value).every((item) => isShallow(item, depth - 1)))
