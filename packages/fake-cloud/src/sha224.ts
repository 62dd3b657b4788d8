/**
 * SHA-224 of a text, in hexadecimal: what Nova makes a `hostId` of. Written out because `node:crypto` is not there in a
 * browser and WebCrypto has no SHA-224.
 *
 * @see https://doi.org/10.6028/NIST.FIPS.180-4
 * @since 0.1.0
 */

export const sha224 = (text: string): string => {
  const blocks = padded(new TextEncoder().encode(text))
  const state = Uint32Array.from(initial)
  const schedule = new Uint32Array(64)
  for (let at = 0; at < blocks.byteLength; at += 64) {
    extend(schedule, blocks, at)
    compress(state, schedule)
  }
  return Array.from(state.subarray(0, 7), (word) => word.toString(16).padStart(8, '0')).join('')
}

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

const initial = [
  0xc1059ed8, 0x367cd507, 0x3070dd17, 0xf70e5939, 0xffc00b31, 0x68581511, 0x64f98fa7, 0xbefa4fa4
] as const

const firstPrimes = (count: number): ReadonlyArray<number> => {
  const found: Array<number> = []
  for (let n = 2; found.length < count; n++) if (found.every((prime) => n % prime !== 0)) found.push(n)
  return found
}

/** The first 32 bits of the fractions of cube roots; made at the first use. */
let roundConstants: Uint32Array | undefined
const constants = (): Uint32Array =>
  (roundConstants ??= Uint32Array.from(firstPrimes(64), (prime) => {
    const root = Math.cbrt(prime)
    return ((root - Math.floor(root)) * 0x100000000) >>> 0
  }))

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
  for (let i = 0; i < 16; i++) w[i] = blocks.getUint32(at + i * 4)
  for (let i = 16; i < 64; i++) {
    const s0 = rotated(word(i - 15), 7) ^ rotated(word(i - 15), 18) ^ (word(i - 15) >>> 3)
    const s1 = rotated(word(i - 2), 17) ^ rotated(word(i - 2), 19) ^ (word(i - 2) >>> 10)
    w[i] = word(i - 16) + s0 + word(i - 7) + s1
  }
}

const compress = (state: Uint32Array, w: Uint32Array): void => {
  const k = constants()
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state
  for (let i = 0; i < 64; i++) {
    const s1 = rotated(e, 6) ^ rotated(e, 11) ^ rotated(e, 25)
    const t1 = (h + s1 + ((e & f) ^ (~e & g)) + (k[i] ?? 0) + (w[i] ?? 0)) | 0
    const s0 = rotated(a, 2) ^ rotated(a, 13) ^ rotated(a, 22)
    const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0
    ;[h, g, f, e, d, c, b, a] = [g, f, e, (d + t1) | 0, c, b, a, (t1 + t2) | 0]
  }
  ;[a, b, c, d, e, f, g, h].forEach((value, i) => (state[i] = (state[i] ?? 0) + value))
}
