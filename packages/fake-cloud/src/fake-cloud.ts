/**
 * A cloud in memory: Keystone and Nova behind one `Transport`. It starts in milliseconds, keeps what is done to it, and
 * answers the same to the same seed, clock and requests.
 *
 * @since 0.1.0
 */
import {
  type Clock,
  type HttpRequest,
  type HttpResponse,
  type Microversion,
  systemClock,
  type Transport,
  transportError,
  type TransportReason
} from '@openstack-ts/core'
import * as E from 'fp-ts/lib/Either.js'

import { type Accounts, demoAccounts } from './account.js'
import { fleet } from './fleet.js'
import { demoFlavors } from './flavors.js'
import { keystone } from './keystone.js'
import type { Flavor } from './model.js'
import { type InjectedFault, injection, type Outcome } from './injection.js'
import { nova, novaRouteOf } from './nova.js'
import { random, seedOf } from './random.js'
import { type ServerSource, store } from './store.js'
import { stories } from './stories.js'
import { storySource } from './story.js'
import { jsonAnswer, type WireAnswer, type WireRequest } from './wire.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

/** What a source of servers is told of its cloud. */
export interface SourceContext {
  readonly accounts: Accounts
  readonly flavors: ReadonlyArray<Flavor>
  readonly hosts: ReadonlyArray<string>
  /** When the cloud was made: microseconds since 1970. */
  readonly now: number
  readonly seed: number
}

export interface FakeCloudOptions {
  /** `systemClock` by default; tests take `manualClock`. */
  readonly clock?: Clock
  /** Same seed, same cloud. */
  readonly seed?: number
  /** The newest microversion that Nova offers; `2.104` by default. */
  readonly novaMax?: Microversion
  readonly novaMin?: Microversion
  /** `[api]max_limit`: the most items of a page; 1000 by default. */
  readonly maxLimit?: number
  /** How long work takes, as a multiple of what is usual: 0 does everything at once. */
  readonly pace?: number
  /** Milliseconds that a token lives; an hour by default. */
  readonly tokenLifetime?: number
  readonly accounts?: Accounts
  readonly flavors?: ReadonlyArray<Flavor>
  readonly hosts?: ReadonlyArray<string>
  /** What goes wrong, from the beginning. */
  readonly faults?: ReadonlyArray<InjectedFault>
  /** Where servers come from: the stories and a small fleet by default; `[]` for a cloud without any. */
  readonly servers?: ReadonlyArray<(context: SourceContext) => ServerSource>
}

export interface FakeCloud {
  readonly transport: Transport
  /** The same, for a server in front of it. */
  readonly respond: (request: WireRequest, signal?: AbortSignal) => Promise<Outcome>
  /** Lets something go wrong from now on, until the returned function is called. */
  readonly inject: (fault: InjectedFault) => () => void
  /** Ends every token that was given out: the next call is a 401. */
  readonly expireTokens: () => void
  /** What was asked so far, oldest first: `GET /servers/detail`, as route templates. */
  readonly requests: () => ReadonlyArray<string>
}

/** Where the cloud is, as far as its transport is concerned: a name that no network resolves. */
export const fakeOrigin = 'http://fake-cloud.invalid'

// -------------------------------------------------------------------------------------
// constructors
// -------------------------------------------------------------------------------------

