/**
 * Who somebody is, and for what they may have a token: proved by password, token or application credential.
 *
 * @see https://docs.openstack.org/api-ref/identity/v3/
 * @since 0.1.0
 */
import * as E from 'fp-ts/lib/Either.js'

import type { Accounts, ApplicationCredential, Named, Project, User } from './account.js'
import type { GrantScope, KeystoneParts } from './grant.js'
import { refusal, unauthorized } from './keystone-refusal.js'
import { at, isRecord, textAt, type WireAnswer, type WireRequest } from './wire.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

/** Who has proved who they are. */
export interface Proven {
  readonly user: User
  readonly methods: ReadonlyArray<string>
  /** A token got by a token lives no longer than that. */
  readonly until: number
  readonly applicationCredential?: ApplicationCredential
}

// -------------------------------------------------------------------------------------
// operations
// -------------------------------------------------------------------------------------

export const prove = (parts: KeystoneParts, request: WireRequest, identity: unknown): E.Either<WireAnswer, Proven> => {
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

export const scopeOf = (
  { options: { accounts } }: KeystoneParts,
  { applicationCredential, user }: Proven,
  { request, wanted }: { readonly request: WireRequest; readonly wanted: unknown }
): E.Either<WireAnswer, GrantScope> => {
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

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

const provers: Readonly<Record<string, (parts: KeystoneParts, facts: unknown) => Proven | undefined>> = {
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

const inProject = (
  { projects }: Accounts,
  user: User,
  isWanted: (project: Project) => boolean
): E.Either<WireAnswer, GrantScope> | undefined => {
  const project = projects.find(isWanted)
  const role = project === undefined ? undefined : user.roles[project.id]
  return project === undefined || role === undefined ? undefined : E.right({ _tag: 'Project', project, role })
}
