import type { HttpRequest, HttpResponse, OpenStackError, RequestEvent, ServiceType } from '@openstack-ts/core'
import { left, right } from 'fp-ts/lib/Either.js'
import * as fc from 'fast-check'

import { type CloudOptions, password, signIn } from '../src/index.js'
import { clockAt, cloudInMemory, endpoint, json, project } from './scripted.js'

const auth = password({ user: { id: 'u1' }, password: 'planted' })
const authUrl = 'https://keystone.example/v3'

const setUp = (
  services: ReadonlyArray<unknown>,
  serve: (url: string, request: HttpRequest) => HttpResponse,
  more: Partial<CloudOptions> = {}
) => {
  const clock = clockAt()
  const events: Array<RequestEvent> = []
  const memory = cloudInMemory(clock, (request) => serve(request.url, request), { services })
  const onEvent = (event: RequestEvent) => events.push(event)
  const cloud = signIn({ transport: memory.transport, authUrl, auth, clock, onEvent, ...more })
  const gets = () => memory.transport.lines().filter((line) => line.startsWith('GET'))
  const get = (service: ServiceType, path: string) =>
    cloud[service].send({ method: 'GET', path, headers: {}, context: { service, operation: 'test', route: path } })()
  return { clock, cloud, events, get, gets, memory }
}

const version = (id: string, href: string, [min, max] = ['', '']) => ({
  id,
  status: 'CURRENT',
  min_version: min,
  version: max,
  links: [{ rel: 'self', href }]
})

const notFound = json(404, { error: { message: 'nothing here' } })
const nova = { version: version('v2.1', 'http://internal:8774/v2.1/', ['2.1', '2.93']) }

describe('microversions', () => {
  test('from the version’s own document, without a token, once however many ask', async () => {
    const { clock, cloud, events, gets, memory } = setUp([endpoint('compute', 'https://pub.example/v2.1')], () =>
      json(200, nova)
    )
    const answers = await Promise.all(Array.from({ length: 100 }, () => cloud.compute.microversions()))
    expect(answers).toEqual(Array(100).fill(right({ min: '2.1', max: '2.93' })))
    expect(gets()).toEqual(['GET https://pub.example/v2.1/'])
    expect(memory.transport.requests[1]?.headers).toEqual({
      Accept: 'application/json',
      'User-Agent': `openstack-ts/0.0.0 node/${process.versions.node}`
    })
    const microversions = { min: '2.1', max: '2.93' }
    const url = 'https://pub.example/v2.1/'
    const told = { _tag: 'VersionsDiscovered', at: clock.now(), service: 'compute', url, duration: 0, microversions }
    expect(events.at(-1)).toEqual(told)
  })

  test('from the list of versions, where the document wants a token or is not there', async () => {
    for (const status of [300, 401, 403, 404]) {
      const { cloud, gets } = setUp([endpoint('compute', `https://pub.example/v2.1/${project}`)], (url) =>
        url === 'https://pub.example/' ? json(300, { versions: [nova.version] }) : json(status, {})
      )
      expect(await cloud.compute.microversions()).toEqual(right({ min: '2.1', max: '2.93' }))
      expect(gets()).toEqual(['GET https://pub.example/v2.1/', 'GET https://pub.example/'])
    }
  })

  test('none for services that have none, and nobody is asked', async () => {
    const { cloud, memory } = setUp([endpoint('image', 'https://pub.example/v2')], () => notFound)
    expect(await cloud.image.microversions()).toEqual(right(undefined))
    expect(memory.transport.requests).toEqual([])
  })

  test('none where the service is too old to have them', async () => {
    const old = { versions: [version('v2.0', 'http://x/v2/'), nova.version] }
    const { cloud } = setUp([endpoint('compute', 'https://pub.example/v2')], () => json(200, old))
    expect(await cloud.compute.microversions()).toEqual(right(undefined))
  })

  test('Cinder’s list is asked first: its own document wants a token', async () => {
    const list = { versions: [version('v3.0', 'http://x/v3/', ['3.0', '3.70'])] }
    const { cloud, gets } = setUp([endpoint('volumev3', `https://pub.example/v3/${project}`)], () => json(300, list))
    expect(await cloud['block-storage'].microversions()).toEqual(right({ min: '3.0', max: '3.70' }))
    expect(gets()).toEqual(['GET https://pub.example/'])
  })

  test('a broken discovery is one request and a clear error, for ten seconds; then it is asked again', async () => {
    let broken = true
    const { clock, cloud, gets } = setUp([endpoint('compute', 'https://pub.example/v2.1')], () =>
      broken ? json(503, {}) : json(200, nova)
    )
    const answers = await Promise.all(Array.from({ length: 50 }, () => cloud.compute.microversions()))
    expect(answers[0]).toMatchObject({
      left: {
        _tag: 'HttpError',
        message: 'compute answered 503 to GET /v2.1/: its versions cannot be discovered, so that no call can be made'
      }
    })
    await cloud.compute.microversions()
    clock.advance(9_999)
    await cloud.compute.microversions()
    expect(gets()).toHaveLength(1)
    broken = false
    clock.advance(1)
    expect(await cloud.compute.microversions()).toEqual(right({ min: '2.1', max: '2.93' }))
    expect(gets()).toHaveLength(2)
  })

  test.each([
    ['a page of HTML', { status: 200, headers: {}, text: '<html>' }, 'a page of HTML'],
    ['another service’s document', json(200, { versions: [{ id: 'v1' }] }), 'should be'],
    ['an empty list', json(200, { versions: [] }), 'at least one usable version']
  ])('%s everywhere is an error, never a silent old version', async (_, answer, said) => {
    const { cloud } = setUp([endpoint('compute', 'https://pub.example')], () => answer)
    expect(await cloud.compute.microversions()).toMatchObject({
      left: { _tag: 'DecodeError', message: expect.stringContaining(said) }
    })
  })
})

