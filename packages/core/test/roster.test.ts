import { roster } from '../src/roster.js'

describe('roster', () => {
  test('says who is in, whoever came and went before', () => {
    const names = (): ReadonlyArray<string> => {
      const seen: Array<string> = []
      members.each(({ name }) => seen.push(name))
      return seen
    }
    const members = roster<{ readonly name: string }>()
    const leaveA = members.enter({ name: 'a' })
    members.enter({ name: 'b' })
    leaveA()
    members.enter({ name: 'c' })
    expect([names(), members.size()]).toEqual([['c', 'b'], 2])
  })

  test('leaving twice puts nobody else out', () => {
    const members = roster<object>()
    const leave = members.enter({})
    leave()
    members.enter({})
    leave()
    expect(members.size()).toBe(1)
  })

  test('members may leave while they are called', () => {
    const members = roster<() => void>()
    const leave = [1, 2, 3].map(() => members.enter(() => leave.forEach((go) => go())))
    members.each((end) => end())
    expect(members.size()).toBe(0)
  })
})
