/**
 * A cloud in memory, told what to answer, and a clock that is set by hand: what the tests here sign in to.
 */
import {
  type Clock,
  fromEpochMicros,
  type HttpRequest,
  type HttpResponse,
  type Transport,
  transportError
} from '@openstack-ts/core'
import * as E from 'fp-ts/lib/Either.js'

export const clockAt = (
  iso = Date.UTC(2026, 10, 23, 12)
): Clock & { readonly advance: (milliseconds: number) => void } => {
  let now = iso
  const sleepers = new Set<{ readonly at: number; readonly wake: () => void }>()
  return {
    now: () => now,
    advance: (milliseconds) => {
      now += milliseconds
      for (const sleeper of Array.from(sleepers)) if (sleeper.at <= now) sleeper.wake()
    },
    sleep: (milliseconds, signal) =>
      new Promise((resolve) => {
        const sleeper = {
          at: now + milliseconds,
          wake: () => {
            sleepers.delete(sleeper)
            resolve()
          }
        }
        if (signal?.aborted === true) return resolve()
        sleepers.add(sleeper)
        signal?.addEventListener('abort', sleeper.wake, { once: true })
      })
  }
}

export const json = (status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): HttpResponse => ({
  status,
  headers,
  text: JSON.stringify(body)
})

export interface Scripted extends Transport {
  readonly requests: Array<HttpRequest>
  /** `POST https://…` of each. */
  readonly lines: () => ReadonlyArray<string>
}

/** Answers by the given function; `undefined` is a refused connection. Aborts as a real transport does. */
export const scripted = (
  answer: (request: HttpRequest, count: number) => HttpResponse | undefined | Promise<HttpResponse | undefined>
): Scripted => {
  const requests: Array<HttpRequest> = []
  const transport: Transport = (request) => async () => {
    const { method, signal, url } = request
    const failed = (reason: 'aborted' | 'refused') => E.left(transportError({ reason, sent: false, method, url }))
    if (signal?.aborted === true) return failed('aborted')
    requests.push(request)
    const aborted = new Promise<'aborted'>((resolve) =>
      signal?.addEventListener('abort', () => resolve('aborted'), { once: true })
    )
    const response = await Promise.race([Promise.resolve(answer(request, requests.length)), aborted])
    return response === 'aborted' ? failed('aborted') : response === undefined ? failed('refused') : E.right(response)
  }
  return Object.assign(transport, { requests, lines: () => requests.map(({ method, url }) => `${method} ${url}`) })
}

export const endpoint = (type: string, url: string, more: Readonly<Record<string, unknown>> = {}) => ({
  type,
  name: type,
  endpoints: [{ interface: 'public', region: 'RegionOne', region_id: 'RegionOne', url, ...more }]
})

export const project = 'f00dfeed00000000000000000000cafe'

export const catalog = [
  endpoint('compute', 'https://cloud.example/compute/v2.1'),
  endpoint('volumev3', `https://cloud.example/volume/v3/${project}`),
  endpoint('image', 'https://cloud.example/image'),
  endpoint('network', 'https://cloud.example/network/'),
  endpoint('placement', 'https://cloud.example/placement'),
  endpoint('identity', 'https://cloud.example/identity/v3/')
]

const iso = (milliseconds: number): string => fromEpochMicros(milliseconds * 1000) + 'Z'

/** What Keystone says to a sign-in, with a token of its own each time. */
export const tokenAnswer = (
  clock: Clock,
  token: string,
  {
    lives = 3_600_000,
    services = catalog
  }: { readonly lives?: number; readonly services?: ReadonlyArray<unknown> } = {}
): HttpResponse =>
  json(
    201,
    {
      token: {
        methods: ['password'],
        issued_at: iso(clock.now()),
        expires_at: iso(clock.now() + lives),
        user: { id: 'u1', name: 'demo', domain: { id: 'default', name: 'Default' }, password_expires_at: null },
        project: { id: project, name: 'demo', domain: { id: 'default', name: 'Default' } },
        roles: [{ id: 'r1', name: 'member' }],
        is_domain: false,
        audit_ids: ['a'],
        catalog: services
      }
    },
    { 'x-subject-token': token, 'x-openstack-request-id': 'req-1' }
  )

/** A Keystone that gives `token-1`, `token-2`, …, and services that take the newest only. */
export const cloudInMemory = (
  clock: Clock,
  serve: (request: HttpRequest) => HttpResponse | Promise<HttpResponse> = () => json(200, {}),
  options: { readonly lives?: number; readonly services?: ReadonlyArray<unknown> } = {}
) => {
  let tokens = 0
  let refused = 0
  const valid = { token: '' }
  const transport = scripted(async (request) => {
    if (request.method === 'POST' && request.url.endsWith('/auth/tokens')) {
      await Promise.resolve()
      tokens++
      valid.token = `token-${tokens}`
      return tokenAnswer(clock, valid.token, options)
    }
    const shown = request.headers['X-Auth-Token']
    if (shown === undefined || shown === valid.token) return serve(request)
    refused++
    return json(401, { error: { code: 401, title: 'Unauthorized', message: 'no' } })
  })
  return {
    transport,
    tokens: () => tokens,
    refused: () => refused,
    /** The token in use is good no more. */
    revoke: () => {
      valid.token = 'nobody has this one'
    }
  }
}
