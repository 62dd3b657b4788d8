/**
 * What happens when things fail: the default stack over real sockets, against a peer that follows a script. Every row
 * says what the caller gets, how many requests left, and how long it may have taken; the table prints with
 * `SHOW_TABLES=1`.
 */
import { call, create, get, type OpenStackError, type RequestEvent, systemClock } from '@openstack-ts/core'
import { deafPort, type PeerCall, type Script } from '@openstack-ts/testing'
import type { Either } from 'fp-ts/lib/Either.js'

import { type NodeConnectOptions, openConnection } from '../src/index.js'
import {
  configAt,
  scriptedCloud,
  type ScriptedCloud,
  type Scripts,
  Thing,
  tokenAnswer,
  tokenOf,
  wire
} from './scripted-cloud.js'

type Verb = 'get' | 'create' | 'remove'

interface Row {
  readonly fault: string
  readonly verb: Verb
  readonly scripts?: Scripts
  /** Instead of a peer that listens. */
  readonly options?: (cloud: ScriptedCloud) => NodeConnectOptions | Promise<NodeConnectOptions>
  /** What the caller gets, as `got` words it. */
  readonly gets: string | RegExp
  /** How many requests of the call itself arrived, or between how many. */
  readonly requests: number | readonly [least: number, most: number]
  /** How many sign-ins and discoveries arrived; one of each unless it says otherwise. */
  readonly signIns?: number
  readonly discoveries?: number
  /** Retries that were told of. */
  readonly retries?: number
  /** Milliseconds, at most and at least: what is waited for by design, and slack for a busy machine. */
  readonly within: number
  readonly atLeast?: number
}

const good = wire(200, { thing: { id: '1', name: 'one' } })
const made = wire(201, { thing: { id: '2', name: 'two' } })
const okFor = ({ request }: PeerCall): string => (request.startsWith('POST') ? made : good)

/** The first answers from a list, then good ones. */
const first =
  (...answers: ReadonlyArray<string>): Script =>
  (peer) =>
    void peer.say(answers[peer.index] ?? okFor(peer))

const always =
  (...parts: ReadonlyArray<string>): Script =>
  async ({ say }) => {
    for (const part of parts) await say(part)
  }

const thenReset =
  (...parts: ReadonlyArray<string>): Script =>
  async ({ reset, say }) => {
    for (const part of parts) await say(part)
    await systemClock.sleep(10)
    reset()
  }

const thenEnd =
  (...parts: ReadonlyArray<string>): Script =>
  async ({ end, say }) => {
    for (const part of parts) await say(part)
    end()
  }

const head = 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100\r\n'
const halfHead = 'HTTP/1.1 200 OK\r\nContent-Ty'
const fault = (status: number, headers = {}) => wire(status, { badThing: { message: 'no', code: status } }, headers)
/** So many milliseconds from now. */
const later = (milliseconds: number): Date => {
  const date = new Date()
  date.setTime(date.getTime() + milliseconds)
  return date
}

const soon = (): string => later(2000).toUTCString()

/** What is wrong with the connection, by stage: the same for a read, which is tried again, and a create, which is not. */
const broken: ReadonlyArray<readonly [fault: string, script: Script, gets: string, tries: number]> = [
  ['reset before the head', thenReset(), 'TransportError reset', 4],
  ['closed before the head', thenEnd(), 'TransportError reset', 4],
  ['reset in the head', thenReset(halfHead), 'TransportError reset', 4],
  ['reset before the body', thenReset(`${head}\r\n`), 'TransportError truncated|reset', 4],
  ['reset in the body', thenReset(`${head}\r\n{"thing"`), 'TransportError truncated|reset', 4],
  ['closed in the body', thenEnd(`${head}\r\n{"thing"`), 'TransportError truncated', 4],
  ['silence before the head', () => undefined, 'TransportError timeout', 4],
  ['silence in the head', always(halfHead), 'TransportError timeout', 4],
  ['silence in the body', always(`${head}\r\n{"thing"`), 'TransportError timeout', 4],
  ['garbage instead of HTTP', always('\u0000\u0001 SSH-2.0-OpenSSH_9.2\r\n\r\n'), 'TransportError malformed', 1],
  ['a head without end', always(`HTTP/1.1 200 OK\r\nX: ${'x'.repeat(80_000)}`), 'TransportError too-large', 1],
  [
    'an answer in no known coding',
    always(wire(200, 'x', { 'Content-Encoding': 'zstd' })),
    'TransportError malformed',
    1
  ],
  [
    'a body that is no gzip',
    always(wire(200, 'no gzip at all, but text', { 'Content-Encoding': 'gzip' })),
    'TransportError malformed',
    1
  ],
  ['truncated JSON', always(wire(200, '{"thing": {"id": "1"')), 'DecodeError', 1],
  ['a page of HTML', always(wire(200, '<html>Welcome</html>', { 'Content-Type': 'text/html' })), 'DecodeError', 1],
  ['an empty body', always(wire(200)), 'DecodeError', 1],
  ['null', always(wire(200, 'null')), 'DecodeError', 1],
  ['a redirect to another host', always(wire(302, '', { Location: 'http://evil.invalid/' })), 'HttpError 302', 1]
]

