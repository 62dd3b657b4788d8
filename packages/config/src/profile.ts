/**
 * Vendor profiles: what a public cloud says of itself, or what is well known of it.
 *
 * @see https://docs.openstack.org/openstacksdk/latest/user/config/vendor-support.html
 * @since 0.1.0
 */
import { configError, type ConfigError } from '@openstack-ts/core'
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'

import { type ChosenCloud, profileName } from './choose-cloud.js'
import { type ConfigRecord, deepMerge, isRecord, at, recordAt, textAt, without } from './record.js'
import { type CloudRequest, type ConfigSources, withoutUserinfo } from './sources.js'
import { vendors } from './vendors.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

export interface Profile {
  /** For messages. */
  readonly name?: string
  readonly settings: ConfigRecord
  readonly warnings: ReadonlyArray<string>
}

/** A profile that is to be asked for. */
export interface RemoteProfile {
  /** Where it is asked for. */
  readonly url: string
}

// -------------------------------------------------------------------------------------
// queries
// -------------------------------------------------------------------------------------

/** The URL profile that a cloud is built on, where it is built on one. */
export const remoteProfile = (
  sources: ConfigSources,
  request: CloudRequest,
  chosen: ChosenCloud
): RemoteProfile | undefined => {
  const wanted = profileName(request, chosen.entry)
  if (wanted === undefined || isLocal(sources, wanted)) return undefined
  const name = textAt(recordAt(vendors, wanted), 'profile') ?? wanted
  const url = URL.canParse(name) ? new URL(name) : undefined
  return url === undefined || url.host === '' || !/^https?:$/.test(url.protocol)
    ? undefined
    : { url: `${url.origin}/.well-known/openstack/api` }
}

/** The layer beneath a cloud's own entry. An unknown profile is a warning: the entry may say all that is needed. */
export const readProfile = (
  sources: ConfigSources,
  request: CloudRequest,
  chosen: ChosenCloud
): E.Either<ConfigError, Profile> => {
  const name = profileName(request, chosen.entry)
  if (name === undefined || (name === chosen.name && chosen.source.kind === 'environment')) return E.right(noProfile)
  const remote = remoteProfile(sources, request, chosen)
  if (remote !== undefined) {
    return pipe(
      answered(sources, chosen, remote),
      E.flatMap((settings) => judged(chosen, name, settings))
    )
  }
  const own = recordAt(sources.publicClouds?.content ?? {}, 'public-clouds')
  if (isLocal(sources, name)) return judged(chosen, name, recordAt(own, name))
  if (Object.hasOwn(vendors, name)) return judged(chosen, name, recordAt(vendors, name))
  const warnings = [`There is no profile ${withoutUserinfo(name)}, which cloud ${chosen.name} is built on`]
  return E.right({ name: withoutUserinfo(name), settings: {}, warnings })
}

// -------------------------------------------------------------------------------------
// internals
// -------------------------------------------------------------------------------------

const noProfile: Profile = { settings: {}, warnings: [] }

const isLocal = ({ publicClouds }: ConfigSources, name: string): boolean =>
  Object.hasOwn(recordAt(publicClouds?.content ?? {}, 'public-clouds'), name)

/** An answer is `{ name, profile }`; what is known here under the same name wins over it. */
const answered = (
  sources: ConfigSources,
  chosen: ChosenCloud,
  remote: RemoteProfile
): E.Either<ConfigError, ConfigRecord> => {
  const answer = recordAt(sources.remoteProfiles ?? {}, remote.url)
  const said = at(answer, 'profile')
  if (!isRecord(said)) {
    const file = chosen.source.file
    return E.left(
      configError({
        message: `The profile of cloud ${chosen.name} is to be read from ${remote.url}, which gave none`,
        key: 'profile',
        ...(file === undefined ? {} : { file })
      })
    )
  }
  const known = recordAt(vendors, textAt(answer, 'name') ?? '')
  return E.right(without(deepMerge(said, known), ['profile']))
}

const judged = (chosen: ChosenCloud, name: string, written: ConfigRecord): E.Either<ConfigError, Profile> => {
  const status = textAt(written, 'status')
  const why = textAt(written, 'message') ?? 'it says no more'
  const settings = without(written, ['status', 'message', 'profile', 'name'])
  if (status === 'shutdown') {
    const message = `Cloud ${chosen.name} is built on profile ${withoutUserinfo(name)}, a cloud that no longer exists: ${why}`
    return E.left(configError({ message, key: 'profile' }))
  }
  const warnings = status === 'deprecated' ? [`Profile ${withoutUserinfo(name)} is deprecated: ${why}`] : []
  return E.right({ name: withoutUserinfo(name), settings, warnings })
}
