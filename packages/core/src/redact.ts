/**
 * Secrets, told by the names they stand under, and kept out of everything that is printed.
 *
 * All functions here are total: any text gives a text. What they answer is for people, not for parsers.
 *
 * @since 0.1.0
 */
import * as E from 'fp-ts/lib/Either.js'
import * as J from 'fp-ts/lib/Json.js'

import { isRecord } from './codec.js'

// -------------------------------------------------------------------------------------
// operations
// -------------------------------------------------------------------------------------

/** What is printed where a secret stood. */
export const mask = '***'

/**
 * Whether what stands under a name is a secret: a header, a property, a parameter, in any spelling.
 *
 * @example
 * assert.deepStrictEqual(['X-Auth-Token', 'adminPass', 'name'].map(isSecretName), [true, true, false])
 */
export const isSecretName = (name: string): boolean => {
  const known = verdicts.get(name)
  if (known !== undefined) return known
  const plain = name
    .slice(-64)
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')
  const verdict = secretName.test(plain) || secretEnding.test(plain)
  // Names are few; where they are not, they are not kept.
  if (verdicts.size < 1000 && name.length <= 64) verdicts.set(name, verdict)
  return verdict
}

/**
 * Headers, in any case, with the values of secret ones masked, and what their URLs carry.
 *
 * @example
 * assert.deepStrictEqual(redactHeaders({ 'X-Auth-Token': 'gAAAA' }), { 'X-Auth-Token': '***' })
 */
export const redactHeaders = (headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, isSecretName(name) ? mask : redactUrl(value)])
  )

/**
 * A body with its secrets masked: JSON by property name and at any depth, forms by field name, anything else (JSON cut
 * short included) by whatever looks like a property or a field.
 *
 * @example
 * assert.deepStrictEqual(redactText('{"server":{"adminPass":"hunter2"}}'), '{"server":{"adminPass":"***"}}')
 */
export const redactText = (text: string): string => {
  const body = J.parse(text)
  return E.isRight(body) && typeof body.right === 'object' ? JSON.stringify(masked(body.right, 0)) : redactLoose(text)
}

/**
 * A URL, or a text with URLs in it: user names with passwords, secret parameters, and tokens in paths are masked.
 *
 * @example
 * assert.deepStrictEqual(redactUrl('https://me:hunter2@proxy.example/'), 'https://***@proxy.example/')
 */
export const redactUrl = (url: string): string =>
  url.includes('?') || url.includes('@') || url.includes('=') || url.includes('token')
    ? url.replace(userInfo, `$1${mask}@`).replace(tokenPath, `$1${mask}`).replace(parameter, maskParameter)
    : url

/**
 * The texts that stand under secret names in a body, JSON or form, for `strike`; numbers as they are written, and
 * everything inside an object that stands under such a name.
 *
 * @example
 * assert.deepStrictEqual(secretsOf('{"server":{"name":"web-1","adminPass":"hunter2"}}'), ['hunter2'])
 */
export const secretsOf = (body: string): ReadonlyArray<string> => {
  const found = new Set<string>()
  const parsed = J.parse(body)
  if (E.isRight(parsed)) collect(parsed.right, found)
  else
    for (const [, , name = '', value = ''] of `&${body}`.matchAll(parameter))
      if (isSecret(name)) found.add(decoded(value))
  found.delete('')
  return [...found]
}

/**
 * A text without those secrets, however a service may quote them: as they are, escaped as in JSON, Python, URLs or HTML.
 * Secrets of one or two characters are left: striking them would hide nothing and spoil every word. Strike before
 * cutting a text short, or half a secret may be left at its end.
 *
 * @example
 * assert.deepStrictEqual(strike('Invalid input: hunter2', ['hunter2']), 'Invalid input: ***')
 */
export const strike = (text: string, secrets: ReadonlyArray<string>): string =>
  secrets
    .filter((secret) => secret.length >= 3)
    .flatMap(spellings)
    .sort((a, b) => b.length - a.length)
    .reduce((struck, secret) => struck.replaceAll(secret, mask), text)

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

/** Without `_`, `-` and case. `code` and `contents` are secrets where they are texts: a fault's `code` is a number. */
const secretName = new RegExp(
  `^(?:${[
    'adminpass',
    'assertion',
    'authorization',
    'blob',
    'clientassertion',
    'codeverifier',
    'contents',
    'cookie',
    'internalaccesspath',
    'openstackauthreceipt',
    'osextsrvattruserdata',
    'pass',
    'passcode',
    'proxyauthorization',
    'setcookie',
    'tempurlsig',
    'userdata'
  ].join('|')})$`
)

