/**
 * Saying what a key's text means: a switch, a number, a list of interfaces.
 *
 * @since 0.1.0
 */
import type { ConfigError } from '@openstack-ts/core'
import type { Interface } from '@openstack-ts/identity'
import * as E from 'fp-ts/lib/Either.js'

import { at, type ConfigRecord, listAt, textAt } from './record.js'
import { type Place, wrongValue } from './sources.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

/** What a key says, `undefined` where it is absent, or why it cannot be used. */
export type Reading<A> = E.Either<ConfigError, A | undefined>

export interface Reader {
  readonly place: Place
  readonly record: ConfigRecord
}

// -------------------------------------------------------------------------------------
// conversions
// -------------------------------------------------------------------------------------

/** YAML's words for yes and no, in any case, quoted or not, and `1` and `0`, as variables have them. */
const switches: Readonly<Record<string, boolean>> = {
  true: true,
  yes: true,
  on: true,
  '1': true,
  false: false,
  no: false,
  off: false,
  '0': false
}

export const readBoolean =
  (key: string) =>
  ({ place, record }: Reader): Reading<boolean> => {
    const value = at(record, key)
    const text = textAt(record, key)?.toLowerCase()
    if (text === undefined && (value === undefined || value === null || value === '')) return E.right(undefined)
    const meaning = text === undefined || !Object.hasOwn(switches, text) ? undefined : switches[text]
    return meaning === undefined
      ? E.left(wrongValue(place, key, `should be true or false${quoted(text)}`))
      : E.right(meaning)
  }

/** A number that is not below `least`. */
export const readNumber =
  (key: string, least: number) =>
  ({ place, record }: Reader): Reading<number> => {
    const text = textAt(record, key)
    if (text === undefined || text === 'None') return E.right(undefined)
    const value = /^\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN
    return value >= least
      ? E.right(value)
      : E.left(wrongValue(place, key, `should be a number${least === 0 ? '' : ' above 0'}${quoted(text)}`))
  }

const interfaces: Readonly<Record<string, Interface>> = {
  public: 'public',
  publicURL: 'public',
  internal: 'internal',
  internalURL: 'internal',
  admin: 'admin',
  adminURL: 'admin'
}

/** One interface or several, in the order of preference. */
export const readInterfaces =
  (key: string) =>
  ({ place, record }: Reader): Reading<ReadonlyArray<Interface>> => {
    const names = listAt(record, key)
    if (names === undefined) return E.right(undefined)
    return E.traverseArray((name: string) => {
      const found = Object.hasOwn(interfaces, name) ? interfaces[name] : undefined
      return found === undefined
        ? E.left(wrongValue(place, key, `should be public, internal or admin${quoted(name)}`))
        : E.right(found)
    })(names)
  }

/** A path; `~` is the home folder where there is one. */
export const pathAt = (record: ConfigRecord, key: string, home: string | undefined): string | undefined => {
  const path = textAt(record, key)
  return path === undefined || home === undefined ? path : path.replace(/^~(?=[/\\]|$)/, home)
}

/** The keys that are there. */
export const present = <T extends object>(parts: { readonly [K in keyof T]: T[K] | undefined }): T =>
  // oxlint-disable-next-line typescript/consistent-type-assertions, typescript/no-unsafe-type-assertion -- filtering keys is beyond the type checker
  Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined)) as T

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

const quoted = (text: string | undefined): string =>
  text === undefined ? '' : `, not ${JSON.stringify(text.slice(0, 40))}`
