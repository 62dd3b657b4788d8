import { createHash } from 'node:crypto'

import * as fc from 'fast-check'

import { sha256 } from '../src/sha256.js'

test('agrees with node:crypto on every length around the block boundaries', () => {
  for (let length = 0; length < 200; length++) {
    const text = 'ä'.repeat(length % 3) + 'x'.repeat(length)
    expect(sha256(text)).toBe(createHash('sha256').update(text).digest('hex'))
  }
})

test('agrees with node:crypto on any text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(sha256(text)).toBe(createHash('sha256').update(text).digest('hex'))
    })
  )
})