const secretEnding =
  /(?:password|passwd|passphrase|passcode|adminpass|secret|secretkey|privatekey|apikey|accesskey|tempurlkey|tempurlkey2|token|receipt)$/

const verdicts = new Map<string, boolean>()

/** In URLs there are more: the code of a sign-in, a signature. */
const isSecret = (name: string): boolean => {
  const plain = decoded(name)
  return isSecretName(plain) || /^(?:code|sig|signature|x-amz-signature|x-amz-security-token)$/i.test(plain)
}

/** Names that also stand over a record which is no secret itself: its `id` is. */
const records = /^(?:token|receipt)$/i

/** Deeper than any service nests; a text for people stops there. */
const deepest = 100

const masked = (value: unknown, depth: number): unknown => {
  if (typeof value === 'string') return redactUrl(value)
  if (typeof value !== 'object' || value === null) return value
  if (depth > deepest) return mask
  if (Array.isArray(value)) return value.map((each: unknown) => masked(each, depth + 1))
  return Object.fromEntries(
    Object.entries(value).map(([name, each]: [string, unknown]) => {
      if (!isSecretName(name) || each === null || typeof each === 'boolean') return [name, masked(each, depth + 1)]
      return [name, records.test(name) && isRecord(each) ? masked(withoutId(each), depth + 1) : mask]
    })
  )
}

const withoutId = (record: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  'id' in record ? { ...record, id: mask } : record

/** Walks without recursion: a request body may be as deep as its sender likes. */
const collect = (body: unknown, found: Set<string>): void => {
  const rest: Array<readonly [value: unknown, secret: boolean]> = [[body, false]]
  for (let next = rest.pop(); next !== undefined; next = rest.pop()) {
    const [value, secret] = next
    if (secret && (typeof value === 'string' || typeof value === 'number')) found.add(String(value))
    if (typeof value !== 'object' || value === null) continue
    for (const [name, each] of Object.entries(value)) {
      const id = name === 'id' && secret
      const within = secret && !records.test(name)
      rest.push([each, id || within || isSecretName(name)])
    }
  }
}

const userInfo = /(\/\/)[^/?#@\s"']*@/g

const tokenPath = /(\/os-console-auth-tokens\/|\/v2\.0\/tokens\/)[^/?#\s"']+/g

/** A `name=value` after `?`, `&`, `;` or `#`. */
const parameter = /([?&;#])([^=&;#?\s"']{1,200})=([^&;#\s"']*)/g

const maskParameter = (all: string, ...[before, name, value]: ReadonlyArray<string>): string =>
  isSecret(name ?? '') || carries(value ?? '') ? `${before}${name}=${mask}` : all

/** Whether a value is itself a URL, encoded, with a secret in it, as in the URLs of Nova's consoles. */
const carries = (value: string): boolean => {
  if (!value.includes('%')) return false
  const inner = `?${decoded(value)}`
  return inner.length <= value.length && redactUrl(inner) !== inner
}

/** `"name": "value"`, whole or cut short, in either quotes. */
const property = /((["'])([\w:.-]{1,100})\2\s*:\s*)(?:"(?:[^"\\]|\\.)*(?:"|\\?$)|'(?:[^'\\]|\\.)*(?:'|\\?$)|[\d.]+)/g

const maskProperty = (all: string, ...[start, , name]: ReadonlyArray<string>): string =>
  isSecretName(name ?? '') ? `${start}"${mask}"` : all

const redactLoose = (text: string): string => redactUrl(`&${text}`).slice(1).replace(property, maskProperty)

const decoded = (text: string): string => {
  const plain = text.replaceAll('+', ' ')
  return E.getOrElse(() => plain)(E.tryCatch(() => decodeURIComponent(plain), String))
}

const escaped = (text: string): string => JSON.stringify(text).slice(1, -1)

/** How services quote a text, and that once more where the quotation stands in a body of JSON. */
const spellings = (secret: string): ReadonlyArray<string> => {
  const quotations = quotationsOf(secret)
  return [...new Set([...quotations, ...quotations.map(escaped)])]
}

const quotationsOf = (secret: string): ReadonlyArray<string> => {
  const json = escaped(secret)
  const percent = E.getOrElse(() => secret)(E.tryCatch(() => encodeURIComponent(secret), String))
  const ascii = json.replace(/[^\x20-\x7e]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`)
  const python = json.replaceAll('\\"', '"')
  const html = secret.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  const quoted = html.replaceAll('"', '&quot;').replaceAll("'", '&#x27;')
  return [
    secret,
    json,
    ascii,
    python,
    python.replaceAll("'", "\\'"),
    percent,
    percent.replaceAll('%20', '+'),
    html,
    quoted,
    quoted.replaceAll('&#x27;', '&#39;')
  ]
}
