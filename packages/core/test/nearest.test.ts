import * as fc from 'fast-check'

import { nearest } from '../src/nearest.js'

it.each([
  ['naem', ['name', 'names', 'status'], 'name'],
  ['NAME', ['name', 'status'], 'name'],
  ['statsu', ['name', 'status'], 'status'],
  ['flavourId', ['flavorId', 'imageId'], 'flavorId'],
  ['serveId', ['serverId', 'userId'], 'serverId'],
  ['changesSinc', ['changesBefore', 'changesSince'], 'changesSince'],
  ['x', ['name', 'status'], undefined],
  ['q', ['at'], undefined],
  ['a', ['at'], 'at'],
  ['colour', [], undefined]
])('of %j among %j is %j', (wrong, valid, near) => {
  expect(nearest(wrong, valid)).toBe(near)
})

it('finds a name again after one slip of the fingers', () => {
  const names = ['availabilityZone', 'instanceName', 'launchedAt', 'projectId']
  fc.assert(
    fc.property(
      fc.constantFrom(...names),
      fc.nat(20),
      fc.constantFrom('drop', 'swap', 'add', 'other'),
      (name, n, slip) => {
        const at = n % (name.length - 1)
        const [before, one, two, after] = [name.slice(0, at), name[at], name[at + 1], name.slice(at + 2)] as const
        const wrong =
          slip === 'drop'
            ? `${before}${two}${after}`
            : slip === 'swap'
              ? `${before}${two}${one}${after}`
              : slip === 'add'
                ? `${before}${one}q${two}${after}`
                : `${before}q${two}${after}`
        expect(nearest(wrong, names)).toBe(name)
      }
    )
  )
})
