/**
 * Nova as promises.
 *
 * @since 0.1.0
 */
import { promises } from '@openstack-ts/core'

import { endpoints } from './endpoints.js'

/**
 * The promise face of Nova.
 *
 * @example
 * const nova = compute(cloud)
 * for await (const { name, status } of nova.servers.list()) console.log(name, status)
 */
export const compute = promises(endpoints)
