import { fork } from 'node:child_process'
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { get, type RequestEvent } from '@openstack-ts/core'
import { isRight } from 'fp-ts/lib/Either.js'

import { connect, fileTokenStore } from '../src/index.js'
import { bundle } from './bundle.js'
import { scriptedCloud, Thing } from './scripted-cloud.js'

let home: string
beforeEach(() => (home = mkdtempSync(join(tmpdir(), 'tokens-'))))
afterEach(() => rmSync(home, { recursive: true, force: true }))

const later = (): number => Date.now() + 60_000
const modeOf = (path: string): string => (statSync(path).mode & 0o777).toString(8)

describe('fileTokenStore', () => {
  test('keeps what it is given, in a file and a folder that only the owner may read', async () => {
    const folder = join(home, 'deep', 'tokens')
    const store = fileTokenStore(folder)
    await store.set('key', 'value', later())
    expect(await store.get('key')).toBe('value')
    expect(await fileTokenStore(folder).get('key')).toBe('value')
    expect([modeOf(folder), modeOf(join(folder, 'key.json'))]).toEqual(['700', '600'])
  })

  test('refuses a folder that others may enter, and leaves it as it is', async () => {
    const folder = join(home, 'open')
    const store = fileTokenStore(folder)
    await store.set('key', 'value', later())
    for (const mode of [0o755, 0o750, 0o702]) {
      chmodSync(folder, mode)
      await expect(store.set('key', 'other', later())).rejects.toThrow(/is open to others \(7\d\d\): `chmod 700` it/)
      await expect(store.get('key')).rejects.toThrow('is open to others')
      expect(modeOf(folder)).toBe(mode.toString(8))
    }
    chmodSync(folder, 0o700)
    expect(await store.get('key')).toBe('value')
  })

  test('a folder that is refused is told, and the call goes on', async () => {
    const cloud = await scriptedCloud()
    chmodSync(home, 0o755)
    const events: Array<RequestEvent> = []
    const tokens = fileTokenStore(home)
    await using connection = await connect({ config: cloud.config(), tokens, observe: (event) => events.push(event) })
    expect(isRight(await get(Thing)({ thingId: '1' })(connection)())).toBe(true)
    expect(events).toContainEqual(
      expect.objectContaining({ operation: 'set', message: expect.stringContaining('open to others') })
    )
    expect(readdirSync(home)).toEqual([])
    await cloud.close()
  })

  test('removes what has ended: its own when it is asked for, all when another is kept', async () => {
    const store = fileTokenStore(home)
    await store.set('one', 'value', Date.now() - 1)
    expect(await store.get('one')).toBeUndefined()
    expect(readdirSync(home)).toEqual([])
    await store.set('old', 'value', Date.now() - 1)
    writeFileSync(join(home, 'notes.txt'), 'mine')
    writeFileSync(join(home, 'broken.json'), '{')
    await store.set('new', 'value', later())
    expect(readdirSync(home)).toEqual(['broken.json', 'new.json', 'notes.txt'])
  })

  test('leaves nothing but the entry: it is written beside and renamed', async () => {
    const store = fileTokenStore(home)
    await Promise.all(Array.from({ length: 20 }, (_, i) => store.set('key', `value ${i}`, later())))
    expect(readdirSync(home)).toEqual(['key.json'])
    expect(await store.get('key')).toMatch(/^value \d+$/)
  })

  test.each(['', '{', 'null', '[]', '{"value": 1, "expiresAt": 2}', '{"value": "x"}', '\0\0\0', '"x"'])(
    'takes a file that holds %j for a miss, and writes over it',
    async (text) => {
      const store = fileTokenStore(home)
      writeFileSync(join(home, 'key.json'), text)
      expect(await store.get('key')).toBeUndefined()
      await store.set('key', 'value', later())
      expect(await store.get('key')).toBe('value')
    }
  )

  test('what has ended is a miss, and so is what was deleted, twice', async () => {
    const store = fileTokenStore(home)
    await store.set('key', 'value', Date.now() - 1)
    expect(await store.get('key')).toBeUndefined()
    await store.set('key', 'value', later())
    await store.delete('key')
    await store.delete('key')
    expect(await store.get('key')).toBeUndefined()
  })

  test('no key leads out of the folder', async () => {
    const store = fileTokenStore(join(home, 'in'))
    await store.set('../../out', 'value', later())
    expect(readdirSync(home)).toEqual(['in'])
    expect(await store.get('../../out')).toBe('value')
  })

  test('two connections, one after the other, sign in once; a corrupt file costs one sign-in', async () => {
    const cloud = await scriptedCloud()
    const once = async (): Promise<void> => {
      await using connection = await connect({ config: cloud.config(), tokens: fileTokenStore(home) })
      expect(isRight(await get(Thing)({ thingId: '1' })(connection)())).toBe(true)
    }
    await once()
    await once()
    expect(cloud.counts.auth).toBe(1)
    const [file = ''] = readdirSync(home)
    writeFileSync(join(home, file), readFileSync(join(home, file), 'utf8').slice(0, 100))
    await once()
    expect(cloud.counts.auth).toBe(2)
    await cloud.close()
  })

  test('a folder that cannot be made is told, and the call goes on', async () => {
    const cloud = await scriptedCloud()
    writeFileSync(join(home, 'file'), '')
    const events: Array<RequestEvent> = []
    await using connection = await connect({
      config: cloud.config(),
      tokens: fileTokenStore(join(home, 'file', 'in')),
      observe: (event) => events.push(event)
    })
    expect(isRight(await get(Thing)({ thingId: '1' })(connection)())).toBe(true)
    expect(events.find(({ _tag }) => _tag === 'TokenStoreFailed')).toMatchObject({ operation: 'set' })
    await cloud.close()
  })

  test('two processes that write and read one key never read half of it', async () => {
    const program = join(home, 'writer.mjs')
    const source = `
      import { fileTokenStore } from '${join(__dirname, '../src/node-token-file.ts')}'
      const store = fileTokenStore(process.argv[2])
      const value = process.argv[3].repeat(20_000)
      for (let i = 0; i < 100; i++) {
        await store.set('key', value, Date.now() + 60_000)
        const read = await store.get('key')
        if (read === undefined || read.length !== 20_000 || new Set(read).size !== 1) process.exit(1)
      }
    `
    writeFileSync(program, await bundle(source, { platform: 'node' }))
    const folder = join(home, 'shared')
    const codes = await Promise.all(
      ['a', 'b'].map(
        (letter) =>
          new Promise((resolve) => {
            fork(program, [folder, letter], { execArgv: [] }).on('exit', resolve)
          })
      )
    )
    expect(codes).toEqual([0, 0])
    expect(readdirSync(folder)).toEqual(['key.json'])
  }, 30_000)
})
