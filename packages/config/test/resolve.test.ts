import * as E from 'fp-ts/lib/Either.js'

import { cases } from './cases.js'
import { load, outcomeOf, placed } from './resolve-case.js'

describe('resolveCloud', () => {
  it('has cases enough, each with a name of its own', () => {
    expect(new Set(cases.map(({ name }) => name)).size).toBe(cases.length)
    expect(cases.length).toBeGreaterThanOrEqual(60)
  })

  it.each(cases.map((item) => [item.name, item] as const))('%s', async (_, item) => {
    const outcome = await outcomeOf(item)
    const expected = placed('/r', item.expected)
    if (expected.error !== undefined) {
      const [message = `no error, but ${JSON.stringify(outcome)}`] = outcome.error ?? []
      for (const part of expected.error) expect(message).toContain(part)
      expect(message).not.toMatch(/hunter/)
    } else {
      expect(outcome).toMatchObject(expected)
    }
  })

  it.each(cases.filter(({ expected }) => expected.error === undefined).map((item) => [item.name, item] as const))(
    'warns as it should: %s',
    async (_, item) => {
      const result = await load(item)
      const warnings = E.isRight(result) ? result.right.warnings : []
      if (item.warnings === undefined) expect(warnings).toEqual([])
      for (const part of item.warnings ?? []) expect(warnings.join('\n')).toContain(part)
    }
  )
})
