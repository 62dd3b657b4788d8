/**
 * What a call costs beside the network: client CPU, as ratios of bare `node:http` with a keep-alive agent and of bare
 * `fetch` doing the same requests and `JSON.parse`. Each client has a process of its own, and so has the server; the clients take
 * turns, and each figure is a median over the turns. `pnpm bench` fails where a promised ratio is missed by more than a fifth.
 */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

import { median, verdict } from './verdict.mjs'

/** Many and short, for machines are slower at times, for some tenths of a second. */
const turns = 25

/** What we promise of each client beside its base, and how many times fetch's rate node-http does under load. */
const promised = {
  'node-http alone': { base: 'bare node:http', small: 1.05, many: 1.05, page: 1.05 },
  'the default stack': { base: 'bare node:http', small: 1.15, many: 1.2, page: 1.2 },
  'fetch alone': { base: 'bare fetch', small: 1.1, many: 1.1, page: 1.1 }
}
const promisedRate = { many: 2.5 }

/** Engines compile what has run for a while: so many turns are run before any is measured. */
const warmUp = 15

const loads = {
  small: { name: '1 KB, one at a time', path: '/v2.1/servers/1', calls: 800, atOnce: 1 },
  many: { name: '1 KB, 64 at once', path: '/v2.1/servers/1', calls: 1600, atOnce: 64 },
  page: { name: '1,000 servers in a page, one at a time', path: '/v2.1/servers/detail', calls: 16, atOnce: 1 }
}

const start = async (file, ...argv) => {
  const child = fork(fileURLToPath(new URL(file, import.meta.url)), argv)
  const [word] = await once(child, 'message')
  return { child, word }
}

const measured = async ({ child }, load) => {
  child.send(load)
  const [sample] = await once(child, 'message')
  return sample
}

const names = [...new Set(Object.entries(promised).flatMap(([name, { base }]) => [base, name]))]

/** Turn about, by client; in new processes for each load, for a heap remembers what was done before. */
const samplesOf = async (load, origin) => {
  const clients = {}
  for (const name of names) clients[name] = await start('overhead-client.mjs', name, origin)
  const samples = Object.fromEntries(names.map((name) => [name, []]))
  for (let turn = -warmUp; turn < turns; turn += 1) {
    for (const name of turn % 2 === 0 ? names : names.toReversed()) {
      const sample = await measured(clients[name], load)
      if (turn >= 0) samples[name].push(sample)
    }
  }
  for (const { child } of Object.values(clients)) child.kill()
  return samples
}

const compare = async ([key, load], origin) => {
  const samples = await samplesOf(load, origin)
  // Turn by turn, so that what else the machine does weighs on both sides.
  const ratio = (name, base, what) => median(samples[name].map((sample, i) => sample[what] / samples[base][i][what]))
  console.log(`\n${load.name}: client CPU per call`)
  const fine = Object.entries(promised).map(([name, { base, [key]: limit }]) => {
    const { holds, text } = verdict(ratio(name, base, 'cpu'), limit)
    console.log(`  ${name.padEnd(18)} ${text} of ${base}`)
    return holds
  })
  const rate = ratio('fetch alone', 'node-http alone', 'time')
  const wanted = promisedRate[key]
  const quick = wanted === undefined || rate >= wanted / 1.2
  const note = wanted === undefined ? '' : ` (${quick ? 'promised' : 'MISSED:'} ≥ ${wanted})`
  console.log(`  node-http does ${rate.toFixed(1)}× as many calls a second as fetch${note}`)
  return quick && fine.every((held) => held)
}

let server

export const overhead = {
  /** One measurement for each load, over one server. */
  cases: async () => {
    server = await start('overhead-server.mjs')
    return Object.entries(loads).map((load) => () => compare(load, `http://127.0.0.1:${server.word}`))
  },
  close: () => server.child.kill()
}
