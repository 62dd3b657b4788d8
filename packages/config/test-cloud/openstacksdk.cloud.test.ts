import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

import { readBoolean } from '../src/reading.js'
import { type Case, cases, type Outcome } from '../test/cases.js'
import { inFolder, outcomeOf, placed } from '../test/resolve-case.js'

const python = '/usr/bin/python3'
const script = join(__dirname, 'openstacksdk.py')
const installed = spawnSync(python, ['-c', 'import openstack']).status === 0

/** Lays out the files of every case, and asks openstacksdk about all of them at once. */
const askOpenStackSdk = (root: string): ReadonlyArray<Outcome> => {
  const input = cases.map((item, index) => {
    const folder = join(root, String(index))
    for (const place of ['work', 'home', 'site']) mkdirSync(join(folder, place), { recursive: true })
    for (const [path, text] of Object.entries(item.files ?? {})) {
      mkdirSync(dirname(join(folder, path)), { recursive: true })
      writeFileSync(join(folder, path), text)
    }
    return { ...item, root: folder, env: inFolder(folder, item.env), files: undefined }
  })
  const { error, status, stderr, stdout } = spawnSync(python, [script], {
    input: JSON.stringify(input),
    encoding: 'utf8'
  })
  if (status !== 0) throw error ?? new Error(stderr)
  return JSON.parse(stdout) as ReadonlyArray<Outcome>
}

/** Both refuse, each in words of its own; else all counts. */
const comparable = (outcome: Outcome): unknown =>
  outcome.error === undefined ? JSON.parse(JSON.stringify(outcome)) : 'refused'

const suite = installed ? describe : describe.skip

suite('the same configurations, resolved by openstacksdk', () => {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'config-cases-')))
  let theirs: ReadonlyArray<Outcome> = []
  beforeAll(() => {
    theirs = askOpenStackSdk(root)
  }, 60_000)
  afterAll(() => rmSync(root, { recursive: true, force: true }))

  const answerTo = async (item: Case) => {
    const index = cases.indexOf(item)
    const folder = join(root, String(index))
    const ours: Outcome = await outcomeOf(item, folder)
    return { folder, ours, theirs: theirs[index] ?? {} }
  }

  const named = (items: ReadonlyArray<Case>) => items.map((item) => [item.name, item] as const)

  it.each(named(cases.filter(({ differs }) => differs === undefined)))('%s', async (_, item) => {
    const both = await answerTo(item)
    expect(comparable(both.ours)).toEqual(comparable(both.theirs))
  })

  it.each(named(cases.filter(({ differs }) => differs !== undefined)))('otherwise: %s', async (_, item) => {
    const both = await answerTo(item)
    const { error = [], ...recorded } = placed(both.folder, item.differs?.theirs ?? {})
    expect(both.theirs).toMatchObject(recorded)
    expect(error.filter((part) => both.theirs.error?.[0]?.includes(part) !== true)).toEqual([])
    expect(comparable(both.ours)).not.toEqual(comparable(both.theirs))
  })
})

suite('the words of PyYAML', () => {
  const words = ['yes', 'Yes', 'YES', 'no', 'No', 'NO', 'on', 'On', 'ON', 'off', 'Off', 'OFF']
  const more = ['true', 'True', 'TRUE', 'false', 'False', 'FALSE', 'y', 'Y', 'n', 'N', 'tRUE', 'maybe']
  const read = 'import json, sys, yaml; print(json.dumps([yaml.safe_load(w) for w in json.load(sys.stdin)]))'

  it('for yes and no are ours, and what is text there is an error here', () => {
    const input = JSON.stringify([...words, ...more])
    const theirs = JSON.parse(
      spawnSync(python, ['-c', read], { input, encoding: 'utf8' }).stdout
    ) as ReadonlyArray<unknown>
    const place = { name: 'c', source: { kind: 'arguments' } } as const
    const ours = [...words, ...more].map((word) => {
      const switched = readBoolean('verify')({ place, record: { verify: word } })
      return 'right' in switched ? switched.right : word
    })
    // `tRUE` is text to PyYAML; nobody who writes it means anything else.
    expect(ours).toEqual(theirs.map((word) => (word === 'tRUE' ? true : word)))
  })
})
