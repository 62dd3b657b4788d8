/**
 * The browser's entry: bundled without a Node module in reach, and run over a `fetch` that the test holds.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createContext, runInContext } from 'node:vm'

import { get, toPromise } from '@openstack-ts/core'

import { connect, openConnection } from '../src/browser.js'
import { bundle } from './bundle.js'
import { discoveryAnswer, Thing, tokenAnswer, wire } from './scripted-cloud.js'

const origin = 'https://cloud.example'

/** A scripted answer as fetch has it. */
const responseOf = (answer: string): Response => {
  const [head = '', body = ''] = answer.split('\r\n\r\n')
  const [line = '', ...fields] = head.split('\r\n')
  const headers = fields.map((field): [string, string] => {
    const [name = '', ...value] = field.split(': ')
    return [name, value.join(': ')]
  })
  return new Response(body, { status: Number(line.split(' ')[1]), headers })
}

const asked: Array<string> = []

const fetch = async (input: unknown, init: RequestInit = {}): Promise<Response> => {
  const url = String(input)
  asked.push(`${init.method} ${url}`)
  if (url.endsWith('/auth/tokens')) return responseOf(tokenAnswer(origin, 'token-1'))
  if (url.endsWith('/compute/v2.1/')) return responseOf(discoveryAnswer(origin))
  return responseOf(wire(200, { thing: { id: 'from-fetch' } }))
}

const overrides = {
  auth: { auth_url: `${origin}/identity/v3`, username: 'u', password: 'p', user_domain_id: 'default', project_id: 'p' }
}

const program = `
import { connect } from '@openstack-ts/connection'
import { get, required, resource, toPromise } from '@openstack-ts/core'
import * as t from 'io-ts'

const Thing = resource({
  name: 'Thing', service: 'compute', microversion: '2.50', path: '/things', keys: { one: 'thing', many: 'things' },
  id: 'id', address: 'thingId', operations: { get: 'GET' }, fields: { id: required('id', t.string) }
})

globalThis.run = async (overrides) => {
  const cloud = await connect({ overrides })
  const thing = await toPromise(get(Thing)({ thingId: '7' })(cloud))
  await cloud.close()
  return thing.id
}
`

describe('in a browser', () => {
  beforeEach(() => asked.splice(0))

  test('the bundle needs nothing of Node, and calls over fetch', async () => {
    const text = await bundle(program, { platform: 'browser', format: 'iife' })
    // esbuild itself fails on a Node module that is imported; this is for one that is required by name.
    expect(text.match(/["']node:\w+["']|require\(["'][\w:]+["']\)/g)).toBeNull()
    const page: Record<string, unknown> = {
      AbortController,
      AbortSignal,
      clearTimeout,
      Date,
      fetch,
      Headers,
      Request,
      setTimeout,
      TextDecoder,
      TextEncoder,
      URL,
      URLSearchParams
    }
    createContext(page)
    runInContext(text, page)
    const { run } = page
    if (typeof run !== 'function') throw new Error('the bundle defines nothing')
    expect(await run(overrides)).toBe('from-fetch')
    expect(asked).toEqual([
      `POST ${origin}/identity/v3/auth/tokens`,
      `GET ${origin}/compute/v2.1/`,
      `GET ${origin}/compute/v2.1/things/7`
    ])
  }, 30_000)

  test('the package sends bundlers for browsers there', () => {
    const { exports } = JSON.parse(readFileSync(join(__dirname, '../package.json'), 'utf8'))
    expect(Object.keys(exports['.'])[0]).toBe('browser')
    expect(exports['.'].browser).toEqual({
      import: { types: './dist/esm/browser.d.ts', default: './dist/esm/browser.js' },
      require: { types: './dist/cjs/browser.d.ts', default: './dist/cjs/browser.js' }
    })
  })

  test('no file is read: without a configuration, the error says what is missing', async () => {
    expect(await openConnection()()).toMatchObject({ left: { _tag: 'ConfigError' } })
    await expect(connect({ cloud: 'devstack' })).rejects.toMatchObject({ error: { _tag: 'ConfigError' } })
  })

  test('a transport of one’s own takes the place of fetch', async () => {
    const seen: Array<string> = []
    const cloud = await connect({
      overrides,
      transport: (request) => async () => {
        const { headers: sent, method } = request
        seen.push(method)
        const response = await fetch(request.url, { method, headers: sent })
        const headers = Object.fromEntries(response.headers)
        return { _tag: 'Right', right: { status: response.status, headers, text: await response.text() } }
      }
    })
    expect(await toPromise(get(Thing)({ thingId: '7' })(cloud))).toEqual({ id: 'from-fetch' })
    expect(seen).toEqual(['POST', 'GET', 'GET'])
    await cloud.close()
  })
})
