/**
 * From everything that was written to one cloud: layers put on each other, old words made new, and each value read.
 *
 * The layers, the later over the earlier: what is usual, the vendor profile, the cloud's own entry, its region's values,
 * and the request's overrides.
 *
 * @since 0.1.0
 */
import { type ConfigError, type ServiceType, serviceTypes } from '@openstack-ts/core'
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'

import { scopeKeys, scopeOf } from './auth-scope.js'
import { signInBy } from './auth-type.js'
import { type ChosenCloud, chooseCloud } from './choose-cloud.js'
import { type CloudConfig, concealed } from './cloud-config.js'
import { readIpv4Only, readTimeout, readTls } from './connection-settings.js'
import { type Credentials, wanted } from './credentials.js'
import { variable } from './environment.js'
import { layer, mergeLayers, spokenOnly } from './layer.js'
import { readNetworks } from './network-settings.js'
import { readProfile } from './profile.js'
import { present, readInterfaces } from './reading.js'
import { at, type ConfigRecord, mapEntries, recordAt, textAt, without, withUnderscores } from './record.js'
import { chooseRegion, regionsOf } from './region.js'
import { readCommonLimits, readService, type ServiceSettings } from './service-settings.js'
import { type CloudRequest, type ConfigSources, wrongValue } from './sources.js'
import { fillIn } from './template.js'

// -------------------------------------------------------------------------------------
// operations
// -------------------------------------------------------------------------------------

/** One cloud, or the one error that says what is wrong where, and what to do. */
export const resolveCloud = (sources: ConfigSources, request: CloudRequest = {}): E.Either<ConfigError, CloudConfig> =>
  pipe(
    chooseCloud(sources, request),
    E.flatMap((chosen) => merge(sources, request, chosen)),
    E.flatMap((merged) => read(sources, merged))
  )

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

interface Merged {
  readonly chosen: ChosenCloud
  readonly settings: ConfigRecord
  readonly warnings: ReadonlyArray<string>
}

const usual: ConfigRecord = {
  auth_type: 'password',
  interface: 'public',
  network_api_version: '2',
  object_store_api_version: '1',
  baremetal_status_code_retries: 5,
  baremetal_introspection_status_code_retries: 5,
  image_status_code_retries: 5
}

const merge = (sources: ConfigSources, request: CloudRequest, found: ChosenCloud): E.Either<ConfigError, Merged> =>
  pipe(
    readProfile(sources, request, found),
    E.flatMap((profile) => {
      const { name } = profile
      const chosen = name === undefined ? found : { ...found, source: { ...found.source, profile: name } }
      const entry = layer(chosen.entry)
      const said = layer(spokenOnly(withoutPrefix(request.overrides ?? {})))
      return pipe(
        regionsOf(chosen, entry, layer(profile.settings)),
        E.flatMap((regions) => chooseRegion(chosen, regions, request.region ?? textAt(said, 'region_name'))),
        E.map((region) => {
          const own = mergeLayers([usual, profile.settings, entry, spokenOnly(region.values), said].map(layer))
          const settings = { ...without(own, ['regions', 'cloud']), region_name: region.name }
          const warnings = [...chosen.warnings, ...profile.warnings, ...unusedRegion(sources, chosen, region.name)]
          return { chosen, settings, warnings }
        })
      )
    })
  )

/** Arguments may be called as variables are: `os_username`. */
const withoutPrefix = (overrides: ConfigRecord): ConfigRecord =>
  mapEntries(withUnderscores(overrides), (key, value) => [key.replace(/^os_/, ''), value])

const unusedRegion = (
  { env = {} }: ConfigSources,
  { name, source }: ChosenCloud,
  region?: string
): ReadonlyArray<string> => {
  const wished = variable(env, 'OS_REGION_NAME')
  return source.kind === 'environment' || wished === undefined || wished === region
    ? []
    : [`OS_REGION_NAME is not used: cloud ${name} says its regions itself`]
}

