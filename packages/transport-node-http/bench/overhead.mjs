/**
 * What a transport costs: client CPU per call, as ratios of bare `node:http` with a keep-alive agent and of bare `fetch`
 * doing the same requests and `JSON.parse`. Build first; then `node bench/overhead.mjs`. It takes no
 * more than about a minute.
 *
 * Each transport and its bare client take turns in one process, the server has its own, and each figure is a median over
 * the turns.
 */
import { fork } from 'node:child_process'
import { Agent, createServer, request as httpRequest } from 'node:http'
import { fileURLToPath } from 'node:url'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

import { nodeHttpTransport } from '@openstack-ts/transport-node-http'
import { fetchTransport } from '../../transport-fetch/dist/esm/index.js'

/** At most, and as many as fit into the milliseconds; a busy machine gets fewer, but never less than five. */
const turns = 25
const patience = 7000

const loads = [
  { name: '1 KB, one at a time', path: '/small', calls: 400, atOnce: 1 },
  { name: '1 KB, 64 at once', path: '/small', calls: 1000, atOnce: 64 },
  { name: '2.3 MB, one at a time', path: '/large', calls: 6, atOnce: 1 }
]

const server = { id: 'c9a4b2f0-6f0e-4c8e-9d1b-0f5a3e7d2b61', name: 'größe', status: 'ACTIVE', metadata: {} }

const serve = () => {
  const small = Buffer.from(JSON.stringify({ server: { ...server, description: 'x'.repeat(800) } }))
  const large = Buffer.from(
    JSON.stringify({ servers: Array.from({ length: 2300 }, () => ({ ...server, description: 'x'.repeat(880) })) })
  )
  const listener = ({ url }, response) => {
    const body = url === '/small' ? small : large
    response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': body.length }).end(body)
  }
  const listening = createServer({ keepAliveTimeout: 60_000 }, listener)
  listening.listen(0, '127.0.0.1', () => process.send(listening.address().port))
}

const headers = { Accept: 'application/json', 'X-Auth-Token': 'gAAAAA'.repeat(30) }

const bareNodeHttp = () => {
  const agent = new Agent({ keepAlive: true, maxSockets: 64, scheduling: 'lifo' })
  return (url) =>
    new Promise((resolve, reject) => {
      const outgoing = httpRequest(url, { agent, headers, method: 'GET' }, (incoming) => {
        const pieces = []
        incoming.on('data', (piece) => pieces.push(piece))
        incoming.on('end', () => resolve(JSON.parse(Buffer.concat(pieces).toString())))
        incoming.on('error', reject)
      })
      outgoing.on('error', reject)
      outgoing.end()
    })
}

const bareFetch = () => async (url) => (await fetch(url, { headers })).json()

const through = (transport) => async (url) => {
  const answer = await transport({ method: 'GET', url, headers })()
  if (answer._tag === 'Left') throw new Error(answer.left.message)
  return JSON.parse(answer.right.text)
}

const run = async (call, url, { atOnce, calls }) => {
  let left = calls
  const lane = async () => {
    while (left-- > 0) await call(url)
  }
  await Promise.all(Array.from({ length: atOnce }, lane))
}

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc')

/** Microseconds of CPU and of time, per call; nobody pays for what another left behind. */
const measured = async (call, url, load) => {
  collectGarbage()
  const cpu = process.cpuUsage()
  const start = performance.now()
  await run(call, url, load)
  const { system, user } = process.cpuUsage(cpu)
  return { cpu: (system + user) / load.calls, time: ((performance.now() - start) * 1000) / load.calls }
}

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]

/** Turn by turn, so that whatever else the machine does weighs on both sides. */
const compare = async (url, load, { bare, ours }) => {
  for (let turn = 0; turn < 5; turn += 1) for (const call of [bare, ours]) await run(call, url, load)
  const samples = []
  const end = performance.now() + patience
  for (let turn = 0; turn < turns && (turn < 5 || performance.now() < end); turn += 1) {
    const early = turn % 2 === 0 ? await measured(bare, url, load) : undefined
    const own = await measured(ours, url, load)
    samples.push({ own, base: early ?? (await measured(bare, url, load)) })
  }
  return {
    cpu: median(samples.map(({ own }) => own.cpu)),
    bareCpu: median(samples.map(({ base }) => base.cpu)),
    ratio: median(samples.map(({ base, own }) => own.cpu / base.cpu)),
    time: median(samples.map(({ own }) => own.time))
  }
}

const report = (name, limit, { bareCpu, cpu, ratio }) =>
  console.log(
    `  ${name.padEnd(10)} ${cpu.toFixed(1)} µs CPU a call, bare ${bareCpu.toFixed(1)} µs: ` +
      `${ratio.toFixed(2)}× (promised: ${limit}×)`
  )

const main = async () => {
  const child = fork(fileURLToPath(import.meta.url), ['serve'])
  const port = await new Promise((resolve) => child.once('message', resolve))
  const kept = nodeHttpTransport()
  try {
    for (const load of loads) {
      const url = `http://127.0.0.1:${port}${load.path}`
      console.log(`\n${load.name}`)
      const nodeHttp = await compare(url, load, { bare: bareNodeHttp(), ours: through(kept) })
      report('node-http', 1.05, nodeHttp)
      const fetched = await compare(url, load, { bare: bareFetch(), ours: through(fetchTransport()) })
      report('fetch', 1.1, fetched)
      console.log(`  node-http does ${(fetched.time / nodeHttp.time).toFixed(1)}× as many calls a second as fetch`)
    }
  } finally {
    kept.close()
    child.kill()
  }
  process.exit()
}

if (process.argv[2] === 'serve') serve()
else await main()
