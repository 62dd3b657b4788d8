import * as fc from 'fast-check'

import { changes, jsonPatch, type PatchOperation } from '../src/index.js'
import { same } from '../src/json-patch.js'

type Json = Readonly<Record<string, unknown>>

/** Applies operations as RFC 6902 says, for objects alone: ours touch nothing within lists. */
const applied = (document: Json, operations: ReadonlyArray<PatchOperation>): Json => {
  const output = structuredClone(document) as Record<string, unknown>
  for (const operation of operations) {
    const keys = operation.path
      .split('/')
      .slice(1)
      .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'))
    const last = keys.pop() ?? ''
    const target = keys.reduce((at, key) => at[key] as Record<string, unknown>, output)
    const isThere = Object.hasOwn(target, last)
    if (operation.op === 'add' ? isThere : !isThere) throw new Error(`${operation.op} ${operation.path}`)
    if (operation.op === 'remove') delete target[last]
    else
      Object.defineProperty(target, last, {
        value: operation.value,
        enumerable: true,
        configurable: true,
        writable: true
      })
  }
  return output
}

const keys = fc.constantFrom('a', 'b', 'a/b', '~', '~1', '', 'constructor', 'toString', 'x y')
const { record } = fc.letrec<{ record: Json; value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom<unknown>(null, 0, 1, 'x', true, false),
    fc.array(tie('value'), { maxLength: 2 }),
    tie('record')
  ),
  record: fc.dictionary(keys, tie('value'), { maxKeys: 5, noNullPrototype: true })
}))

describe('a patch', () => {
  it('turns before into after, whatever they are', () => {
    fc.assert(
      fc.property(record, record, (before, after) => {
        expect(applied(before, jsonPatch(before, after))).toEqual(after)
      }),
      { numRuns: 5000 }
    )
  })

  it('is empty where nothing changed, and touches what changed alone', () => {
    fc.assert(fc.property(record, (before) => expect(jsonPatch(before, structuredClone(before))).toEqual([])))
    expect(
      jsonPatch(
        { name: 'a', tags: ['x'], os: { distro: 'debian', version: '12' }, gone: 1, 'a/b~c': 1 },
        { name: 'a', tags: ['x', 'y'], os: { distro: 'debian', version: '13' }, fresh: null, 'a/b~c': 2 }
      )
    ).toEqual([
      { op: 'replace', path: '/tags', value: ['x', 'y'] },
      { op: 'replace', path: '/os/version', value: '13' },
      { op: 'remove', path: '/gone' },
      { op: 'replace', path: '/a~1b~0c', value: 2 },
      { op: 'add', path: '/fresh', value: null }
    ])
  })

  it('takes undefined for not there', () => {
    expect(jsonPatch({ a: 1, b: undefined }, { a: undefined, b: undefined })).toEqual([{ op: 'remove', path: '/a' }])
    expect(jsonPatch({ a: undefined }, { a: 1 })).toEqual([{ op: 'add', path: '/a', value: 1 }])
  })
})

describe('sameness', () => {
  it('is that of JSON: the order of keys does not matter, that of lists does', () => {
    expect(same({ a: 1, b: [1, 2] }, { b: [1, 2], a: 1 })).toBe(true)
    expect(same([1, 2], [2, 1])).toBe(false)
    expect(same([1], [1, 2])).toBe(false)
    expect(same({ a: 1 }, { b: 1 })).toBe(false)
    expect(same({ a: 1 }, { a: 1, b: 1 })).toBe(false)
    expect(same({}, [])).toBe(false)
    expect(same([], {})).toBe(false)
    expect(same(null, {})).toBe(false)
    expect(same({}, null)).toBe(false)
    expect(same('1', 1)).toBe(false)
  })

  it('holds between any value and its copy', () => {
    fc.assert(fc.property(record, (value) => expect(same(value, structuredClone(value))).toBe(true)))
  })
})

describe('values that no service nests', () => {
  const nested = (depth: number, leaf: unknown): Json => {
    let value: Json = { leaf }
    for (let i = 0; i < depth; i++) value = { in: i % 2 === 0 ? value : [value] }
    return value
  }
  const inItself = (name: string): Json => {
    const value: Record<string, unknown> = { name }
    return Object.assign(value, { self: value, twice: { self: value } })
  }

  it('are compared all the same', () => {
    expect(same(nested(20_000, 1), nested(20_000, 1))).toBe(true)
    expect(same(nested(20_000, 1), nested(20_000, 2))).toBe(false)
    expect(same(inItself('a'), inItself('a'))).toBe(true)
    expect(same(inItself('a'), inItself('b'))).toBe(false)
  })

  it('are compared once, however often they stand there', () => {
    const doubled = (): unknown => {
      let value: unknown = { leaf: 1 }
      for (let i = 0; i < 50; i++) value = [value, value]
      return value
    }
    expect(same(doubled(), doubled())).toBe(true)
  })

  it('are replaced where they are too deep to go into', () => {
    let [was, is]: readonly [Json, Json] = [{ leaf: 1 }, { leaf: 2 }]
    for (let i = 0; i < 1000; i++) [was, is] = [{ in: was }, { in: is }]
    expect(jsonPatch(was, is)).toMatchObject([{ op: 'replace', path: '/in'.repeat(101) }])
  })
})

describe('changes', () => {
  it('are what after says otherwise', () => {
    const before = { name: 'a', description: 'x', tags: ['x'] }
    expect(changes(before, before)).toEqual({})
    expect(changes(before, { ...before, tags: ['x'] })).toEqual({})
    expect(changes(before, { ...before, name: 'b', description: null })).toEqual({ name: 'b', description: null })
    expect(changes({}, { name: 'b' })).toEqual({ name: 'b' })
    expect(changes(before, {})).toEqual({})
  })

  it('laid over before give after, where after lacks nothing that before has', () => {
    fc.assert(
      fc.property(record, record, (before, more) => {
        const after = { ...before, ...more }
        expect({ ...before, ...changes(before, after) }).toEqual(after)
      })
    )
  })
})
