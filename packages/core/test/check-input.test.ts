import { isLeft } from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'

import { call, endpoints, type Microversion, neededSince, since, until } from '../src/index.js'
import { cloudSaying } from './cloud-saying.js'

const groups = endpoints(
  { name: 'Group', service: 'compute', microversion: '2.104', path: '/groups' },
  {
    create: {
      method: 'POST',
      body: {
        fields: {
          policies: neededSince('2.1', until('2.63', 'policies', t.readonlyArray(t.string))),
          policy: neededSince('2.64', since('2.64', 'policy', t.string))
        }
      }
    }
  }
)

type Input = Parameters<NonNullable<(typeof groups.create)['_I']>>[0]

const problem = async (input: Input, microversion: Microversion): Promise<string | undefined> => {
  const answer = await call(groups.create)(input, { microversion })(cloudSaying({}).cloud)()
  return isLeft(answer) ? answer.left.message : undefined
}

describe('neededSince', () => {
  it('wants a row from its microversion on', async () => {
    expect(await problem({}, '2.64')).toBe('Group.create needs policy from microversion 2.64 on')
    expect(await problem({ policy: 'affinity' }, '2.64')).toBeUndefined()
  })

  it('wants a row no longer than there is such a row', async () => {
    expect(await problem({}, '2.63')).toBe('Group.create needs policies from microversion 2.1 on')
    expect(await problem({ policies: ['affinity'] }, '2.63')).toBeUndefined()
  })
})
