/**
 * The few codecs every service needs on top of io-ts. None of them invents a value: what decodes encodes back.
 *
 * @since 0.1.0
 */
import { isLeft } from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'

import type { Lifetime, Microversion } from './microversion.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

/** A union of texts that an editor completes, and that accepts values younger than this package. */
export type OpenString<Known extends string> = Known | (string & {})

/** A codec of objects that are used as maps: any key, values of one kind. */
export interface Dictionary<A, O> extends t.Type<Readonly<Record<string, A>>, Readonly<Record<string, O>>> {
  readonly _tag: 'Dictionary'
  readonly item: t.Type<A, O>
}

// -------------------------------------------------------------------------------------
// constructors
// -------------------------------------------------------------------------------------

/**
 * The service may answer, or be sent, `null`.
 *
 * @example
 * assert.deepStrictEqual(nullable(t.string).decode(null), E.right(null))
 */
export const nullable = <A, O>(codec: t.Type<A, O>): t.Type<A | null, O | null> => t.union([codec, t.null])

/**
 * Any text; the known ones complete in an editor.
 *
 * @example
 * const Status = openString('ACTIVE', 'ERROR')
 *
 * assert.deepStrictEqual(Status.decode('YOUNGER_THAN_THIS_PACKAGE'), E.right('YOUNGER_THAN_THIS_PACKAGE'))
 */
export const openString = <const Known extends ReadonlyArray<string>>(
  ...known: Known
): t.Type<OpenString<Known[number]>, string> => {
  const codec = new t.Type<OpenString<Known[number]>, string>('string', t.string.is, t.string.validate, t.identity)
  return Object.assign(codec, { _tag: 'StringType', known })
}

/**
 * An object used as a map. Keys are data: `__proto__` is a key like any other.
 *
 * @example
 * assert.deepStrictEqual(dictionary(t.string).decode({ role: 'web' }), E.right({ role: 'web' }))
 * assert.ok(E.isLeft(dictionary(t.string).decode({ role: 5 })))
 */
export const dictionary = <A, O>(item: t.Type<A, O>): Dictionary<A, O> => {
  const codec = new t.Type<Readonly<Record<string, A>>, Readonly<Record<string, O>>>(
    `{ [key]: ${item.name} }`,
    (u): u is Readonly<Record<string, A>> => isRecord(u) && holdsOnly(u, item.is),
    (u, context) => {
      if (!isRecord(u)) return t.failure(u, context)
      const errors: t.Errors = []
      const output: Record<string, A> = {}
      for (const key of Object.keys(u)) {
        const result = item.validate(u[key], t.appendContext(context, key, item, u[key]))
        if (isLeft(result)) errors.push(...result.left)
        else put(output, key, result.right)
      }
      if (errors.length > 0) return t.failures(errors)
      return t.success(item.encode === t.identity ? (u as Readonly<Record<string, A>>) : output)
    },
    item.encode === t.identity ? (t.identity as never) : (a) => mapRecord(a, item.encode)
  )
  return Object.assign(codec, { _tag: 'Dictionary' as const, item })
}

/** A list that a service writes as one text: `a,b,c`. One empty text cannot be told from no text, so it is refused. */
export const commaSeparated: t.Type<ReadonlyArray<string>, string> = new t.Type(
  'comma separated list',
  (u): u is ReadonlyArray<string> =>
    Array.isArray(u) &&
    u.every((item) => typeof item === 'string' && !item.includes(',')) &&
    !(u.length === 1 && u[0] === ''),
  (u, context) => (typeof u !== 'string' ? t.failure(u, context) : t.success(u === '' ? [] : u.split(','))),
  (items) => items.join(',')
)

/**
 * A value that only newer microversions accept, e.g. one member of a union of texts.
 *
 * @example
 * const Policy = t.union([t.literal('affinity'), valueSince('2.15', t.literal('soft-affinity'))])
 *
 * assert.deepStrictEqual(Policy.decode('soft-affinity'), E.right('soft-affinity'))
 */
export const valueSince = <A, O>(since: Microversion, codec: t.Type<A, O>): t.Type<A, O> & Lifetime =>
  Object.assign(Object.create(t.Type.prototype) as t.Type<A, O>, codec, { since })

/**
 * A value that newer microversions no longer accept.
 *
 * @example
 * const Networks = t.union([t.readonlyArray(t.string), valueUntil('2.36', t.null)])
 *
 * assert.deepStrictEqual(Networks.decode(null), E.right(null))
 */
export const valueUntil = <A, O>(until: Microversion, codec: t.Type<A, O>): t.Type<A, O> & Lifetime =>
  Object.assign(Object.create(t.Type.prototype) as t.Type<A, O>, codec, { until })

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

/** @internal A JSON object: not null, not a list. */
export const isRecord = (u: unknown): u is Readonly<Record<string, unknown>> =>
  typeof u === 'object' && u !== null && !Array.isArray(u)

/** By `for … in`, which makes no list of the keys. */
const holdsOnly = (record: Readonly<Record<string, unknown>>, is: (value: unknown) => boolean): boolean => {
  for (const key in record) if (Object.hasOwn(record, key) && !is(record[key])) return false
  return true
}

/** @internal Sets an own property, whatever its name. */
export const put = <A>(record: Record<string, A>, key: string, value: A): void => {
  if (key === '__proto__') {
    Object.defineProperty(record, key, { value, enumerable: true, configurable: true, writable: true })
  } else record[key] = value
}

const mapRecord = <A, B>(record: Readonly<Record<string, A>>, f: (a: A) => B): Readonly<Record<string, B>> => {
  const output: Record<string, B> = {}
  for (const key of Object.keys(record)) put(output, key, f(record[key] as A))
  return output
}
