/**
 * Side by side with Debian's python3-openstacksdk: of every collection of the real cloud both read the same things, and of
 * every thing the same values.
 *
 * Each side is taken back to the wire: ours by encoding, theirs as it kept the body. What theirs does not keep is listed
 * by field, and has to be missed; what both have is equal. No comparison is of nothing.
 */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

import { type Collection, collections, known, type Theirs } from './openstacksdk/collections.js'
import { compare } from './openstacksdk/compare.js'
import { furnish, type Furnished } from './openstacksdk/furnish.js'
import { hangUp, runId, type SignedIn, signInAs, there } from './real-cloud.js'

const python = '/usr/bin/python3'
const installed = there && spawnSync(python, ['-c', 'import openstack']).status === 0
const suite = installed ? describe : describe.skip

const nothing = { serverId: '', moverId: '', projectId: '', flavorId: '', imageId: '' }
const names = Object.entries(collections(nothing as unknown as Furnished))
const cases = names.flatMap(([name, { only }]) =>
  (only === undefined ? (['admin', 'demo'] as const) : (['admin'] as const)).map((account) => [name, account] as const)
)

/** What openstacksdk reads, by account and collection. */
const readTheirs = (asked: object): Readonly<Record<string, Readonly<Record<string, Theirs>>>> => {
  const { status, stderr, stdout } = spawnSync(python, [join(__dirname, 'openstacksdk.py')], {
    env: { ...process.env },
    input: JSON.stringify(asked),
    encoding: 'utf8',
    maxBuffer: 1e8
  })
  if (status !== 0) throw new Error(stderr)
  return JSON.parse(stdout) as Readonly<Record<string, Readonly<Record<string, Theirs>>>>
}

suite('the same cloud, read by openstacksdk', () => {
  const accounts: Partial<Record<'admin' | 'demo', SignedIn>> = {}
  const undo: Array<() => Promise<unknown>> = []
  const rows: Array<string> = []
  let theirs: ReturnType<typeof readTheirs> = {}
  let compared: Readonly<Record<string, Collection>> = {}

  beforeAll(async () => {
    const [admin, demo] = await Promise.all([signInAs('admin'), signInAs('demo')])
    Object.assign(accounts, { admin, demo })
    const furnished = await furnish({ admin, demo, undo })
    compared = collections(furnished)
    theirs = readTheirs({ ...furnished, name: runId, ...furnished.period })
  }, 240_000)

  afterAll(async () => {
    process.stdout.write(`\n${rows.join('\n')}\n`)
    for (const step of undo.toReversed()) await step().catch(() => undefined)
    hangUp()
  }, 240_000)

  it.each(cases)('%s, as %s', async (name, account) => {
    const signedIn = accounts[account]
    const collection = compared[name]
    const their = theirs[account]?.[name]
    if (signedIn === undefined || collection === undefined || their === undefined) throw new Error(`no ${name}`)
    const { found, ids, things } = await compare(collection, their, { ...signedIn, account })
    rows.push(`${name.padEnd(24)}${account.padEnd(7)}${String(things).padStart(4)}  ${found.join(', ') || 'equal'}`)
    expect(ids.ours).toEqual(ids.theirs)
    expect(things).toBeGreaterThan(0)
    expect(found).toEqual((known[name] ?? []).toSorted())
  })

  it('knows of no collection that is not compared', () => {
    expect(Object.keys(theirs['admin'] ?? {}).toSorted()).toEqual(names.map(([name]) => name).toSorted())
  })
})
