/**
 * The `Link` header: where a service without links in its bodies says how a collection goes on.
 *
 * @see https://www.rfc-editor.org/rfc/rfc8288
 * @since 0.1.0
 */

// -------------------------------------------------------------------------------------
// operations
// -------------------------------------------------------------------------------------

/** @internal The target of the first link of a relation, as it was written. */
export const linkTo = (relation: string, header: string): string | undefined => {
  for (let at = 0; at < header.length;) {
    separators.lastIndex = at
    separators.exec(header)
    const link = linkAt(header, separators.lastIndex)
    if (link === undefined) return undefined
    if (link.relations.includes(relation)) return link.target
    at = link.end
  }
  return undefined
}

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

interface Link {
  readonly target: string
  /** In lower case, as they compare. */
  readonly relations: ReadonlyArray<string>
  /** Where in the header it ends. */
  readonly end: number
}

/** Between links: commas, and more of them than there need be. */
const separators = /[\s,]*/y

const target = /<([^>]*)>/y

/** A name and, with or without quotes, its value. Single quotes are no quotes in the RFC, and are written all the same. */
const parameter = /\s*;\s*(?:([^\s=;,"]+)\s*(?:=\s*(?:"((?:[^"\\]|\\.)*)"|'([^'",;]*)'|([^\s;,"]*)))?)?/y

const linkAt = (header: string, start: number): Link | undefined => {
  target.lastIndex = start
  const address = target.exec(header)?.[1]
  if (address === undefined) return undefined
  let end = target.lastIndex
  let relations: ReadonlyArray<string> | undefined
  for (;;) {
    parameter.lastIndex = end
    const found = parameter.exec(header)
    if (found === null) return { target: address, relations: relations ?? [], end }
    end = parameter.lastIndex
    const [, name = '', quoted, single, bare] = found
    // A second `rel` says nothing.
    if (name.toLowerCase() === 'rel') relations ??= namesIn(quoted?.replace(/\\(.)/g, '$1') ?? single ?? bare ?? '')
  }
}

const namesIn = (text: string): ReadonlyArray<string> => text.toLowerCase().split(/\s+/)
