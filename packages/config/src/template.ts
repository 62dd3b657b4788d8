/**
 * Settings that name other settings: `https://{region_name}.example:5000`.
 *
 * Nothing under `auth` can be named, so no secret gets into a URL.
 *
 * @since 0.1.0
 */
import type { ConfigError } from '@openstack-ts/core'
import * as E from 'fp-ts/lib/Either.js'

import type { Reader } from './reading.js'
import { textAt } from './record.js'
import { wrongValue } from './sources.js'

// -------------------------------------------------------------------------------------
// operations
// -------------------------------------------------------------------------------------

/**
 * Fills in what a URL names; `{{` and `}}` are braces. A setting that is not there is an error, and so is a password
 * before the host: no transport would send it, and every log would show it.
 */
export const fillIn = ({ place, record }: Reader, key: string, text: string): E.Either<ConfigError, string> => {
  const missing = [...text.matchAll(named)].find(([, name]) => name !== undefined && textAt(record, name) === undefined)
  const value = (braces: string, name?: string): string =>
    name === undefined ? braces.slice(1) : (textAt(record, name) ?? '')
  if (missing !== undefined) return E.left(wrongValue(place, key, `names ${missing[0]}, which is not set`))
  const filled = text.replace(named, value)
  return /^\w+:\/\/[^/?#]*@/.test(filled)
    ? E.left(wrongValue(place, key, 'has a user name or password before the host: they belong under auth'))
    : E.right(filled)
}

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

const named = /\{\{|\}\}|\{(\w+)\}/g
