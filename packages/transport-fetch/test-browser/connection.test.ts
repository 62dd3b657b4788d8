/**
 * A page that connects to a cloud through its own origin, as a page must: `/identity` and `/compute` are passed on to
 * the services, whose real addresses the browser never asks.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type IncomingMessage, request as httpRequest, type ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { listening } from '@openstack-ts/testing'
import { chromium, type Page } from 'playwright-core'

import { bundle } from '../../connection/test/bundle.js'
import { scriptedCloud, type ScriptedCloud, tokenAnswer, wire } from '../../connection/test/scripted-cloud.js'
import { executable, flags, isInstalled } from './chromium.js'

const program = `
import { connect } from '@openstack-ts/connection'
import { get, required, resource, toPromise } from '@openstack-ts/core'
import { fetchTransport } from '@openstack-ts/transport-fetch'
import * as t from 'io-ts'

const Thing = resource({
  name: 'Thing', service: 'compute', microversion: '2.50', path: '/things', keys: { one: 'thing', many: 'things' },
  id: 'id', address: 'thingId', operations: { get: 'GET' }, fields: { id: required('id', t.string) }
})

const bases = { 'https://keystone.example:5000': '/identity', 'https://nova.example:8774': '/compute' }
const rewrite = (url) => url.replace(/^https:..[^/]+/, (origin) => bases[origin])

const auth = { auth_url: 'https://keystone.example:5000/v3', username: 'u', password: 'p', user_domain_id: 'd', project_id: 'p' }
const connected = connect({ overrides: { auth, cacert: '/nowhere' }, transport: fetchTransport({ rewrite }) })

const read = async () => {
  const cloud = await connected
  const { id } = await toPromise(get(Thing)({ thingId: '7' })(cloud))
  return { id, warnings: cloud.config.warnings }
}

const abort = async () => {
  const controller = new AbortController()
  const answer = get(Thing)({ thingId: 'slow' }, { signal: controller.signal })(await connected)()
  await new Promise((resolve) => setTimeout(resolve, 100))
  const start = performance.now()
  controller.abort()
  const { left } = await answer
  return { reason: left.reason, took: performance.now() - start }
}

globalThis.tasks = { read, abort, close: async () => (await connected).close() }
`

/** Its own page and script, and two services behind prefixes. */
const origin = (script: string, cloud: () => ScriptedCloud) => {
  const asked: Array<string> = []
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    const { headers, method = '', url = '' } = request
    if (!/^\/(identity|compute)\//.test(url)) {
      const [type, body] = url === '/page.js' ? ['text/javascript', script] : ['text/html', page]
      response.writeHead(200, { 'Content-Type': `${type}; charset=utf-8` }).end(body)
      return
    }
    asked.push(`${method} ${url}`)
    const on = httpRequest({ port: cloud().port, path: url, method, headers }, (answer) =>
      answer.pipe(response.writeHead(answer.statusCode ?? 0, answer.headers))
    )
    on.on('error', () => response.destroy())
    request.pipe(on)
  })
  return { asked, server }
}

const page = '<!doctype html><title>cloud</title><link rel=icon href=data:,><script src=/page.js></script>'

const where = isInstalled() ? describe : describe.skip

where('a page', () => {
  let cloud: ScriptedCloud
  let opened: { readonly page: Page; readonly asked: ReadonlyArray<string>; readonly close: () => Promise<void> }

  beforeAll(async () => {
    cloud = await scriptedCloud({
      auth: ({ say }) => void say(tokenAnswer('https://nova.example:8774', 'token-1', { compute: '/v2.1' })),
      call: ({ request, say }) => (request.includes('/slow') ? undefined : void say(wire(200, { thing: { id: '7' } })))
    })
    const { asked, server } = origin(await bundle(program, { platform: 'browser', format: 'iife' }), () => cloud)
    const port = await listening(server)
    const profile = mkdtempSync(join(tmpdir(), 'page-'))
    const browser = await chromium.launchPersistentContext(profile, { executablePath: executable, args: flags })
    const tab = await browser.newPage()
    await tab.goto(`http://127.0.0.1:${port}/`)
    const close = async (): Promise<void> => {
      await browser.close()
      server.closeAllConnections()
      server.close()
      await cloud.close()
      rmSync(profile, { recursive: true, force: true })
    }
    opened = { page: tab, asked, close }
  }, 60_000)

  afterAll(() => opened?.close())

  it('signs in, discovers and calls, each service below a base of its own', async () => {
    expect(await opened.page.evaluate('tasks.read()')).toEqual({
      id: '7',
      warnings: [expect.stringContaining('cacert of cloud')]
    })
    expect(opened.asked).toEqual(['POST /identity/v3/auth/tokens', 'GET /compute/v2.1/', 'GET /compute/v2.1/things/7'])
    expect(cloud.requests.at(-1)).toMatch(/^x-auth-token: token-1\r$/im)
  })

  it('an abort ends a call within 50 ms', async () => {
    const ended = await opened.page.evaluate('tasks.abort()')
    expect(ended).toMatchObject({ reason: 'aborted' })
    expect(Reflect.get(Object(ended), 'took')).toBeLessThan(50)
    await opened.page.evaluate('tasks.close()')
  })
})
