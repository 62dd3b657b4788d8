/**
 * `pnpm coverage:compute`: prints what of the contract is declared; ends with 1 where anything is missing.
 */
import { endpoints } from '../src/index.js'

import { coverageOf } from './coverage.js'
import { contractFolder, readOperations } from './operation.js'

const folder = contractFolder(process.cwd())
if (folder === undefined) {
  process.stdout.write(
    'The contract of Nova (shared/nova, beside this repository) is not here: nothing to compare with.\n'
  )
} else {
  const { ok, text } = coverageOf(readOperations(folder), endpoints)
  process.stdout.write(`${text}\n`)
  process.exitCode = ok ? 0 : 1
}
