/**
 * Who there is: domains, projects, users with their roles, application credentials. Ids are made of names, so that every
 * fake cloud has the same ones.
 *
 * @see https://docs.openstack.org/api-ref/identity/v3/
 * @since 0.1.0
 */
import { random, seedOf } from './random.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

export type RoleName = 'admin' | 'member' | 'reader'

export interface Named {
  readonly id: string
  readonly name: string
}

export interface Project extends Named {
  readonly domain: Named
}

export interface User extends Named {
  readonly domain: Named
  readonly password: string
  /** By project id. */
  readonly roles: Readonly<Record<string, RoleName>>
  readonly systemRole?: RoleName
  readonly domainRole?: RoleName
}

export interface ApplicationCredential extends Named {
  readonly secret: string
  readonly userId: string
  readonly projectId: string
}

export interface Accounts {
  readonly domains: ReadonlyArray<Named>
  readonly projects: ReadonlyArray<Project>
  readonly users: ReadonlyArray<User>
  readonly applicationCredentials: ReadonlyArray<ApplicationCredential>
}

// -------------------------------------------------------------------------------------
// constructors
// -------------------------------------------------------------------------------------

/** 32 hexadecimal digits made of a name: the id of a project, user or role. */
export const idOf = (kind: string, name: string): string => random(seedOf(kind, name)).hex(32)

const domain: Named = { id: 'default', name: 'Default' }

const project = (name: string): Project => ({ id: idOf('project', name), name, domain })

const user = (name: string, password: string, roles: Readonly<Record<string, RoleName>>): User => ({
  id: idOf('user', name),
  name,
  domain,
  password,
  roles: Object.fromEntries(Object.entries(roles).map(([inProject, role]) => [idOf('project', inProject), role]))
})

/** The accounts of every fake cloud: `admin`, members and a reader of `demo`, and a member of `other`. */
export const demoAccounts: Accounts = {
  domains: [domain],
  projects: [project('admin'), project('demo'), project('other')],
  users: [
    { ...user('admin', 'admin-secret', { admin: 'admin', demo: 'admin' }), systemRole: 'admin', domainRole: 'admin' },
    user('demo', 'demo-secret', { demo: 'member' }),
    user('alice', 'demo-secret', { demo: 'member' }),
    user('bob', 'demo-secret', { demo: 'member', other: 'member' }),
    user('demo-reader', 'demo-secret', { demo: 'reader' }),
    user('other', 'demo-secret', { other: 'member' })
  ],
  applicationCredentials: [
    {
      id: idOf('application credential', 'demo-app'),
      name: 'demo-app',
      secret: 'demo-app-secret',
      userId: idOf('user', 'demo'),
      projectId: idOf('project', 'demo')
    }
  ]
}

// -------------------------------------------------------------------------------------
// queries
// -------------------------------------------------------------------------------------

/** A role, and the roles that it implies. */
export const impliedRoles = (role: RoleName): ReadonlyArray<RoleName> =>
  role === 'admin' ? ['admin', 'member', 'reader'] : role === 'member' ? ['member', 'reader'] : ['reader']

export const roleRecord = (name: RoleName): Named => ({ id: idOf('role', name), name })
