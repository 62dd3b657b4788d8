/**
 * What a transport costs: client CPU per call, as ratios of bare `node:http` with a keep-alive agent and of bare `fetch`
 * doing the same requests and `JSON.parse`. Build first; then `node bench/overhead.mjs`. About half a minute.
 *
 * All clients take turns in one process, the server has its own, and each figure is a median over the turns.
 */
import { fork } from 'node:child_process'
import { Agent, createServer, request as httpRequest } from 'node:http'
import { fileURLToPath } from 'node:url'

import { nodeHttpTransport } from '@openstack-ts/transport-node-http'
import { fetchTransport } from '../../transport-fetch/dist/esm/index.js'

const turns = 9
const limits = { 'node-http': 1.05, fetch: 1.1 }

const loads = [
  { name: '1 KB, one at a time', path: '/small', calls: 800, atOnce: 1 },
  { name: '1 KB, 64 at once', path: '/small', calls: 3200, atOnce: 64 },
  { name: '2.3 MB, one at a time', path: '/large', calls: 16, atOnce: 1 }
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

/** Microseconds of CPU and of time, per call. */
const measured = async (call, url, load) => {
  const cpu = process.cpuUsage()
  const start = performance.now()
  await run(call, url, load)
  const { system, user } = process.cpuUsage(cpu)
  return { cpu: (system + user) / load.calls, time: ((performance.now() - start) * 1000) / load.calls }
}

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]

const compare = async (origin, load, clients) => {
  const names = Object.keys(clients)
  const samples = Object.fromEntries(names.map((name) => [name, []]))
  const url = origin + load.path
  for (const name of names) await run(clients[name], url, load)
  for (let turn = 0; turn < turns; turn += 1) {
    for (const name of turn % 2 === 0 ? names : names.toReversed()) {
      samples[name].push(await measured(clients[name], url, load))
    }
  }
  const of = (name, what) => median(samples[name].map((sample) => sample[what]))
  // Turn by turn, so that what else the machine does weighs on both sides.
  const ratio = (name, base, what) => median(samples[name].map((sample, i) => sample[what] / samples[base][i][what]))
  console.log(`\n${load.name}`)
  for (const [name, base] of [
    ['node-http', 'bare node:http'],
    ['fetch', 'bare fetch']
  ]) {
    const times = ratio(name, base, 'cpu')
    const line = `${of(name, 'cpu').toFixed(1)} µs CPU, ${times.toFixed(2)}× of ${base}'s ${of(base, 'cpu').toFixed(1)} µs`
    console.log(`  ${name.padEnd(10)} ${line} (promised: ${limits[name]}×)`)
  }
  console.log(`  node-http does ${ratio('fetch', 'node-http', 'time').toFixed(1)}× as many calls a second as fetch`)
}

const main = async () => {
  const child = fork(fileURLToPath(import.meta.url), ['serve'])
  const port = await new Promise((resolve) => child.once('message', resolve))
  const kept = nodeHttpTransport()
  const clients = {
    'bare node:http': bareNodeHttp(),
    'node-http': through(kept),
    'bare fetch': bareFetch(),
    fetch: through(fetchTransport())
  }
  try {
    for (const load of loads) await compare(`http://127.0.0.1:${port}`, load, clients)
  } finally {
    kept.close()
    child.kill()
  }
  process.exit()
}

if (process.argv[2] === 'serve') serve()
else await main()
