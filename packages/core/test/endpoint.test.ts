import * as t from 'io-ts'

import { endpoints, required } from '../src/index.js'

const common = { name: 'Server', service: 'compute', microversion: '2.104', method: 'POST' } as const

it('names endpoints after what they share and what they are', () => {
  const made = endpoints({ ...common, path: '/servers/{serverId}' }, { stop: {}, start: {} })
  expect([made.stop.name, made.start.name]).toEqual(['Server.stop', 'Server.start'])
})

it('says of each what all share, what is its own, and continues the path', () => {
  const made = endpoints(
    { ...common, path: '/servers/{serverId}', since: '2.10' },
    {
      stop: { under: '/action', body: { key: 'os-stop' } },
      diagnostics: { method: 'GET', under: '/diagnostics', since: '2.48', answer: { codec: t.unknown } },
      elsewhere: { path: '/elsewhere', base: 'root' }
    }
  )
  expect(made).toEqual({
    stop: {
      name: 'Server.stop',
      service: 'compute',
      microversion: '2.104',
      method: 'POST',
      since: '2.10',
      path: '/servers/{serverId}/action',
      body: { key: 'os-stop' }
    },
    diagnostics: {
      name: 'Server.diagnostics',
      service: 'compute',
      microversion: '2.104',
      method: 'GET',
      since: '2.48',
      path: '/servers/{serverId}/diagnostics',
      answer: { codec: t.unknown }
    },
    elsewhere: {
      name: 'Server.elsewhere',
      service: 'compute',
      microversion: '2.104',
      method: 'POST',
      since: '2.10',
      path: '/elsewhere',
      base: 'root'
    }
  })
})

it('continues no path but its own', () => {
  const made: object = endpoints(common, {
    list: { under: '/things', body: { fields: { a: required('a', t.string) } } }
  })
  expect(made).toMatchObject({ list: { path: '/things' } })
})
