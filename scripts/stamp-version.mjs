/**
 * Writes identity's version where its User-Agent reads it. Runs after `changeset version`.
 */
import { readFileSync, writeFileSync } from 'node:fs'

const folder = new URL('../packages/identity/', import.meta.url)
const { version } = JSON.parse(readFileSync(new URL('package.json', folder), 'utf8'))
const file = new URL('src/version.ts', folder)
writeFileSync(file, readFileSync(file, 'utf8').replace(/'[^']*'/, `'${version}'`))
