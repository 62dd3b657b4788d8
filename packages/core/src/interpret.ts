/**
 * Fast decoders that walk the declaration, for places that let no code be generated. Internal.
 *
 * @since 0.1.0
 */
import type * as t from 'io-ts'

import { isRecord, put } from './codec.js'
import { byValidate, type Fast, Miss, type Nested } from './fast.js'
import { interpretTable } from './interpret-table.js'
import { isIdentity, kindOf } from './kind.js'
import { bitOf, plainOf } from './plain.js'

// -------------------------------------------------------------------------------------
// constructors
// -------------------------------------------------------------------------------------

/** @internal */
export const interpret = (codec: t.Any, nested: Nested): Fast => {
  const kind = kindOf(codec)
  if (kind._tag === 'table') return interpretTable(kind.fields, kind.rest, nested)
  if (isIdentity(codec)) return checked(tester(codec))
  switch (kind._tag) {
    case 'list':
      return list(nested(kind.item))
    case 'union':
      return union(kind.members.map(nested))
    case 'dictionary':
      return dictionary(nested(kind.item))
    default:
      return byValidate(codec)
  }
}

// -------------------------------------------------------------------------------------
// values
// -------------------------------------------------------------------------------------

type Test = (input: unknown) => boolean

const checked =
  (test: Test): Fast =>
  (input) =>
    test(input) ? input : Miss

/** Whether an input is of a codec whose decoding answers its input. */
const tester = (codec: t.Any): Test => {
  const plain = plainOf(codec)
  if (plain !== 0) return (input) => (bitOf(input) & plain) !== 0
  const kind = kindOf(codec)
  if (kind._tag !== 'union') return codec.is
  return kind.members.map(tester).reduce((one, other) => (input) => one(input) || other(input))
}

const list =
  (item: Fast): Fast =>
  (input) => {
    if (!Array.isArray(input)) return Miss
    const output: Array<unknown> = []
    for (let i = 0; i < input.length; i++) {
      const value = item(input[i])
      if (value === Miss) return Miss
      output.push(value)
    }
    return output
  }

const union =
  (members: ReadonlyArray<Fast>): Fast =>
  (input) => {
    for (const member of members) {
      const value = member(input)
      if (value !== Miss) return value
    }
    return Miss
  }

const dictionary =
  (item: Fast): Fast =>
  (input) => {
    if (!isRecord(input)) return Miss
    const output: Record<string, unknown> = {}
    for (const key of Object.keys(input)) {
      const value = item(input[key])
      if (value === Miss) return Miss
      put(output, key, value)
    }
    return output
  }
