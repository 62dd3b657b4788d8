/**
 * Clouds as every OpenStack client configures them, resolved from what was read of them.
 *
 * Nothing here touches a disk; `@openstack-ts/config/node` does.
 *
 * @since 0.1.0
 */
export { authTypes } from './auth-type.js'
export { cloudNames } from './choose-cloud.js'
export type { CloudConfig, TlsSettings } from './cloud-config.js'
export { type ConfigDocument, parseConfig } from './document.js'
export type { Environment } from './environment.js'
export { filesOf, type FileSystem } from './file-system.js'
export { loadCloudWith, type LoadRequest, readSources } from './load.js'
export type { NetworkSettings } from './network-settings.js'
export type { ConfigRecord, ConfigValue } from './record.js'
export { resolveCloud } from './resolve.js'
export { type Surroundings } from './search-path.js'
export type { RequestLimits } from './service-settings.js'
export type { CloudRequest, CloudSource, ConfigSources } from './sources.js'
