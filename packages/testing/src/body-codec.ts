/**
 * Whole bodies, envelopes included, as codecs: to see that nothing of them is lost.
 *
 * @since 0.1.0
 */
import {
  type AnswerSpec,
  existsAt,
  type Field,
  kindOf,
  type ListSpec,
  type Microversion,
  optional,
  required,
  struct
} from '@openstack-ts/core'
import * as t from 'io-ts'

import type { AnyEndpoint } from './any-endpoint.js'

// -------------------------------------------------------------------------------------
// operations
// -------------------------------------------------------------------------------------

/** What an endpoint answers; `undefined` where it answers nothing. */
export const answerCodec = ({ answer, list }: AnyEndpoint): t.Any | undefined =>
  list === undefined ? (answer === undefined ? undefined : oneCodec(answer)) : manyCodec(list)

/** Whether an endpoint may be answered without a body. */
export const mayBeEmpty = ({ answer, list }: AnyEndpoint): boolean =>
  list === undefined && (answer === undefined || answer.optional === true || answer.headers !== undefined)

/** The rows of a value that its microversion does not have, by name. */
export const untimely = (codec: t.Any, value: unknown, version: Microversion): ReadonlyArray<string> => {
  const kind = kindOf(codec)
  if (Array.isArray(value) && kind._tag === 'list') {
    return value.flatMap((item: unknown) => untimely(kind.item, item, version))
  }
  if (kind._tag === 'union') {
    const member = kind.members.find((one) => one.is(value))
    return member === undefined ? [] : untimely(member, value, version)
  }
  if (typeof value !== 'object' || value === null) return []
  if (kind._tag === 'dictionary') {
    return Object.values(value).flatMap((item: unknown) => untimely(kind.item, item, version))
  }
  if (kind._tag !== 'table') return []
  return Object.entries(kind.fields).flatMap(([name, field]) => {
    const inside: unknown = Object.entries(value).find(([key]) => key === name)?.[1]
    if (inside === undefined) return []
    return rowExistsAt(field)(version) ? untimely(field.codec, inside, version) : [`${codec.name}.${name}`]
  })
}

/** Whether a row is there at a microversion. */
export const rowExistsAt =
  (field: Field<unknown>) =>
  (version: Microversion): boolean =>
    existsAt(field)(version) &&
    (field.except === undefined || !existsAt({ since: field.except[0], until: field.except[1] })(version))

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

const oneCodec = ({ codec, key }: AnswerSpec): t.Any =>
  key === undefined ? codec : struct('answer', { item: required(key, codec) })

const manyCodec = ({ codec, item, key, paging }: ListSpec): t.Any => {
  const items = t.readonlyArray(item === undefined ? codec : struct('item', { item: required(item, codec) }))
  if (key === undefined) return items
  const rows = { items: required(key, items) }
  const links = paging.by === 'marker' || paging.by === 'next' ? paging.links : undefined
  return links === undefined ? struct('page', rows) : struct('page', { ...rows, links: optional(links, t.unknown) })
}
