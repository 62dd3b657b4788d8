/**
 * Where tokens are kept between connections, and between processes: a new one costs Keystone a hundred milliseconds,
 * and some clouds count them.
 *
 * A store holds text under keys. The text holds a token, so a store is as secret as a password; keys are hashes.
 *
 * @since 0.1.0
 */
import { Timestamp } from '@openstack-ts/core'
import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'

import { access, type Access, TokenFacts } from './access.js'
import type { AuthPlugin } from './auth-plugin.js'
import { readJson } from './json.js'
import type { Scope } from './scope.js'
import { sha256 } from './sha256.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

/**
 * What fails here, fails softly: a `get` that rejects is a miss, a `set` or `delete` that rejects is let go, and each
 * is told as an event.
 */
export interface TokenStore {
  readonly get: (key: string) => Promise<string | undefined>
  /** `expiresAt` in milliseconds since 1970: from then on the entry is of no use. */
  readonly set: (key: string, value: string, expiresAt: number) => Promise<void>
  readonly delete: (key: string) => Promise<void>
}

const Stored = t.intersection([t.type({ token: t.string, expiresAt: Timestamp }), TokenFacts])

// -------------------------------------------------------------------------------------
// constructors
// -------------------------------------------------------------------------------------

/** For the clouds of one process: keeps up to a thousand accounts, the longest unused go first. */
export const memoryTokenStore = (): TokenStore => {
  const entries = new Map<string, string>()
  return {
    get: async (key) => {
      const value = entries.get(key)
      if (value !== undefined) {
        entries.delete(key)
        entries.set(key, value)
      }
      return value
    },
    set: async (key, value) => {
      entries.delete(key)
      entries.set(key, value)
      const [oldest] = entries.keys()
      if (entries.size > 1000 && oldest !== undefined) entries.delete(oldest)
    },
    delete: async (key) => {
      entries.delete(key)
    }
  }
}

// -------------------------------------------------------------------------------------
// conversions
// -------------------------------------------------------------------------------------

/** Tells apart who asks whom for what; nothing can be read from it. */
export const storeKey = (authUrl: string, plugin: AuthPlugin, scope: Scope | undefined): string =>
  sha256(JSON.stringify([authUrl, plugin.name, plugin.cacheKey, scope ?? null]))

/** As text for a store; `undefined` where there is nothing worth keeping. */
export const toStored = (given: Access): string | undefined =>
  given.token === undefined || given.expiresAt === undefined
    ? undefined
    : JSON.stringify({ ...given, token: given.token })

/** From a store's text; what cannot be read is as good as absent. */
export const fromStored = (text: string): Access | undefined => {
  const stored = readJson(Stored, text, { expected: 'a token', operation: 'the token store', requestIds: [] })
  return E.isLeft(stored) ? undefined : access({ ...stored.right, headers: { 'X-Auth-Token': stored.right.token } })
}