describe('where the API is', () => {
  const place = async (service: ServiceType, url: string, document: HttpResponse) => {
    const { get, gets } = setUp([endpoint(service, url)], () => document)
    const answer = await get(service, '/x')
    return answer._tag === 'Left' ? answer.left : gets()
  }
  const images = (href: string) => json(300, { versions: [version('v2.15', href), version('v1', 'http://x/v1/')] })

  test('a URL of the wanted version is taken at its word', async () => {
    expect(await place('compute', `https://pub.example/v2.1/${project}`, notFound)).toEqual([
      `GET https://pub.example/v2.1/${project}/x`
    ])
  })

  test('one without a version is asked; of its link only the path counts', async () => {
    expect(await place('image', 'https://pub.example', images('http://internal:9292/v2/'))).toEqual([
      'GET https://pub.example/',
      'GET https://pub.example/v2/x'
    ])
  })

  test('behind a path of the proxy’s own, with links that know of it or not', async () => {
    const expected = ['GET https://pub.example/image/', 'GET https://pub.example/image/v2/x']
    expect(await place('image', 'https://pub.example/image', images('http://internal:9292/v2/'))).toEqual(expected)
    expect(await place('image', 'https://pub.example/image/', images('http://pub.example/image/v2/'))).toEqual(expected)
    expect(await place('image', 'https://pub.example/image/', images('/image/v2'))).toEqual(expected)
  })

  test('an unversioned service stays at its root', async () => {
    const placement = json(200, { versions: [version('v1.0', '', ['1.0', '1.39'])] })
    expect(await place('placement', 'https://pub.example/placement', placement)).toEqual([
      'GET https://pub.example/placement/',
      'GET https://pub.example/placement/x'
    ])
  })

  test('another version than the wanted one: its list is asked, and the project put at the end again', async () => {
    const list = json(300, {
      versions: [version('v2.0', 'http://i/v2/'), version('v3.0', 'http://i/v3/', ['3.0', '3.70'])]
    })
    const { get, gets } = setUp([endpoint('volumev2', `https://pub.example/v2/${project}`)], () => list)
    await get('block-storage', '/x')
    expect(gets()).toEqual(['GET https://pub.example/', `GET https://pub.example/v3/${project}/x`])
  })

  test('a version that is told, or that the type in the catalog says', async () => {
    const url = `https://pub.example/v2/${project}`
    for (const options of [{ apiVersion: '2' }, { serviceType: 'volumev2' }]) {
      const services = { 'block-storage': options }
      const { get, gets } = setUp([endpoint('volumev2', url)], () => notFound, { services })
      await get('block-storage', '/x')
      expect(gets()).toEqual([`GET ${url}/x`])
    }
  })

  test('network and load-balancer need no document, object-store is kept as it is', async () => {
    expect(await place('network', 'https://pub.example/', notFound)).toEqual(['GET https://pub.example/v2.0/x'])
    expect(await place('load-balancer', 'https://pub.example', notFound)).toEqual(['GET https://pub.example/v2.0/x'])
    const swift = `https://pub.example/swift/AUTH_${project}`
    expect(await place('object-store', swift, notFound)).toEqual([`GET ${swift}/x`])
  })

  test('a version that is not there is an error that says what is', async () => {
    expect(await place('image', 'https://pub.example', json(300, { versions: [version('v1.1', '')] }))).toMatchObject({
      _tag: 'DecodeError',
      message:
        'The answer to the version discovery of image at https://pub.example/ cannot be read: the answer should be ' +
        'a version 2 of image, but is v1.1'
    })
  })

  test('what is no URL is an error', async () => {
    expect(await place('image', 'pub.example', notFound)).toMatchObject({
      _tag: 'ConfigError',
      message: 'The endpoint pub.example is not a URL that begins with http:// or https://'
    })
  })

  test('whatever a document links to, the token stays at the origin that the catalog has', async () => {
    const hrefs = fc.oneof(
      fc.webUrl(),
      fc.string(),
      fc.constantFrom(
        '//evil/v2',
        'http:evil',
        '\\\\evil\\v2',
        'javascript:1',
        '/../v2',
        'http://u:p@evil/v2',
        '/v2?x#y'
      )
    )
    await fc.assert(
      fc.asyncProperty(hrefs, fc.constantFrom('', '/image'), async (href, prefix) => {
        const { get, memory } = setUp([endpoint('image', `https://pub.example${prefix}`)], () => images(href))
        await get('image', '/x')
        const urls = memory.transport.requests.slice(1).map(({ url }) => new URL(url))
        for (const { origin, pathname, username } of urls) {
          expect(origin).toBe('https://pub.example')
          expect(pathname.startsWith(`${prefix}/`)).toBe(true)
          expect(username).toBe('')
        }
      })
    )
  })
})

