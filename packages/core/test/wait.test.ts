import * as E from 'fp-ts/lib/Either.js'

import { type Call, type Clock, wait } from '../src/index.js'

const clock: Clock = { now: () => 0, sleep: async () => undefined }

const counting = (): Call<'compute', number> => {
  let looks = 0
  return () => async () => E.right(++looks)
}

describe('wait', () => {
  it('tells of each look, the last one too', async () => {
    const seen: Array<number> = []
    const onLook = (n: number): void => void seen.push(n)
    const run = wait(counting(), { until: (n) => n === 3, onLook, clock })
    expect(await run({} as never)()).toEqual(E.right(3))
    expect(seen).toEqual([1, 2, 3])
  })

  it('asks whether it will do before whether it failed', async () => {
    const run = wait(counting(), { until: (n) => n === 2, fails: (n) => (n === 2 ? 'two' : undefined), clock })
    expect(await run({} as never)()).toEqual(E.right(2))
  })
})
