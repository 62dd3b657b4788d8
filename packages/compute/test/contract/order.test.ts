import { disorders, follows, orderedTables } from '../../contract/order.js'
import { endpoints } from '../../src/index.js'
import { overContract } from './contract.js'

overContract('order', ({ operations }) => {
  it('has the rows of every table as the API reference has them', () => {
    expect(orderedTables(operations, endpoints).length).toBeGreaterThan(80)
    expect(disorders(operations, endpoints)).toEqual([])
  })

  it('notices rows that stand elsewhere', () => {
    const { query } = endpoints.migrations.list
    const turned = { ...endpoints.migrations.list, query: Object.fromEntries(Object.entries(query ?? {}).toReversed()) }
    expect(disorders(operations, { migrations: { list: turned } })).toEqual([
      expect.stringMatching(/^migrations\.list query: hidden host instance_uuid /)
    ])
  })
})

it.each([
  ['a c', 'a b c', true],
  ['a x c', 'a b c', true],
  ['c a', 'a b c', false],
  ['b a', 'a b a', true],
  ['b a b', 'a b a', false]
])('%s in the order of %s: %p', (rows, reference, expected) => {
  expect(follows(rows.split(' '), reference.split(' '))).toBe(expected)
})
