import { httpErrorOf, requestIdsOf } from '../src/fault.js'
import type { ServiceRequest } from '../src/index.js'

const request: ServiceRequest = {
  method: 'GET',
  path: '/servers/a?x=1',
  headers: {},
  context: { service: 'compute', operation: 'Server.get', route: '/servers/{serverId}' }
}

const errorOf = (body: unknown, headers = {}, asked = request) =>
  httpErrorOf(asked, { status: 404, headers, text: typeof body === 'string' ? body : JSON.stringify(body) })

it.each<[string, unknown, string | undefined, string | undefined]>([
  ['Nova', { itemNotFound: { code: 404, message: 'No such server.' } }, 'itemNotFound', 'No such server.'],
  ['Keystone', { error: { code: 401, title: 'Unauthorized', message: 'Please.' } }, 'Unauthorized', 'Please.'],
  ['Heat', { error: { type: 'EntityNotFound', message: 'No stack.' }, title: 'x' }, 'EntityNotFound', 'No stack.'],
  [
    'Neutron',
    { NeutronError: { type: 'NetworkNotFound', message: 'No network.', detail: '' } },
    'NetworkNotFound',
    'No network.'
  ],
  ['Placement', { errors: [{ status: 404, title: 'Not Found', detail: 'No provider.' }] }, 'Not Found', 'No provider.'],
  [
    'Ironic, JSON within JSON',
    { error_message: '{"faultcode": "Client", "faultstring": "No node.", "debuginfo": null}' },
    'Client',
    'No node.'
  ],
  ['a newer Ironic', { error_message: { faultcode: 'Client', faultstring: 'No node.' } }, 'Client', 'No node.'],
  ['Ironic in plain words', { error_message: 'No node.' }, undefined, 'No node.'],
  ['Ironic in neither', { error_message: 5 }, undefined, undefined],
  ['Octavia', { faultcode: 'Client', faultstring: 'No balancer.' }, 'Client', 'No balancer.'],
  ['Designate', { code: 404, type: 'zone_not_found', message: 'No zone.' }, 'zone_not_found', 'No zone.'],
  ['Barbican', { code: 404, title: 'Not Found', description: 'No secret.' }, 'Not Found', 'No secret.'],
  ['a message alone', { message: 'No.' }, undefined, 'No.'],
  ['an empty list of errors', { errors: [] }, undefined, undefined],
  ['a text in JSON', '"No."', undefined, 'No.'],
  ['plain text', 'No.\n', undefined, 'No.'],
  ['nothing', '', undefined, undefined],
  [
    'a page of HTML',
    '<html><head><title>404</title><style>p {}</style></head><body><h1>404 Not Found</h1>No&nbsp;page</body></html>',
    undefined,
    '404 Not Found No&nbsp;page'
  ],
  ['a list', [1], undefined, '[1]']
])('reads the words of %s', (...[, body, fault, detail]) => {
  const error = errorOf(body)
  expect([error.fault, error.detail]).toEqual([fault, detail])
  expect(error.message).toBe(
    `compute answered 404 to GET /servers/a${(detail ?? fault) === undefined ? '' : `: ${detail ?? fault}`}`
  )
})

it('says all that is known, and nothing that is not', () => {
  expect(errorOf('')).toEqual({
    _tag: 'HttpError',
    message: 'compute answered 404 to GET /servers/a',
    status: 404,
    service: 'compute',
    operation: 'Server.get',
    method: 'GET',
    route: '/servers/{serverId}',
    path: '/servers/a?x=1',
    requestIds: []
  })
})

it('cuts long words short', () => {
  expect(errorOf({ message: 'x'.repeat(500) }).detail).toBe('x'.repeat(500))
  expect(errorOf({ message: 'x'.repeat(501) }).detail).toBe(`${'x'.repeat(499)}…`)
  expect(errorOf(`<p>${'y'.repeat(100_000)}</p>`).detail).toHaveLength(500)
})

it('strikes out the secrets of the request', () => {
  const body = JSON.stringify({ server: { name: 'web', adminPass: 'hunter2-secret' } })
  const error = errorOf({ badRequest: { message: 'Bad: hunter2-secret of web' } }, {}, { ...request, body })
  expect(JSON.stringify(error)).not.toContain('hunter2')
  expect(error.detail).toContain('of web')
})

it('leaves bodies alone that are no text', () => {
  expect(errorOf({ message: 'No.' }, {}, { ...request, body: new Uint8Array([1]) }).detail).toBe('No.')
})

it.each([
  ['120', 120],
  [' 5 ', 5],
  ['-1', undefined],
  ['1.5', 1.5],
  ['soon', undefined],
  ['9999999999', 9_999_999_999],
  ['Sun, 06 Nov 1994 08:49:37 GMT', 0],
  [undefined, undefined]
])('Retry-After: %s is %s seconds', (value, seconds) => {
  expect(errorOf('', value === undefined ? {} : { 'retry-after': value }).retryAfter).toBe(seconds)
})

it('Retry-After may be a date, which the answer’s own date or our clock makes seconds of', () => {
  const until = { 'retry-after': 'Sun, 06 Nov 1994 08:49:37 GMT' }
  expect(errorOf('', { ...until, date: 'Sun, 06 Nov 1994 08:49:07 GMT' }).retryAfter).toBe(30)
  const now = Date.UTC(1994, 10, 6, 8, 48, 37)
  expect(httpErrorOf(request, { status: 503, headers: until, text: '' }, now).retryAfter).toBe(60)
})

it.each([
  [{}, []],
  [{ 'x-openstack-request-id': 'req-1' }, ['req-1']],
  [{ 'x-compute-request-id': 'req-2' }, ['req-2']],
  [{ 'x-openstack-request-id': 'req-1', 'x-compute-request-id': 'req-1' }, ['req-1']],
  [{ 'x-openstack-request-id': 'req-1', 'x-compute-request-id': 'req-2' }, ['req-1', 'req-2']]
])('the ids in %j are %j', (headers, ids) => {
  expect(requestIdsOf(headers)).toEqual(ids)
})
