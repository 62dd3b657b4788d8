/**
 * One layer of configuration, its many old spellings made one, and what it means to put one layer over another.
 *
 * @since 0.1.0
 */
import { type ConfigRecord, type ConfigValue, at, isRecord, mapEntries, recordAt, textAt, without } from './record.js'
import { withUnderscores } from './record.js'

// -------------------------------------------------------------------------------------
// constants
// -------------------------------------------------------------------------------------

/** What belongs into `auth`, wherever it was written. */
const authKeys: ReadonlyArray<string> = [
  'auth_url',
  'username',
  'user_id',
  'password',
  'user_domain_id',
  'user_domain_name',
  'project_id',
  'project_name',
  'project_domain_id',
  'project_domain_name',
  'domain_id',
  'domain_name',
  'default_domain_id',
  'default_domain_name',
  'system_scope',
  'trust_id',
  'unscoped',
  'token',
  'passcode',
  'application_credential_id',
  'application_credential_name',
  'application_credential_secret',
  'auth_methods',
  'identity_provider',
  'protocol',
  'client_id',
  'client_secret',
  'openid_scope',
  'access_token',
  'access_token_endpoint',
  'access_token_type',
  'discovery_endpoint',
  'consumer_key',
  'consumer_secret',
  'access_key',
  'access_secret',
  'endpoint'
]

const oldNames: Readonly<Record<string, string>> = {
  tenant_id: 'project_id',
  tenant_name: 'project_name',
  auth_token: 'token',
  user_name: 'username',
  url: 'endpoint'
}

/** Two names of one thing: who gives the one takes back what a lower layer said with the other. */
const rivals: ReadonlyArray<ReadonlyArray<string>> = [
  ['project_id', 'project_name'],
  ['user_id', 'username'],
  ['user_domain_id', 'user_domain_name'],
  ['project_domain_id', 'project_domain_name'],
  ['domain_id', 'domain_name'],
  ['default_domain_id', 'default_domain_name'],
  ['application_credential_id', 'application_credential_name'],
  ['access_token_endpoint', 'discovery_endpoint']
]

// -------------------------------------------------------------------------------------
// constructors
// -------------------------------------------------------------------------------------

/**
 * A layer in today's words: underscores, `auth_type`, `interface`, `api_timeout`, and all that signing in needs under
 * `auth`. Within a layer, what stands beside `auth` wins over what stands in it, and a new name over an old one.
 */
export const layer = (written: ConfigRecord): ConfigRecord => {
  const record = renamed(withUnderscores(written))
  const beside = mapEntries(record, (key, value) => (isAuthKey(key) ? [key, value] : undefined))
  const rest = mapEntries(record, (key, value) => (isAuthKey(key) || key === 'auth' ? undefined : [key, value]))
  return { ...rest, auth: { ...modern(oldAndNew(recordAt(record, 'auth'))), ...modern(beside) } }
}

/** A layer whose `null`s say nothing: an argument that was not given. */
export const spokenOnly = (record: ConfigRecord): ConfigRecord =>
  mapEntries(record, (key, value) =>
    value === null || value === undefined ? undefined : [key, isRecord(value) ? spokenOnly(value) : value]
  )

// -------------------------------------------------------------------------------------
// operations
// -------------------------------------------------------------------------------------

/** Puts layers on each other, the later over the earlier; `auth` key by key, all else whole. `null` takes back. */
export const mergeLayers = (layers: ReadonlyArray<ConfigRecord>): ConfigRecord => {
  const plain = layers.reduce(over, {})
  const auth = recordAt(plain, 'auth')
  const hasProject = textAt(auth, 'project_id') !== undefined || textAt(auth, 'project_name') !== undefined
  return hasProject ? layers.map(domainForBoth).reduce(over, {}) : plain
}

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

const isAuthKey = (key: string): boolean => authKeys.includes(key) || Object.hasOwn(oldNames, key)

/** Options of the OpenID plugins are called differently inside. */
const oldAndNew = (auth: ConfigRecord): ConfigRecord =>
  mapEntries(auth, (key, value) => [key === 'scope' ? 'openid_scope' : key, value])

const modern = (record: ConfigRecord): ConfigRecord => ({
  ...mapEntries(record, (key, value) => (Object.hasOwn(oldNames, key) ? [oldNames[key] ?? key, value] : undefined)),
  ...mapEntries(record, (key, value) => (Object.hasOwn(oldNames, key) ? undefined : [key, value]))
})

/** A timeout of one service is one of all: there is one way out of a process. */
const renamed = (record: ConfigRecord): ConfigRecord => ({
  ...mapEntries(record, (key, value) => {
    if (key === 'auth_plugin') return ['auth_type', value]
    if (key.endsWith('endpoint_type')) return [key.replace(/endpoint_type$/, 'interface'), value]
    return isOldTimeout(key) ? ['api_timeout', value] : undefined
  }),
  ...mapEntries(record, (key, value) =>
    key === 'auth_plugin' || key.endsWith('endpoint_type') || isOldTimeout(key) || isBeaten(record, key)
      ? undefined
      : [key, value]
  )
})

const isOldTimeout = (key: string): boolean => key.endsWith('timeout') && key !== 'timeout' && key !== 'api_timeout'

/** `api_timeout` loses to a service's own, whose purpose is to differ. */
const isBeaten = (record: ConfigRecord, key: string): boolean =>
  key === 'api_timeout' && Object.keys(record).some(isOldTimeout)

const over = (lower: ConfigRecord, upper: ConfigRecord): ConfigRecord => ({
  ...lower,
  ...mapEntries(upper, (key, value) => (value === undefined || key === 'auth' ? undefined : [key, value])),
  auth: authOver(recordAt(lower, 'auth'), recordAt(upper, 'auth'))
})

const authOver = (lower: ConfigRecord, upper: ConfigRecord): ConfigRecord => {
  const speaksOf = (key: string): boolean => isSaid(at(upper, key))
  const takenBack = [
    ...rivals.filter((names) => names.some(speaksOf)).flat(),
    ...(speaksOf('system_scope') || speaksOf('trust_id')
      ? ['project_id', 'project_name', 'domain_id', 'domain_name', 'system_scope', 'trust_id', 'unscoped']
      : []),
    ...(speaksOf('project_id') || speaksOf('project_name') || speaksOf('domain_id') || speaksOf('domain_name')
      ? ['system_scope', 'trust_id', 'unscoped']
      : [])
  ]
  return {
    ...without(lower, takenBack),
    ...mapEntries(upper, (key, value) => (value === undefined ? undefined : [key, value]))
  }
}

const isSaid = (value: ConfigValue): boolean => value !== undefined && value !== null && value !== ''

/** With a project, `domain_*` is short for the domain of both the user and the project. */
const domainForBoth = (record: ConfigRecord): ConfigRecord => {
  const auth = recordAt(record, 'auth')
  const given = ['id', 'name'].filter((way) => isSaid(at(auth, `domain_${way}`)))
  const filled = ['user', 'project']
    .filter((whose) => !['id', 'name'].some((way) => isSaid(at(auth, `${whose}_domain_${way}`))))
    .flatMap((whose) => given.map((way) => [`${whose}_domain_${way}`, at(auth, `domain_${way}`)] as const))
  return { ...record, auth: { ...without(auth, ['domain_id', 'domain_name']), ...Object.fromEntries(filled) } }
}
