import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { fileSystemOf, loadCloud, loadSources } from '../src/node.js'

const yaml = 'clouds: {c: {auth: {auth_url: "https://c.example", user_id: u1, password: hunter2}}}'

describe('the disk', () => {
  let folder = ''
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'config-'))
  })
  afterEach(() => rm(folder, { recursive: true, force: true }))

  const surroundings = () => ({
    cwd: folder,
    home: join(folder, 'home'),
    env: { XDG_CONFIG_DIRS: join(folder, 'site') }
  })

  it('gives a cloud', async () => {
    await writeFile(join(folder, 'clouds.yaml'), yaml)
    const result = await loadCloud(surroundings())()
    expect(result).toMatchObject({ right: { name: 'c', source: { kind: 'file', file: join(folder, 'clouds.yaml') } } })
  })

  it('gives nothing where there is nothing, and says where it looked', async () => {
    const result = await loadCloud({ ...surroundings(), cloud: 'c' })()
    expect(result).toMatchObject({ left: { _tag: 'ConfigError', clouds: [] } })
    expect(JSON.stringify(result)).toContain(join(folder, 'clouds.yaml'))
    expect(await loadSources(surroundings())()).toMatchObject({ right: { home: join(folder, 'home') } })
  })

  it('says that a file is a folder', async () => {
    await mkdir(join(folder, 'clouds.yaml'))
    const result = await loadCloud(surroundings())()
    expect(result).toMatchObject({
      left: { file: join(folder, 'clouds.yaml'), message: expect.stringContaining('it is a folder') }
    })
  })

  it('is not read before it is asked', async () => {
    const later = loadCloud(surroundings())
    await writeFile(join(folder, 'clouds.yaml'), yaml)
    expect(await later()).toMatchObject({ right: { name: 'c' } })
  })
})

describe('fileSystemOf', () => {
  const refusing = (code: string | undefined, there: boolean) =>
    fileSystemOf({
      readFile: () => Promise.reject(code === undefined ? 'odd' : Object.assign(new Error('no'), { code })),
      stat: () => (there ? Promise.resolve({}) : Promise.reject(new Error('no')))
    }).readText('/f')()

  it.each([
    ['ENOENT', false, { right: undefined }],
    ['ENOTDIR', false, { right: undefined }],
    ['EACCES', true, { left: 'permission denied' }],
    ['EACCES', false, { right: undefined }],
    ['EIO', true, { left: 'EIO' }],
    [undefined, true, { left: 'the reason is not known' }]
  ])('says what %s means when the file shows: %s', async (code, there, expected) => {
    expect(await refusing(code, there)).toMatchObject(expected)
  })
})
