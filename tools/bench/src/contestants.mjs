/**
 * Who reads a payload: we ourselves in two ways, plain io-ts and zod, each made from the same declaration, each
 * checking and renaming the same, and each answer held to be the same before anything is measured.
 */
import { createRequire } from 'node:module'

import { decodeBy, kindOf } from '@openstack-ts/core'
import * as t from 'io-ts'

const require = createRequire(import.meta.url)

const partOf = (fields, presence) =>
  Object.fromEntries(Object.entries(fields).filter(([, field]) => field.presence === presence))
const byWire = (fields, f) => Object.fromEntries(Object.values(fields).map((field) => [field.wire, f(field.codec)]))

// -------------------------------------------------------------------------------------
// plain io-ts
// -------------------------------------------------------------------------------------

const iotsOf = (codec) => {
  const kind = kindOf(codec)
  if (kind._tag === 'union') return t.union(kind.members.map(iotsOf))
  if (kind._tag === 'list') return t.array(iotsOf(kind.item))
  if (kind._tag === 'dictionary') return t.record(t.string, iotsOf(kind.item))
  if (kind._tag !== 'table') return codec
  const { fields } = kind
  const wire = t.intersection([
    t.type(byWire(partOf(fields, 'required'), iotsOf)),
    t.partial(byWire(partOf(fields, 'optional'), iotsOf))
  ])
  return new t.Type(
    codec.name,
    () => true,
    (u, context) => {
      const result = wire.validate(u, context)
      return result._tag === 'Left' ? result : t.success(renamed(fields, result.right))
    },
    (a) => a
  )
}

const renamed = (fields, wire) => {
  const output = {}
  for (const [name, field] of Object.entries(fields)) {
    const value = wire[field.wire]
    if (value !== undefined) output[name] = value
  }
  return output
}

// -------------------------------------------------------------------------------------
// zod
// -------------------------------------------------------------------------------------

const zodOf = (z, codec) => {
  const kind = kindOf(codec)
  switch (kind._tag) {
    case 'text':
      return z.string()
    case 'number':
      return z.number()
    case 'boolean':
      return z.boolean()
    case 'null':
      return z.null()
    case 'literal':
      return z.literal(kind.value)
    case 'union':
      return z.union(kind.members.map((member) => zodOf(z, member)))
    case 'list':
      return z.array(zodOf(z, kind.item))
    case 'dictionary':
      return z.record(z.string(), zodOf(z, kind.item))
    case 'table':
      return zodTable(z, kind.fields)
    default:
      return codec.name === 'Timestamp' ? z.custom((u) => codec.is(u)) : z.unknown()
  }
}

const zodTable = (z, fields) =>
  z
    .object(
      Object.fromEntries(
        Object.values(fields).map(({ codec, presence, wire }) => [
          wire,
          presence === 'required' ? zodOf(z, codec) : zodOf(z, codec).optional()
        ])
      )
    )
    .transform((wire) => renamed(fields, wire))

// -------------------------------------------------------------------------------------
// all of them
// -------------------------------------------------------------------------------------

const decoding = (way, codec) => {
  decodeBy(way)
  const page = t.readonlyArray(codec)
  return (json) => json.map((item) => codec.decode(item).right) ?? page
}

/** A function from the parsed page to the answer, by name. */
export const contestants = {
  generated: (codec) => decoding('generated', codec),
  interpreted: (codec) => decoding('interpreted', codec),
  'io-ts': (codec) => {
    const plain = t.array(iotsOf(codec))
    return (json) => plain.decode(json).right
  },
  zod: (codec) => {
    const schema = require('zod').array(zodOf(require('zod'), codec))
    return (json) => schema.parse(json)
  },
  encode: (codec) => {
    const items = contestants.generated(codec)
    let decoded
    return (json) => (decoded ??= items(json)).map((item) => codec.encode(item))
  }
}
