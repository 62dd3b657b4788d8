import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import * as core from '@openstack-ts/core'

import { methodsIn, openstacksdk } from '../../contract/openstacksdk.js'
import { contractFolder } from '../../contract/operation.js'
import * as compute from '../../src/index.js'
import { overContract } from './contract.js'

const cloud: core.Cloud<'compute'> = {
  compute: {
    microversions: async () => ({ _tag: 'Right', right: { min: '2.1', max: '2.104' } }),
    policy: 'latest',
    send: () => async () => ({ _tag: 'Left', left: core.waitError({ message: 'not asked', reason: 'failed' }) })
  }
}

/** What is called so here, if anything is. */
const called = (name: string): unknown =>
  name.split('.').reduce<unknown>((within, part) => (within as Readonly<Record<string, unknown>> | undefined)?.[part], {
    ...compute,
    ...compute.compute(cloud),
    core
  })

it.each(Object.entries(openstacksdk))('%s has a counterpart, or a reason for none', (_, counterpart) => {
  expect(typeof called(typeof counterpart === 'string' ? counterpart : counterpart.instead)).toBe('function')
})

overContract('openstacksdk', () => {
  it('has no method that is forgotten here, and none that is made up', () => {
    const file = join(contractFolder(__dirname) ?? '', '../facts/openstacksdk-compute-methods.md')
    const methods = methodsIn(readFileSync(file, 'utf8'))
    expect(methods.length).toBeGreaterThanOrEqual(145)
    expect(Object.keys(openstacksdk).toSorted()).toEqual([...new Set(methods)].toSorted())
  })
})