export const fakeCloud = (options: FakeCloudOptions = {}): FakeCloud => {
  const {
    accounts = demoAccounts,
    clock = systemClock,
    flavors = demoFlavors,
    hosts = demoHosts,
    maxLimit = 1000,
    novaMax = '2.104',
    novaMin = '2.1',
    pace = 1,
    seed = 1,
    servers = [storySource(stories), fleet({ size: 24 })],
    tokenLifetime = 3_600_000
  } = options
  const chance = random(seed)
  const catalog = [
    { type: 'identity', name: 'keystone', path: '/identity/v3/' },
    { type: 'compute', name: 'nova', path: '/compute/v2.1' }
  ]
  const identity = keystone({ accounts, catalog, clock, random: chance, region: 'RegionOne', tokenLifetime })
  const context = { accounts, flavors, hosts, now: Math.floor(clock.now() / 1000) * 1e6, seed }
  const held = store(
    flavors,
    servers.map((source) => source(context))
  )
  const settings = { min: novaMin, max: novaMax, maxLimit, hosts, hostMemory: 65_536, pace }
  const compute = nova({ clock, random: chance, store: held, settings, keystone: identity })
  const seen: Array<string> = []
  const faults = injection(options.faults ?? [], { clock, random: random(seedOf(seed, 'faults')) })
  const respond: FakeCloud['respond'] = (request, signal) => {
    const { service, path } = splitPath(request.url.pathname)
    const { method } = request
    const route = service === 'compute' ? novaRouteOf(method, path) : path.replace(/^\/v3(?=\/)/, '')
    seen.push(`${method} ${route ?? request.url.pathname}`)
    if (seen.length > remembered) seen.splice(0, remembered / 2)
    return faults.run({ service, method, route }, () => answer(request, service, path), signal)
  }
  const answer = (request: WireRequest, service: string, path: string): WireAnswer => {
    if (service === 'identity') return identity.answer(request, path)
    if (service === 'compute') return compute(request, path)
    const message = `There is no service at ${request.url.pathname}: the fake cloud has /identity and /compute.`
    return jsonAnswer(404, { error: { code: 404, message, title: 'Not Found' } })
  }
  return {
    respond,
    transport: transportOf(respond),
    inject: faults.add,
    expireTokens: identity.expireTokens,
    requests: () => [...seen]
  }
}

/** A server that runs for days must not fill up with what it was asked. */
const remembered = 100_000

/** `/compute/v2.1/servers` is `/v2.1/servers` of `compute`. */
const splitPath = (pathname: string): { readonly service: string; readonly path: string } => {
  const [, service = ''] = pathname.split('/')
  return { service, path: pathname.slice(service.length + 1) }
}

const demoHosts = ['cmp-01', 'cmp-02', 'cmp-03', 'cmp-04', 'cmp-05', 'cmp-06', 'cmp-07', 'cmp-08', 'cmp-11', 'cmp-12']

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

const transportOf =
  (respond: FakeCloud['respond']): Transport =>
  (request) =>
  async () => {
    const { method, signal, url } = request
    const failed = (reason: TransportReason, sent: boolean) => E.left(transportError({ reason, sent, method, url }))
    if (signal?.aborted === true) return failed('aborted', false)
    if (!URL.canParse(url)) return failed('malformed', false)
    const outcome = await unlessAborted(respond(await wireRequest(request), signal), signal)
    if (outcome === 'aborted') return failed('aborted', true)
    if (outcome._tag === 'Answered') return E.right(httpResponse(request, outcome.answer))
    return outcome._tag === 'Reset' ? failed('reset', outcome.sent) : failed('truncated', true)
  }

/** The first of the two; no listener stays behind. */
const unlessAborted = async <A>(task: Promise<A>, signal: AbortSignal | undefined): Promise<A | 'aborted'> => {
  if (signal === undefined) return task
  let stop = (): void => undefined
  const aborted = new Promise<'aborted'>((resolve) => {
    stop = () => resolve('aborted')
    signal.addEventListener('abort', stop, { once: true })
  })
  return Promise.race([aborted, task]).finally(() => signal.removeEventListener('abort', stop))
}

const wireRequest = async ({ body, headers, method, url }: HttpRequest): Promise<WireRequest> => ({
  method,
  url: new URL(url),
  headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value])),
  body: await textOf(body)
})

const textOf = async (body: HttpRequest['body']): Promise<string> => {
  if (body === undefined || typeof body === 'string') return body ?? ''
  const decoder = new TextDecoder()
  if (body instanceof Uint8Array) return decoder.decode(body)
  let text = ''
  for await (const piece of body) text += decoder.decode(piece, { stream: true })
  return text + decoder.decode()
}

const httpResponse = ({ method, streamed }: HttpRequest, { body, headers, status }: WireAnswer): HttpResponse => {
  const text = method === 'HEAD' ? '' : body
  return streamed === true ? { status, headers, text: '', stream: pieces(text) } : { status, headers, text }
}

async function* pieces(text: string): AsyncGenerator<Uint8Array> {
  if (text !== '') yield new TextEncoder().encode(text)
}
