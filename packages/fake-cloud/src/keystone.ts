/**
 * A Keystone in memory: tokens by password, token and application credential, in every scope; the catalog; and the names
 * of users and projects.
 *
 * @see https://docs.openstack.org/api-ref/identity/v3/
 * @since 0.1.0
 */
import type { Clock } from '@openstack-ts/core'
import * as E from 'fp-ts/lib/Either.js'

import {
  type Accounts,
  type ApplicationCredential,
  idOf,
  impliedRoles,
  type Named,
  type Project,
  type RoleName,
  roleRecord,
  type User
} from './account.js'
import type { Random } from './random.js'
import { withZone } from './timestamps.js'
import {
  at,
  emptyAnswer,
  isRecord,
  jsonAnswer,
  readRecord,
  textAt,
  type WireAnswer,
  type WireRequest,
  withHeaders
} from './wire.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

export type GrantScope =
  | { readonly _tag: 'Project'; readonly project: Project; readonly role: RoleName }
  | { readonly _tag: 'Domain'; readonly domain: Named; readonly role: RoleName }
  | { readonly _tag: 'System'; readonly role: RoleName }
  | { readonly _tag: 'Unscoped' }

/** What a token stands for. */
export interface Grant {
  readonly token: string
  readonly user: User
  readonly scope: GrantScope
  readonly methods: ReadonlyArray<string>
  readonly auditId: string
  /** Milliseconds since 1970. */
  readonly issuedAt: number
  readonly expiresAt: number
  readonly applicationCredential?: ApplicationCredential
}

/** A service of the catalog. */
export interface CatalogEntry {
  readonly type: string
  readonly name: string
  /** After the origin. */
  readonly path: string
}

export interface KeystoneOptions {
  readonly accounts: Accounts
  readonly catalog: ReadonlyArray<CatalogEntry>
  readonly clock: Clock
  readonly random: Random
  readonly region: string
  /** Milliseconds. */
  readonly tokenLifetime: number
}

export interface Keystone {
  /** A request whose path begins behind `/identity`. */
  readonly answer: (request: WireRequest, path: string) => WireAnswer
  /** What a token stands for, unless it is unknown, revoked or too old. */
  readonly grant: (token: string | undefined) => Grant | undefined
  /** Ends every token that was given out. */
  readonly expireTokens: () => void
}

type Refusal = WireAnswer

// -------------------------------------------------------------------------------------
// constructors
// -------------------------------------------------------------------------------------

export const keystone = (options: KeystoneOptions): Keystone => {
  const grants = new Map<string, Grant>()
  const grant = (token: string | undefined): Grant | undefined => {
    const found = token === undefined ? undefined : grants.get(token)
    return found !== undefined && found.expiresAt > options.clock.now() ? found : undefined
  }
  const parts: Parts = { options, grants, grant }
  return {
    answer: (request, path) =>
      withHeaders(route(parts, request, path), {
        vary: 'X-Auth-Token',
        'x-openstack-request-id': `req-${options.random.uuid()}`
      }),
    grant,
    expireTokens: () => grants.clear()
  }
}

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

interface Parts {
  readonly options: KeystoneOptions
  readonly grants: Map<string, Grant>
  readonly grant: Keystone['grant']
}

const titles: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found'
}

const refusal = (code: number, message: string, headers = {}): Refusal =>
  jsonAnswer(code, { error: { code, message, title: titles[code] ?? 'Error' } }, headers)

const unauthorized = (request: WireRequest): Refusal =>
  refusal(401, 'The request you have made requires authentication.', {
    'www-authenticate': `Keystone uri="${request.url.origin}/identity/v3"`
  })

const forbidden = (rule: string): Refusal =>
  refusal(403, `You are not authorized to perform the requested action: ${rule}.`)

const missing = (kind: string, id: string): Refusal => refusal(404, `Could not find ${kind}: ${id}.`)

