import { type HttpRequest, transportError, type Transport } from '@openstack-ts/core'
import * as TE from 'fp-ts/lib/TaskEither.js'

import { filesOf } from '../src/file-system.js'
import { loadCloudWith } from '../src/load.js'

const files = filesOf({
  '/w/clouds.yaml':
    'clouds: {c: {profile: "https://user:hunter2@p.example/x?y", auth: {user_id: u1, password: hunter2}}}'
})
const surroundings = { cwd: '/w', home: '/h', env: {}, platform: 'linux' }
const answer =
  (status: number, text: string): Transport =>
  () =>
    TE.right({ status, headers: {}, text })

describe('a profile that is a URL', () => {
  it('is asked for at its well-known place, without credentials', async () => {
    const asked: Array<string> = []
    const transport: Transport = ({ headers, url }) => {
      asked.push(url, ...Object.keys(headers))
      return TE.right({
        status: 200,
        headers: {},
        text: '{"name": "p", "profile": {"auth": {"auth_url": "https://k.example"}}}'
      })
    }
    const result = await loadCloudWith(files, surroundings, { transport })()
    expect(result).toMatchObject({ right: { identity: { authUrl: 'https://k.example' } } })
    expect(asked).toEqual(['https://p.example/.well-known/openstack/api', 'Accept'])
  })

  it.each([
    ['a no', answer(404, ''), '404'],
    ['no JSON', answer(200, '<html>'), 'not JSON'],
    ['no profile', answer(200, '{}'), 'gave none'],
    ['a list', answer(200, '[]'), 'not JSON'],
    [
      'no answer',
      (request: HttpRequest) =>
        TE.left(transportError({ method: 'GET', url: request.url, reason: 'refused', sent: false })),
      'refused'
    ],
    ['no transport', undefined, 'no transport']
  ])('is an error where it gives %s', async (_, transport, part) => {
    const result = await loadCloudWith(files, surroundings, transport === undefined ? {} : { transport })()
    expect(result).toMatchObject({ left: { _tag: 'ConfigError', message: expect.stringContaining(part) } })
    expect(JSON.stringify(result)).not.toContain('hunter2')
  })
})

describe('the three files', () => {
  it.each(['clouds', 'secure', 'clouds-public'])(
    '%s is an error where it is broken, never passed over',
    async (name) => {
      const broken = filesOf({ [`/w/${name}.yaml`]: 'a: b: hunter2' })
      expect(await loadCloudWith(broken, surroundings)()).toMatchObject({ left: { file: `/w/${name}.yaml`, line: 1 } })
    }
  )

  it('cannot be read where the disk says so', async () => {
    const disk = { readText: () => TE.left('permission denied') }
    expect(await loadCloudWith(disk, surroundings)()).toMatchObject({
      left: { message: '/w/clouds.yaml cannot be read: permission denied' }
    })
  })
})
