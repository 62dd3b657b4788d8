import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'

import { optional, struct } from '../src/index.js'

const Hints = struct(
  'Hints',
  { group: optional('group', t.string) },
  { name: 'others', codec: t.unknown, optional: true }
)

describe('a rest that callers need not say', () => {
  it('is sent where it is said', () => {
    expect(Hints.encode({ group: 'g', others: { rack: 'r1' } })).toEqual({ group: 'g', rack: 'r1' })
    expect(Hints.encode({ group: 'g' })).toEqual({ group: 'g' })
  })

  it('may be missing, but not be anything', () => {
    expect(Hints.is({ group: 'g' })).toBe(true)
    expect(Hints.is({ group: 'g', others: 'r1' })).toBe(false)
  })

  it('is there once it is read', () => {
    expect(Hints.decode({ group: 'g', rack: 'r1' })).toEqual(E.right({ group: 'g', others: { rack: 'r1' } }))
  })
})