const route = (parts: Parts, request: WireRequest, path: string): WireAnswer => {
  const { method } = request
  if (path === '' || path === '/') return jsonAnswer(300, { versions: { values: [version(request)] } })
  if (path === '/v3' || path === '/v3/') return jsonAnswer(200, { version: version(request) })
  if (path === '/v3/auth/tokens') return tokens(parts, request)
  const caller = parts.grant(request.headers['x-auth-token'])
  if (caller === undefined) return unauthorized(request)
  return method === 'GET' ? read(parts, request, caller, path) : refusal(404, notFound(request))
}

const notFound = ({ url }: WireRequest): string => `The requested URL ${url.pathname} was not found on the server.`

const version = ({ url }: WireRequest) => ({
  id: 'v3.14',
  status: 'stable',
  updated: '2020-04-07T00:00:00Z',
  links: [{ rel: 'self', href: `${url.origin}/identity/v3/` }],
  'media-types': [{ base: 'application/json', type: 'application/vnd.openstack.identity-v3+json' }]
})

// tokens --------------------------------------------------------------------------------

const tokens = (parts: Parts, request: WireRequest): WireAnswer => {
  if (request.method === 'POST') return issue(parts, request)
  const caller = parts.grant(request.headers['x-auth-token'])
  if (caller === undefined) return unauthorized(request)
  const subject = request.headers['x-subject-token']
  if (subject === undefined) return refusal(400, 'X-Subject-Token header is required')
  const found = parts.grant(subject)
  if (found === undefined) return missing('token', '(not shown)')
  const mayAsk = found.user.id === caller.user.id || isAdmin(caller)
  if (!mayAsk) return forbidden('identity:validate_token')
  if (request.method === 'DELETE') {
    parts.grants.delete(subject)
    return emptyAnswer(204)
  }
  if (request.method !== 'GET' && request.method !== 'HEAD') return refusal(404, notFound(request))
  return tokenAnswer(parts.options, request, found, 200)
}

const issue = (parts: Parts, request: WireRequest): WireAnswer => {
  const body = readRecord(request.body)
  if (body === undefined) return refusal(400, 'Expecting to find a JSON object in the request body.')
  if (!isRecord(body['auth'])) return refusal(400, "'auth' is a required property")
  if (!isRecord(at(body, 'auth', 'identity'))) return refusal(400, "'identity' is a required property")
  const proven = prove(parts, request, at(body, 'auth', 'identity'))
  if (E.isLeft(proven)) return proven.left
  const scope = scopeOf(parts, request, proven.right, at(body, 'auth', 'scope'))
  if (E.isLeft(scope)) return scope.left
  const { clock, random, tokenLifetime } = parts.options
  const now = clock.now()
  const grant: Grant = {
    ...proven.right,
    scope: scope.right,
    token: `gAAAAAB${random.hex(176)}`,
    auditId: random.hex(22),
    issuedAt: now,
    expiresAt: Math.min(now + tokenLifetime, proven.right.until)
  }
  parts.grants.set(grant.token, grant)
  return tokenAnswer(parts.options, request, grant, 201)
}

/** Who has proved who they are. */
interface Proven {
  readonly user: User
  readonly methods: ReadonlyArray<string>
  /** A token got by a token lives no longer than that. */
  readonly until: number
  readonly applicationCredential?: ApplicationCredential
}

const prove = (parts: Parts, request: WireRequest, identity: unknown): E.Either<Refusal, Proven> => {
  const methods = at(identity, 'methods')
  if (!Array.isArray(methods) || methods.length === 0) return E.left(refusal(400, "'methods' is a required property"))
  const all: Array<Proven> = []
  for (const method of methods) {
    const prover = typeof method === 'string' ? provers[method] : undefined
    const proven = prover?.(parts, at(identity, String(method)))
    if (proven === undefined) return E.left(unauthorized(request))
    all.push(proven)
  }
  const first = all[0]
  if (first === undefined || all.some(({ user }) => user.id !== first.user.id)) return E.left(unauthorized(request))
  return E.right({ ...first, methods: all.flatMap((proven) => proven.methods) })
}

