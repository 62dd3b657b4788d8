import { roster } from '../src/roster.js'

describe('roster', () => {
  test('says who is in, whoever came and went before', () => {
    const names = (): ReadonlyArray<string> => {
      const seen: Array<string> = []
      members.each(({ name }) => seen.push(name))
      return seen
    }
    const members = roster<{ readonly name: string }>()
    const a = { name: 'a' }
    const place = members.enter(a)
    members.enter({ name: 'b' })
    expect(members.leave(place, a)).toBe(true)
    members.enter({ name: 'c' })
    expect([names(), members.size()]).toEqual([['c', 'b'], 2])
  })

  test('leaving twice puts nobody else out', () => {
    const members = roster<object>()
    const first = {}
    const place = members.enter(first)
    members.leave(place, first)
    members.enter({})
    expect(members.leave(place, first)).toBe(false)
    expect(members.size()).toBe(1)
  })

  test('members may leave while they are called', () => {
    const members = roster<() => void>()
    const all = [1, 2, 3].map(() => {
      const end = (): void => all.forEach((one) => members.leave(one.place, one.end))
      return { end, place: members.enter(end) }
    })
    members.each((end) => end())
    expect(members.size()).toBe(0)
  })
})