describe('auth URLs', () => {
  const posts = async (url: string, document: HttpResponse) => {
    const { cloud, memory } = setUp([], () => document, { authUrl: url })
    const answer = await cloud.access()
    return { answer, lines: memory.transport.lines() }
  }
  const keystone = json(300, {
    versions: { values: [version('v3.14', 'http://internal:5000/v3/'), version('v2.0', '')] }
  })

  test('with /v3, nothing is asked first', async () => {
    for (const url of ['https://k.example/v3', 'https://k.example/v3/', 'https://k.example/identity/v3'])
      expect((await posts(url, notFound)).lines).toHaveLength(1)
  })

  test('without a version, Keystone is asked which it has', async () => {
    expect((await posts('https://k.example/identity/', keystone)).lines).toEqual([
      'GET https://k.example/identity/',
      'POST https://k.example/identity/v3/auth/tokens'
    ])
  })

  test('v2.0 is left for v3', async () => {
    expect((await posts('https://k.example/v2.0', keystone)).lines[1]).toBe('POST https://k.example/v3/auth/tokens')
    expect((await posts('https://k.example/v2.0/', notFound)).lines[1]).toBe('POST https://k.example/v3/auth/tokens')
  })

  test('where it does not tell, /v3 it is', async () => {
    expect((await posts('https://k.example/', notFound)).lines[1]).toBe('POST https://k.example/v3/auth/tokens')
  })

  test('none at all, and none that is a URL, are errors', async () => {
    const missing: OpenStackError = {
      _tag: 'ConfigError',
      message: 'Signing in to Keystone needs an auth URL',
      key: 'auth_url'
    }
    expect((await posts('', notFound)).answer).toEqual(left(missing))
    expect((await posts('k.example', notFound)).answer).toMatchObject({ left: { _tag: 'ConfigError' } })
  })
})