const provers: Readonly<Record<string, (parts: Parts, facts: unknown) => Proven | undefined>> = {
  password: ({ options }, facts) => {
    const user = userOf(options.accounts, at(facts, 'user'))
    return user !== undefined && user.password === at(facts, 'user', 'password')
      ? { user, methods: ['password'], until: Infinity }
      : undefined
  },
  token: ({ grant }, facts) => {
    const found = grant(textAt(facts, 'id'))
    return found === undefined
      ? undefined
      : {
          user: found.user,
          methods: ['token', ...found.methods.filter((method) => method !== 'token')],
          until: found.expiresAt
        }
  },
  application_credential: ({ options: { accounts } }, facts) => {
    const id = textAt(facts, 'id')
    const owner = userOf(accounts, at(facts, 'user'))
    const found = accounts.applicationCredentials.find((credential) =>
      id === undefined
        ? credential.name === textAt(facts, 'name') && credential.userId === owner?.id
        : credential.id === id
    )
    const user = accounts.users.find((candidate) => candidate.id === found?.userId)
    return found !== undefined && user !== undefined && found.secret === textAt(facts, 'secret')
      ? { user, methods: ['application_credential'], until: Infinity, applicationCredential: found }
      : undefined
  }
}

const userOf = ({ users }: Accounts, wanted: unknown): User | undefined =>
  users.find((user) =>
    textAt(wanted, 'id') === undefined
      ? user.name === textAt(wanted, 'name') && isDomain(user.domain, at(wanted, 'domain'))
      : user.id === textAt(wanted, 'id')
  )

const isDomain = (domain: Named, wanted: unknown): boolean =>
  textAt(wanted, 'id') === undefined ? textAt(wanted, 'name') === domain.name : textAt(wanted, 'id') === domain.id

const scopeOf = (
  { options: { accounts } }: Parts,
  request: WireRequest,
  { applicationCredential, user }: Proven,
  wanted: unknown
): E.Either<Refusal, GrantScope> => {
  const refused = E.left(unauthorized(request))
  if (applicationCredential !== undefined) {
    if (wanted !== undefined) return refused
    return inProject(accounts, user, ({ id }) => id === applicationCredential.projectId) ?? refused
  }
  if (wanted === undefined || wanted === 'unscoped' || isRecord(at(wanted, 'unscoped'))) {
    return E.right({ _tag: 'Unscoped' })
  }
  const id = textAt(wanted, 'project', 'id')
  if (isRecord(at(wanted, 'project'))) {
    const named = (project: Project): boolean =>
      project.name === textAt(wanted, 'project', 'name') && isDomain(project.domain, at(wanted, 'project', 'domain'))
    return inProject(accounts, user, (project) => (id === undefined ? named(project) : project.id === id)) ?? refused
  }
  const domain = accounts.domains.find((candidate) => isDomain(candidate, at(wanted, 'domain')))
  if (domain !== undefined && user.domainRole !== undefined) {
    return E.right({ _tag: 'Domain', domain, role: user.domainRole })
  }
  return at(wanted, 'system', 'all') === true && user.systemRole !== undefined
    ? E.right({ _tag: 'System', role: user.systemRole })
    : refused
}

const inProject = (
  { projects }: Accounts,
  user: User,
  isWanted: (project: Project) => boolean
): E.Either<Refusal, GrantScope> | undefined => {
  const project = projects.find(isWanted)
  const role = project === undefined ? undefined : user.roles[project.id]
  return project === undefined || role === undefined ? undefined : E.right({ _tag: 'Project', project, role })
}

const tokenAnswer = (options: KeystoneOptions, request: WireRequest, grant: Grant, status: number): WireAnswer => {
  const { applicationCredential, auditId, expiresAt, issuedAt, methods, scope, user } = grant
  const withCatalog = scope._tag !== 'Unscoped' && !request.url.searchParams.has('nocatalog')
  const token = {
    methods,
    user: { domain: user.domain, id: user.id, name: user.name, password_expires_at: null },
    audit_ids: [auditId],
    expires_at: withZone(Math.floor(expiresAt / 1000) * 1e6),
    issued_at: withZone(Math.floor(issuedAt / 1000) * 1e6),
    ...scopeRecord(scope),
    ...(scope._tag === 'Unscoped' ? {} : { roles: impliedRoles(scope.role).map(roleRecord) }),
    ...(applicationCredential === undefined
      ? {}
      : {
          application_credential: { id: applicationCredential.id, name: applicationCredential.name, restricted: true }
        }),
    ...(withCatalog ? { catalog: catalogOf(options, request) } : {})
  }
  const answer = jsonAnswer(status, { token }, { 'x-subject-token': grant.token })
  return request.method === 'HEAD' ? { ...answer, body: '' } : answer
}

