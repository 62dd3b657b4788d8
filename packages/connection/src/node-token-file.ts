/**
 * Tokens in files, for programs that start often: Keystone is asked once, not once per start.
 *
 * @since 0.1.0
 */
import { randomUUID } from 'node:crypto'
import { chmod, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

import type { TokenStore } from '@openstack-ts/identity'
import * as O from 'fp-ts/lib/Option.js'
import * as t from 'io-ts'

/**
 * One file per account in a folder that only its owner may enter (0700; files 0600). A file is written beside and then
 * renamed, so that another process never reads half of one.
 */
export const fileTokenStore = (folder: string): TokenStore => {
  const fileOf = (key: string): string => join(folder, `${key.replaceAll(/[^A-Za-z0-9_-]/g, '_')}.json`)
  return {
    get: async (key) => {
      const entry = await readEntry(fileOf(key))
      return entry === undefined || entry.expiresAt <= Date.now() ? undefined : entry.value
    },
    set: async (key, value, expiresAt) => {
      await mkdir(folder, { recursive: true, mode: 0o700 })
      await chmod(folder, 0o700)
      const written = `${fileOf(key)}.${randomUUID()}`
      await writeFile(written, JSON.stringify({ value, expiresAt }), { mode: 0o600, flag: 'wx' })
      await rename(written, fileOf(key))
    },
    delete: (key) => rm(fileOf(key), { force: true })
  }
}

const Entry = t.type({ value: t.string, expiresAt: t.number })

/** What is missing or cannot be read is as good as absent. */
const readEntry = async (file: string): Promise<t.TypeOf<typeof Entry> | undefined> => {
  try {
    return O.toUndefined(O.fromEither(Entry.decode(JSON.parse(await readFile(file, 'utf8')))))
  } catch {
    return undefined
  }
}
