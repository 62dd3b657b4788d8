import { right } from 'fp-ts/lib/Either.js'
import * as fc from 'fast-check'

import { pickVersion, readVersions } from '../src/version-document.js'

const read = (body: unknown, headers = {}) => readVersions({ headers, text: JSON.stringify(body) }, 'the discovery')

const links = [{ rel: 'self', href: 'http://internal:8774/v2.1/' }]
const nova = { id: 'v2.1', status: 'CURRENT', version: '2.93', min_version: '2.1', links }
const expected = { major: 2, minor: 1, self: 'http://internal:8774/v2.1/', microversions: { min: '2.1', max: '2.93' } }

test.each([
  ['{versions: {values: []}}', { versions: { values: [nova] } }],
  ['{versions: []}', { versions: [nova] }],
  ['{version: {}}', { version: nova }],
  ['the version itself', nova],
  ['max_version', { version: { ...nova, version: undefined, max_version: '2.93' } }]
])('%s', (_, body) => {
  expect(read(body)).toEqual(right([expected]))
})

test('a bare version whose microversions stand in headers', () => {
  const headers = { 'x-openstack-ironic-api-minimum-version': '1.1', 'x-openstack-ironic-api-maximum-version': '1.82' }
  expect(read({ id: 'v1' }, headers)).toEqual(
    right([{ major: 1, minor: 0, microversions: { min: '1.1', max: '1.82' } }])
  )
})

test('an empty range is none; experimental versions and those without an id are left out; newest first', () => {
  const old = { id: 'v2.0', status: 'SUPPORTED', version: '', min_version: '', links: [] }
  const body = { versions: [old, { status: 'CURRENT' }, { id: 'v4', status: 'EXPERIMENTAL' }, nova, { id: 'odd' }] }
  expect(read(body)).toEqual(right([expected, { major: 2, minor: 0 }]))
})

test('numbers are never versions: 2.10 would be 2.1', () => {
  expect(read({ id: 'v2.1', version: 2.93, min_version: 2.1 })).toEqual(right([{ major: 2, minor: 1 }]))
})

test('exactly the version that was named, or the newest of its major', () => {
  const versions = [
    { major: 3, minor: 0 },
    { major: 2, minor: 1 },
    { major: 2, minor: 0 }
  ]
  expect(pickVersion(versions, { major: 2 })).toEqual({ major: 2, minor: 1 })
  expect(pickVersion(versions, { major: 2, minor: 0 })).toEqual({ major: 2, minor: 0 })
  expect(pickVersion(versions, { major: 1 })).toBeUndefined()
})

test.each([
  ['a list', [nova], 'should be'],
  ['other keys', { hello: 1 }, 'an object of hello'],
  ['nothing', {}, 'an object of nothing']
])('%s is an error that says so', (_, body, said) => {
  expect(read(body)).toMatchObject({ left: { _tag: 'DecodeError', message: expect.stringContaining(said) } })
})

test('HTML with status 200 is an error', () => {
  const answer = readVersions({ headers: {}, text: '<html>hello' }, 'the discovery')
  expect(answer).toMatchObject({ left: { message: expect.stringContaining('a page of HTML') } })
})

test('any JSON is an answer or an error, never a throw', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(['Left', 'Right']).toContain(read(value)._tag)
      expect(['Left', 'Right']).toContain(read({ versions: value })._tag)
      expect(['Left', 'Right']).toContain(read({ version: value, id: value })._tag)
    })
  )
})
