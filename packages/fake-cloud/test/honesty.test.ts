/**
 * Holds the fake to what a real Nova 26 and Keystone 22 were seen to do; `test-cloud` sees to it that this is still so.
 */
import { readFileSync } from 'node:fs'

import { compare, observed } from './compare.js'
import { fakeWorld } from './fake-world.js'
import { type Notes, scenarios } from './scenarios.js'

const real: Readonly<Record<string, Notes>> = JSON.parse(readFileSync(observed, 'utf8'))

test.each(scenarios)('as the real cloud was seen: $title', async ({ play, title }) => {
  const notes = await play(fakeWorld())
  expect(Object.keys(notes).length).toBeGreaterThan(5)
  expect(compare(title, { fake: notes, real: real[title] ?? {} })).toEqual([])
})

test('a difference is found, and told with its place', () => {
  const fake = { list: { status: 200, body: ['a'] } }
  const other = { list: { status: 404, body: ['a', 'b'] } }
  expect(compare('x', { fake, real: other })).toEqual([
    'x / list / status: fake 200, real 404',
    'x / list / body / 1: fake undefined, real "b"'
  ])
})
