/**
 * The real cloud's accounts, and what Debian's openstacksdk gets for them.
 */
import { execFileSync } from 'node:child_process'
import { createHmac } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

import type { Access } from '../src/index.js'

/** Whose file `up.sh` writes. */
export const clouds =
  process.env['OS_CLIENT_CONFIG_FILE'] ??
  join(process.env['CLOUD_DATA'] ?? join(tmpdir(), 'openstack-ts-cloud'), 'clouds.yaml')

const seedFile = join(dirname(clouds), 'seed.json')

export const isThere = existsSync(clouds) && existsSync(seedFile)

/** What `seed.py` made there; only where the cloud is. */
export const seed = isThere ? JSON.parse(readFileSync(seedFile, 'utf8')) : undefined

/** RFC 6238: SHA-1, six digits, thirty seconds. */
export const passcode = (): string => {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
  const bits = [...seed.totp.secret].map((c: string) => alphabet.indexOf(c).toString(2).padStart(5, '0')).join('')
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)))
  const mac = createHmac('sha1', key).update(counter).digest()
  const at = (mac.at(-1) ?? 0) & 15
  return String((mac.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}

/** What must be the same for both. */
export const facts = (access: Access) => ({
  user: access.user?.id,
  userDomain: access.user?.domain?.id,
  project: access.project?.id ?? null,
  domain: access.domain?.id ?? null,
  system: access.system ?? false,
  trust: access.trust ?? null,
  roles: (access.roles ?? []).map(({ name }) => name).sort(),
  methods: [...(access.methods ?? [])].sort(),
  services: [...new Set((access.catalog ?? []).map(({ type }) => type))].sort()
})

type Outcome = ReturnType<typeof facts> | { readonly refused: number | null; readonly because: string }

/** By the names of `file`. */
export const debiansTokens = (file: string, names: Iterable<string>): Readonly<Record<string, Outcome>> =>
  JSON.parse(
    execFileSync('/usr/bin/python3', [join(__dirname, 'debians-client.py'), passcode(), ...names], {
      env: { ...process.env, OS_CLIENT_CONFIG_FILE: file },
      encoding: 'utf8'
    })
  )
