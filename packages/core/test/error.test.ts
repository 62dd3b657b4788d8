import {
  authError,
  configError,
  decodeError,
  endpointNotFound,
  httpError,
  isAborted,
  isBadRequest,
  isConflict,
  isForbidden,
  isNotFound,
  isOverLimit,
  isServerError,
  isTransient,
  isUnauthorized,
  microversionError,
  type OpenStackError,
  requestError,
  transportError,
  type TransportReason,
  waitError
} from '../src/index.js'

const http = (status: number, more: { fault?: string; detail?: string; requestIds?: ReadonlyArray<string> } = {}) =>
  httpError({
    status,
    service: 'compute',
    operation: 'Server.get',
    method: 'GET',
    route: '/servers/{serverId}',
    path: '/servers/a?secret=x',
    requestIds: [],
    ...more
  })
const silent = (reason: TransportReason) =>
  transportError({ reason, sent: false, method: 'GET', url: 'https://nova/servers' })

describe('guards', () => {
  const guards = { isBadRequest, isUnauthorized, isForbidden, isNotFound, isConflict, isOverLimit, isServerError }
  it.each<[number, ReadonlyArray<keyof typeof guards>]>([
    [400, ['isBadRequest']],
    [401, ['isUnauthorized']],
    [403, ['isForbidden']],
    [404, ['isNotFound']],
    [409, ['isConflict']],
    [413, ['isOverLimit']],
    [418, []],
    [429, ['isOverLimit']],
    [499, []],
    [500, ['isServerError']],
    [503, ['isServerError']]
  ])('a %i is %j', (status, names) => {
    const held = Object.entries(guards).filter(([, guard]) => guard(http(status)))
    expect(held.map(([name]) => name)).toEqual(names)
  })

  it('hold for answers alone', () => {
    for (const error of [silent('reset'), requestError({ message: 'x', operation: 'y' })]) {
      expect(Object.values(guards).some((guard) => guard(error))).toBe(false)
    }
  })

  it('know an abort', () => {
    expect(isAborted(silent('aborted'))).toBe(true)
    expect(isAborted(silent('timeout'))).toBe(false)
    expect(isAborted(http(404))).toBe(false)
  })

  it.each<[OpenStackError, boolean]>([
    [http(429), true],
    [http(500), true],
    [http(503), true],
    [http(501), false],
    [http(499), false],
    [http(413), false],
    [silent('reset'), true],
    [silent('timeout'), true],
    [silent('dns'), true],
    [silent('aborted'), false],
    [silent('tls'), false],
    [silent('too-large'), false],
    [requestError({ message: 'x', operation: 'y' }), false]
  ])('say of %j that it may pass: %s', (error, passes) => {
    expect(isTransient(error)).toBe(passes)
  })
})

describe('messages', () => {
  it.each<[TransportReason, string]>([
    ['aborted', 'was aborted'],
    ['timeout', 'got no answer in time'],
    ['dns', 'failed: the host name is not known'],
    ['refused', 'failed: the connection was refused'],
    ['unreachable', 'failed: the host cannot be reached'],
    ['reset', 'failed: the connection was reset'],
    ['truncated', 'failed: the answer ended too early'],
    ['too-large', 'failed: the answer is larger than allowed'],
    ['tls', 'failed: no trusted TLS connection'],
    ['proxy', 'failed at the proxy'],
    ['malformed', 'failed: malformed HTTP'],
    ['unknown', 'failed']
  ])('say %s', (reason, words) => {
    expect(silent(reason).message).toBe(`GET https://nova/servers ${words}`)
  })

  it('hold neither a query, nor a password, nor a second line', () => {
    const url = 'https://me:pass@nova:8774/v2.1\n/x?token=t#f'
    const error = transportError({ reason: 'tls', sent: false, method: 'PUT', url, detail: 'it expired' })
    expect(error.url).toBe('https://nova:8774/v2.1%0A/x')
    expect(error.message).toBe('PUT https://nova:8774/v2.1%0A/x failed: no trusted TLS connection: it expired')
    expect(error).not.toHaveProperty('detail')
    expect(http(404).message).toBe('compute answered 404 to GET /servers/a')
  })

  it('prefer the service’s words to its name for the fault, and say request ids', () => {
    const requestIds = ['req-1', 'req-2']
    expect(http(404, { requestIds, fault: 'itemNotFound' }).message).toBe(
      'compute answered 404 to GET /servers/a: itemNotFound (request req-1, req-2)'
    )
    expect(http(404, { requestIds, fault: 'itemNotFound', detail: 'Gone.' }).message).toContain(': Gone. (request')
  })

  it('say where an answer is wrong', () => {
    const facts = { expected: 'string', actual: '5', operation: 'Server.get', requestIds: [] }
    expect(decodeError({ ...facts, path: '' }).message).toBe(
      'The answer to Server.get cannot be read: the answer should be string, but is 5'
    )
    expect(decodeError({ ...facts, path: 'server.id' }).message).toContain(': server.id should be')
  })

  it('say what version it takes', () => {
    const facts = { feature: 'x', policy: 'latest' } as const
    expect(microversionError({ ...facts, needs: {} }).message).toBe('x needs another microversion')
  })

  it('say what the catalog has', () => {
    const facts = { service: 'compute', interfaces: ['public', 'internal'] }
    expect(endpointNotFound({ ...facts, available: [] }).message).toBe(
      'The catalog has no public or internal endpoint of compute; it has nothing'
    )
    expect(endpointNotFound({ ...facts, region: 'R', available: ['image public R', 'x'] }).message).toBe(
      'The catalog has no public or internal endpoint of compute in region R; it has image public R, x'
    )
  })

  it('are as given elsewhere', () => {
    expect(authError({ message: 'Wrong password.', requestIds: ['req-1'] })).toEqual({
      _tag: 'AuthError',
      message: 'Wrong password. (request req-1)',
      requestIds: ['req-1']
    })
    expect(configError({ message: 'No file.', file: 'clouds.yaml' })).toEqual({
      _tag: 'ConfigError',
      message: 'No file.',
      file: 'clouds.yaml'
    })
    expect(requestError({ message: 'm', operation: 'o' })).toEqual({
      _tag: 'RequestError',
      message: 'm',
      operation: 'o'
    })
    expect(waitError({ message: 'm', reason: 'failed' })).toEqual({ _tag: 'WaitError', message: 'm', reason: 'failed' })
  })
})