const scopeRecord = (scope: GrantScope) => {
  switch (scope._tag) {
    case 'Project': {
      const { domain, id, name } = scope.project
      return { project: { domain, id, name }, is_domain: false }
    }
    case 'Domain':
      return { domain: scope.domain }
    case 'System':
      return { system: { all: true } }
    case 'Unscoped':
      return {}
  }
}

const catalogOf = ({ catalog, region }: KeystoneOptions, { url }: WireRequest) =>
  catalog.map(({ name, path, type }) => ({
    endpoints: ['admin', 'internal', 'public'].map((side) => ({
      id: idOf('endpoint', `${type} ${side}`),
      interface: side,
      region_id: region,
      url: `${url.origin}${path}`,
      region
    })),
    id: idOf('service', type),
    type,
    name
  }))

// names ----------------------------------------------------------------------------------

const isAdmin = ({ scope }: Grant): boolean => scope._tag !== 'Unscoped' && scope.role === 'admin'

const read = ({ options }: Parts, request: WireRequest, caller: Grant, path: string): WireAnswer => {
  const { accounts } = options
  const base = `${request.url.origin}/identity/v3`
  const list = (key: string, items: ReadonlyArray<unknown>): WireAnswer =>
    jsonAnswer(200, { [key]: items, links: { next: null, self: `${base}${path.slice(3)}`, previous: null } })
  const [, , first = '', second = '', ...rest] = path.split('/')
  if (rest.length > 0) return refusal(404, notFound(request))
  if (first === 'auth' && second === 'projects') {
    const reachable = accounts.projects.filter(({ id }) => caller.user.roles[id] !== undefined)
    return list('projects', reachable.map(projectRecord(base)))
  }
  if (first === 'auth' && second === 'catalog') return jsonAnswer(200, { catalog: catalogOf(options, request) })
  if (first === 'users') return users(accounts, caller, second, base, list)
  if (first === 'projects') return projects(accounts, caller, second, base, list)
  return refusal(404, notFound(request))
}

type List = (key: string, items: ReadonlyArray<unknown>) => WireAnswer

const users = (accounts: Accounts, caller: Grant, id: string, base: string, list: List): WireAnswer => {
  if (id === '') return isAdmin(caller) ? list('users', accounts.users.map(userRecord(base))) : forbidden('list_users')
  if (id !== caller.user.id && !isAdmin(caller)) return forbidden('identity:get_user')
  const found = accounts.users.find((user) => user.id === id)
  return found === undefined ? missing('user', id) : jsonAnswer(200, { user: userRecord(base)(found) })
}

const projects = (accounts: Accounts, caller: Grant, id: string, base: string, list: List): WireAnswer => {
  if (id === '') {
    return isAdmin(caller) ? list('projects', accounts.projects.map(projectRecord(base))) : forbidden('list_projects')
  }
  if (caller.user.roles[id] === undefined && !isAdmin(caller)) return forbidden('identity:get_project')
  const found = accounts.projects.find((project) => project.id === id)
  return found === undefined ? missing('project', id) : jsonAnswer(200, { project: projectRecord(base)(found) })
}

const userRecord =
  (base: string) =>
  ({ domain, id, name }: User) => ({
    domain_id: domain.id,
    enabled: true,
    id,
    links: { self: `${base}/users/${id}` },
    name,
    options: {},
    password_expires_at: null
  })

const projectRecord =
  (base: string) =>
  ({ domain, id, name }: Project) => ({
    description: '',
    domain_id: domain.id,
    enabled: true,
    id,
    is_domain: false,
    links: { self: `${base}/projects/${id}` },
    name,
    options: {},
    parent_id: domain.id,
    tags: []
  })
