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

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value))

/** Both refuse, in words of their own; else all must be equal. */
const agree = (ours: Outcome, theirs: Outcome): boolean =>
  ours.error !== undefined || theirs.error !== undefined
    ? ours.error !== undefined && theirs.error !== undefined
    : new Set([ours, theirs].map((outcome) => JSON.stringify(sorted(plain(outcome))))).size === 1

const sorted = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.map(sorted)
    : typeof value === 'object' && value !== null
      ? Object.fromEntries(
          Object.entries(value)
            .toSorted(([a], [b]) => (a < b ? -1 : 1))
            .map(([key, item]) => [key, sorted(item)])
        )
      : value

const suite = installed ? describe : describe.skip

suite('the same configurations, resolved by openstacksdk', () => {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'config-cases-')))
  let theirs: ReadonlyArray<Outcome> = []
  beforeAll(() => {
    theirs = askOpenStackSdk(root)
  }, 60_000)
  afterAll(() => rmSync(root, { recursive: true, force: true }))

  it.each(cases.map((item, index) => [item.name, item, index] as const))('%s', async (_, item: Case, index) => {
    const folder = join(root, String(index))
    const answer = theirs[index] ?? {}
    const ours = await outcomeOf(item, folder)
    if (item.differs === undefined) {
      if (!agree(ours, answer)) expect(plain(ours)).toEqual(plain(answer))
      return
    }
    const recorded = placed(folder, item.differs.theirs)
    if (recorded.error === undefined) expect(answer).toMatchObject(recorded)
    else for (const part of recorded.error) expect(answer.error?.[0] ?? JSON.stringify(answer)).toContain(part)
    expect({ agree: agree(ours, answer), because: item.differs.because }).toMatchObject({ agree: false })
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