const ofConnection = broken.flatMap(([fault, call, gets, tries]): ReadonlyArray<Row> =>
  (['get', 'create'] as const).map((verb) => {
    const many = verb === 'create' ? 1 : tries
    // A read that meets a dead kept-alive connection goes out once more, over a new one: no retry, but a request.
    const requests = many > 1 && fault.endsWith('before the head') ? ([many, many + 1] as const) : many
    return {
      fault,
      verb,
      scripts: { call },
      gets: new RegExp(`^(${gets.replace('|', '|TransportError ')})$`),
      requests,
      retries: many - 1,
      within: 4000
    }
  })
)

/** 429 and 503, by what `Retry-After` says: a read is tried again after both, a create after 429 alone. */
const ofStatus = ([429, 503] as const).flatMap((status): ReadonlyArray<Row> => {
  const asked = (what: string, header: object, atLeast: number): ReadonlyArray<Row> =>
    (['get', 'create'] as const).map((verb) => {
      const again = verb === 'get' || status === 429
      return {
        fault: `${status}, Retry-After ${what}`,
        verb,
        scripts: { call: first(fault(status, header)) },
        gets: again ? 'ok' : `HttpError ${status}`,
        requests: again ? 2 : 1,
        within: atLeast + 2000,
        atLeast: again ? atLeast : 0
      }
    })
  const refused: ReadonlyArray<Row> = (['get', 'create'] as const).map((verb) => ({
    fault: `${status}, Retry-After a day`,
    verb,
    scripts: { call: first(fault(status, { 'Retry-After': 86_400 })) },
    gets: `HttpError ${status} after 86400 s`,
    requests: 1,
    within: 2000
  }))
  return [
    ...asked('1', { 'Retry-After': 1 }, 950),
    ...asked('absent', {}, 0),
    ...asked('0', { 'Retry-After': 0 }, 0),
    ...asked('nonsense', { 'Retry-After': 'soon' }, 0),
    ...asked('in the past', { 'Retry-After': 'Sun, 06 Nov 1994 08:49:37 GMT' }, 0),
    ...refused,
    ...(['get', 'create'] as const).flatMap((verb): ReadonlyArray<Row> => {
      const again = verb === 'get' || status === 429
      const dated: Script = (peer) =>
        void peer.say(peer.index === 0 ? fault(status, { 'Retry-After': soon() }) : okFor(peer))
      return [
        {
          fault: `${status}, Retry-After a date`,
          verb,
          scripts: { call: dated },
          gets: again ? 'ok' : `HttpError ${status}`,
          requests: again ? 2 : 1,
          within: 4000,
          atLeast: again ? 900 : 0
        },
        {
          fault: `${status} without end`,
          verb,
          scripts: { call: always(fault(status)) },
          gets: `HttpError ${status}`,
          requests: again ? 4 : 1,
          retries: again ? 3 : 0,
          within: 4000
        }
      ]
    })
  ]
})

const refuseOld: Script = (peer) => void peer.say(tokenOf(peer) === 'token-1' ? fault(401) : okFor(peer))

const signedIn = (peer: PeerCall): void => {
  const host = /^host: (.*)\r$/im.exec(peer.request)?.[1]
  void peer.say(tokenAnswer(`http://${host}`, 'token-1'))
}

