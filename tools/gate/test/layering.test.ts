import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

const script = join(__dirname, '../src/layering.mjs')

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'layering-'))
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

const write = (path: string, text: string): void => {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), text)
}

interface Declared {
  readonly dependencies?: Readonly<Record<string, string>>
  readonly devDependencies?: Readonly<Record<string, string>>
}

const pkg = (name: string, source: string, declared: Declared = {}): void => {
  const peerDependencies = { 'fp-ts': '^2.16.11', 'io-ts': '^2.2.22' }
  write(
    `packages/${name}/package.json`,
    JSON.stringify({ name: `@openstack-ts/${name}`, peerDependencies, ...declared })
  )
  write(`packages/${name}/src/index.ts`, source)
}

const check = (): { readonly code: number | null; readonly said: string } => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, root], { encoding: 'utf8' })
  return { code: status, said: stdout + stderr }
}

const onCore = { dependencies: { '@openstack-ts/core': 'workspace:^' } }

describe('layering', () => {
  it('passes a tree that keeps to the table', () => {
    pkg('core', "import * as E from 'fp-ts/lib/Either.js'\nimport './struct.js'\nexport const a = E.right(1)")
    pkg('compute', "import { a } from '@openstack-ts/core'\nexport const b = a", onCore)
    pkg('transport-node-http', "import * as http from 'node:http'\nexport const c = http", onCore)
    expect(check()).toEqual({ code: 0, said: 'Every package keeps to its layer.\n' })
  })

  it('fails when a service imports a transport', () => {
    const dependencies = { ...onCore.dependencies, '@openstack-ts/transport-fetch': 'workspace:^' }
    pkg('compute', "import { fetchTransport } from '@openstack-ts/transport-fetch'\nexport const t = fetchTransport", {
      dependencies
    })
    const { code, said } = check()
    expect(code).toBe(1)
    expect(said).toContain(
      "packages/compute/package.json: '@openstack-ts/transport-fetch' may not be a dependency of compute"
    )
    expect(said).toContain(
      "packages/compute/src/index.ts: '@openstack-ts/transport-fetch' is out of its layer: compute may import core"
    )
  })

  it('fails when core imports anything of ours, types included', () => {
    pkg('core', "export type X = import('@openstack-ts/compute').Server", {
      dependencies: { '@openstack-ts/compute': 'workspace:^' }
    })
    expect(check().said).toContain('core may import no other package of ours')
  })

  it('fails when one service imports another, also a service the table does not know', () => {
    const dependencies = { ...onCore.dependencies, '@openstack-ts/compute': 'workspace:^' }
    pkg('network', "export { Server } from '@openstack-ts/compute'", { dependencies })
    expect(check().said).toContain('network may import core')
  })

  it('fails on an import that is not declared', () => {
    pkg('compute', "import { a } from '@openstack-ts/core'\nexport const b = a")
    expect(check().said).toContain("'@openstack-ts/core' is not declared")
  })

  it('fails on a path into another package', () => {
    pkg(
      'compute',
      "import { a } from '@openstack-ts/core/dist/esm/struct.js'\nimport '../../core/src/struct.js'",
      onCore
    )
    const { said } = check()
    expect(said).toContain('has no inside to import')
    expect(said).toContain("'../../core/src/struct.js' leaves the package")
  })

  it("fails when a package for browsers imports Node's modules", () => {
    pkg('config', 'export {}', {})
    write('packages/config/src/load.ts', "import { readFile } from 'node:fs'\nexport const r = readFile")
    write('packages/config/src/node.ts', "import { readFile } from 'node:fs'\nexport const r = readFile")
    const { said } = check()
    expect(said).toContain("packages/config/src/load.ts: 'node:fs' needs Node")
    expect(said).not.toContain('src/node.ts')
  })

  it('fails on a library that the package may not use, and on a cycle through tests', () => {
    pkg('core', "import _ from 'lodash'", {
      dependencies: { lodash: '4.0.0' },
      devDependencies: { '@openstack-ts/testing': 'workspace:^' }
    })
    const { said } = check()
    expect(said).toContain("'lodash' is not among the libraries that core may use")
    expect(said).toContain("'@openstack-ts/testing' may not be a dependency of core")
  })
})
