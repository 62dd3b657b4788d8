/**
 * Tokens in files, for programs that start often: Keystone is asked once, not once per start.
 *
 * @since 0.1.0
 */
import { randomUUID } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

import type { TokenStore } from '@openstack-ts/identity'
import * as O from 'fp-ts/lib/Option.js'
import * as t from 'io-ts'

/**
 * One file per account in a folder that only its owner may enter (0700; files 0600). It is made where it is missing; one
 * that is there and open to others is refused, not changed: `observe` hears of it. A file is written beside and then
 * renamed, so that another process never reads half of one; what has ended is removed.
 */
export const fileTokenStore = (folder: string): TokenStore => {
  const fileOf = (key: string): string => join(folder, `${key.replaceAll(/[^A-Za-z0-9_-]/g, '_')}.json`)
  return {
    get: async (key) => {
      const entry = await readEntry(fileOf(key))
      if (entry === undefined) return undefined
      await refuseOpen(folder)
      if (entry.expiresAt > Date.now()) return entry.value
      await rm(fileOf(key), { force: true })
      return undefined
    },
    set: async (key, value, expiresAt) => {
      const made = await mkdir(folder, { recursive: true, mode: 0o700 })
      if (made === undefined) await refuseOpen(folder)
      await sweep(folder)
      const written = `${fileOf(key)}.${randomUUID()}`
      await writeFile(written, JSON.stringify({ value, expiresAt }), { mode: 0o600, flag: 'wx' })
      await rename(written, fileOf(key))
    },
    delete: (key) => rm(fileOf(key), { force: true })
  }
}

const Entry = t.type({ value: t.string, expiresAt: t.number })

/** Others could read the tokens there, or lay some of their own. Windows has no such bits. */
const refuseOpen = async (folder: string): Promise<void> => {
  const mode = (await stat(folder)).mode & 0o777
  if (process.platform !== 'win32' && (mode & 0o077) !== 0)
    throw new Error(`${folder} is open to others (${mode.toString(8)}): \`chmod 700\` it, or name another folder`)
}

/** Accounts come and go, with their passwords: what nobody asks for any more goes too. */
const sweep = async (folder: string): Promise<void> => {
  const names = (await readdir(folder)).filter((name) => /\.json(\.[\da-f-]{36})?$/.test(name))
  const files = names.map((name) => join(folder, name))
  const entries = await Promise.all(files.map(readEntry))
  const ended = files.filter((_, index) => (entries[index]?.expiresAt ?? Infinity) <= Date.now())
  await Promise.all(ended.map((file) => rm(file, { force: true })))
}

/** What is missing or cannot be read is as good as absent. */
const readEntry = async (file: string): Promise<t.TypeOf<typeof Entry> | undefined> => {
  try {
    return O.toUndefined(O.fromEither(Entry.decode(JSON.parse(await readFile(file, 'utf8')))))
  } catch {
    return undefined
  }
}
