import * as E from 'fp-ts/lib/Either.js'

import { type Case, cases } from './cases.js'
import { load, outcomeOf, placed } from './resolve-case.js'

const named = (items: ReadonlyArray<Case>) => items.map((item) => [item.name, item] as const)
const refused = cases.filter(({ expected }) => expected.error !== undefined)
const resolved = cases.filter(({ expected }) => expected.error === undefined)

describe('resolveCloud', () => {
  it('has cases enough, each with a name of its own', () => {
    expect(new Set(cases.map(({ name }) => name)).size).toBe(cases.length)
    expect(cases.length).toBeGreaterThanOrEqual(60)
  })

  it.each(named(refused))('refuses %s', async (_, item) => {
    const outcome = await outcomeOf(item)
    const [message = ''] = outcome.error ?? []
    expect((item.expected.error ?? []).filter((part) => !message.includes(part))).toEqual([])
    expect(message).not.toMatch(/hunter/)
  })

  it.each(named(resolved))('resolves %s', async (_, item) => {
    expect(await outcomeOf(item)).toMatchObject(placed('/r', item.expected))
  })

  it.each(named(resolved))('warns of what is to be known of %s', async (_, item) => {
    const result = await load(item)
    const text = E.isRight(result) ? result.right.warnings.join('\n') : result.left.message
    expect((item.warnings ?? []).filter((part) => !text.includes(part))).toEqual([])
    expect(text === '').toBe(item.warnings === undefined)
  })
})
