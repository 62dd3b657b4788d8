/**
 * One phase in a process of its own, so that garbage is charged to whoever makes it: prints the median of its runs in
 * milliseconds and the bytes that one run allocates.
 */
import { contestants } from './contestants.mjs'
import { payloads } from './payloads.mjs'

const [payload, phase, runs] = process.argv.slice(2)
const { codec, text } = payloads[payload]
const json = JSON.parse(text)
const run =
  phase === 'JSON.parse'
    ? () => JSON.parse(text)
    : (
        (f) => () =>
          f(json)
      )(contestants[phase](codec))

const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)]

let kept
const timed = () => {
  const start = performance.now()
  kept = run()
  return performance.now() - start
}
for (let i = 0; i < Number(runs) / 3; i++) timed()
const milliseconds = median(Array.from({ length: Number(runs) }, timed))

// The young generation is made large enough (bench.mjs) that nothing is collected between the two looks.
globalThis.gc()
const before = process.memoryUsage().heapUsed
kept = run()
const bytes = process.memoryUsage().heapUsed - before

process.stdout.write(JSON.stringify({ milliseconds, bytes, items: kept.length }))
