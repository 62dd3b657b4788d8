/**
 * `hostId`: which host, without saying its name; the same within one project only.
 *
 * @since 0.1.0
 */
import { sha224 } from './sha224.js'

/** Empty where there is no host. */
export const hostId = (projectId: string, host: string | null): string => {
  if (host === null || host === '') return ''
  const key = projectId + host
  const known = hashes.get(key)
  if (known !== undefined) return known
  const made = sha224(key)
  if (hashes.size < 10_000) hashes.set(key, made)
  return made
}

/** A fleet asks for the same few again and again. */
const hashes = new Map<string, string>()
