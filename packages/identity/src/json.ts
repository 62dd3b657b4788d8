/**
 * Reading JSON that is not a resource's: Keystone's answers, version documents, an OIDC provider's. Errors name the
 * place and the kind of value that stood there, never the value: it may be a secret.
 *
 * @since 0.1.0
 */
import { decodeError, type DecodeError } from '@openstack-ts/core'
import * as E from 'fp-ts/lib/Either.js'
import type * as t from 'io-ts'

/** What an error says of the answer that cannot be read. */
export type Reading = Pick<DecodeError, 'expected' | 'operation' | 'requestIds'>

/** Parses and decodes. */
export const readJson = <A>(codec: t.Decoder<unknown, A>, text: string, reading: Reading): E.Either<DecodeError, A> => {
  const parsed = parse(text)
  if (E.isLeft(parsed)) {
    return E.left(decodeError({ ...reading, path: '', expected: `${reading.expected} in JSON`, actual: kindOf(text) }))
  }
  const decoded = codec.decode(parsed.right)
  if (E.isRight(decoded)) return decoded
  const first = decoded.left.reduce((a, b) => (b.context.length > a.context.length ? b : a))
  const path = first.context.flatMap(({ key }) => (key === '' || /^\d+$/.test(key) ? [] : [key])).join('.')
  const expected = first.context[first.context.length - 1]?.type.name ?? reading.expected
  return E.left(decodeError({ ...reading, path, expected, actual: typeName(first.value) }))
}

const parse = (text: string): E.Either<unknown, unknown> =>
  E.tryCatch(
    (): unknown => JSON.parse(text),
    (cause) => cause
  )

const kindOf = (text: string): string =>
  text.trim() === '' ? 'empty' : text.trimStart().startsWith('<') ? 'a page of HTML' : 'other text'

const typeName = (value: unknown): string =>
  value === undefined ? 'missing' : value === null ? 'null' : Array.isArray(value) ? 'an array' : `a ${typeof value}`
