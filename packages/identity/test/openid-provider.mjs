/**
 * A real OpenID Connect provider on loopback, with one client that may ask for tokens by its own credentials. Prints its
 * address, and lives until its input ends.
 */
import { createServer } from 'node:http'

import { Provider } from 'oidc-provider'

const server = createServer()
server.listen(0, '127.0.0.1', () => {
  const issuer = `http://127.0.0.1:${server.address().port}`
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: 'app:1',
        client_secret: 'planted/secret+of&the=client',
        grant_types: ['client_credentials'],
        redirect_uris: [],
        response_types: []
      }
    ],
    features: {
      clientCredentials: { enabled: true },
      introspection: { enabled: true, allowedPolicy: () => true },
      devInteractions: { enabled: false }
    },
    scopes: ['openid', 'cloud']
  })
  server.on('request', provider.callback())
  process.stdout.write(`${issuer}\n`)
})
process.stdin.resume().on('end', () => process.exit(0))
