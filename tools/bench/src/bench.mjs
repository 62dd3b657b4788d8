/**
 * `pnpm bench`: what reading and writing a page costs, as ratios of `JSON.parse` of the same text, in one run. Fails
 * where a ratio that we promise is missed by more than a fifth.
 */
import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

import { overhead } from './overhead.mjs'
import { weigh } from './weight.mjs'

const rounds = 5
const slow = new Set(['io-ts', 'zod'])
const phases = ['JSON.parse', 'generated', 'interpreted', 'encode', 'io-ts', 'zod']

/** What we promise: time and allocation as multiples of `JSON.parse`. */
const promised = {
  servers: { generated: 0.35, interpreted: 1.3 },
  actions: { generated: 0.6, interpreted: 1.3 },
  flavors: {}
}
const promisedBytes = 1.5

const phaseScript = fileURLToPath(new URL('phase.mjs', import.meta.url))

const measure = (payload, phase) =>
  JSON.parse(
    execFileSync(
      process.execPath,
      ['--expose-gc', '--max-semi-space-size=256', phaseScript, payload, phase, slow.has(phase) ? '9' : '45'],
      { encoding: 'utf8' }
    )
  )

const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)]
const ratio = (value) => `${value.toFixed(2)}×`

let missed = false
const judge = (name, value, limit) => {
  if (limit === undefined) return ''
  const fine = value <= limit * 1.2
  missed ||= !fine
  return ` (${fine ? 'promised' : 'MISSED:'} ≤ ${limit})`
}

for (const payload of Object.keys(promised)) {
  const results = Object.fromEntries(phases.map((phase) => [phase, []]))
  for (let round = 0; round < rounds; round++) {
    const order = round % 2 === 0 ? phases : phases.toReversed()
    const measured = Object.fromEntries(order.map((phase) => [phase, measure(payload, phase)]))
    for (const phase of phases) {
      results[phase].push({
        time: measured[phase].milliseconds / measured['JSON.parse'].milliseconds,
        bytes: measured[phase].bytes / measured['JSON.parse'].bytes
      })
    }
  }
  console.log(`\n1,000 ${payload}, as multiples of JSON.parse (median of ${rounds} rounds)`)
  for (const phase of phases.slice(1)) {
    const time = median(results[phase].map((result) => result.time))
    const bytes = median(results[phase].map((result) => result.bytes))
    const timeNote = judge(phase, time, promised[payload][phase])
    const bytesNote = phase === 'generated' && payload !== 'flavors' ? judge(phase, bytes, promisedBytes) : ''
    console.log(`  ${phase.padEnd(12)} time ${ratio(time)}${timeNote}, allocated ${ratio(bytes)}${bytesNote}`)
  }
}

await weigh()
missed = (await overhead()) || missed
if (missed) {
  console.error('\nA promised ratio is missed by more than a fifth.')
  process.exitCode = 1
}
process.exit()
