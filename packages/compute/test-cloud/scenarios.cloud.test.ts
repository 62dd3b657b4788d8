/**
 * Every endpoint that the real Nova can answer, at its oldest and its newest microversion, as admin and as member; the
 * table of what became of each call is printed at the end.
 */
import { isNotFound, OpenStackFailure, toPromise } from '@openstack-ts/core'

import { openBook } from './book.js'
import * as catalogue from './catalogue.js'
import { type Player, player } from './player.js'
import { hangUp, onCloud, runId, seedOf, signInAs } from './real-cloud.js'
import * as life from './server-life.js'
import * as surroundings from './server-surroundings.js'

/** Why nobody called them. */
const notCalled: Readonly<Record<string, string>> = Object.fromEntries(
  ['list', 'get', 'create', 'remove'].map((name) => [
    `serverShares.${name}`,
    'microversion 2.97; Nova 26 ends at 2.93, and there is no Manila'
  ])
)

const book = openBook()
const undo: Array<Array<() => Promise<unknown>>> = []
const players: Array<Player> = []
const mains = new Map<Player, string>()

/** The last first, three times where it has to be; what is gone already is undone. */
const undoAll = async (steps: ReadonlyArray<() => Promise<unknown>>): Promise<ReadonlyArray<string>> => {
  const left: Array<string> = []
  for (const step of steps.toReversed()) {
    for (const last of [false, false, true]) {
      const error: unknown = await step()
        .then(() => undefined)
        .catch((thrown: unknown) => thrown)
      if (error === undefined || (error instanceof OpenStackFailure && isNotFound(error.error))) break
      if (last) left.push(error instanceof Error ? error.message : JSON.stringify(error))
      else await new Promise((resolve) => void setTimeout(resolve, 2000))
    }
  }
  return left
}

onCloud('every endpoint, on the real cloud', () => {
  beforeAll(async () => {
    const [admin, demo] = await Promise.all([signInAs('admin'), signInAs('demo')])
    const offered = await toPromise(admin.cloud.compute.microversions)
    if (offered === undefined) throw new Error('this Nova has no microversions')
    const seed = seedOf()
    for (const account of ['admin', 'demo'] as const) {
      for (const age of ['oldest', 'newest'] as const) {
        const own = account === 'admin' ? admin : demo
        const name = `${runId}-${account}-${age}`
        const projectId = seed.projects[account]?.id ?? ''
        const steps: Array<() => Promise<unknown>> = []
        undo.push(steps)
        const later = (step: () => Promise<unknown>) => void steps.push(step)
        players.push(player({ account, age, name, projectId, own, owner: demo, admin, seed, later, book, offered }))
      }
    }
  })

  afterAll(async () => {
    process.stdout.write(`\n${book.print(notCalled)}\n\n${book.successes.size} endpoints with a success\n`)
    const left = await Promise.all(undo.map(undoAll))
    hangUp()
    expect(left.flat()).toEqual([])
  }, 120_000)

  const each = (scenario: (player: Player) => Promise<void>) => async () => {
    const ends = await Promise.allSettled(players.map(scenario))
    expect(ends.flatMap((end) => (end.status === 'rejected' ? [String(end.reason)] : []))).toEqual([])
  }
  const withMain = (scenario: (player: Player, serverId: string) => Promise<void>) =>
    each((who) => scenario(who, mains.get(who) ?? 'none'))

  it.each(Object.entries(catalogue))('%s', async (_, scenario) => each(scenario)(), 60_000)

  const makeMain = async (who: Player) => void mains.set(who, await life.mainServer(who))
  it(
    'mainServer, comingAndGoing',
    each(async (who) => void (await Promise.all([makeMain(who), life.comingAndGoing(who)]))),
    120_000
  )
  it.each(Object.entries(surroundings))('%s', async (_, scenario) => withMain(scenario)(), 150_000)
  it.each(['power', 'imagesOf', 'change', 'administration'] as const)(
    '%s',
    async (name) => withMain(life[name])(),
    150_000
  )
  it('evacuation', each(life.evacuation), 120_000)

  it('calls everything but what has a reason, four ways', () => {
    expect([...book.missing].toSorted()).toEqual(Object.keys(notCalled).toSorted())
    expect(book.gaps()).toEqual([])
    expect(book.unexplained()).toEqual([])
    expect(book.successes.size).toBeGreaterThanOrEqual(120)
  })
})
