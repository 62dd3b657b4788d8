/**
 * `pnpm bench`: what reading, writing and calling cost, as ratios measured in one run, and what packages weigh. Fails
 * where a ratio that we promise is missed by more than a fifth, three times in a row: other work on the machine only
 * ever adds.
 */
import { codecs } from './codecs.mjs'
import { editing } from './editor.mjs'
import { overhead } from './overhead.mjs'
import { weigh } from './weight.mjs'

const holds = async (measure) => (await measure()) || (await measure()) || measure()

let missed = 0
const parts = [...codecs, weigh, editing, ...(await overhead.cases())]
for (const part of parts) if (!(await holds(part))) missed++
overhead.close()
if (missed > 0) console.error(`\n${missed} of ${parts.length} measurements miss what is promised by more than a fifth.`)
process.exit(missed > 0 ? 1 : 0)
