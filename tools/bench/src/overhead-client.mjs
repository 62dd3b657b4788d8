/**
 * One client of `overhead.mjs`, in a process of its own, so that none compiles code or makes garbage for another: it does
 * what it is asked to, and answers what that cost.
 */
import { Agent, request as httpRequest } from 'node:http'

import { compute } from '@openstack-ts/compute'
import { connect } from '@openstack-ts/connection'
import { fetchTransport } from '@openstack-ts/transport-fetch'
import { nodeHttpTransport } from '@openstack-ts/transport-node-http'

const [name, origin] = process.argv.slice(2)

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
const throughStack = async () => {
  const overrides = { auth_type: 'none', auth: { endpoint: `${origin}/v2.1` } }
  const { servers } = compute(await connect({ overrides, cloud: undefined }))
  return (url) => (url.endsWith('/detail') ? servers.list.all() : servers.get({ serverId: '1' }))
}

const clients = {
  'bare node:http': bareNodeHttp,
  'node-http alone': () => through(nodeHttpTransport()),
  'the default stack': throughStack,
  'bare fetch': bareFetch,
  'fetch alone': () => through(fetchTransport())
}

// -------------------------------------------------------------------------------------
// measuring
// -------------------------------------------------------------------------------------

const call = await clients[name]()

const run = async (url, { atOnce, calls }) => {
  let left = calls
  const lane = async () => {
    while (left-- > 0) await call(url)
  }
  await Promise.all(Array.from({ length: atOnce }, lane))
}

/** Microseconds of CPU and of time, per call. */
process.on('message', async (load) => {
  const cpu = process.cpuUsage()
  const start = performance.now()
  await run(origin + load.path, load)
  const { system, user } = process.cpuUsage(cpu)
  process.send({ cpu: (system + user) / load.calls, time: ((performance.now() - start) * 1000) / load.calls })
})
process.on('disconnect', () => process.exit())
process.send('ready')
