import * as fc from 'fast-check'

import { isSecretName, redactHeaders, redactText, redactUrl, secretsOf, strike } from '../src/redact.js'

/** Everything that a Nova, Keystone or OpenID exchange keeps secret, by the name it goes under. */
const names = [
  'password',
  'adminPass',
  'admin_pass',
  'original_password',
  'user_data',
  'OS-EXT-SRV-ATTR:user_data',
  'private_key',
  'secret',
  'passcode',
  'token',
  'access_token',
  'refresh_token',
  'id_token',
  'client_secret',
  'console_password',
  'auth_password',
  'blob',
  'contents',
  'receipt'
]

const headers = [
  'Authorization',
  'X-Auth-Token',
  'X-Subject-Token',
  'X-Service-Token',
  'Set-Cookie',
  'Cookie',
  'Openstack-Auth-Receipt',
  'Proxy-Authorization',
  'X-Account-Meta-Temp-URL-Key'
]

/** Recognisable, and with all that is awkward to quote. */
const secret = fc.string({ unit: 'grapheme', maxLength: 12 }).map((text) => `s3cr3t<${text}>"'&\\ü\nend`)

const planted = fc.letrec<{ tree: unknown }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null)),
    fc.array(tie('tree'), { maxLength: 3 }),
    fc.dictionary(fc.string(), tie('tree'), { maxKeys: 3 }),
    fc.tuple(fc.constantFrom(...names), secret, tie('tree')).map(([name, value, rest]) => ({ [name]: value, rest })),
    fc.tuple(fc.constantFrom(...names), secret).map(([name, value]) => ({
      // A token or a receipt may be a record, most of which is no secret.
      [name]: /^(token|receipt)$/.test(name) ? { id: value } : { inner: [value] }
    }))
  )
})).tree

describe('isSecretName', () => {
  test.each([...names, ...headers, 'os-adminPass', 'newPassword', 'API-KEY'])('%s is one', (name) => {
    expect(isSecretName(name)).toBe(true)
  })

  test.each([
    'name',
    'id',
    'key_name',
    'public_key',
    'password_expires_at',
    'tokens',
    'code',
    'status',
    'Retry-After',
    ''
  ])('%p is none', (name) => {
    expect(isSecretName(name)).toBe(false)
  })
})

describe('redactHeaders', () => {
  test.each(headers)('%s, in any case', (name) => {
    expect(redactHeaders({ [name.toLowerCase()]: 's3cr3t', [name]: 's3cr3t' })).toEqual({
      [name.toLowerCase()]: '***',
      [name]: '***'
    })
  })

  test('keeps the rest, and masks what a URL carries', () => {
    const location = 'https://cloud.example/callback?code=s3cr3t&state=1'
    expect(redactHeaders({ 'content-type': 'application/json', location })).toEqual({
      'content-type': 'application/json',
      location: 'https://cloud.example/callback?code=***&state=1'
    })
  })
})

describe('redactText', () => {
  test('never leaves a planted secret, however deep', () => {
    fc.assert(
      fc.property(planted, (tree) => {
        expect(redactText(JSON.stringify(tree))).not.toContain('s3cr3t')
      }),
      { numRuns: 2000 }
    )
  })

  test('never leaves one in JSON that was cut short', () => {
    const body = fc.tuple(fc.constantFrom(...names), secret, fc.nat())
    fc.assert(
      fc.property(body, ([name, value, at]) => {
        const text = JSON.stringify({ server: { a: 1, [name]: value } })
        expect(redactText(text.slice(0, 1 + (at % (text.length - 1))))).not.toContain('s3cr3t')
      }),
      { numRuns: 2000 }
    )
  })

  test('keeps everything else', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom('name', 'status', 'links'), fc.oneof(fc.nat(), fc.constant('x'))),
        (body) => {
          expect(JSON.parse(redactText(JSON.stringify(body)))).toEqual(body)
        }
      )
    )
  })

  test.each([
    ['{"server":{"id":"42","adminPass":"s3cr3t"}}', '{"server":{"id":"42","adminPass":"***"}}'],
    ['{"changePassword":{"adminPass":"s3cr3t"}}', '{"changePassword":"***"}'],
    ['{"keypair":{"private_key":"-----BEGIN"}}', '{"keypair":{"private_key":"***"}}'],
    [
      '{"remote_console":{"type":"novnc","url":"http://c.example/vnc.html?path=%3Ftoken%3Ds3cr3t&token=s3cr3t"}}',
      '{"remote_console":{"type":"novnc","url":"http://c.example/vnc.html?path=***&token=***"}}'
    ],
    ['{"token":{"id":"s3cr3t","expires_at":"2026"}}', '{"token":{"id":"***","expires_at":"2026"}}'],
    ['{"locked":true,"password":null}', '{"locked":true,"password":null}'],
    ['grant_type=password&username=ann&password=s3cr3t', 'grant_type=password&username=ann&password=***'],
    ['password=s3cr3t', 'password=***'],
    ["Bad value {'adminPass': 's3cr3t'} here", `Bad value {'adminPass': "***"} here`],
    ['{"__proto__":{"password":"s3cr3t"}}', '{"__proto__":{"password":"***"}}'],
    ['<html>no</html>', '<html>no</html>'],
    ['', '']
  ])('%s', (text, shown) => {
    expect(redactText(text)).toBe(shown)
  })

  test('is total on any text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.json()), (text) => {
        expect(typeof redactText(text) + typeof redactUrl(text) + secretsOf(text).length).toMatch(/^stringstring\d+$/)
      }),
      { numRuns: 2000 }
    )
  })

  test('is total on what is deep or huge, and quick', () => {
    const deep = '{"a":'.repeat(20_000) + '{"password":"s3cr3t"}' + '}'.repeat(20_000)
    expect(redactText(deep)).not.toContain('s3cr3t')
    expect(secretsOf(deep)).toEqual(['s3cr3t'])
    const huge = `"password": "${'\\"?a'.repeat(200_000)}`
    const start = performance.now()
    expect(redactText(huge)).toBe('"password": "***"')
    for (const text of ['?', '"', '//', '?a=', "'a':"]) redactText(text.repeat(100_000))
    expect(performance.now() - start).toBeLessThan(2000)
  })
})

