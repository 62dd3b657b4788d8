import { systemClock } from '../src/index.js'

it('tells the time', () => {
  expect(Math.abs(systemClock.now() - Date.now())).toBeLessThan(1000)
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
