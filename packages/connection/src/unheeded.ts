/**
 * What a configuration says to a transport that is not ours, and so cannot heed it.
 *
 * @since 0.1.0
 */
import type { CloudConfig } from '@openstack-ts/config'

/** The configuration with a warning for settings that nobody heeds, and `why`. */
export const unheeded = (config: CloudConfig, why: string): CloudConfig => {
  const { ipv4Only, name, tls } = config
  const { verify, ...files } = tls
  const keys = [...Object.keys(files), ...(verify ? [] : ['verify']), ...(ipv4Only ? ['force_ipv4'] : [])]
  if (keys.length === 0) return config
  return { ...config, warnings: [...config.warnings, `${keys.join(', ')} of cloud ${name} is not used: ${why}`] }
}