const firstSignIn =
  (answer: string): Script =>
  (peer) =>
    peer.index === 0 ? void peer.say(answer) : signedIn(peer)

const rest: ReadonlyArray<Row> = [
  {
    fault: '500',
    verb: 'get',
    scripts: { call: always(fault(500)) },
    gets: 'HttpError 500',
    requests: 1,
    within: 2000
  },
  {
    fault: '500',
    verb: 'create',
    scripts: { call: always(fault(500)) },
    gets: 'HttpError 500',
    requests: 1,
    within: 2000
  },
  { fault: '502 once', verb: 'get', scripts: { call: first(fault(502)) }, gets: 'ok', requests: 2, within: 2000 },
  {
    fault: '502',
    verb: 'create',
    scripts: { call: first(fault(502)) },
    gets: 'HttpError 502',
    requests: 1,
    within: 2000
  },
  {
    fault: '504',
    verb: 'remove',
    scripts: { call: always(fault(504)) },
    gets: 'HttpError 504',
    requests: 1,
    within: 2000
  },
  {
    fault: 'reset once',
    verb: 'remove',
    scripts: { call: (p) => (p.index === 0 ? p.reset() : void p.say(wire(204))) },
    gets: 'ok',
    requests: 2,
    within: 2000
  },
  {
    fault: 'token refused once',
    verb: 'get',
    scripts: { call: refuseOld },
    gets: 'ok',
    requests: 2,
    signIns: 2,
    within: 2000
  },
  {
    fault: 'token refused once',
    verb: 'create',
    scripts: { call: refuseOld },
    gets: 'ok',
    requests: 2,
    signIns: 2,
    within: 2000
  },
  {
    fault: 'every token refused',
    verb: 'get',
    scripts: { call: always(fault(401)) },
    gets: 'HttpError 401',
    requests: 2,
    signIns: 2,
    within: 2000
  },
  {
    fault: 'every token refused',
    verb: 'create',
    scripts: { call: always(fault(401)) },
    gets: 'HttpError 401',
    requests: 2,
    signIns: 2,
    within: 2000
  },
  {
    fault: 'sign-in: refused',
    verb: 'get',
    scripts: { auth: always(fault(401)) },
    gets: 'AuthError',
    requests: 0,
    discoveries: 0,
    within: 2000
  },
  {
    fault: 'sign-in: 503',
    verb: 'get',
    scripts: { auth: always(fault(503)) },
    gets: 'HttpError 503',
    requests: 0,
    signIns: 4,
    discoveries: 0,
    within: 2000
  },
  {
    fault: 'sign-in: silence',
    verb: 'get',
    scripts: { auth: () => undefined },
    gets: 'TransportError timeout',
    requests: 0,
    signIns: 4,
    discoveries: 0,
    within: 4000
  },
  {
    fault: 'sign-in: reset',
    verb: 'create',
    scripts: { auth: thenReset() },
    gets: 'TransportError reset',
    requests: 0,
    signIns: 4,
    discoveries: 0,
    within: 2000
  },
  ...[
    ['429 once', firstSignIn(fault(429))] as const,
    ['503 once', firstSignIn(fault(503))] as const,
    ['reset once', (peer: PeerCall) => (peer.index === 0 ? peer.reset() : signedIn(peer))] as const
  ].map(([what, auth]): Row => ({
    fault: `sign-in: ${what}`,
    verb: 'create',
    scripts: { auth },
    gets: 'ok',
    requests: 1,
    signIns: 2,
    retries: 1,
    within: 2000
  })),
  {
    fault: 'sign-in: 429 without end',
    verb: 'get',
    scripts: { auth: always(fault(429)) },
    gets: 'HttpError 429',
    requests: 0,
    signIns: 4,
    discoveries: 0,
    within: 2000
  },
  {
    fault: 'sign-in by a passcode: 503',
    verb: 'get',
    scripts: { auth: always(fault(503)) },
    options: (cloud) => ({ config: cloud.config({ auth_type: 'v3totp', auth: { passcode: '123456' } }) }),
    gets: 'HttpError 503',
    requests: 0,
    signIns: 1,
    discoveries: 0,
    within: 2000
  },
  {
    fault: 'sign-in: HTML',
    verb: 'get',
    scripts: { auth: always(wire(200, '<html>')) },
    gets: 'DecodeError',
    requests: 0,
    discoveries: 0,
    within: 2000
  },
  {
    fault: 'sign-in: no token',
    verb: 'get',
    scripts: { auth: always(wire(201, {})) },
    gets: 'DecodeError',
    requests: 0,
    discoveries: 0,
    within: 2000
  },
  {
    fault: 'sign-in: empty catalog',
    verb: 'get',
    scripts: { auth: always(tokenAnswer('', 't').replaceAll('compute', 'kompute')) },
    gets: 'EndpointNotFound',
    requests: 0,
    discoveries: 0,
    within: 2000
  },
  {
    fault: 'discovery: 500',
    verb: 'get',
    scripts: { discovery: always(fault(500)) },
    gets: 'HttpError 500',
    requests: 0,
    within: 2000
  },
  {
    fault: 'discovery: silence',
    verb: 'create',
    scripts: { discovery: () => undefined },
    gets: 'TransportError timeout',
    requests: 0,
    discoveries: 4,
    within: 4000
  },
  {
    fault: 'discovery: 503 once',
    verb: 'create',
    scripts: {
      discovery: (p) =>
        p.index === 0
          ? void p.say(fault(503))
          : void p.say(
              wire(200, { version: { id: 'v2.1', status: 'CURRENT', version: '2.50', min_version: '2.1', links: [] } })
            )
    },
    gets: 'ok',
    requests: 1,
    discoveries: 2,
    within: 2000
  },
  {
    fault: 'connection refused',
    verb: 'get',
    options: async () => ({ config: none(`http://127.0.0.1:${await deafPort()}/v2.1`) }),
    gets: 'TransportError refused',
    requests: 0,
    signIns: 0,
    discoveries: 0,
    retries: 3,
    within: 2000
  },
  {
    fault: 'connection refused',
    verb: 'create',
    options: async () => ({ config: none(`http://127.0.0.1:${await deafPort()}/v2.1`) }),
    gets: 'TransportError refused',
    requests: 0,
    signIns: 0,
    discoveries: 0,
    within: 2000
  },
  {
    fault: 'no such host',
    verb: 'get',
    options: () => ({ config: none('http://no-such-host.invalid/v2.1') }),
    gets: /^TransportError (dns|unreachable)$/,
    requests: 0,
    signIns: 0,
    discoveries: 0,
    within: 3000
  },
  ...(['get', 'create'] as const).map((verb): Row => ({
    fault: 'silence before the connection stands',
    verb,
    options: () => ({ config: none('http://stalled.example/v2.1'), node: { lookup: () => undefined } }),
    gets: 'TransportError timeout',
    requests: 0,
    signIns: 0,
    discoveries: 0,
    retries: 3,
    within: 4000
  })),
  {
    fault: 'silence in the TLS handshake',
    verb: 'create',
    options: ({ port }) => ({ config: none(`https://127.0.0.1:${port}/v2.1`) }),
    gets: 'TransportError timeout',
    requests: 0,
    signIns: 0,
    discoveries: 0,
    within: 4000
  },
  {
    fault: 'silence, and less time in all than for the tries',
    verb: 'get',
    scripts: { call: () => undefined },
    options: () => ({ deadlines: { try: 600, total: 900 } }),
    gets: 'TransportError timeout',
    requests: 2,
    within: 2500,
    atLeast: 880
  },
  {
    fault: 'a pause longer than there is time for',
    verb: 'get',
    scripts: { call: always(fault(503, { 'Retry-After': 30 })) },
    options: () => ({ deadlines: { try: 600, total: 900 } }),
    gets: 'TransportError timeout',
    requests: 1,
    within: 2500,
    atLeast: 880
  },
  {
    fault: '503, retries switched off',
    verb: 'get',
    scripts: { call: always(fault(503)) },
    options: () => ({ retry: false }),
    gets: 'HttpError 503',
    requests: 1,
    retries: 0,
    within: 2000
  }
]

