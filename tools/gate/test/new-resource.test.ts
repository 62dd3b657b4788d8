import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'new-resource-'))
  mkdirSync(join(root, 'packages/compute/src'), { recursive: true })
  writeFileSync(join(root, 'packages/compute/src/index.ts'), "export { Server } from './server.js'\n")
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

const scaffold = (...args: ReadonlyArray<string>): { readonly code: number | null; readonly said: string } => {
  const script = join(__dirname, '../src/new-resource.mjs')
  const { status, stderr } = spawnSync(process.execPath, [script, ...args, root], { encoding: 'utf8' })
  return { code: status, said: stderr }
}

const read = (path: string): string => readFileSync(join(root, path), 'utf8')

describe('new:resource', () => {
  it('writes the file, the test, the export and the changeset', () => {
    expect(scaffold('compute', 'server-group')).toEqual({ code: 0, said: '' })
    expect(read('packages/compute/src/server-group.ts')).toContain('export const ServerGroup = resource({')
    expect(read('packages/compute/test/server-group.test.ts')).toContain("from '../src/server-group.js'")
    expect(read('packages/compute/test/server-group.test.ts')).toContain('laws.resource(ServerGroup, [')
    expect(read('packages/compute/src/index.ts')).toContain(
      "export { Server } from './server.js'\nexport { ServerGroup }"
    )
    expect(read('.changeset/compute-server-group.md')).toContain("'@openstack-ts/compute': minor")
  })

  it('writes nothing over what is there', () => {
    scaffold('compute', 'server-group')
    const { code, said } = scaffold('compute', 'server-group')
    expect(code).toBe(2)
    expect(said).toContain('exists already')
    expect(read('packages/compute/src/index.ts').match(/ServerGroup/g)).toHaveLength(1)
  })

  it('says which packages there are, and how a name is written', () => {
    expect(scaffold('network', 'port').said).toBe("There is no package 'network': there are compute.\n")
    expect(scaffold('compute', 'ServerGroup').said).toContain("'ServerGroup' is not kebab-case")
  })
})
