import { authTypes } from '../src/auth-type.js'
import { resolveCloud } from '../src/resolve.js'

const everything = {
  auth_url: 'https://c.example',
  user_id: 'u1',
  username: 'me',
  password: 'hunter2',
  token: 'hunter3',
  passcode: 'hunter4',
  application_credential_id: 'a1',
  application_credential_secret: 'hunter5',
  identity_provider: 'i',
  protocol: 'p',
  access_token: 'hunter6',
  client_id: 'c',
  client_secret: 'hunter7',
  access_token_endpoint: 'https://i.example/token',
  auth_methods: 'v3password,v3totp',
  consumer_key: 'k',
  consumer_secret: 'hunter8',
  access_key: 'a',
  access_secret: 'hunter9',
  endpoint: 'https://e.example'
}

const resolve = (auth_type: string, auth: Readonly<Record<string, string>>) =>
  resolveCloud({}, { overrides: { auth_type, auth } })

/** What each needs, besides `auth_url` where it asks Keystone. */
const needs: Readonly<Record<string, ReadonlyArray<string>>> = {
  password: ['auth_url', 'password'],
  v3password: ['auth_url', 'password'],
  token: ['auth_url', 'token'],
  v3token: ['auth_url', 'token'],
  v3applicationcredential: ['auth_url', 'application_credential_id', 'application_credential_secret'],
  v3totp: ['auth_url', 'passcode'],
  v3multifactor: ['auth_url', 'auth_methods', 'password', 'passcode'],
  v3oauth1: ['auth_url', 'consumer_key', 'consumer_secret', 'access_key', 'access_secret'],
  v3oidcaccesstoken: ['auth_url', 'identity_provider', 'protocol', 'access_token'],
  v3oidcclientcredentials: ['auth_url', 'identity_provider', 'protocol', 'client_id', 'client_secret'],
  none: ['endpoint'],
  http_basic: ['endpoint', 'username', 'password'],
  admin_token: ['endpoint', 'token'],
  token_endpoint: ['endpoint', 'token']
}

describe('auth_type', () => {
  it('has its needs written down here', () => {
    expect(Object.keys(needs).toSorted()).toEqual([...authTypes()].toSorted())
  })

  it.each(Object.keys(needs))('%s signs in with all that it needs', (type) => {
    expect(resolve(type, everything)).toMatchObject({ right: { authType: type } })
  })

  it.each(Object.entries(needs).flatMap(([type, keys]) => keys.map((key) => [type, key] as const)))(
    '%s names %s where it is missing',
    (type, key) => {
      const { [key]: _, ...rest } = everything as Readonly<Record<string, string>>
      const result = resolve(type, rest)
      expect(result).toMatchObject({ left: { key, message: expect.stringContaining(`no ${key}`) } })
      expect(JSON.stringify(result)).not.toContain('hunter')
    }
  )

  it.each(['v2password', 'v3oidcpassword', 'v3kerberos', 'v3tokenlessauth', 'noauth'])(
    '%s is refused with a way out',
    (type) => {
      expect(resolve(type, everything)).toMatchObject({
        left: { key: 'auth_type', message: expect.stringMatching(/is not supported; .*use /) }
      })
    }
  )

  it('names the factors there are', () => {
    expect(resolve('v3multifactor', { ...everything, auth_methods: 'v3password, v3magic' })).toMatchObject({
      left: { message: expect.stringMatching(/v3magic; there is .*v3totp/) }
    })
  })

  it('refuses names that objects inherit', () => {
    expect(resolve('constructor', everything)).toMatchObject({ left: { key: 'auth_type' } })
  })
})