const none = (endpoint: string) => configAt('', { auth_type: 'none', auth: { auth_url: '', endpoint } })

const rows: ReadonlyArray<Row> = [...ofConnection, ...ofStatus, ...rest]

interface Outcome {
  readonly gets: string
  readonly sentence: string
  readonly requests: number
  readonly signIns: number
  readonly discoveries: number
  readonly retries: number
  readonly took: number
}

const got = (answer: Either<OpenStackError, unknown>): string => {
  if (answer._tag === 'Right') return 'ok'
  const error = answer.left
  if (error._tag === 'TransportError') return `TransportError ${error.reason}`
  if (error._tag !== 'HttpError') return error._tag
  const wait = error.retryAfter ?? 0
  return `HttpError ${error.status}${wait > 60 ? ` after ${wait} s` : ''}`
}

const run = async (row: Row): Promise<Outcome> => {
  const cloud = await scriptedCloud(row.scripts)
  const events: Array<RequestEvent> = []
  const opened = await openConnection({
    config: cloud.config(),
    deadlines: { connect: 600, try: 600, total: 10_000 },
    retry: { base: 20, cap: 40 },
    observe: (event) => events.push(event),
    ...(await row.options?.(cloud))
  })()
  if (opened._tag === 'Left') throw new Error(opened.left.message)
  const connection = opened.right
  const calls = {
    get: get(Thing)({ thingId: '1' }),
    create: create(Thing)({ name: 'two' }),
    remove: call(Thing.endpoints.remove)({ thingId: '1' })
  }
  const start = performance.now()
  const answer = await calls[row.verb](connection)()
  const took = Math.round(performance.now() - start)
  await connection.close()
  await cloud.close()
  const retries = events.filter(({ _tag }) => _tag === 'RequestRetried').length
  const sentence = answer._tag === 'Left' ? answer.left.message : ''
  const { auth: signIns, call: requests, discovery: discoveries } = cloud.counts
  return { gets: got(answer), sentence, requests, signIns, discoveries, retries, took }
}

