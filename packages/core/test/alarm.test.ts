import { alarm } from '../src/alarm.js'
import { systemClock } from '../src/clock.js'

const nothing = (): void => undefined

describe('alarm, shared', () => {
  beforeEach(() => {
    jest.useFakeTimers({ now: 0 })
    jest.spyOn(systemClock, 'now').mockImplementation(() => Date.now())
  })
  afterEach(() => {
    jest.restoreAllMocks()
    jest.useRealTimers()
  })

  test('wakes each at its time, however they were set', () => {
    const set = alarm(systemClock, { shared: true })
    const woken: Array<number> = []
    for (const due of [2500, 300, 1200]) set(due, () => woken.push(Date.now()), nothing)
    jest.advanceTimersByTime(10_000)
    expect(woken).toEqual([300, 1200, 2500])
  })

  test('wakes nobody who has left', () => {
    const set = alarm(systemClock, { shared: true })
    const wake = jest.fn()
    set(500, wake, nothing)()
    jest.advanceTimersByTime(10_000)
    expect(wake).not.toHaveBeenCalled()
  })

  test('looks round once a second while somebody is there, and leaves no timer when nobody is', () => {
    const set = alarm(systemClock, { shared: true })
    const look = jest.fn()
    const leave = set(60_000, nothing, look)
    jest.advanceTimersByTime(3000)
    expect(look).toHaveBeenCalledTimes(3)
    leave()
    jest.advanceTimersByTime(1000)
    expect(jest.getTimerCount()).toBe(0)
  })

  test('a time that never comes is no time at all', () => {
    const wake = jest.fn()
    alarm(systemClock, { shared: true })(Infinity, wake, nothing)
    alarm(systemClock)(Infinity, wake, nothing)
    jest.advanceTimersByTime(5000)
    expect(wake).not.toHaveBeenCalled()
  })
})
