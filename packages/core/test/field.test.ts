import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'

import { always, beside, during, except, neededSince, optional, required, since, until } from '../src/index.js'
import { leftOver, rowsOf } from '../src/field.js'

describe('a row', () => {
  it.each([
    ['required', required('wire', t.string), { presence: 'required' }],
    ['optional', optional('wire', t.string), { presence: 'optional' }],
    ['since', since('2.10', 'wire', t.string), { presence: 'optional', since: '2.10' }],
    ['until', until('2.20', 'wire', t.string), { presence: 'optional', until: '2.20' }],
    ['during', during(['2.10', '2.20'], 'wire', t.string), { presence: 'optional', since: '2.10', until: '2.20' }]
  ])('that is %s', (_, field, facts) => {
    expect(field).toEqual({ wire: 'wire', codec: t.string, ...facts })
  })

  it('is said more of, and stays what it was', () => {
    const row = since('2.10', 'wire', t.string)
    expect(except(['2.15', '2.16'], row)).toEqual({ ...row, except: ['2.15', '2.16'] })
    expect(neededSince('2.37', row)).toEqual({ ...row, neededSince: '2.37' })
    expect(beside(row)).toEqual({ ...row, beside: true })
    expect(row).toEqual({ wire: 'wire', codec: t.string, presence: 'optional', since: '2.10' })
  })

  it('that is always sent has one value', () => {
    const { codec, ...row } = always('type', 'vnc')
    expect(row).toEqual({ wire: 'type', presence: 'required', always: true })
    expect(codec.name).toBe('always')
    expect(codec.encode('vnc')).toBe('vnc')
    expect(codec.is('vnc')).toBe(true)
    expect(codec.is('spice')).toBe(false)
    expect(codec.decode(undefined)).toEqual(E.right('vnc'))
  })
})

describe('a table', () => {
  const rows = rowsOf({ id: required('uuid', t.string), name: optional('name', t.string) })

  it('is rows in their order, each with its name', () => {
    expect(rows.map(({ name, wire }) => [name, wire])).toEqual([
      ['id', 'uuid'],
      ['name', 'name']
    ])
  })

  it('leaves over what no row declares, by wire name', () => {
    expect(leftOver(rows, { uuid: 1, id: 2, name: 3, other: 4 })).toEqual(['id', 'other'])
    expect(leftOver(rows, { uuid: 1 })).toEqual([])
  })
})
