/**
 * Reads an answer's body: whole and as text, or in pieces; in both cases decompressed.
 *
 * @since 0.1.0
 */
import { constants } from 'node:buffer'
import { once } from 'node:events'
import type { IncomingMessage } from 'node:http'
import { pipeline, type Readable, type Transform } from 'node:stream'
import {
  brotliDecompress,
  createBrotliDecompress,
  createGunzip,
  createInflate,
  createInflateRaw,
  gunzip,
  inflate,
  inflateRaw
} from 'node:zlib'

import type { TransportError } from '@openstack-ts/core'

import { bodyFailureOf, type Failure, FailureError } from './failure.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

/** What this module can undo, as `Accept-Encoding` says it. */
export const acceptEncoding = 'gzip, deflate, br'

interface Done {
  (outcome: string | Failure): void
}

interface Reading {
  /** Decompressed bytes. */
  readonly limit: number
  /** Whether none comes whatever the headers say, as after HEAD. */
  readonly bodiless: boolean
}

// -------------------------------------------------------------------------------------
// operations
// -------------------------------------------------------------------------------------

/** Collects the pieces and decodes once, which costs least. `done` may be called again, and only its first call counts. */
export const readText = (incoming: IncomingMessage, { bodiless, limit }: Reading, done: Done): void => {
  const most = Math.min(limit, constants.MAX_STRING_LENGTH)
  const pieces: Array<Buffer> = []
  let size = 0
  const giveUp = (words: string): void => {
    done({ reason: 'too-large', detail: `${words}, and \`maxBodyBytes\` is ${most}` })
    incoming.destroy()
  }
  incoming.on('data', (piece: Buffer) => {
    size += piece.length
    if (size > most) giveUp('the body is longer')
    else pieces.push(piece)
  })
  incoming.on('error', (cause) => done(bodyFailureOf(cause)))
  incoming.on('end', () => {
    const [first] = pieces
    const bytes = pieces.length === 1 && first !== undefined ? first : Buffer.concat(pieces, size)
    if (size === 0 || incoming.headers['content-encoding'] === undefined) done(toText(bytes))
    else decompress(bytes, { encodings: encodingsOf(incoming), most }, done)
  })
  const announced = incoming.headers['content-length']
  if (announced !== undefined && Number(announced) > most && !bodiless) giveUp(`the body has ${announced} bytes`)
}

/** The pieces as they come, decompressed; throws what `failed` makes of a failure. Leaving early ends the connection. */
export async function* readPieces(
  incoming: IncomingMessage,
  bodiless: boolean,
  failed: (failure: Failure) => TransportError
): AsyncGenerator<Uint8Array, void, undefined> {
  try {
    yield* bodiless ? incoming : decompressed(incoming)
  } catch (cause) {
    throw failed(bodyFailureOf(cause))
  }
}

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

/** Without the byte order mark that JSON does not allow, as fetch has it. */
const toText = (bytes: Buffer): string =>
  bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.toString('utf8', 3) : bytes.toString()

/** What was done to the body, last first. */
const encodingsOf = ({ headers }: IncomingMessage): ReadonlyArray<string> =>
  (headers['content-encoding'] ?? '')
    .toLowerCase()
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '' && name !== 'identity')
    .toReversed()

interface Compressed {
  readonly encodings: ReadonlyArray<string>
  readonly most: number
}

const decompress = (bytes: Buffer, { encodings: [encoding, ...others], most }: Compressed, done: Done): void => {
  if (encoding === undefined) return done(toText(bytes))
  const undo = decompressors[encoding]
  if (undo === undefined) return done(unknownEncoding(encoding))
  undo(bytes, { maxOutputLength: most }, (cause, plain) => {
    if (cause !== null) done(bodyFailureOf(cause))
    else decompress(plain, { encodings: others, most }, done)
  })
}

interface Decompressor {
  (
    bytes: Buffer,
    options: { readonly maxOutputLength: number },
    done: (cause: Error | null, plain: Buffer) => void
  ): void
}

/** Some servers send a bare deflate stream, some wrap it in zlib's header, which begins with an 8. */
const isWrapped = (first: number | undefined): boolean => first !== undefined && (first & 0x0f) === 8

const decompressors: Readonly<Record<string, Decompressor>> = {
  gzip: gunzip,
  'x-gzip': gunzip,
  br: brotliDecompress,
  deflate: (bytes, options, done) => (isWrapped(bytes[0]) ? inflate : inflateRaw)(bytes, options, done)
}

const unknownEncoding = (encoding: string): Failure => ({
  reason: 'malformed',
  detail: `the body is compressed as ${encoding.slice(0, 40)}, which nobody asked for`
})

async function* decompressed(incoming: IncomingMessage): AsyncGenerator<Uint8Array, void, undefined> {
  let pieces: Readable = incoming
  for (const encoding of encodingsOf(incoming)) {
    const first = encoding === 'deflate' ? await firstByte(pieces) : undefined
    const undo = streams[encoding]
    if (undo === undefined) throw new FailureError(unknownEncoding(encoding))
    pieces = pipeline(pieces, undo(first), () => undefined)
  }
  for await (const piece of pieces) yield piece
}

const streams: Readonly<Record<string, (first: number | undefined) => Transform>> = {
  gzip: () => createGunzip(),
  'x-gzip': () => createGunzip(),
  br: () => createBrotliDecompress(),
  deflate: (first) => (isWrapped(first) ? createInflate() : createInflateRaw())
}

/** Looks at it, and puts it back. */
const firstByte = async (pieces: Readable): Promise<number | undefined> => {
  await once(pieces, 'readable')
  const piece: unknown = pieces.read()
  if (!Buffer.isBuffer(piece)) return undefined
  pieces.unshift(piece)
  return piece[0]
}
