import { createHash } from 'node:crypto'

import * as fc from 'fast-check'

import { sha224 } from '../src/sha224.js'

test('as node:crypto has it, for any text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
      expect(sha224(text)).toBe(createHash('sha224').update(text, 'utf8').digest('hex'))
    })
  )
})
