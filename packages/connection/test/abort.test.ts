/**
 * Abort at any moment: while signing in, discovering, connecting, waiting in line, reading a head or a body, sleeping
 * before another try, waiting, iterating. The promise settles within 50 ms, and nothing is sent for that call any more.
 */
import {
  call,
  create,
  get,
  type OpenStackError,
  OpenStackFailure,
  promises,
  systemClock,
  wait
} from '@openstack-ts/core'
import { type Either, isRight } from 'fp-ts/lib/Either.js'
import * as fc from 'fast-check'

import { connect, type Connection } from '../src/index.js'
import { scriptedCloud, type ScriptedCloud, Thing, tokenAnswer, wire } from './scripted-cloud.js'

/** Milliseconds. */
const promised = 50

/** What a call came to: what was reported, when, and how much later than the abort. */
interface Ended {
  readonly outcome: string
  readonly late: number
}

const verbs = ['get', 'create', 'remove', 'wait', 'iterate'] as const
type Verb = (typeof verbs)[number]

const things = promises({ things: Thing.endpoints })

interface Asked {
  readonly verb: Verb
  readonly tag: string
  readonly signal: AbortSignal
}

const make = async (connection: Connection, { signal, tag, verb }: Asked): Promise<string> => {
  if (verb === 'iterate') {
    try {
      for await (const { id } of things(connection).things.list({ limit: 1, tag }, { signal })) if (id === '') break
      return 'ok'
    } catch (thrown) {
      return thrown instanceof OpenStackFailure ? said(thrown.error) : String(thrown)
    }
  }
  const one = get(Thing)({ thingId: tag }, { signal })
  const calls = {
    get: one,
    create: create(Thing)({ name: tag }, { signal }),
    remove: call(Thing.endpoints.remove)({ thingId: tag }, { signal }),
    wait: wait(one, { until: () => false, every: 10, signal })
  }
  const answer: Either<OpenStackError, unknown> = await calls[verb](connection)()
  return isRight(answer) ? 'ok' : said(answer.left)
}

const said = (error: OpenStackError): string => ('reason' in error ? error.reason : error._tag)

const abortedCall = async (
  connection: Connection,
  { at, verb }: { readonly at: number; readonly verb: Verb },
  tag: string
): Promise<Ended> => {
  const controller = new AbortController()
  const outcome = make(connection, { verb, tag, signal: controller.signal })
  await Promise.race([systemClock.sleep(at), outcome])
  const start = performance.now()
  controller.abort()
  // A machine that is busy is late with everything: what a timer of no length takes is not ours.
  const lag = systemClock.sleep(1).then(() => performance.now() - start - 2)
  const result = await outcome
  const late = performance.now() - start
  return { outcome: result, late: late - Math.max(0, await lag) }
}

const requestsOf = (cloud: ScriptedCloud, tag: string): number =>
  cloud.requests.filter((request) => new RegExp(`(things/|tag=|"name":")${tag}\\b`).test(request)).length

/** Slow, refusing and breaking by turns, so that every stage takes a while. */
const trouble =
  (pick: (most: number) => number) =>
  async (peer: {
    readonly request: string
    readonly say: (bytes: string) => Promise<void>
    readonly reset: () => void
  }): Promise<void> => {
    const { request, reset, say } = peer
    await systemClock.sleep(pick(12))
    const kind = pick(10)
    if (kind === 0) return reset()
    if (kind < 3) return say(wire(503, {}, { 'Retry-After': pick(2) }))
    const next = {
      things: [{ id: String(pick(1e9)) }],
      things_links: [{ rel: 'next', href: `/x?marker=${pick(1e9)}` }]
    }
    const body = request.startsWith('GET /compute/v2.1/things?') ? next : { thing: { id: '1' } }
    const text = wire(200, body)
    await say(text.slice(0, -5))
    await systemClock.sleep(pick(12))
    await say(text.slice(-5))
  }

describe('abort', () => {
  test('at any moment settles within 50 ms, and no request leaves after', async () => {
    let tags = 1000
    let worst = 0
    const outcomes = new Map<string, number>()
    const moment = fc.record({ verb: fc.constantFrom(...verbs), at: fc.integer({ min: 0, max: 90 }) })
    await fc.assert(
      fc.asyncProperty(fc.array(moment, { minLength: 6, maxLength: 10 }), fc.integer(), async (moments, seed) => {
        let state = seed
        const pick = (most: number): number => {
          state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff
          return Math.floor((state / 0x80000000) * most)
        }
        const cloud = await scriptedCloud({
          auth: async ({ index, say }) => {
            await systemClock.sleep(pick(20))
            await say(tokenAnswer(cloud.origin, `t${index}`))
          },
          call: trouble(pick)
        })
        const connection = await connect({
          config: cloud.config({ concurrency: 4, rate_limit: 400 }),
          retry: { base: 30, cap: 60, tries: 6 }
        })
        const ended = await Promise.all(
          moments.map(async (each) => {
            const tag = String((tags += 1))
            const result = await abortedCall(connection, each, tag)
            // What had left the socket may still be on its way.
            await systemClock.sleep(15)
            const sent = requestsOf(cloud, tag)
            await systemClock.sleep(80)
            expect(requestsOf(cloud, tag)).toBe(sent)
            return { ...each, ...result }
          })
        )
        for (const { late, outcome } of ended) {
          worst = Math.max(worst, late)
          outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1)
        }
        expect(ended.filter(({ late }) => late > promised)).toEqual([])
        await connection.close()
        await cloud.close()
      }),
      { numRuns: 30 }
    )
    // Most were aborted in the middle; the rest was over before.
    expect(outcomes.get('aborted')).toBeGreaterThan(30)
    if (process.env['SHOW_TABLES'] !== undefined) {
      process.stdout.write(`abort: ${[...outcomes].map(([name, count]) => `${count} ${name}`).join(', ')}; `)
      process.stdout.write(`the latest ${worst.toFixed(1)} ms after\n`)
    }
  }, 60_000)

  test('a signal that has aborted before sends nothing at all', async () => {
    const cloud = await scriptedCloud()
    await using connection = await connect({ config: cloud.config() })
    for (const verb of verbs) {
      expect(await make(connection, { verb, tag: '1', signal: AbortSignal.abort() })).toMatch(/aborted/)
    }
    expect(cloud.counts).toEqual({ auth: 0, discovery: 0, call: 0 })
    await cloud.close()
  })
})
