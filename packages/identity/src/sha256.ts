/**
 * SHA-256 of a text, in hexadecimal. WebCrypto's answers later, and only on pages served over TLS.
 *
 * @see https://doi.org/10.6028/NIST.FIPS.180-4
 * @since 0.1.0
 */

export const sha256 = (text: string): string => {
  const blocks = padded(new TextEncoder().encode(text))
  const primes = firstPrimes(64)
  const state = Uint32Array.from(primes.slice(0, 8), (prime) => fraction(Math.sqrt(prime)))
  const constants = Uint32Array.from(primes, (prime) => fraction(Math.cbrt(prime)))
  const schedule = new Uint32Array(64)
  for (let at = 0; at < blocks.byteLength; at += 64) {
    extend(schedule, blocks, at)
    compress(state, schedule, constants)
  }
  return Array.from(state, (word) => word.toString(16).padStart(8, '0')).join('')
}

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

const firstPrimes = (count: number): ReadonlyArray<number> => {
  const found: Array<number> = []
  for (let n = 2; found.length < count; n++) if (found.every((prime) => n % prime !== 0)) found.push(n)
  return found
}

/** The first 32 bits behind the point. */
const fraction = (x: number): number => ((x - Math.floor(x)) * 0x100000000) >>> 0

const padded = (bytes: Uint8Array): DataView => {
  const view = new DataView(new ArrayBuffer(((bytes.length + 72) >> 6) << 6))
  bytes.forEach((byte, i) => view.setUint8(i, byte))
  view.setUint8(bytes.length, 0x80)
  view.setUint32(view.byteLength - 4, bytes.length * 8)
  return view
}

const rotated = (word: number, by: number): number => (word >>> by) | (word << (32 - by))

const extend = (w: Uint32Array, blocks: DataView, at: number): void => {
  const word = (i: number): number => w[i] ?? 0
  for (let i = 0; i < 64; i++) {
    const s0 = rotated(word(i - 15), 7) ^ rotated(word(i - 15), 18) ^ (word(i - 15) >>> 3)
    const s1 = rotated(word(i - 2), 17) ^ rotated(word(i - 2), 19) ^ (word(i - 2) >>> 10)
    w[i] = i < 16 ? blocks.getUint32(at + i * 4) : word(i - 16) + s0 + word(i - 7) + s1
  }
}

const compress = (state: Uint32Array, w: Uint32Array, constants: Uint32Array): void => {
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state
  for (let i = 0; i < 64; i++) {
    const s1 = rotated(e, 6) ^ rotated(e, 11) ^ rotated(e, 25)
    const t1 = (h + s1 + ((e & f) ^ (~e & g)) + (constants[i] ?? 0) + (w[i] ?? 0)) | 0
    const s0 = rotated(a, 2) ^ rotated(a, 13) ^ rotated(a, 22)
    const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0
    ;[h, g, f, e, d, c, b, a] = [g, f, e, (d + t1) | 0, c, b, a, (t1 + t2) | 0]
  }
  ;[a, b, c, d, e, f, g, h].forEach((value, i) => (state[i] = (state[i] ?? 0) + value))
}
