/**
 * What reading and writing a page costs, as ratios of `JSON.parse` of the same text.
 */
import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

import { median, verdict } from './verdict.mjs'

const rounds = 3
const slow = new Set(['io-ts', 'zod'])
const phases = ['JSON.parse', 'generated', 'interpreted', 'encode', 'io-ts', 'zod']

/** What we promise: time and allocation as multiples of `JSON.parse`. */
const promised = {
  servers: { generated: 0.35, interpreted: 1.3, bytes: 1.5 },
  actions: { generated: 0.6, interpreted: 1.3, bytes: 1.5 },
  flavors: {}
}

const phaseScript = fileURLToPath(new URL('phase.mjs', import.meta.url))

const measure = (payload, phase) =>
  JSON.parse(
    execFileSync(
      process.execPath,
      ['--expose-gc', '--max-semi-space-size=256', phaseScript, payload, phase, slow.has(phase) ? '9' : '45'],
      { encoding: 'utf8' }
    )
  )

/** Prints the ratios of one payload; answers whether every promised one holds. */
const compare = (payload, limits) => {
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
  return phases.slice(1).every((phase) => {
    const time = verdict(median(results[phase].map((result) => result.time)), limits[phase])
    const bytes = median(results[phase].map((result) => result.bytes))
    const allocated = verdict(bytes, phase === 'generated' ? limits.bytes : undefined)
    console.log(`  ${phase.padEnd(12)} time ${time.text}, allocated ${allocated.text}`)
    return time.holds && allocated.holds
  })
}

/** One measurement for each payload. */
export const codecs = Object.entries(promised).map(
  ([payload, limits]) =>
    async () =>
      compare(payload, limits)
)
