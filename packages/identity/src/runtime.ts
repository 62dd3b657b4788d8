/**
 * What the SDK runs in, for the User-Agent.
 *
 * @since 0.1.0
 */

/** `node/20.20.2`, `bun/1.2.0`, `deno/2.1.0`; nothing in a browser, which says what it is itself. */
export const runtimeOf = (globals: object): string | undefined => {
  const versions = textsOf(propertyOf(propertyOf(globals, 'process'), 'versions'))
  const name = ['bun', 'deno', 'node'].find((each) => versions[each] !== undefined)
  return name === undefined ? undefined : `${name}/${versions[name]}`
}

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

const propertyOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined

/** Only what may stand in a header. */
const textsOf = (record: unknown): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(record ?? {}).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string' && /^[\w.+-]+$/.test(entry[1])
    )
  )
