/**
 * What a call costs beside the network: client CPU, as ratios of bare `node:http` with a keep-alive agent and of bare
 * `fetch` doing the same requests and `JSON.parse`. All clients take turns in one process, the server has its own, and
 * each figure is a median over the turns. `pnpm bench` fails where a promised ratio is missed by more than a fifth.
 */
import { fork } from 'node:child_process'
import { Agent, createServer, request as httpRequest } from 'node:http'
import { fileURLToPath } from 'node:url'

import { compute } from '@openstack-ts/compute'
import { connect } from '@openstack-ts/connection'
import { fetchTransport } from '@openstack-ts/transport-fetch'
import { nodeHttpTransport } from '@openstack-ts/transport-node-http'

import { payloads } from './payloads.mjs'
import { median, verdict } from './verdict.mjs'

const turns = 9

/**
 * What we promise of each client beside its base, and how many times fetch's rate node-http does under load. The aim for
 * the default stack with 64 calls at once is 1.2.
 */
const promised = {
  'node-http alone': { base: 'bare node:http', small: 1.05, many: 1.05, page: 1.05 },
  'the default stack': { base: 'bare node:http', small: 1.15, many: 1.25, page: 1.2 },
  'fetch alone': { base: 'bare fetch', small: 1.1, many: 1.1, page: 1.1 }
}
const promisedRate = { many: 2.5 }

/** Engines compile what has run for a while: so many turns are run before any is measured. */
const warmUp = 4

const loads = {
  small: { name: '1 KB, one at a time', path: '/v2.1/servers/1', calls: 1600, atOnce: 1 },
  many: { name: '1 KB, 64 at once', path: '/v2.1/servers/1', calls: 3200, atOnce: 64 },
  page: { name: '1,000 servers in a page, one at a time', path: '/v2.1/servers/detail', calls: 16, atOnce: 1 }
}

// -------------------------------------------------------------------------------------
// the server
// -------------------------------------------------------------------------------------

const serve = () => {
  const servers = JSON.parse(payloads.servers.text)
  const version = { id: 'v2.1', status: 'CURRENT', version: '2.104', min_version: '2.1', links: [] }
  const bodies = {
    '/v2.1/servers/1': { server: { ...servers[0], addresses: {}, links: [], metadata: {} } },
    '/v2.1/servers/detail': { servers },
    '/v2.1/': { version },
    '/v2.1': { version }
  }
  const texts = Object.fromEntries(
    Object.entries(bodies).map(([path, body]) => [path, Buffer.from(JSON.stringify(body))])
  )
  const listening = createServer({ keepAliveTimeout: 60_000 }, ({ url }, response) => {
    const body = texts[url] ?? Buffer.from('{"versions": []}')
    response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': body.length }).end(body)
  })
  listening.listen(0, '127.0.0.1', () => process.send(listening.address().port))
  // However the bench ends.
  process.on('disconnect', () => process.exit())
}

// -------------------------------------------------------------------------------------
// the clients
// -------------------------------------------------------------------------------------

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

/** A whole call: sign-in, microversion, policies, transport, decoding. */
const throughStack = async (origin) => {
  const overrides = { auth_type: 'none', auth: { endpoint: `${origin}/v2.1` } }
  const cloud = await connect({ overrides, cloud: undefined })
  const { servers } = compute(cloud)
  const call = (url) => (url.endsWith('/detail') ? servers.list.all() : servers.get({ serverId: '1' }))
  return { call, close: () => cloud.close() }
}

// -------------------------------------------------------------------------------------
// measuring
// -------------------------------------------------------------------------------------

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

const compare = async (origin, [key, load], clients) => {
  const names = Object.keys(clients)
  const samples = Object.fromEntries(names.map((name) => [name, []]))
  const url = origin + load.path
  for (let turn = 0; turn < warmUp; turn += 1) for (const name of names) await run(clients[name], url, load)
  for (let turn = 0; turn < turns; turn += 1) {
    for (const name of turn % 2 === 0 ? names : names.toReversed()) {
      samples[name].push(await measured(clients[name], url, load))
    }
  }
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

const ends = []

export const overhead = {
  /** One measurement for each load, over one server and one set of clients. */
  cases: async () => {
    const child = fork(fileURLToPath(import.meta.url), ['serve'])
    const port = await new Promise((resolve) => child.once('message', resolve))
    const origin = `http://127.0.0.1:${port}`
    const kept = nodeHttpTransport()
    const stack = await throughStack(origin)
    ends.push(
      () => kept.close(),
      stack.close,
      () => child.kill()
    )
    const clients = {
      'bare node:http': bareNodeHttp(),
      'node-http alone': through(kept),
      'the default stack': stack.call,
      'bare fetch': bareFetch(),
      'fetch alone': through(fetchTransport())
    }
    return Object.entries(loads).map((load) => () => compare(origin, load, clients))
  },
  close: async () => {
    for (const end of ends) await end()
  }
}

if (process.argv[2] === 'serve') serve()
