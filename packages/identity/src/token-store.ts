/**
 * Where tokens are kept between connections, and between processes: a new one costs Keystone a hundred milliseconds,
 * and some clouds count them.
 *
 * A store holds text under keys. The text holds a token, so a store is as secret as a password; keys are hashes.
 *
 * @since 0.1.0
 */

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
