/**
 * The fake cloud as clouds.yaml would have it: signing in to it is signing in to any cloud.
 *
 * @see https://docs.openstack.org/python-openstackclient/latest/configuration/index.html
 * @since 0.1.0
 */
import { fakeOrigin } from './fake-cloud.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

export interface CloudEntry {
  readonly region_name: string
  readonly identity_api_version: string
  readonly auth_type?: string
  readonly auth: Readonly<Record<string, string>>
}

export interface CloudsFile {
  readonly clouds: Readonly<Record<'admin' | 'demo' | 'demo-reader' | 'other' | 'demo-app' | 'system', CloudEntry>>
}

// -------------------------------------------------------------------------------------
// constructors
// -------------------------------------------------------------------------------------

/** For a fake cloud behind a URL, as `serve` answers it. */
export const fakeCloudConfigAt = (origin: string): CloudsFile => {
  const auth_url = `${origin}/identity/v3`
  const base = { region_name: 'RegionOne', identity_api_version: '3' }
  const as = (username: string, password: string, project_name: string): CloudEntry => ({
    ...base,
    auth: {
      auth_url,
      username,
      password,
      project_name,
      user_domain_name: 'Default',
      project_domain_name: 'Default'
    }
  })
  const admin = { auth_url, username: 'admin', password: 'admin-secret', user_domain_name: 'Default' }
  const app = { application_credential_name: 'demo-app', application_credential_secret: 'demo-app-secret' }
  return {
    clouds: {
      admin: as('admin', 'admin-secret', 'admin'),
      demo: as('demo', 'demo-secret', 'demo'),
      'demo-reader': as('demo-reader', 'demo-secret', 'demo'),
      other: as('other', 'demo-secret', 'other'),
      'demo-app': {
        ...base,
        auth_type: 'v3applicationcredential',
        auth: { auth_url, username: 'demo', user_domain_name: 'Default', ...app }
      },
      system: { ...base, auth: { ...admin, system_scope: 'all' } }
    }
  }
}

/** For the transport of `fakeCloud()`: an administrator, a member, a reader, a neighbour, and two other ways in. */
export const fakeCloudConfig: CloudsFile = fakeCloudConfigAt(fakeOrigin)