const read = (sources: ConfigSources, { chosen, settings, warnings }: Merged): E.Either<ConfigError, CloudConfig> => {
  const reader = { place: chosen, record: settings }
  const authType = authTypeOf(settings)
  const credentials: Credentials = { place: chosen, authType, auth: recordAt(settings, 'auth') }
  return pipe(
    E.Do,
    E.bind('signIn', () => signInBy(credentials)),
    E.bind('authUrl', ({ signIn }) => readAuthUrl(credentials, settings, signIn.keystone)),
    E.bind('scope', ({ signIn }) => (signIn.scoped ? scopeOf(credentials) : E.right(undefined))),
    E.bind('interfaces', () => readInterfaces('interface')(reader)),
    E.bind('services', () => readServices(reader.place, settings)),
    E.bind('tls', () => readTls(reader, sources.home)),
    E.bind('timeout', () => readTimeout(reader)),
    E.bind('limits', () => readCommonLimits(reader)),
    E.bind('networks', () => readNetworks(reader)),
    E.bind('ipv4Only', () => readIpv4Only(reader, sources)),
    E.map(({ authUrl, interfaces, ipv4Only, limits, networks, scope, services, signIn, timeout, tls }) =>
      present<CloudConfig>({
        name: chosen.name,
        source: chosen.source,
        authType,
        identity: present<CloudConfig['identity']>({
          auth: signIn.plugin,
          authUrl,
          scope,
          region: textAt(settings, 'region_name'),
          interfaces,
          services: pick(services, ({ options }) => options)
        }),
        tls,
        timeout,
        limits: { all: limits, services: pick(services, (service) => service.limits) },
        networks,
        ipv4Only,
        warnings: [
          ...warnings,
          ...(signIn.scoped || !signIn.keystone ? [] : unusedScope(chosen.name, credentials.auth)),
          ...(tls.verify || tls.cacert === undefined
            ? []
            : [`cacert of cloud ${chosen.name} is not used: nothing is verified`]),
          ...unusedCache(sources, chosen.name, settings)
        ],
        raw: concealed(rawOf(settings, authType, authUrl))
      })
    )
  )
}

/** No word for it means `password`; an empty one means none at all. */
const authTypeOf = (settings: ConfigRecord): string => {
  const written = at(settings, 'auth_type')
  return written === null || written === '' || written === 'None'
    ? 'none'
    : (textAt(settings, 'auth_type') ?? 'password')
}

const readAuthUrl = (
  credentials: Credentials,
  settings: ConfigRecord,
  keystone: boolean
): E.Either<ConfigError, string | undefined> => {
  if (!keystone) return E.right(undefined)
  return pipe(
    wanted('auth_url')(credentials),
    E.flatMap((url) => fillIn({ place: credentials.place, record: settings }, 'auth_url', url)),
    E.filterOrElse(
      (url) => /^https?:\/\//i.test(url) && URL.canParse(url),
      () => wrongValue(credentials.place, 'auth_url', 'should be a URL such as https://cloud.example:5000/v3')
    )
  )
}

type Services = ReadonlyArray<readonly [ServiceType, ServiceSettings]>

const readServices = (place: ChosenCloud, settings: ConfigRecord): E.Either<ConfigError, Services> =>
  pipe(
    serviceTypes,
    E.traverseArray((type) =>
      pipe(
        readService(place, settings)(type),
        E.map((service) => [type, service] as const)
      )
    )
  )

/** What is said of services, without those of whom nothing is said. */
const pick = <A extends object>(
  services: Services,
  part: (service: ServiceSettings) => A
): Readonly<Partial<Record<ServiceType, A>>> =>
  Object.fromEntries(
    services
      .map(([type, service]) => [type, part(service)] as const)
      .filter(([, value]) => Object.keys(value).length > 0)
  )

/** openstacksdk keeps tokens in the keyring of the desktop then, which is not to be had from Node. */
const unusedCache = ({ clouds }: ConfigSources, name: string, settings: ConfigRecord): ReadonlyArray<string> => {
  const asked = [settings, clouds?.content ?? {}].some((record) => textAt(recordAt(record, 'cache'), 'auth') === 'true')
  const instead = 'give `tokens: fileTokenStore(folder)` to `connect` to keep tokens from one program to the next'
  return asked ? [`cache.auth of cloud ${name} is not used: ${instead}`] : []
}

const unusedScope = (name: string, auth: ConfigRecord): ReadonlyArray<string> => {
  const keys = scopeKeys(auth)
  return keys.length === 0
    ? []
    : [`${keys.join(', ')} of cloud ${name} is not used: what it signs in with has a project of its own`]
}

const rawOf = (settings: ConfigRecord, authType: string, authUrl: string | undefined): ConfigRecord => {
  const said = mapEntries(settings, (key, value) => (value === null || value === undefined ? undefined : [key, value]))
  const auth = mapEntries(recordAt(settings, 'auth'), (key, value) => (value === null ? undefined : [key, value]))
  return { ...said, auth_type: authType, auth: authUrl === undefined ? auth : { ...auth, auth_url: authUrl } }
}
