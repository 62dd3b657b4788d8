/**
 * The names of users and projects, as far as somebody may know them.
 *
 * @see https://docs.openstack.org/api-ref/identity/v3/
 * @since 0.1.0
 */
import type { Project, User } from './account.js'
import { type Grant, isAdminGrant, type KeystoneParts } from './grant.js'
import { forbidden, missing, notFound, refusal } from './keystone-refusal.js'
import { catalogOf } from './keystone-token.js'
import { jsonAnswer, type WireAnswer, type WireRequest } from './wire.js'

// -------------------------------------------------------------------------------------
// operations
// -------------------------------------------------------------------------------------

/** `GET` of anything behind `/v3` but tokens. */
export const readNames = (parts: KeystoneParts, request: WireRequest, path: string): WireAnswer => {
  const caller = parts.grant(request.headers['x-auth-token'])
  const [, , kind = '', id = '', ...rest] = path.split('/')
  const gone = refusal(404, notFound(request))
  if (caller === undefined || rest.length > 0) return gone
  const base = `${request.url.origin}/identity/v3`
  if (kind === 'auth') return ofCaller(parts, { base, caller, kind: id, request }) ?? gone
  const { projects, users } = parts.options.accounts
  if (kind === 'users') {
    return one('user', { all: users.map(userRecord(base)), id, own: id === caller.user.id, base, caller })
  }
  if (kind !== 'projects') return gone
  return one('project', {
    all: projects.map(projectRecord(base)),
    id,
    own: caller.user.roles[id] !== undefined,
    base,
    caller
  })
}

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

interface Question {
  readonly base: string
  readonly caller: Grant
}

const list = (key: string, items: ReadonlyArray<unknown>, self: string): WireAnswer =>
  jsonAnswer(200, { [key]: items, links: { next: null, self, previous: null } })

/** What a token reaches: projects, and the catalog. */
const ofCaller = (
  { options }: KeystoneParts,
  { base, caller, kind, request }: Question & { readonly kind: string; readonly request: WireRequest }
): WireAnswer | undefined => {
  if (kind === 'catalog') return jsonAnswer(200, { catalog: catalogOf(options, request) })
  if (kind !== 'projects') return undefined
  const reachable = options.accounts.projects.filter(({ id }) => caller.user.roles[id] !== undefined)
  return list('projects', reachable.map(projectRecord(base)), `${base}/auth/projects`)
}

interface Named extends Question {
  readonly all: ReadonlyArray<{ readonly id: string }>
  readonly id: string
  /** Whether it is the caller's own. */
  readonly own: boolean
}

/** One by its id, or all for an administrator. */
const one = (kind: 'user' | 'project', { all, base, caller, id, own }: Named): WireAnswer => {
  if (!own && !isAdminGrant(caller))
    return forbidden(`identity:${id === '' ? 'list' : 'get'}_${kind}${id === '' ? 's' : ''}`)
  if (id === '') return list(`${kind}s`, all, `${base}/${kind}s`)
  const found = all.find((candidate) => candidate.id === id)
  return found === undefined ? missing(kind, id) : jsonAnswer(200, { [kind]: found })
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
