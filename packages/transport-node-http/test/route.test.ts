import * as fc from 'fast-check'

import { connections } from '../src/connections.js'
import { type Route, router } from '../src/route.js'

const fresh = () => router(connections({}).routeOf)

const wayOf = (route: ReturnType<ReturnType<typeof router>>): object => {
  if ('reason' in route) return route
  const { agent: _, ...way } = route
  return way
}

/** Asks for something else of the same origin before. */
const askedBefore = (url: string, origin: string): object => {
  const route = fresh()
  route(`${origin}/v2.1/servers`)
  return wayOf(route(url))
}

describe('an origin that is known already', () => {
  const origins = fc.constantFrom(
    'http://cloud.example:8774',
    'https://[::1]',
    'HTTP://cloud.example',
    'http://c:80',
    'http://cloud.example\\below'
  )
  /** What `URL` might turn into something else, one at a time among what it leaves alone. */
  const odd = fc.constantFrom(
    '.',
    '..',
    '%2e',
    '%2E.',
    '#',
    '\\',
    ' ',
    'é',
    '"',
    "'",
    '|',
    '^',
    '`',
    '{',
    '<',
    '\n',
    '%zz'
  )
  const plain = fc
    .array(fc.constantFrom('/', '?', '@', ':', 'a', '.', '%2F', '='), { maxLength: 4 })
    .map((all) => all.join(''))
  const paths = fc.tuple(plain, fc.oneof(odd, plain), plain).map(([start, middle, end]) => `/${start}${middle}${end}`)

  test('is asked as if it were new, whatever the path', () => {
    fc.assert(
      fc.property(origins, paths, (origin, path) => {
        expect(askedBefore(origin + path, origin)).toEqual(wayOf(fresh()(origin + path)))
      }),
      { numRuns: 3000 }
    )
  })

  test.each([
    ['http://cloud.example/servers/42?limit=1&name=a%2Fb', '/servers/42?limit=1&name=a%2Fb'],
    ['http://cloud.example/a/../b', '/b'],
    ['http://cloud.example/a/%2E%2e/b', '/b'],
    ['http://cloud.example', '/'],
    ['http://cloud.example?a=1', '/?a=1'],
    ['http://cloud.example/a#b', '/a'],
    ['http://cloud.example/a b', undefined]
  ])('%s', (url, path) => {
    expect((askedBefore(url, 'http://cloud.example') as Partial<Route>).path).toBe(path)
  })

  test('is one with its user, who is refused', () => {
    expect(askedBefore('http://me:hunter2@cloud.example/', 'http://cloud.example')).toMatchObject({
      reason: 'malformed'
    })
    expect(askedBefore('http://cloud.example\\@evil.example/a', 'http://cloud.example')).toEqual(
      wayOf(fresh()('http://cloud.example\\@evil.example/a'))
    )
  })

  test('is asked through its proxy', () => {
    const route = router(connections({ proxy: { http: 'http://proxy.example:3128' } }).routeOf)
    route('http://cloud.example/a')
    expect(route('http://cloud.example/b')).toMatchObject({ host: 'proxy.example', path: 'http://cloud.example/b' })
  })
})

test('however many origins are asked, each is asked at its own', () => {
  const route = fresh()
  for (let i = 0; i < 200; i++) {
    const port = String(1000 + i)
    expect([route(`http://c:${port}/a`), route(`http://c:${port}/b`)]).toMatchObject([
      { port, path: '/a' },
      { port, path: '/b' }
    ])
  }
})