const outcomes = new Map<Row, Outcome>()
const nothing = { gets: '?', requests: 0, signIns: 0, discoveries: 0, retries: 0, took: 0 }

beforeAll(async () => {
  // The first call of a process also compiles what it runs through.
  await run({ fault: 'none', verb: 'get', gets: 'ok', requests: 1, within: 9999 })
  const waiting = [...rows]
  const work = async (): Promise<void> => {
    for (let row = waiting.shift(); row !== undefined; row = waiting.shift()) outcomes.set(row, await run(row))
  }
  await Promise.all(Array.from({ length: 8 }, work))
}, 60_000)

afterAll(() => {
  if (process.env['SHOW_TABLES'] === undefined) return
  const lines = rows.map((row) => {
    const { discoveries, gets, requests, retries, signIns, took } = outcomes.get(row) ?? nothing
    const counts = [signIns, discoveries, requests, retries].map((count) => String(count).padEnd(8))
    return [row.fault.padEnd(50), row.verb.padEnd(7), gets.padEnd(25), ...counts, `${took} ms`.padStart(8)].join(' | ')
  })
  const heads = ['sign-ins', 'discover', 'requests', 'retries '].join(' | ')
  process.stdout.write(`\n${'fault'.padEnd(50)} | call    | ${'the caller gets'.padEnd(25)} | ${heads} |     took\n`)
  process.stdout.write(`${lines.join('\n')}\n`)
})

describe('faults', () => {
  test.each(rows)('$fault: $verb', (row) => {
    const outcome = outcomes.get(row)
    const [least, most] = typeof row.requests === 'number' ? [row.requests, row.requests] : row.requests
    expect(outcome?.requests).toBeGreaterThanOrEqual(least)
    expect(outcome?.requests).toBeLessThanOrEqual(most)
    expect(outcome).toMatchObject({
      gets: expect.stringMatching(row.gets instanceof RegExp ? row.gets : new RegExp(`^${row.gets}$`)),
      signIns: row.signIns ?? 1,
      discoveries: row.discoveries ?? 1,
      ...(row.retries === undefined ? {} : { retries: row.retries })
    })
    expect(outcome?.took).toBeLessThan(row.within)
    expect(outcome?.took).toBeGreaterThanOrEqual(row.atLeast ?? 0)
  })
})
