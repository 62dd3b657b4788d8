/**
 * The cloud that `overhead.mjs` calls: fixed answers, in a process of its own, so that its work is charged to nobody.
 */
import { createServer } from 'node:http'

import { payloads } from './payloads.mjs'

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

/**
 * It never sleeps. On loopback whoever writes to a process that sleeps has to wake it, which costs as much as a third of a call,
 * and the more often the longer there was between two writes: that would charge clients for the machine's scheduler.
 */
const stayAwake = () => setImmediate(stayAwake)
stayAwake()

// However the bench ends.
process.on('disconnect', () => process.exit())
