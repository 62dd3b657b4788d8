/**
 * A place: where the requests of one service go.
 *
 * @since 0.1.0
 */
import { decodeError, type OpenStackError, type ServiceType, configError } from '@openstack-ts/core'
import * as E from 'fp-ts/lib/Either.js'

import type { Access } from './access.js'
import type { Discovery } from './discovery.js'
import { serviceFacts } from './service-facts.js'
import { type ApiVersion, pickVersion } from './version-document.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

/** URLs without a slash at their end. */
export interface Place {
  /** Where requests go: `https://cloud.example/compute/v2.1`. */
  readonly endpoint: string
  /** Where versions are listed: `https://cloud.example/compute`. */
  readonly root: string
  /** The version's own document, where the URL names a version: the endpoint without the project at its end. */
  readonly versioned?: string
  /** What was read on the way. */
  readonly version?: ApiVersion
}

/** A URL, taken apart. */
interface Parts {
  readonly origin: string
  /** The path above the version: `/compute`, or nothing. */
  readonly prefix: string
  /** `v2.1`. */
  readonly version: string | undefined
  /** The project at the end of the URL: `/0123abcd`, or nothing. */
  readonly suffix: string
}

export interface LocateOptions {
  readonly service: ServiceType
  /** The major version that is wanted. */
  readonly major: number
  readonly project: string | undefined
  readonly discover: Discovery
  readonly signal: AbortSignal | undefined
}

// -------------------------------------------------------------------------------------
// operations
// -------------------------------------------------------------------------------------

/**
 * From a URL of the catalog, or of an override. A URL of the wanted major version is taken at its word; one that names
 * another version, or none, is asked for its versions.
 */
export const locate = async (url: string, options: LocateOptions): Promise<E.Either<OpenStackError, Place>> => {
  const { major, service } = options
  const split = takeApart(url, service === 'object-store' ? undefined : options.project)
  if (E.isLeft(split)) return split
  const parts = split.right
  const root = parts.origin + parts.prefix
  const { unversioned } = serviceFacts[service]
  if (parts.version !== undefined && Number.parseInt(parts.version.slice(1), 10) === major) {
    const versioned = `${root}/${parts.version}`
    return E.right({ endpoint: versioned + parts.suffix, root, versioned })
  }
  if (unversioned === 'keep') return E.right({ endpoint: url.replace(/\/+$/, ''), root })
  if (unversioned !== 'discover') {
    const versioned = `${root}/${unversioned.add}`
    return E.right({ endpoint: versioned, root, versioned })
  }
  const versions = await options.discover(service, `${root}/`, options.signal)
  if (E.isLeft(versions)) return versions
  const version = pickVersion(versions.right, { major })
  if (version === undefined) return E.left(noSuchVersion(options, root, versions.right))
  return E.right({ endpoint: placeOf(version, parts) + parts.suffix, root, version })
}

/** Fills `%(project_id)s`, `%(tenant_id)s`, `%(user_id)s`, and the same with `$(…)s`. */
export const fillTemplate = (template: string, { project, user }: Access): E.Either<OpenStackError, string> => {
  const values: Readonly<Record<string, string | undefined>> = {
    project_id: project?.id,
    tenant_id: project?.id,
    user_id: user?.id
  }
  const unknown: Array<string> = []
  const filled = template.replace(/[%$]\((\w+)\)s/g, (whole, key: string) => {
    const value = Object.hasOwn(values, key) ? values[key] : undefined
    if (value === undefined) unknown.push(whole)
    return value === undefined ? whole : encodeURIComponent(value)
  })
  return unknown.length === 0
    ? E.right(filled)
    : E.left(
        configError({
          message: `The endpoint ${template} needs ${unknown.join(', ')}, which this sign-in does not have`
        })
      )
}

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

const takeApart = (text: string, project: string | undefined): E.Either<OpenStackError, Parts> => {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url === undefined || (url.protocol !== 'http:' && url.protocol !== 'https:')) {
    return E.left(configError({ message: `The endpoint ${text} is not a URL that begins with http:// or https://` }))
  }
  const segments = url.pathname.split('/').filter((segment) => segment !== '')
  const last = segments.at(-1)
  const isProject = project !== undefined && (last === project || last === `AUTH_${project}`)
  const rest = isProject ? segments.slice(0, -1) : segments
  const version = /^v\d+(\.\d+)?$/.exec(rest.at(-1) ?? '')?.[0]
  const above = version === undefined ? rest : rest.slice(0, -1)
  return E.right({
    origin: url.origin,
    prefix: above.map((segment) => `/${segment}`).join(''),
    version,
    suffix: isProject ? `/${last}` : ''
  })
}

/**
 * Scheme and host are those that were asked; so is the path above the version where the link lacks it, as it does when a
 * proxy has put the service below a path of its own.
 */
const placeOf = ({ self }: ApiVersion, { origin, prefix }: Parts): string => {
  const root = origin + prefix
  if (self === undefined || !URL.canParse(self, `${root}/`)) return root
  const path = new URL(self, `${root}/`).pathname.replace(/\/+$/, '')
  if (path === prefix || path.startsWith(`${prefix}/`)) return origin + path
  const version = /\/v\d+(\.\d+)?$/.exec(path)?.[0] ?? ''
  return root + version
}

const noSuchVersion = (
  { major, service }: LocateOptions,
  root: string,
  versions: ReadonlyArray<ApiVersion>
): OpenStackError =>
  decodeError({
    path: '',
    expected: `a version ${major} of ${service}`,
    actual: versions.map((version) => `v${version.major}.${version.minor}`).join(', '),
    operation: `the version discovery of ${service} at ${root}/`,
    requestIds: []
  })
