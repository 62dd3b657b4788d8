import { pipe } from 'fp-ts/lib/function.js'

import { configError, logTo, observe, type RequestEvent, retry } from '../src/index.js'
import { fakeClock } from './fake-clock.js'
import { answers, asking, breaks, scripted, type Step } from './scripted.js'

const recorder = () => {
  const lines: Array<string> = []
  const to = (level: string) => (line: string) => void lines.push(`${level} ${line}`)
  return { lines, logger: { debug: to('debug'), info: to('info'), warn: to('warn') } }
}

const context = { service: 'compute', operation: 'Server.get', route: '/servers/{serverId}' }

const logged = async (...steps: ReadonlyArray<Step>): Promise<ReadonlyArray<string>> => {
  const { lines, logger } = recorder()
  const clock = fakeClock()
  const { transport } = scripted(...steps)
  const watch = observe(logTo(logger), { clock, messages: 'bodies' })
  const url = 'https://me:s3cr3t@c.example/servers/42?token=s3cr3t'
  const headers = { 'X-Auth-Token': 's3cr3t' }
  const send = pipe(transport, retry({ clock, random: () => 1, onRetry: watch.onRetry }), watch)
  const sent = send(asking('GET', { context, headers, url }))()
  await clock.advance(10_000)
  await sent
  return lines
}

test('one line for each event, with its level, and without a secret', async () => {
  const lines = await logged(
    answers(503),
    answers(200, { 'x-openstack-request-id': 'req-1' }, '{"adminPass":"s3cr3t"}')
  )
  expect(lines).toEqual([
    'debug GET https://***@c.example/servers/42?token=*** Server.get begins',
    'warn GET https://***@c.example/servers/42?token=*** Server.get try 1 503, again in 500 ms',
    'info GET https://***@c.example/servers/42?token=*** Server.get 200 in 500 ms, 1 retry (req-1)'
  ])
})

test('what failed is a warning', async () => {
  expect((await logged(answers(404))).at(-1)).toMatch(/^warn GET .* Server.get 404 in 0 ms$/)
  expect((await logged(breaks('tls', false))).at(-1)).toMatch(/^warn GET .* Server.get tls in 0 ms$/)
})

test('signing in, stores and discoveries', () => {
  const { lines, logger } = recorder()
  const url = 'https://c.example/compute/v2.1/'
  const events: ReadonlyArray<RequestEvent> = [
    { _tag: 'TokenRenewed', at: 0, reason: 'first', from: 'keystone', duration: 12.4 },
    {
      _tag: 'TokenRenewed',
      at: 0,
      reason: 'expiring',
      from: 'keystone',
      duration: 5,
      error: configError({ message: 'no' })
    },
    { _tag: 'TokenStoreFailed', at: 0, operation: 'set', message: 'the disk\nis full' },
    {
      _tag: 'VersionsDiscovered',
      at: 0,
      service: 'compute',
      url,
      duration: 3,
      microversions: { min: '2.1', max: '2.96' }
    }
  ]
  for (const event of events) logTo(logger)(event)
  expect(lines).toEqual([
    'info a token from keystone (first) in 12 ms',
    'warn a token from keystone (expiring) in 5 ms failed: no',
    'warn the token store failed to set: the disk is full',
    `info versions of compute at ${url}: microversions 2.1 to 2.96`
  ])
})

test('takes the console as it is', () => {
  const spy = jest.spyOn(console, 'warn').mockImplementation(() => undefined)
  logTo(console)({ _tag: 'TokenStoreFailed', at: 0, operation: 'get', message: 'no' })
  expect(spy).toHaveBeenCalledWith('the token store failed to get: no')
  spy.mockRestore()
})
