/**
 * The packages of this repository: every folder under packages, apps and tools that has a package.json.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * @param {string} root
 * @returns {ReadonlyArray<{ readonly name: string, readonly kind: string, readonly folder: string, readonly manifest: any }>}
 */
export const workspaces = (root) =>
  ['packages', 'apps', 'tools'].flatMap((kind) =>
    (existsSync(join(root, kind)) ? readdirSync(join(root, kind)) : [])
      .map((entry) => join(root, kind, entry))
      .filter((folder) => existsSync(join(folder, 'package.json')))
      .map((folder) => {
        const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
        return { name: manifest.name, kind, folder, manifest }
      })
  )