describe('redactUrl', () => {
  test.each([
    ['http://ann:s3cr3t@proxy.example:3128/', 'http://***@proxy.example:3128/'],
    ['https://c.example/?token=s3cr3t#x', 'https://c.example/?token=***#x'],
    ['https://c.example/?a=1&pass%77ord=s3cr3t', 'https://c.example/?a=1&pass%77ord=***'],
    ['https://c.example/#access_token=s3cr3t&b=2', 'https://c.example/#access_token=***&b=2'],
    ['https://c.example/v2.1/os-console-auth-tokens/s3cr3t', 'https://c.example/v2.1/os-console-auth-tokens/***'],
    ['https://c.example/v2.1/servers?limit=1&marker=42', 'https://c.example/v2.1/servers?limit=1&marker=42'],
    ['/v3/auth/tokens', '/v3/auth/tokens']
  ])('%s', (url, shown) => {
    expect(redactUrl(url)).toBe(shown)
  })
})

describe('secretsOf and strike', () => {
  test('Nova’s 400 quotes an adminPass that is no text; nothing of it is left', () => {
    const body =
      '{"server":{"name":"a","adminPass":{"deep":["s3cr3t"]},"personality":[{"path":"/x","contents":"c29t"}]}}'
    const said = "Invalid input for field/attribute adminPass. Value: {'deep': ['s3cr3t']}. contents c29t"
    expect(strike(said, secretsOf(body))).toBe(
      "Invalid input for field/attribute adminPass. Value: {'deep': ['***']}. contents ***"
    )
  })

  test('finds what stands in a sign-in', () => {
    const auth = {
      identity: {
        methods: ['password', 'totp', 'token'],
        password: { user: { id: 'ann', password: 'pw-1' } },
        totp: { user: { id: 'ann', passcode: '123456' } },
        token: { id: 'gAAAA' },
        application_credential: { id: 'ac', secret: 'ac-secret' }
      }
    }
    expect(secretsOf(JSON.stringify({ auth }))).toEqual(
      expect.arrayContaining(['pw-1', '123456', 'gAAAA', 'ac-secret'])
    )
    expect(secretsOf('grant_type=client_credentials&client_secret=a%20b+c')).toEqual(['a b c'])
  })

  test('a secret is struck in every way that a service may quote it', () => {
    const ascii = (text: string): string =>
      JSON.stringify(text).replace(/[^\x20-\x7e]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`)
    const html = (text: string): string => text.replace(/[&<>]/g, (c) => ({ '&': '&amp;', '<': '&lt;' })[c] ?? '&gt;')
    const percent = (text: string): string => encodeURIComponent(text)
    fc.assert(
      fc.property(secret, (value) => {
        const said = [value, JSON.stringify(value), ascii(value), html(value), percent(value)].join(' said ')
        const secrets = secretsOf(JSON.stringify({ server: { adminPass: value } }))
        expect(strike(said, secrets)).not.toContain('s3cr3t')
        expect(strike(JSON.stringify({ message: said }), secrets)).not.toContain('s3cr3t')
      }),
      { numRuns: 500 }
    )
  })

  test('what is too short to be a secret spoils no message', () => {
    expect(strike('Server is locked', ['e', ''])).toBe('Server is locked')
  })
})
