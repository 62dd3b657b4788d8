import type { Cloud, Transport } from '@openstack-ts/core'

import {
  applicationCredential,
  multifactor,
  none,
  oidcClientCredentials,
  password,
  type Scope,
  signIn,
  totp
} from '../src/index.js'

declare const transport: Transport
const user = { name: 'demo', domain: { name: 'Default' } }

signIn({
  transport,
  authUrl: 'https://k.example/v3',
  auth: password({ user, password: '' })
}) satisfies Cloud<'compute'>
// @ts-expect-error there is no signing in without a way to
signIn({ transport, authUrl: 'https://k.example/v3' })
// @ts-expect-error moon is no service
signIn({ transport, auth: none({ endpoint: '' }), services: { moon: {} } })
// @ts-expect-error the interface is admin, not adminURL
signIn({ transport, auth: none({ endpoint: '' }), interfaces: ['adminURL'] })

password({ user: { id: 'u' }, password: '' })
// @ts-expect-error a name is unique within its domain only
password({ user: { name: 'demo' }, password: '' })

applicationCredential({ id: 'a', secret: '' })
// @ts-expect-error a name needs the user it belongs to
applicationCredential({ name: 'a', secret: '' })

multifactor([password({ user, password: '' }), totp({ user, passcode: async () => '123456' })])
// @ts-expect-error Keystone does not take nothing as a factor
multifactor([none({ endpoint: '' })])

const client = { identityProvider: 'i', protocol: 'openid', clientId: '', clientSecret: '' }
oidcClientCredentials({ ...client, tokenEndpoint: 'https://i.example/token' })
// @ts-expect-error either endpoint is needed
oidcClientCredentials(client)

;['unscoped', { system: 'all' }, { trust: 't' }, { project: { id: 'p' } }] satisfies ReadonlyArray<Scope>
// @ts-expect-error all is the only system
;({ system: 'some' }) satisfies Scope
// @ts-expect-error a project's name needs its domain
;({ project: { name: 'demo' } }) satisfies Scope
