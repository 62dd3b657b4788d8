import { systemClock } from '../src/index.js'

it('tells the time', () => {
  expect(Math.abs(systemClock.now() - Date.now())).toBeLessThan(1000)
})

it('sleeps for longer than a timer can, and for ever', async () => {
  jest.useFakeTimers()
  const woken: Array<string> = []
  const controller = new AbortController()
  void systemClock.sleep(3e9).then(() => woken.push('in 35 days'))
  void systemClock.sleep(Infinity, controller.signal).then(() => woken.push('never'))
  await jest.advanceTimersByTimeAsync(2.9e9)
  expect(woken).toEqual([])
  await jest.advanceTimersByTimeAsync(0.1e9)
  expect(woken).toEqual(['in 35 days'])
  controller.abort()
  expect(jest.getTimerCount()).toBe(0)
  jest.useRealTimers()
})

it('sleeps, and is woken by an abort', async () => {
  const started = performance.now()
  await systemClock.sleep(10)
  expect(performance.now() - started).toBeGreaterThan(8)
  await systemClock.sleep(60_000, AbortSignal.abort())
  const controller = new AbortController()
  const sleeping = systemClock.sleep(60_000, controller.signal)
  controller.abort()
  await sleeping
  await systemClock.sleep(1, new AbortController().signal)
  expect(performance.now() - started).toBeLessThan(2000)
})
