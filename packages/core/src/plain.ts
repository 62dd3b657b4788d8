/**
 * Plain values, told by one bit each: whether a codec takes a value is then one test, without a call. Internal.
 *
 * @since 0.1.0
 */
import type * as t from 'io-ts'

import { kindOf } from './kind.js'

const bits = { text: 1, number: 2, boolean: 4, null: 8 } as const

/** @internal The bit of a plain value; 0 for any other. */
export const bitOf = (value: unknown): number => {
  if (typeof value === 'string') return bits.text
  if (value === null) return bits.null
  return typeof value === 'number' ? bits.number : typeof value === 'boolean' ? bits.boolean : 0
}

/** @internal The bits of what a codec takes; 0 for a codec that takes, or looks at, anything else. */
export const plainOf = (codec: t.Any): number => {
  const kind = kindOf(codec)
  switch (kind._tag) {
    case 'text':
    case 'number':
    case 'boolean':
    case 'null':
      return bits[kind._tag]
    case 'union': {
      const members = kind.members.map(plainOf)
      return members.includes(0) ? 0 : members.reduce((all, bit) => all | bit)
    }
    default:
      return 0
  }
}
