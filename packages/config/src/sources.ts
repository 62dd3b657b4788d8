/**
 * All that a configuration is made of, read beforehand: resolving it touches neither disk nor network.
 *
 * @since 0.1.0
 */
import { configError, type ConfigError } from '@openstack-ts/core'

import type { ConfigDocument } from './document.js'
import type { Environment } from './environment.js'
import type { ConfigRecord } from './record.js'

// -------------------------------------------------------------------------------------
// model
// -------------------------------------------------------------------------------------

/** Each part may be absent; with none, a cloud is made of the request alone. */
export interface ConfigSources {
  /** `clouds.yaml`. */
  readonly clouds?: ConfigDocument
  /** `secure.yaml`, laid over `clouds.yaml` key by key. */
  readonly secure?: ConfigDocument
  /** `clouds-public.yaml`: profiles of one's own, under `public-clouds`. */
  readonly publicClouds?: ConfigDocument
  readonly env?: Environment
  /** What URL profiles answered, by the URL that was asked: `https://cloud.example/.well-known/openstack/api`. */
  readonly remoteProfiles?: Readonly<Record<string, ConfigRecord>>
  /** What `~` stands for at the beginning of a path. */
  readonly home?: string
  /** Where files were looked for, for the message that none was found. */
  readonly searched?: ReadonlyArray<string>
}

/** Which cloud, and what is said of it here and now. */
export interface CloudRequest {
  /** `OS_CLOUD` by default; then the one that `OS_*` describe; then the only one there is. */
  readonly cloud?: string
  /** One of the cloud's regions; its first by default. */
  readonly region?: string
  /** Instead of the cloud's own. */
  readonly profile?: string
  /** Settings as `clouds.yaml` would have them: `{ auth: { project_name: 'demo' }, interface: 'internal' }`. They win. */
  readonly overrides?: ConfigRecord
}

/** Where a cloud's own entry stands. */
export interface CloudSource {
  readonly kind: 'file' | 'environment' | 'arguments'
  /** The clouds file, or the secure file where only that one knows the cloud. */
  readonly file?: string
  /** The vendor profile beneath it. */
  readonly profile?: string
}

/** A cloud as messages speak of it. */
export interface Place {
  readonly name: string
  readonly source: CloudSource
  /** Where files were looked for, and none was found. */
  readonly searched?: ReadonlyArray<string>
}

// -------------------------------------------------------------------------------------
// conversions
// -------------------------------------------------------------------------------------

/** `cloud devstack of /etc/openstack/clouds.yaml`. */
export const placeName = ({ name, source }: Place): string => {
  if (source.kind === 'environment') return `cloud ${name} (made of the OS_* variables)`
  if (source.kind === 'arguments') return 'this cloud'
  return `cloud ${name} of ${source.file ?? 'clouds.yaml'}`
}

/** A URL may carry a password: `https://me:secret@host`. */
export const withoutUserinfo = (text: string): string => text.replaceAll(/(\/\/)[^/@\s]*@/g, '$1***@')

/** A key whose value cannot be used. */
export const wrongValue = (place: Place, key: string, reason: string): ConfigError =>
  configError({
    message: `${key} of ${placeName(place)} ${reason}`,
    key,
    ...(place.source.file === undefined ? {} : { file: place.source.file })
  })
